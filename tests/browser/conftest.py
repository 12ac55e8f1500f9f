"""A real Chromium against a real server, with whatever goes wrong on the way collected."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from io import StringIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.test import Client
from playwright.sync_api import expect, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


PASSWORD = "a password of the browser tests"

#: Select2, which Django's admin ships, gives the box beside its named combobox a role but no name; Django's chooser
#: of several repeats the help of its search on an icon that must not have a name.
NOT_OURS = {"exclude": [[".select2-selection__rendered"], [".help-tooltip.search-label-icon"]]}


#: To look into style sheets axe writes an inline one, which our policy stops and the console reports as the page's
#: fault. Only a rule on the screen's orientation, which axe runs on request alone, would read them.
WITHOUT_STYLE_SHEETS = {"preload": False, "resultTypes": ["violations"]}


@dataclass
class Visit:
    """A page, with the errors of its console and its requests to other hosts."""

    page: object
    console_errors: list[str] = field(default_factory=list)
    foreign_requests: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("No chromium to run the browser tests in. Install it: apt-get install chromium")
        pytest.skip("no chromium on this machine")
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        # Playwright's loop runs in this thread, and Django would take it for asynchronous code.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        yield browser
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        browser.close()


@pytest.fixture
def keeping(settings):
    """Public pages are kept as in earnest, none of them from another test."""
    there = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages of browser tests"}
    settings.CACHES = {**settings.CACHES, "pages": there}
    caches["pages"].clear()


@pytest.fixture
def visit(chromium, keeping, live_server):
    def open_page(width=1280, height=900, *, staff=None, language=None, **options):
        """Open a browser: of nobody, or with ``staff`` of that member of staff, logged in; with the language chosen."""
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": width, "height": height}, **{"locale": "en-GB", **options}
        )
        contexts.append(context)
        cookies = {
            settings.SESSION_COOKIE_NAME: staff and session_of(staff),
            settings.LANGUAGE_COOKIE_NAME: language,
        }
        context.add_cookies(
            [{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items() if value]
        )
        page = context.new_page()
        opened = Visit(page)
        page.on("console", lambda message: message.type == "error" and opened.console_errors.append(message.text))
        page.on("pageerror", lambda error: opened.console_errors.append(str(error)))
        page.on(
            "request",
            lambda request: (
                request.url.startswith((live_server.url, "data:")) or opened.foreign_requests.append(request.url)
            ),
        )
        return opened

    contexts = []
    yield open_page
    for context in contexts:
        context.close()


def build_demo():
    call_command("demo_login", stdout=StringIO())
    call_command("import_releases", "fixtures/releases", "--by", "staff", stdout=StringIO(), verbosity=0)
    call_command("replay_decisions", "fixtures/decisions", "fixtures/releases", "--by", "staff", stdout=StringIO())


@pytest.fixture(scope="session")
def built_demo():
    """A database that keeps the demo once it is built: SQLite copies it faster than it is built anew."""
    with closing(sqlite3.connect(":memory:")) as kept:
        yield kept


@pytest.fixture
def demo(transactional_db, monkeypatch, built_demo):
    """The demo's releases with the staff's decisions on them, and its login; the password is returned."""
    monkeypatch.setenv("DEMO_PASSWORD", PASSWORD)
    is_built = built_demo.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if is_built:
        connection.ensure_connection()
        built_demo.backup(connection.connection)
    else:
        build_demo()
        if connection.vendor == "sqlite":
            connection.connection.backup(built_demo)
    return PASSWORD


def serious_barriers(page):
    """Return what axe calls serious or critical on ``page``, each with the first place where it stands."""
    found = Axe().run(page, context=NOT_OURS, options=WITHOUT_STYLE_SHEETS).response["violations"]
    return [(each["id"], each["nodes"][0]["target"]) for each in found if each["impact"] in {"serious", "critical"}]


def follow(link):
    """Click the link or button ``link`` and wait until the page that it leads to is there."""
    with link.page.expect_navigation():
        link.click()


def log_in(page, password):
    """Send the login form as the demo's member of staff, in whatever language it is."""
    page.goto("/admin/")
    page.fill("#id_username", "staff")
    page.fill("#id_password", password)
    follow(page.locator("#login-form [type=submit]"))


def session_of(name):
    """Return the key of a new session of the member of staff ``name``, as the login form would begin it."""
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client.session.session_key


@pytest.fixture
def staff_page(demo, visit):
    """A page of logged-in staff that ends without a console error and without a request to another host."""
    opened = visit(staff="staff")
    yield opened.page
    assert (opened.console_errors, opened.foreign_requests) == ([], [])
