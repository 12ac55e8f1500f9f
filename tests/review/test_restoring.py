"""An earlier state brought back, as a new change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db.models import Model

from assistance import review
from assistance.models.history import erase, write
from tests.conftest import NOW
from tests.factories import (
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
)
from tests.review.states import unchanged

#: Every kind of record that staff edit, and a field of it.
EDITED = [
    (CommitmentFactory, "title_en"),
    (DeliveryEventFactory, "note"),
    (EquipmentLineFactory, "name_en"),
    (ExchangeRateFactory, "source"),
    (NeedFactory, "what_en"),
    (OrganisationFactory, "name_en"),
    (ProjectFactory, "title_en"),
    (ReleaseFactory, "title"),
    (StatedTotalFactory, "scope_en"),
]


@pytest.fixture
def clock() -> Iterator[Any]:
    """The time, to be moved on between two changes."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield lambda: traveller.shift(timedelta(minutes=1))


def first_version(record: Model) -> Any:
    return record.history.order_by("history_id").first()  # type: ignore[attr-defined]


@pytest.mark.parametrize(("make", "name"), EDITED)
def test_restored_record_is_as_it_was_and_its_history_says_who_and_why(make: Any, name: str, staff: User) -> None:
    record = make()
    before = getattr(record, name)
    setattr(record, name, "Wrong")
    write(record, by=staff)
    versions = record.history.count()
    found = review.restoration(record, first_version(record), by=staff)
    assert ([field.name for field in found.fields], found.problem) == ([name], "")
    assert (getattr(record, name), record.history.count()) == ("Wrong", versions)
    review.restore(record, first_version(record), by=staff, reason="Typed in error.")
    record.refresh_from_db()
    newest = record.history.first()
    assert getattr(record, name) == before
    assert (newest.history_user, newest.history_change_reason) == (staff, "Typed in error.")
    assert record.history.count() == versions + 1


def test_restored_commitment_keeps_status_and_visibility_and_is_found(staff: User, clock: Any) -> None:
    commitment = CommitmentFactory(title_en="Generators", with_claim=True)
    clock()
    review.publish(commitment, by=staff)
    commitment.title_en = "Wrong"
    write(commitment, by=staff)
    review.restore(commitment, first_version(commitment), by=staff, reason="Typed in error.")
    commitment.refresh_from_db()
    assert (commitment.title_en, commitment.visibility) == ("Generators", "public")
    assert "generators" in commitment.search_text


def test_rows_come_back_change_and_go(staff: User, clock: Any) -> None:
    commitment = CommitmentFactory(with_donor=True, with_sector=True)
    line = EquipmentLineFactory(commitment=commitment, quantity=Decimal(10))
    party = commitment.parties.get()
    key = party.pk
    clock()
    write(commitment, by=staff)
    erase(party, by=staff)
    line.quantity = Decimal(12)
    write(line, by=staff)
    added = CommitmentPartyFactory(commitment=commitment)
    found = review.restoration(commitment, first_version(commitment), by=staff)
    assert sorted((step.now is None, step.wanted is None) for step in found.steps) == [
        (False, False),
        (False, True),
        (True, False),
    ]
    review.restore(commitment, first_version(commitment), by=staff, reason="All wrong.")
    line.refresh_from_db()
    assert (commitment.parties.get().pk, line.quantity) == (key, 10)
    assert not commitment.parties.filter(pk=added.pk).exists()
    assert commitment.parties.get().history.first().history_change_reason == "All wrong."


def test_donors_of_a_total_come_back(staff: User) -> None:
    japan, total = OrganisationFactory(japan=True), StatedTotalFactory()
    version = total.history.first()
    total.donors.add(japan)
    review.restore(total, version, by=staff, reason="Not named there.")
    assert list(total.donors.all()) == []


@pytest.mark.parametrize("rests", [DeliveryEventFactory, NeedCoverageFactory])
def test_line_that_something_rests_on_refuses_the_whole_and_is_named(staff: User, clock: Any, rests: Any) -> None:
    commitment = CommitmentFactory(title_en="Before")
    clock()
    commitment.title_en = "After"
    write(commitment, by=staff)
    rests(line=EquipmentLineFactory(commitment=commitment, name_en="Boilers"))
    with unchanged(), pytest.raises(review.ReviewError, match="Boilers: “Boilers” has deliver"):
        review.restore(commitment, first_version(commitment), by=staff, reason="Wrong.")
    assert "Boilers" in review.restoration(commitment, first_version(commitment), by=staff).problem


def test_name_that_belongs_to_another_by_now_refuses_the_whole(staff: User, clock: Any) -> None:
    organisation = OrganisationFactory(name_en="UNDP", name_uk="")
    clock()
    organisation.name_en = "Fund"
    write(organisation, by=staff)
    organisation.aliases.all().delete()
    OrganisationFactory(name_en="UNDP", name_uk="")
    with unchanged(), pytest.raises(review.ReviewError, match="Nothing was restored"):
        review.restore(organisation, first_version(organisation), by=staff, reason="Wrong.")


def test_party_that_was_merged_since_refuses_the_whole(staff: User, clock: Any) -> None:
    party = CommitmentPartyFactory(organisation=OrganisationFactory(name_en="Nippon"))
    commitment = party.commitment
    clock()
    write(commitment, by=staff)
    review.merge_organisations(
        kept=OrganisationFactory(japan=True), duplicate=party.organisation, by=staff, reason="One and the same."
    )
    with unchanged(), pytest.raises(review.ReviewError, match="merged into another organisation"):
        review.restore(commitment, first_version(commitment), by=staff, reason="Wrong.")


def test_merged_organisation_is_not_restored(staff: User) -> None:
    duplicate = OrganisationFactory()
    review.merge_organisations(kept=OrganisationFactory(), duplicate=duplicate, by=staff, reason="One and the same.")
    with pytest.raises(review.ReviewError, match="merged"):
        review.restore(duplicate, first_version(duplicate), by=staff, reason="Wrong.")


def test_restoring_needs_a_reason_and_a_difference(staff: User) -> None:
    commitment = CommitmentFactory()
    with pytest.raises(review.ReviewError, match="needs a reason"):
        review.restore(commitment, first_version(commitment), by=staff, reason=" ")
    with pytest.raises(review.ReviewError, match="already"):
        review.restore(commitment, first_version(commitment), by=staff, reason="Wrong.")
    assert review.restoration(commitment, first_version(commitment), by=staff).is_empty


def test_constraint_that_fails_refuses_the_whole(staff: User) -> None:
    rate = ExchangeRateFactory(source="NBU")
    version = rate.history.first()
    rate.source = "ECB"
    write(rate, by=staff)
    ExchangeRateFactory(source="NBU", date=rate.date)
    with unchanged(), pytest.raises(review.ReviewError, match="Nothing was restored"):
        review.restore(rate, version, by=staff, reason="Wrong.")
