"""The pages of words: method, data, accessibility, privacy."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from assistance.reports import measured
from tests.web.conftest import LANGUAGES, World, address
from tests.web.html import page

pytestmark = pytest.mark.django_db

FLOOR = Path(__file__).parents[1] / "extraction" / "floor.json"


def test_method_tells_how_well_texts_are_read(client: Client) -> None:
    table = page(client.get(address("method"))).all("table", class_="measured")[0]
    floor = json.loads(FLOOR.read_text("utf-8"))

    assert [part.language for part in measured()] == ["en", "uk", "en", "uk"]
    order = ("kept-aside en", "kept-aside uk", "looked-at en", "looked-at uk")
    shares = " ".join(f"{round(100 * floor[part]['facts recall'])} %" for part in order)
    assert f"Facts of the text that are found {shares}" in table.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_data_page_is_a_data_set_with_its_interface(client: Client, world: World, language: str) -> None:
    found = page(client.get(address("data", language=language)))
    described = {
        element.attributes["itemprop"]: element.attributes.get("content") or element.attributes.get("href")
        for element in found.elements
        if "itemprop" in element.attributes
    }

    assert found.all("div", itemtype="https://schema.org/Dataset")
    offered = [each.attributes["href"] for each in found.elements if each.attributes.get("itemprop") == "contentUrl"]
    assert offered == ["/api/v1/", "/datapackage.zip"]
    assert described["temporalCoverage"] == "2026-01-01/2026-01-02"
    assert described["url"] == f"http://testserver{address('data', language=language)}"
    for link in found.all("a"):
        if link.attributes["href"].startswith("/api/"):
            assert client.get(link.attributes["href"]).status_code == 200


def test_licence_is_told_once_it_is_declared(client: Client, settings: Any) -> None:
    assert "has not declared a licence" in page(client.get(address("data"))).text

    settings.DATA_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
    found = page(client.get(address("data")))

    assert found.all("link", itemprop="license")[0].attributes["href"] == settings.DATA_LICENCE
    assert "has not declared a licence" not in found.text


def test_footer_leads_to_every_page_of_words(client: Client) -> None:
    links = {link.attributes["href"] for link in page(client.get(address("overview"))).all("a")}
    assert {address(name) for name in ("method", "data", "accessibility", "privacy")} <= links
