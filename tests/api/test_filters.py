"""The API narrows its lists as the pages do: by the same FilterSets."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django_filters import FilterSet

from assistance import filters
from assistance.api.urls import ROWS
from assistance.vocabulary import Region, Sector
from tests.api.conftest import Get
from tests.api.dataset import Everything
from tests.factories import CommitmentFactory, EquipmentLineFactory, NeedFactory, OrganisationFactory, ReleaseFactory

pytestmark = pytest.mark.django_db

FILTERSETS: dict[str, type[FilterSet]] = {
    "commitments": filters.CommitmentFilter,
    "donors": filters.OrganisationFilter,
    "projects": filters.ProjectFilter,
    "equipment": filters.EquipmentFilter,
    "releases": filters.ReleaseFilter,
    "needs": filters.NeedFilter,
}


@pytest.mark.parametrize("name", FILTERSETS)
def test_list_is_narrowed_by_the_filters_of_its_page(name: str) -> None:
    assert ROWS[name][1].filterset_class is FILTERSETS[name]


@pytest.mark.parametrize(
    "address",
    [
        "commitments/?status=in_delivery", "commitments/?donor={donor}", "commitments/?recipient={recipient}",
        "commitments/?project={project}", "commitments/?kind=equipment&sector=energy&place=UA-63",
        "commitments/?item_category=generator_power", "commitments/?currency=USD&has_amount=true",
        "commitments/?year=2026&status=in_delivery", "donors/?type=10&country=JP&q=japan", "projects/?sector=demining",
        "equipment/?category=generator_power&donor={donor}", "equipment/?commitment={commitment}",
        "releases/?publisher=Ministry of Internal Affairs of Ukraine&published_after=2026-11-03",
        "needs/?category=drone&covered=true",
    ],
)  # fmt: skip
def test_filter_keeps_the_row_that_matches(get: Get, everything: Everything, address: str) -> None:
    add_others()
    keys = {
        "donor": everything.japan.pk, "recipient": everything.service.pk, "project": everything.project.pk,
        "commitment": everything.commitment.pk,
    }  # fmt: skip
    name = address.partition("/")[0]
    expected = {**everything.rows, "releases": everything.later}[name]
    assert [row["id"] for row in get(address.format(**keys))["results"]] == [expected.pk]


def add_others() -> None:
    """Add a row to every list that none of the queries above asks for."""
    other = CommitmentFactory(
        public=True, kind="training", donors=[OrganisationFactory(country="DE")], with_project=True,
        sectors=[Sector.MEDICAL], regions=[Region.LVIV],
    )  # fmt: skip
    EquipmentLineFactory(commitment=other, category="vehicle")
    NeedFactory(release=ReleaseFactory(public=True, publisher="UNDP"), visibility="public", category="vehicle")


@pytest.mark.parametrize("order", ["newest", "oldest", "amount", "title"])
def test_order_is_that_of_the_page(get: Get, everything: Everything, order: str) -> None:
    CommitmentFactory(public=True, title_en="Zebra", amount=1, currency="EUR", with_claim=True)
    CommitmentFactory(public=True, title_en="Aardvark")
    page = filters.CommitmentFilter(
        QueryDict(f"order={order}"), queryset=type(everything.commitment).objects.published()
    )
    assert [row["id"] for row in get(f"commitments/?order={order}")["results"]] == [row.pk for row in page.qs]
