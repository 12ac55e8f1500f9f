"""What a page tells those who do not look at it: search engines, and programs that a link is sent through."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from lxml import etree

from assistance.models import Commitment, Organisation
from assistance.web.sitemaps import PAGES, SITEMAPS
from tests import factories as make
from tests.web.conftest import LANGUAGES, World, address
from tests.web.html import Page, page

pytestmark = [pytest.mark.django_db, pytest.mark.walk]


def links(found: Page, rel: str) -> dict[str, str]:
    """Return the addresses of the links to pages of a kind, by language."""
    pages = [link for link in found.all("link", rel=rel) if "type" not in link.attributes]
    return {link.attributes.get("hreflang", ""): link.attributes["href"] for link in pages}


def told(found: Page, name: str) -> str:
    """Return the content of one meta element; there must be exactly one."""
    (content,) = [
        meta.attributes["content"]
        for meta in found.all("meta")
        if name in {meta.attributes.get("name"), meta.attributes.get("property")}
    ]
    return content


def listed(client: Client, section: str) -> list[str]:
    """Return the addresses in one section of the sitemap."""
    response = client.get(f"/sitemap-{section}.xml")
    assert response["Content-Type"] == "application/xml"
    return etree.fromstring(response.content).xpath("//*[local-name()='loc']/text()")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_names_itself_and_its_other_language(client: Client, world: World, language: str) -> None:
    for name, there in world.addresses().items():
        here = there.replace("/en/", f"/{language}/", 1)
        found = page(client.get(here))
        plain = there.replace("/en/", "/", 1)
        assert links(found, "canonical") == {"": f"http://testserver{here}"}, name
        assert links(found, "alternate") == {
            "en": f"http://testserver{there}",
            "uk": f"http://testserver/uk{plain}",
            "x-default": f"http://testserver{plain}",
        }, name


def test_address_without_a_language_leads_to_the_readers(client: Client) -> None:
    response = client.get("/commitments/", headers={"accept-language": "uk"})
    assert (response.status_code, response["Location"]) == (302, "/uk/commitments/")


def test_list_is_one_page_however_it_is_narrowed(client: Client, grow: Callable[[World, int], World]) -> None:
    grow(World(), 26)
    narrowed = page(client.get(address("commitments"), {"order": "oldest", "page": "2"}))
    assert links(narrowed, "canonical") == {"": "http://testserver/en/commitments/?page=2"}
    first = page(client.get(address("commitments"), {"order": "oldest", "page": "1"}))
    assert links(first, "canonical") == {"": "http://testserver/en/commitments/"}


def test_every_page_has_a_title_and_a_description_of_its_own(client: Client, world: World) -> None:
    titles, descriptions = [], []
    for there in world.addresses().values():
        found = page(client.get(there))
        assert found.all("title")[0].text.startswith(told(found, "og:title"))
        assert told(found, "description") == told(found, "og:description")
        titles.append(told(found, "og:title"))
        descriptions.append(told(found, "description"))
    assert len(set(titles)) == len(titles)
    assert len(set(descriptions)) == len(descriptions)


@pytest.mark.parametrize(("language", "locale"), [("en", "en_GB"), ("uk", "uk_UA")])
def test_shared_link_shows_a_card_of_ours(client: Client, language: str, locale: str) -> None:
    found = page(client.get(address("overview", language=language)))
    assert told(found, "og:image") == f"http://testserver/static/web/card-{language}.png"
    assert told(found, "og:locale") == locale
    assert told(found, "og:url") == f"http://testserver/{language}/"


def test_markup_in_a_title_stays_text(client: Client) -> None:
    commitment = make.CommitmentFactory(public=True, title_en='Aid "A" <b>& more</b>')
    found = page(client.get(address("commitment", commitment)))
    assert told(found, "og:title") == 'Aid "A" <b>& more</b>'


def test_missing_page_has_no_address(client: Client) -> None:
    found = page(client.get("/en/nowhere/"))
    assert (links(found, "canonical"), links(found, "alternate")) == ({}, {})


def test_sitemap_lists_every_public_page_in_both_languages(client: Client, world: World) -> None:
    sections = etree.fromstring(client.get("/sitemap.xml").content).xpath("//*[local-name()='loc']/text()")
    assert sections == [f"http://testserver/sitemap-{name}.xml" for name in SITEMAPS]

    expected = {address(name, language=language) for name in PAGES for language in LANGUAGES}
    assert set(listed(client, "pages")) == {f"http://testserver{there}" for there in expected}
    for there in [there for section in SITEMAPS for there in listed(client, section)]:
        assert client.get(there).status_code == 200, there


@pytest.mark.parametrize(
    ("section", "name", "rows"),
    [("commitments", "commitment", Commitment), ("donors", "donor", Organisation)],
)
def test_sitemap_leaves_drafts_out(client: Client, world: World, section: str, name: str, rows: Any) -> None:
    draft = make.CommitmentFactory(donors=[make.OrganisationFactory()])
    hidden = draft if rows is Commitment else draft.parties.get().organisation
    with override("en"):
        assert f"http://testserver{address(name, hidden)}" not in listed(client, section)


def test_sitemap_takes_one_query_a_section(client: Client, world: World) -> None:
    for section in SITEMAPS:
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/sitemap-{section}.xml")
        assert len(captured) == (0 if section == "pages" else 1), section


def test_robots_are_shown_the_sitemap_and_kept_from_the_staffs_desk(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


@pytest.mark.parametrize("there", ["/robots.txt", "/sitemap.xml", "/sitemap-pages.xml"])
def test_lists_for_machines_are_read_only(there: str) -> None:
    assert Client(enforce_csrf_checks=True).post(there).status_code == 405
