"""Changing a status in the admin: the steps that are offered, and what is suggested."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from assistance.models import Commitment
from assistance.vocabulary import TRANSITIONS, CommitmentStatus
from tests.admin.pages import address
from tests.factories import CommitmentFactory, DeliveryEventFactory, EquipmentLineFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("status", CommitmentStatus)
def test_status_page_offers_only_what_may_follow_with_its_rule(staff_page: Client, status: CommitmentStatus) -> None:
    commitment = CommitmentFactory(status=status.value)
    page = staff_page.get(address(Commitment, "status", commitment.pk))
    offered = page.context["form"].fields["status"].choices
    assert [value for value, _ in offered] == [step.to.value for step in TRANSITIONS[status]]
    assert all(step.step.label in label for step, (_, label) in zip(TRANSITIONS[status], offered, strict=True))


@pytest.mark.parametrize(
    ("status", "came", "suggested"),
    [
        ("in_delivery", 10, True),
        ("announced", 10, True),
        ("in_delivery", 9, False),
        ("delivered", 10, False),
        ("cancelled", 10, False),
    ],
)
def test_commitment_page_suggests_another_status_where_everything_came(
    staff_page: Client, status: str, came: int, suggested: bool
) -> None:
    line = EquipmentLineFactory(commitment__status=status)
    DeliveryEventFactory(line=line, quantity=Decimal(came))
    page = staff_page.get(address(Commitment, "change", line.commitment_id)).content.decode()
    assert ("Everything promised was handed over" in page) is suggested
    line.commitment.refresh_from_db()
    assert line.commitment.status == status


def test_commitment_page_suggests_nothing_without_equipment_or_with_unknown_numbers(staff_page: Client) -> None:
    empty = CommitmentFactory()
    uncounted = DeliveryEventFactory(line__uncounted=True).line.commitment
    for commitment in (empty, uncounted):
        page = staff_page.get(address(Commitment, "change", commitment.pk)).content.decode()
        assert "Everything promised was handed over" not in page
