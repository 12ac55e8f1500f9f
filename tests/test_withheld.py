"""What is withheld shows at no address, in no list and in no sum; how much that is, is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assistance.filters import CommitmentFilter
from assistance.models import Commitment, CommitmentParty, Release
from assistance.review import refresh_search_text, withhold, withhold_fact
from assistance.vocabulary import ItemCategory, Region, WithheldScope, normalise_name
from tests.factories import (
    ClaimFactory,
    CommitmentFactory,
    EquipmentLineFactory,
    NeedFactory,
    OrganisationFactory,
    ProjectFactory,
    ReleaseFactory,
    WithholdingFactory,
)
from tests.review.states import unchanged
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


@pytest.mark.parametrize("number", [1, 5])
def test_telling_places_and_equipment_less_exactly_takes_as_many_queries_however_many_are_withheld(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        commitment = CommitmentFactory(public=True, regions=[Region.SUMY])
        EquipmentLineFactory(commitment=commitment, category=ItemCategory.OTHER)
        for scope in (WithheldScope.PLACE, WithheldScope.EQUIPMENT):
            WithholdingFactory(commitment=commitment, scope=scope, manner="coarsened")
    with django_assert_num_queries(4):
        fetched = list(Commitment.objects.published())
    told = [[entry.told for entry in commitment.held_back] for commitment in fetched]
    assert told == [[("other",), ("north",)]] * number
    assert [[*commitment.places.all(), *commitment.equipment.all()] for commitment in fetched] == [[]] * number


def test_withheld_equipment_is_no_word_a_commitment_is_found_by_and_every_other_word_is() -> None:
    commitment = CommitmentFactory(
        title_en="Warm beds", title_uk="Теплі ліжка", public=True,
        donors=[OrganisationFactory(japan=True, aliases=("Nippon",))],
        project=ProjectFactory(title_en="Quiet nights", title_uk="Тихі ночі"),
    )  # fmt: skip
    refresh_search_text(commitment)
    words = set(normalise_name(commitment.search_text.partition("\N{EM DASH}")[0]).split())
    assert {"warm", "ліжка", "quiet", "ночі", "nippon"} <= words
    EquipmentLineFactory(commitment=commitment, name_en="zyxwators", name_uk="зиксватори")
    refresh_search_text(commitment)
    of_equipment = set(commitment.search_text.split()) - words
    assert {"zyxwators", "зиксватори"} <= of_equipment
    WithholdingFactory(commitment=commitment, equipment=True)

    def finds(word: str) -> bool:
        return CommitmentFilter({"q": word}, queryset=Commitment.objects.published()).qs.exists()

    assert [word for word in words if not finds(word)] == []
    assert [word for word in ("zyxwators", "zyxwator", "зиксватори", "зиксваторів") if finds(word)] == []


def test_refreshing_the_search_text_reads_what_is_stored_and_leaves_nothing_fetched_behind() -> None:
    stored = CommitmentFactory(public=True)
    commitment = Commitment.objects.prefetch_related("parties__organisation__aliases").get(pk=stored.pk)
    CommitmentParty.objects.create(commitment=stored, organisation=OrganisationFactory(japan=True), role="funding")
    refresh_search_text(commitment)
    assert "japan" in commitment.search_text
    refresh_search_text(stored)
    assert not getattr(stored, "_prefetched_objects_cache", {})


def test_preview_is_the_public_page_with_the_withholding_in_place_and_changes_nothing(
    client: Client, admin_client: Client
) -> None:
    commitment = CommitmentFactory(public=True, with_claim=True, amount=7_654_321, currency="USD")
    public, form = address("commitment", commitment), f"/admin/assistance/commitment/{commitment.pk}/withhold/"
    assert 'name="_preview"' in admin_client.get(form).content.decode()
    sent = {"scope": "amount", "manner": "coarsened", "public_reason": "security", "reason": "So.", "_preview": "1"}
    with unchanged():
        page = admin_client.post(form, sent)
    text = page.content.decode()
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert "Preview for staff:" in text
    assert "from USD 5,000,000 to USD 10,000,000" in text
    assert "7,654,321" not in text
    shown = client.get(public).content.decode()
    assert "7,654,321" in shown
    assert "Preview for staff:" not in shown
    assert client.post(form, sent).status_code == 302
    refused = admin_client.post(form, {**sent, "scope": "record"})
    assert "There would be no public page of it." in refused.content.decode()
    assert client.get(public).status_code == 200


def test_withheld_fact_takes_only_the_releases_that_tell_it(staff: Any) -> None:
    told_of, other = ClaimFactory(release__public=True), ReleaseFactory(public=True)
    commitment = CommitmentFactory(public=True, title_en="Aid", title_uk="", with_amount=True, claims=[told_of])
    withhold_fact(commitment, scope=WithheldScope.AMOUNT, by=staff, reason="Asked for.")
    assert list(Release.objects.published()) == [other]
