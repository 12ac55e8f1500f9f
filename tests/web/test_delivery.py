"""How pages travel: kept for a minute, asked for by their ETag after that, compressed where nothing is secret."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from assistance.models import Commitment
from tests.web.conftest import World, address
from tests.web.html import page

pytestmark = pytest.mark.django_db

#: What a page and all that it loads may weigh together, in bytes as they travel.
HEAVIEST = 100_000
#: Pages that a reader's own words or address are part of.
NEVER_KEPT = {"report"}


def test_every_page_may_be_kept_for_a_minute_by_anybody(client: Client, world: World) -> None:
    for name, there in world.addresses().items():
        response = client.get(there)
        kept = "no-store" if name in NEVER_KEPT else "public, max-age=60, must-revalidate"
        assert response["Cache-Control"] == kept, name
        if name not in NEVER_KEPT:
            assert response["ETag"], name
            assert not response.cookies, name
            assert "Cookie" not in response.get("Vary", ""), name


def test_page_that_did_not_change_is_not_sent_again(client: Client, world: World) -> None:
    there = address("commitment", world.commitments[0])
    tag = client.get(there)["ETag"]

    again = client.get(there, headers={"if-none-match": tag})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)


def test_page_that_changed_is_sent_again(client: Client, world: World) -> None:
    commitment = world.commitments[0]
    there = address("commitment", commitment)
    tag = client.get(there)["ETag"]
    Commitment.objects.filter(pk=commitment.pk).update(title_en="Another title")

    again = client.get(there, headers={"if-none-match": tag})

    assert (again.status_code, again["ETag"] != tag) == (200, True)
    assert "Another title" in page(again).text


def test_page_that_is_no_longer_public_is_gone_at_once_for_who_asks(client: Client, world: World) -> None:
    commitment = world.commitments[0]
    there = address("commitment", commitment)
    tag = client.get(there)["ETag"]
    Commitment.objects.filter(pk=commitment.pk).update(visibility="draft")

    again = client.get(there, headers={"if-none-match": tag})

    assert again.status_code == 404
    assert "max-age=60" not in again.get("Cache-Control", "")


def test_pages_and_answers_of_the_api_are_compressed(client: Client, world: World) -> None:
    for there in ("/en/", "/api/v1/commitments/"):
        response = client.get(there, headers={"accept-encoding": "gzip"})
        assert response["Content-Encoding"] == "gzip", there
        assert "Accept-Encoding" in response["Vary"], there
        assert gzip.decompress(response.content) == client.get(there).content, there
        assert (
            client.get(there, headers={"accept-encoding": "gzip", "if-none-match": response["ETag"]}).status_code == 304
        )


def test_no_page_weighs_more_than_it_may(client: Client, grow: Callable[[World, int], World]) -> None:
    world = grow(World(), 25)
    for name, there in world.addresses().items():
        response = client.get(there, headers={"accept-encoding": "gzip"})
        found = page(client.get(there))
        loaded = {element.attributes.get("href") or element.attributes.get("src", "") for element in found.elements}
        files = [address.removeprefix("/static/") for address in loaded if address.startswith("/static/")]
        assets = sum(len(gzip.compress(Path(finders.find(file)).read_bytes())) for file in files)
        assert files, name
        assert len(response.content) + assets < HEAVIEST, name


def test_staffs_pages_are_neither_compressed_nor_kept(client: Client) -> None:
    response = client.get("/admin/login/", headers={"accept-encoding": "gzip"})
    assert not response.has_header("Content-Encoding")
    assert "no-store" in response["Cache-Control"]


def test_error_of_a_filter_is_not_kept(client: Client) -> None:
    response = client.get("/en/commitments/", {"year": "x"})
    assert (response.status_code, response.has_header("Cache-Control")) == (400, False)
