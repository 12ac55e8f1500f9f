"""What every page keeps to: nothing inline, nothing foreign, ids that stand once, headings in order."""

from __future__ import annotations

from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.web.conftest import World
from tests.web.html import Page, page

pytestmark = [pytest.mark.django_db, pytest.mark.walk]


@pytest.fixture
def pages(client: Client, world: World) -> dict[str, Page]:
    """Return a page of every kind, one that is missing and one with an error."""
    addresses = [*world.addresses().values(), "/en/nowhere/", "/en/commitments/?year=x"]
    return {there: page(client.get(there)) for there in addresses}


def test_nothing_is_inline(pages: dict[str, Page]) -> None:
    for there, found in pages.items():
        assert not found.all("style"), there
        assert all(script.attributes.get("src") and not script.text for script in found.all("script")), there
        for element in found.elements:
            assert not [name for name in element.attributes if name == "style" or name.startswith("on")], there


def test_nothing_is_fetched_from_elsewhere(pages: dict[str, Page]) -> None:
    for there, found in pages.items():
        for element in found.elements:
            if element.tag in {"link", "script", "img", "iframe", "source", "use", "form"}:
                for name in ("src", "href", "action", "srcset"):
                    assert urlsplit(element.attributes.get(name, "")).netloc in {"", "testserver"}, there


def test_links_that_lead_away_say_so(pages: dict[str, Page]) -> None:
    for there, found in pages.items():
        for link in found.all("a"):
            if urlsplit(link.attributes["href"]).netloc not in {"", "testserver"}:
                assert link.attributes["rel"] == "noopener external", there


def test_ids_stand_once(pages: dict[str, Page]) -> None:
    for there, found in pages.items():
        ids = [element.attributes["id"] for element in found.elements if "id" in element.attributes]
        assert len(ids) == len(set(ids)), there


def test_headings_go_down_one_step_at_a_time(pages: dict[str, Page]) -> None:
    for there, found in pages.items():
        levels = [int(element.tag[1]) for element in found.elements if element.tag in {"h1", "h2", "h3", "h4"}]
        assert levels[0] == 1, there
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), there


def test_every_field_has_a_label(pages: dict[str, Page]) -> None:
    for there, found in pages.items():
        labelled = {label.attributes.get("for") for label in found.all("label")}
        for tag in ("input", "select"):
            for element in found.all(tag):
                if element.attributes.get("type") not in {"hidden", "checkbox"}:
                    assert element.attributes["id"] in labelled, there


def test_pages_send_the_content_security_policy(client: Client) -> None:
    assert "default-src 'self'" in client.get("/en/")["Content-Security-Policy"]
