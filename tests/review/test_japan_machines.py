"""Twenty-two machines promised, and one handover of which three releases tell: two, “two more” and four.

Dates, numbers and who said what are those of the demo's releases of April and July 2024.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from django.test import Client

from assistance.models import Claim, Commitment, DeliveryEvent, EquipmentLine
from assistance.reports import balance
from assistance.review import accept, group_reports, merge, reopen_settlement, settle_delivery
from assistance.vocabulary import CommitmentStatus, ItemCategory, Language, Relation
from tests.factories import ClaimFactory, ClaimItemFactory, ReleaseFactory
from tests.review.states import fetched

pytestmark = pytest.mark.django_db

PROMISE = "Японія передасть ДСНС 22 машини механізованого розмінування: 14 до кінця 2024 року, 8 до квітня 2025 року."
DEMINE = "Two Nikken demining machines were handed over to the rescuers."
MINISTRY = "Рятувальникам передали ще дві машини Nikken."
TOKYO = "Japan has provided four demining machines, the Ministry of Foreign Affairs says."


def told(text: str, words: str, day: date, language: Language, quantity: int) -> Claim:
    """Return the claim of a release that says ``text`` and counts ``quantity`` machines in ``words``."""
    release = ReleaseFactory(text=text, published_on=day, language=language.value)
    claim = ClaimFactory(release=release, words=text)
    ClaimItemFactory(
        claim=claim,
        name=words,
        words=words,
        category=ItemCategory.DEMINING_MACHINE.value,
        quantity=Decimal(quantity),
        unit="",
    )
    return fetched(claim.pk)


@pytest.fixture
def machines(staff: User) -> Commitment:
    promise = told(PROMISE, "22 машини механізованого розмінування", date(2024, 4, 5), Language.UKRAINIAN, 22)
    return accept(promise, by=staff, publish=True)


@pytest.fixture
def reports(machines: Commitment, staff: User) -> list[DeliveryEvent]:
    claims = [
        told(DEMINE, "Two Nikken demining machines", date(2024, 7, 9), Language.ENGLISH, 2),
        told(MINISTRY, "ще дві машини Nikken", date(2024, 7, 9), Language.UKRAINIAN, 2),
        told(TOKYO, "four demining machines", date(2024, 7, 10), Language.ENGLISH, 4),
    ]
    for claim in claims:
        merge(claim, into=machines, relation=Relation.DELIVERS, by=staff)
    return [claim.deliveries.get() for claim in claims]


def account(machines: Commitment) -> tuple[Decimal | None, ...]:
    """Return the least and the most handed over, then the least and the most outstanding."""
    found = balance(EquipmentLine.objects.with_accounts().get(commitment=machines))
    return found.handed_over.known, found.handed_over.upper, found.outstanding, found.outstanding_upper


def test_three_reports_of_one_handover_are_a_range_until_settled(
    machines: Commitment, reports: list[DeliveryEvent], staff: User
) -> None:
    assert account(machines) == (8, 8, 14, 14)
    handover = group_reports(reports, by=staff, reason="All three speak of the ceremony of 9 July 2024.")
    assert account(machines) == (2, 4, 18, 20)
    settle_delivery(handover, quantity=Decimal(4), by=staff, reason="The embassy's letter: four at one ceremony.")
    assert account(machines) == (4, 4, 18, 18)
    reopen_settlement(handover, by=staff, reason="The act of acceptance names two.")
    assert account(machines) == (2, 4, 18, 20)


def test_range_and_its_settlement_show_in_public_with_the_reason(
    machines: Commitment, reports: list[DeliveryEvent], staff: User, client: Client
) -> None:
    address = f"/en/commitments/{machines.pk}/"
    handover = group_reports(reports, by=staff, reason="All three speak of one ceremony.")
    page = client.get(address).content.decode()
    assert "2–4" in page
    assert "18–20" in page
    assert "from the least to the most they state" in page
    settle_delivery(handover, quantity=Decimal(4), by=staff, reason="Four, says the embassy.")
    page = client.get(address).content.decode()
    assert "2–4" not in page
    assert "Four, says the embassy." in page


def test_deliveries_never_change_the_status_by_themselves(machines: Commitment, staff: User) -> None:
    all_of_them = told("Japan has handed over 22 machines.", "22 machines", date(2025, 4, 30), Language.ENGLISH, 22)
    merge(all_of_them, into=machines, relation=Relation.DELIVERS, by=staff)
    machines.refresh_from_db()
    assert account(machines)[2:] == (0, 0)
    assert machines.status == CommitmentStatus.ANNOUNCED
