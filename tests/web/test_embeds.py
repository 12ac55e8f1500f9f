"""Embeds: framable, they alone, with their day and a way to the source."""

from __future__ import annotations

import pytest
from django.test import Client

from assistance.web.embeds import SHAPES
from tests import factories as make
from tests.web.conftest import LANGUAGES, World, chart_address, embed_address
from tests.web.html import page

pytestmark = pytest.mark.django_db


def test_only_embeds_may_be_framed(client: Client, world: World) -> None:
    embeds = {shape: embed_address(shape) for shape in SHAPES}
    for name, there in (world.addresses() | embeds).items():
        response = client.get(there)
        assert response.status_code == 200, name
        may = "frame-ancestors *" in response["Content-Security-Policy"]
        assert may == (name in embeds), name
        assert ("X-Frame-Options" not in response) == may, name
        assert may or "frame-ancestors 'none'" in response["Content-Security-Policy"], name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHAPES)
def test_embed_tells_its_day_and_leads_to_its_source(client: Client, world: World, name: str, language: str) -> None:
    response = client.get(embed_address(name, language))
    found = page(response)
    footer = found.all("footer")[0]
    assert "2026" in footer.text
    assert [link.attributes["href"] for link in found.all("a")][-1] == chart_address("chart", "ladder", language)
    assert found.all("base")[0].attributes == {"target": "_blank"}
    assert not response.cookies


def test_embed_shows_the_figures_of_the_chart(client: Client) -> None:
    make.CommitmentFactory(public=True, amount=30, currency="USD")
    found = page(client.get(embed_address("ladder") + "?currency=USD"))
    marks = [mark.attributes["aria-label"] for mark in found.all("a", class_="mark")]
    assert "Announced: USD 30; in 1 commitment" in marks
    assert "USD 30 in 1 commitment" in page(client.get(embed_address("table"))).all("table")[0].text
    assert client.get(embed_address("ladder") + "?currency=XAF").status_code == 404
    assert client.get(embed_address("mood")).status_code == 404


def test_page_of_the_ladder_gives_the_code(client: Client) -> None:
    make.CommitmentFactory(public=True, amount=30, currency="USD")
    codes = [code.text for code in page(client.get(chart_address("chart", "ladder") + "?currency=USD")).all("code")]
    assert [code.split('"')[1] for code in codes] == [
        "http://testserver/en/embed/ladder/?currency=USD", "http://testserver/en/embed/table/",
    ]  # fmt: skip
    for code in codes:
        frame = page(client.get(code.split('"')[1].removeprefix("http://testserver")))
        assert len(frame.all("h1")) == 1
