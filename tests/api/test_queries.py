"""The number of queries does not grow with the number of rows."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assistance.models import Claim, Commitment
from assistance.vocabulary import Region, Sector
from tests.api.dataset import Everything
from tests.factories import (
    ClaimFactory,
    CommitmentClaimFactory,
    CommitmentFactory,
    CommitmentPartyFactory,
    DeliveryEventFactory,
    EquipmentLineFactory,
    ExchangeRateFactory,
    NeedCoverageFactory,
    NeedFactory,
    OrganisationFactory,
    ProjectFactory,
    ReleaseFactory,
    StatedTotalFactory,
    StatusChangeFactory,
    TrapFactory,
)

pytestmark = pytest.mark.django_db

LISTS = [
    ("commitments/", 10), ("donors/", 5), ("projects/", 8), ("equipment/", 8), ("releases/", 7), ("needs/", 7),
    ("stated-totals/", 9), ("claims/", 11), ("recipients/", 5), ("deliveries/", 7), ("rates/", 5), ("changes/", 21),
    ("commitments/?expand=equipment,deliveries,claims,status_changes", 28), ("donors/?expand=ladder", 6),
    ("equipment/?expand=deliveries", 11), ("releases/?expand=text,claims,needs,stated_totals,traps", 20),
    ("commitments/?in=UAH", 12), ("deliveries/?in=UAH", 8), ("stated-totals/?in=UAH", 11), ("commitments/?cursor=", 11),
    ("changes/?cursor=", 21), ("commitments/?format=csv", 8), ("commitments/?format=ndjson", 8),
    *((f"reports/totals/?by={by}", 8) for by in ("donor", "status", "sector", "year", "currency")),
]  # fmt: skip
ROWS = [
    ("commitments", 22),
    ("donors", 3),
    ("projects", 6),
    ("equipment", 8),
    ("releases", 16),
    ("needs", 4),
    ("stated-totals", 6),
]


def fill(number: int) -> None:
    """Make ``number`` of everything, each with two of all that may be nested in it."""
    for _ in range(number):
        claims = [ClaimFactory(complete=True, release__public=True) for _ in range(2)]
        commitment = CommitmentFactory(
            public=True, complete=True, with_claim=False, claims=claims, donors=[OrganisationFactory()],
            project=ProjectFactory(with_sector=True, with_place=True, with_reference=True),
        )  # fmt: skip
        add_to(commitment, claims[0])


def add_to(commitment: Commitment, claim: Claim) -> None:
    line = EquipmentLineFactory(commitment=commitment, claim_item=claim.items.get())
    item = claim.items.get()
    DeliveryEventFactory.create_batch(2, line=line, claim=claim, claim_item=item, note="")
    for line in EquipmentLineFactory.create_batch(2, commitment=commitment):
        NeedCoverageFactory(need=NeedFactory(public=True), line=line)
    ExchangeRateFactory()
    StatedTotalFactory(public=True, donors=[party.organisation for party in commitment.parties.filter(role="funding")])
    ReleaseFactory(public=True, supersedes=claim.release)


@pytest.mark.parametrize("number", [1, 4])
@pytest.mark.parametrize(("address", "queries"), LISTS)
def test_list_takes_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, address: str, queries: int, number: int
) -> None:
    fill(number)
    with django_assert_num_queries(queries):
        response = client.get(f"/api/v1/{address}")
        assert response.status_code == 200
        if response.streaming:
            b"".join(response)  # type: ignore[arg-type]


def enrich(data: Everything) -> None:
    """Add to the one dataset more of all that is nested in it."""
    for day in range(1, 4):
        claim = ClaimFactory(complete=True, release__public=True, release__published_on=date(2026, 11, 20 + day))
        same = ClaimFactory(release=data.release, complete=True, number=1000 + day)
        CommitmentClaimFactory(commitment=data.commitment, claim=claim, relation="repeats")
        CommitmentClaimFactory(commitment=data.commitment, claim=same, relation="repeats")
        CommitmentPartyFactory(commitment=data.commitment)
        line = EquipmentLineFactory(commitment=data.commitment, claim_item=claim.items.get())
        DeliveryEventFactory(line=line, claim=claim, claim_item=claim.items.get(), note="")
        DeliveryEventFactory(line=data.line, claim=same, claim_item=same.items.get(), note="")
        NeedCoverageFactory(need=data.need, line=line)
        NeedCoverageFactory(need=NeedFactory(release=data.release, visibility="public"), line=line)
        StatedTotalFactory(release=data.release, visibility="public", donors=[OrganisationFactory()])
        TrapFactory(release=data.release)
        CommitmentFactory(public=True, project=data.project, donors=[data.japan])
    for old, new, claim in (("in_delivery", "delivered", data.second), ("delivered", "completed", data.first)):
        StatusChangeFactory(commitment=data.commitment, old_status=old, status=new, claim=claim, reason="")
    data.commitment.sectors.create(sector=Sector.MEDICAL)
    data.commitment.places.create(region=Region.LVIV)


@pytest.mark.parametrize("rich", [False, True], ids=["once", "often"])
@pytest.mark.parametrize(("name", "queries"), ROWS)
def test_row_takes_a_fixed_number_of_queries(
    client: Client,
    everything: Everything,
    django_assert_num_queries: DjangoAssertNumQueries,
    name: str,
    queries: int,
    rich: bool,
) -> None:
    if rich:
        enrich(everything)
    with django_assert_num_queries(queries):
        client.get(f"/api/v1/{name}/{everything.rows[name].pk}/")
