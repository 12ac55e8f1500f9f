"""What goes out as IATI and comes in again says the same."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from assistance.interchange.iati import Publisher, write_activities
from assistance.models import Claim, Commitment
from assistance.review import propose
from assistance.vocabulary import CommitmentStatus, Kind, PartyRole, Region, Sector
from tests.factories import (
    ClaimFactory,
    CommitmentFactory,
    EquipmentLineFactory,
    OrganisationFactory,
    StatusChangeFactory,
)
from tests.interchange.iati_rules import problems
from tests.interchange.test_iati_out import AT, TODAY

pytestmark = pytest.mark.django_db

TEST = Publisher(
    ref="XM-TEST-1", name="Test Ministry", type="10", site="https://aid.example.org", page=lambda n: f"https://a.test/{n}/"
)  # fmt: skip


def facts_of(commitment: Commitment) -> dict[str, Any]:
    return {
        "titles": commitment.title_en,
        "status": commitment.status,
        "kind": commitment.kind,
        "amount": commitment.amount,
        "currency": commitment.currency,
        "period": (commitment.period_start, commitment.period_end),
        "sectors": {row.sector for row in commitment.sectors.all()},
        "regions": {row.region for row in commitment.places.all()},
        "parties": {(row.role, row.organisation) for row in commitment.parties.all()},
        "items": [(line.category, line.name_en, line.quantity, line.unit) for line in commitment.equipment.all()],
    }


def facts_told(claim: Claim) -> dict[str, Any]:
    told = propose(claim)
    return {
        "titles": told.title_en,
        "status": told.status,
        "kind": told.kind,
        "amount": told.amount,
        "currency": told.currency,
        "period": (told.period_start, told.period_end),
        "sectors": set(told.sectors),
        "regions": set(told.regions),
        "parties": {(party.role, party.organisation) for party in told.parties},
        "items": [(line.category, line.name_en, line.quantity, line.unit) for line in told.lines],
    }


def make_commitment(status: CommitmentStatus, number: int) -> Commitment:
    """A commitment with a sum in every other, of one sector and kind after the other."""
    regions, sectors, kinds = list(Region), list(Sector), list(Kind)
    made = CommitmentFactory(
        public=True,
        status=status.value,
        kind=kinds[number % len(kinds)].value,
        with_amount=number % 3 != 1,
        donors=[OrganisationFactory(), OrganisationFactory()][: 1 + number % 2],
        implementers=[OrganisationFactory()],
        recipients=[OrganisationFactory()] if number % 3 != 1 else [],
        sectors=sectors[number % len(sectors) :][:2],
        regions=regions[number % len(regions) :][: number % 4],
        period_start=date(2026, 1, 1 + number) if number % 2 else None,
        period_end=date(2026, 12, 1 + number) if number % 5 else None,
        claims=[ClaimFactory(release__public=True)],
    )
    for quantity, unit in ((10, ""), (None, ""), (3, "sets"))[: number % 4]:
        EquipmentLineFactory(commitment=made, quantity=quantity, unit=unit)
    if status in {CommitmentStatus.CANCELLED, CommitmentStatus.SUSPENDED}:
        StatusChangeFactory(commitment=made, old_status="agreed", status=status.value, happened_on=date(2026, 11, 10))
    return made


def test_what_goes_out_comes_in_with_the_same_facts(tmp_path: Path) -> None:
    firm = [each for each in CommitmentStatus if each != CommitmentStatus.UNDER_CONSIDERATION]
    made = [make_commitment(firm[number % len(firm)], number) for number in range(24)]
    out = BytesIO()
    write_activities(out, Commitment.objects.published(), TEST, at=AT, known_by=TODAY)
    assert problems(out.getvalue(), TODAY) == []
    path = tmp_path / "out.xml"
    path.write_bytes(out.getvalue())
    call_command("import_iati", path)
    for commitment in made:
        claim = Claim.objects.get(release__reference=f"XM-TEST-1-{commitment.pk}")
        assert facts_told(claim) == facts_of(commitment)
        recipients = [party for party in claim.parties.all() if party.role == PartyRole.RECIPIENT]
        assert len(recipients) == (commitment.amount is not None)
