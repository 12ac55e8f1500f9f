"""What is withheld shows at no address, in no list and in no sum; how much that is, is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from assistance.review import withhold
from tests.factories import CommitmentFactory, NeedFactory, OrganisationFactory, ReleaseFactory
from tests.web.conftest import address

pytestmark = pytest.mark.django_db

LISTS = {"commitments": 2, "donors": 2, "projects": 2, "equipment": 2, "releases": 1, "needs": 1}


def told(records: int, **facts: int) -> dict[str, int]:
    return {"records": records, "amounts": 0, "places": 0, "equipment": 0, **facts}


@pytest.fixture
def held_back(staff: Any) -> None:
    """Two commitments, a need and a release withheld, of a donor no other commitment names."""
    donor = OrganisationFactory(name_en="Secretland")
    for commitment in (CommitmentFactory(public=True, donors=[donor]), CommitmentFactory(public=True)):
        withhold(commitment, by=staff, reason="Asked for.")
    withhold(NeedFactory(public=True), by=staff, reason="Asked for.")
    withhold(ReleaseFactory(public=True), by=staff, reason="Asked for.")


@pytest.mark.parametrize(("name", "records"), LISTS.items())
@pytest.mark.usefixtures("held_back")
def test_lists_tell_how_many_records_are_withheld_and_no_more(client: Client, name: str, records: int) -> None:
    assert client.get(f"/api/v1/{name}/").json()["withheld"] == told(records)
    text = client.get(address(name)).content.decode()
    assert ("2 records in the whole tracker are withheld" in text) == (records == 2)
    assert ("1 record in the whole tracker is withheld" in text) == (records == 1)


@pytest.mark.usefixtures("held_back")
def test_overview_and_totals_tell_how_many_records_are_withheld(client: Client) -> None:
    assert client.get(address("overview")).context["completeness"].withheld.records == 4
    assert client.get("/api/v1/reports/totals/").json()["withheld"] == told(2)


@pytest.mark.usefixtures("held_back")
def test_number_withheld_is_the_same_whatever_a_list_is_narrowed_to(client: Client) -> None:
    answers = [client.get(f"/api/v1/commitments/{query}").json() for query in ("", "?status=agreed", "?q=secretland")]
    assert [answer["withheld"] for answer in answers] == [told(2)] * 3
