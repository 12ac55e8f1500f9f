"""The documentation of the API: out of our own files, under the site's policy but for what it needs."""

from __future__ import annotations

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.web.html import page

pytestmark = pytest.mark.django_db

ADDRESS = "/api/docs/"


def policy(client: Client, address: str) -> dict[str, str]:
    header = client.get(address)["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in header.split(";"))


def test_documentation_loads_nothing_but_files_of_this_site(client: Client) -> None:
    found = page(client.get(ADDRESS))
    loaded = [row.attributes["src"] for row in found.all("script")]
    loaded += [row.attributes["href"] for row in found.all("link")]
    assert [address for address in loaded if not finders.find(address.removeprefix("/static/"))] == []
    assert len(loaded) == 4
    assert found.all("main")[0].attributes["data-schema"] == "/api/v1/schema/"


def test_policy_is_loosened_for_styles_of_this_page_alone(client: Client) -> None:
    usual, here = policy(client, "/en/data/"), policy(client, ADDRESS)
    assert here == usual | {"style-src": "'self' 'unsafe-inline'"}


@pytest.mark.parametrize("language", ["en", "uk"])
def test_page_of_the_data_leads_to_the_documentation(client: Client, language: str) -> None:
    links = [link.attributes["href"] for link in page(client.get(f"/{language}/data/")).all("a")]
    assert ADDRESS in links


def test_documentation_is_read_only_and_kept_like_a_page(client: Client) -> None:
    assert client.get(ADDRESS)["Cache-Control"] == "public, max-age=60, must-revalidate"
    assert client.post(ADDRESS).status_code == 405


def test_documentation_is_of_no_day(client: Client) -> None:
    response = client.get(f"/as-of/2026-11-22{ADDRESS}")
    assert (response.status_code, response["Location"]) == (302, ADDRESS)
