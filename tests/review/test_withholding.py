"""Holding a record back until a day, and letting it go."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import User

from assistance.models import Commitment, Release
from assistance.review import ReviewError, lift, publish, reopen, withhold
from assistance.vocabulary import Visibility, WithheldManner, WithheldScope, WithholdingReason
from tests.factories import (
    ClaimFactory,
    CommitmentFactory,
    DecisionFactory,
    NeedFactory,
    ReleaseFactory,
    StatedTotalFactory,
    WithholdingFactory,
)
from tests.review.states import unchanged

pytestmark = pytest.mark.django_db

DAY = date(2027, 3, 1)
ON_THE_DAY = datetime(2027, 3, 1, 0, 1, tzinfo=ZoneInfo("Europe/Kyiv"))


@pytest.mark.parametrize("factory", [CommitmentFactory, NeedFactory, StatedTotalFactory, ReleaseFactory])
def test_withhold_until_a_day_ends_by_itself(staff: User, factory: Any) -> None:
    record = factory(visibility=Visibility.PUBLIC)
    held = withhold(record, by=staff, reason=" Asked for. ", public_reason=WithholdingReason.DONOR, until=DAY)
    assert (held.target, held.scope, held.manner) == (record, WithheldScope.RECORD, WithheldManner.HIDDEN)
    assert (held.reason, held.public_reason, held.until, held.made_by) == ("Asked for.", "donor", DAY, staff)
    assert not type(record).objects.published().exists()
    with time_machine.travel(ON_THE_DAY, tick=False):
        assert type(record).objects.published().get() == record


@pytest.mark.parametrize("until", [date(2026, 11, 22), date(2026, 1, 1)])
def test_withhold_until_a_day_that_has_come_changes_nothing(staff: User, until: date) -> None:
    record = CommitmentFactory(public=True)
    with unchanged(), pytest.raises(ReviewError, match="end before it begins"):
        withhold(record, by=staff, reason="Asked for.", until=until)


def test_withhold_of_withheld_takes_the_place_of_the_earlier(staff: User) -> None:
    record = CommitmentFactory(public=True)
    first = withhold(record, by=staff, reason="Asked for.", until=DAY)
    second = withhold(record, by=staff, reason="Asked for again.")
    first.refresh_from_db()
    assert (first.is_standing, first.lifted_by, second.is_standing) == (False, staff, True)
    assert first.lift_reason == "Withheld anew: Asked for again."
    with time_machine.travel(ON_THE_DAY, tick=False):
        assert not Commitment.objects.published().exists()


def test_withhold_after_the_end_of_an_earlier_holds_again(staff: User) -> None:
    record = CommitmentFactory(withheld=True)
    WithholdingFactory(commitment=record, ended=True)
    assert Commitment.objects.published().exists()
    withhold(record, by=staff, reason="Asked for again.")
    assert not Commitment.objects.published().exists()


def test_lift_makes_a_withheld_record_public_and_says_who_and_why(staff: User) -> None:
    record = CommitmentFactory(public=True, with_claim=True)
    held = withhold(record, by=staff, reason="Asked for.", until=DAY)
    lift(held, by=staff, reason="The donor agreed.")
    held.refresh_from_db()
    record.refresh_from_db()
    assert (held.lifted_by, held.lift_reason, record.visibility) == (staff, "The donor agreed.", Visibility.PUBLIC)
    assert held.history.first().history_user == staff


@pytest.mark.parametrize(("reason", "message"), [(" ", "needs a reason"), ("Again.", "lifted already")])
def test_lift_refused_changes_nothing(staff: User, reason: str, message: str) -> None:
    held = WithholdingFactory(commitment=CommitmentFactory(withheld=True), lifted=bool(reason.strip()))
    with unchanged(), pytest.raises(ReviewError, match=message):
        lift(held, by=staff, reason=reason)


def test_publish_of_a_withheld_record_lifts_what_held_it(staff: User) -> None:
    record = NeedFactory(public=True)
    held = withhold(record, by=staff, reason="Asked for.")
    publish(record, by=staff)
    held.refresh_from_db()
    assert (held.is_standing, held.lift_reason) == (False, "Made public.")


def test_publish_from_a_day_on_withholds_record_and_releases_until_then(staff: User) -> None:
    claims = ClaimFactory.create_batch(2)
    shown = claims[1].release
    publish(shown, by=staff)
    record = CommitmentFactory(claims=claims)
    publish(record, by=staff, start=DAY)
    assert not Commitment.objects.published().exists()
    assert list(Release.objects.published()) == [shown]
    assert record.withholdings.get().public_reason == WithholdingReason.EMBARGO
    with time_machine.travel(ON_THE_DAY, tick=False):
        assert Commitment.objects.published().get() == record
        assert Release.objects.published().count() == 2


def test_publish_from_today_on_withholds_nothing(staff: User) -> None:
    record = NeedFactory()
    publish(record, by=staff, start=date(2026, 11, 22))
    record.refresh_from_db()
    assert (record.visibility, record.withholdings.exists()) == (Visibility.PUBLIC, False)


def test_publish_from_a_day_on_which_its_release_is_withheld_changes_nothing(staff: User) -> None:
    record = NeedFactory(release__visibility=Visibility.WITHHELD)
    WithholdingFactory(commitment=None, release=record.release, until=date(2027, 4, 1))
    with unchanged(), pytest.raises(ReviewError, match="is withheld"):
        publish(record, by=staff, start=DAY)


def test_publish_on_a_release_whose_withholding_ended_makes_that_public(staff: User) -> None:
    record = NeedFactory(release__visibility=Visibility.WITHHELD)
    WithholdingFactory(commitment=None, release=record.release, ended=True)
    publish(record, by=staff)
    record.release.refresh_from_db()
    assert record.release.visibility == Visibility.PUBLIC


def test_reopen_of_what_made_a_withheld_commitment_lifts_what_held_it(staff: User) -> None:
    claim = ClaimFactory()
    record = CommitmentFactory(public=True, claims=[claim])
    DecisionFactory(claim=claim, commitment=record)
    held = withhold(record, by=staff, reason="Asked for.", until=DAY)
    reopen(claim, by=staff, reason="Read anew.")
    held.refresh_from_db()
    record.refresh_from_db()
    assert (held.is_standing, record.visibility) == (False, Visibility.DRAFT)
