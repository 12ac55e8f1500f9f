"""What is going to be removed says so."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from assistance.api.deprecation import POLICY, Deprecation
from assistance.api.views.start import Start
from tests.web.html import page

pytestmark = pytest.mark.django_db

NAMES = ("Deprecation", "Sunset", "Link")


@pytest.fixture
def deprecated(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Deprecation(
        since=datetime(2026, 11, 1, tzinfo=UTC), sunset=datetime(2027, 5, 1, tzinfo=UTC), successor="/api/v2/"
    )
    monkeypatch.setattr(Start, "deprecation", told)


def test_nothing_is_deprecated_unless_it_is_said(client: Client) -> None:
    response = client.get("/api/v1/")
    assert not [name for name in NAMES if response.has_header(name)]


@pytest.mark.parametrize(("query", "status"), [("", 200), ("?colour=red", 400)])
@pytest.mark.usefixtures("deprecated")
def test_every_answer_of_what_is_deprecated_tells_since_when_until_when_and_what_comes(
    client: Client, query: str, status: int
) -> None:
    response = client.get(f"/api/v1/{query}")
    assert response.status_code == status
    assert [response[name] for name in NAMES] == [
        "@1793491200",
        "Sat, 01 May 2027 00:00:00 GMT",
        '</data/#deprecation-heading>; rel="deprecation"; type="text/html", </api/v2/>; rel="successor-version"',
    ]


@pytest.mark.usefixtures("deprecated")
def test_description_marks_what_is_deprecated_alone(client: Client) -> None:
    paths = client.get("/api/v1/schema/").json()["paths"]
    assert [path for path, methods in paths.items() if methods.get("get", {}).get("deprecated")] == ["/api/v1/"]


def test_policy_stands_where_the_link_leads(client: Client) -> None:
    address, _hash, anchor = POLICY.partition("#")
    assert page(client.get(address, follow=True)).all("h2", id=anchor)
