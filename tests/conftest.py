"""What holds for every test: no network but this machine's own, one fixed moment, and people to act."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.utils import translation

from assistance.web import packages
from tests.factories import UserFactory
from tests.serving import Host, serving

TESTS = Path(__file__).parent

#: Folders of tests of plain Python, which the contracts keep from loading Django: no database and no cache can fail
#: them, so ``--database-only``, the second run of ``.ci/run``, leaves them out.
PLAIN_PYTHON = ("extraction", "fetching", "readers", "vocabulary")

#: The moment every test runs at, unless it drives a browser, which has a clock of its own.
NOW = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Kyiv"))


def is_plain(path: Path) -> bool:
    """Return whether ``path`` is a folder of tests of plain Python, or lies in one."""
    return path.is_relative_to(TESTS) and path.relative_to(TESTS).parts[:1] in {(name,) for name in PLAIN_PYTHON}


def uses_database(item: pytest.Item) -> bool:
    """Return whether pytest-django lets the test ``item`` reach the database, by its marker or by a fixture."""
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or "_django_db_helper" in fixtures


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the tests of plain Python be left out."""
    parser.addoption("--database-only", action="store_true", help=f"leave out {', '.join(PLAIN_PYTHON)}")


def pytest_report_header(config: pytest.Config) -> str:
    """Say what is left out."""
    return f"left out, as no database can fail them: {', '.join(PLAIN_PYTHON)}" if is_narrowed(config) else ""


def is_narrowed(config: pytest.Config) -> bool:
    """Return whether the tests of plain Python are left out."""
    return bool(config.getoption("--database-only"))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out the tests of plain Python where that is asked for."""
    return True if is_narrowed(config) and is_plain(collection_path) else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse a test that uses the database where the second run would leave it out."""
    for item in items:
        if is_plain(item.path) and uses_database(item):
            raise pytest.UsageError(f"{item.nodeid} uses the database: it belongs outside {', '.join(PLAIN_PYTHON)}.")


class NetworkClosedError(RuntimeError):
    """A test tried to reach another machine."""


def is_local(host: object) -> bool:
    """Return whether ``host``, a name or an address, is this machine."""
    if host in {None, "", "localhost", b"localhost"}:
        return True
    try:
        return ipaddress.ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        return False


def guarded(method: Callable[..., Any]) -> Callable[..., Any]:
    """Return the socket method ``method``, refusing addresses of other machines; its last argument is the address."""

    def refuse_others(self: socket.socket, *args: Any) -> Any:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not is_local(args[-1][0]):
            raise NetworkClosedError(f"Tests reach no other machine, and this one tried {args[-1]}.")
        return method(self, *args)

    return refuse_others


@pytest.fixture(scope="session", autouse=True)
def closed_network() -> Iterator[None]:
    """Refuse connections and name look-ups beyond this machine; unix sockets and libpq are not touched."""
    look_up = socket.getaddrinfo

    def look_up_local(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not is_local(host):
            raise NetworkClosedError(f"Tests look up no other machine, and this one tried {host!r}.")
        return look_up(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, guarded(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", look_up_local)
        yield


@pytest.fixture(autouse=True)
def fixed_date(request: pytest.FixtureRequest) -> Iterator[None]:
    """Stop the clock at ``NOW``, except for tests marked ``browser``."""
    if request.node.get_closest_marker("browser"):
        yield
        return
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Read every test in the site's language: a page that the one before asked for in another one leaves it behind."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def no_package_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin every test without the data package of another: rolled-back records come to the same state."""
    monkeypatch.setattr(packages, "KEPT", packages.Kept())


@pytest.fixture
def user(db: None) -> User:
    """Someone without any rights."""
    return UserFactory(username="reader")


@pytest.fixture
def staff(db: None) -> User:
    """A member of staff with every permission of this app, who is no superuser."""
    member = UserFactory(username="staff", staff=True)
    member.user_permissions.set(Permission.objects.filter(content_type__app_label="assistance"))
    return member


@pytest.fixture
def host() -> Iterator[Host]:
    """A host of this machine that can be asked for what a test puts there."""
    with serving() as host:
        yield host


@pytest.fixture
def asks_this_machine(settings: Any) -> None:
    """Let hosts of this machine be asked, without pauses."""
    settings.FETCH_PRIVATE_HOSTS = ["127.0.0.1"]
    settings.FETCH_DELAY = 0
    settings.FETCH_SECONDS = 5


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which figures of the extractor have risen well above their floor."""
    passed = terminalreporter.getreports("passed")
    risen = [str(line) for report in passed for name, line in report.user_properties if name == "risen"]
    if risen:
        terminalreporter.section("make floor would lift")
        terminalreporter.line("\n".join(risen))
