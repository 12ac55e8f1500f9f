"""Needs: how far they are covered, the same one asked again, stock that covers once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User

from assistance.models import Commitment, EquipmentLine, Need
from assistance.reports import NeedAccount, need_account
from assistance.review import (
    ReviewError,
    change_status,
    cover_need,
    covering_candidates,
    link_needs,
    similar_needs,
    unlink_need,
)
from assistance.vocabulary import CommitmentStatus, CoverState
from tests.factories import (
    EquipmentLineFactory,
    NeedCoverageFactory,
    NeedFactory,
    ReleaseFactory,
    StatusChangeFactory,
)
from tests.review.states import unchanged

pytestmark = pytest.mark.django_db


def account(need: Need) -> NeedAccount:
    return need_account(Need.objects.with_accounts().get(pk=need.pk))


#: wanted, lines as (their facts, how much of them covers), state, covered for certain, or more, missing
COVERED = [
    pytest.param(40, [], "open", 0, False, 40, id="nothing"),
    pytest.param(40, [({}, 10)], "part", 10, False, 30, id="part"),
    pytest.param(40, [({}, 10), ({}, 30)], "covered", 40, False, 0, id="in-full"),
    pytest.param(40, [({}, 50)], "covered", 50, False, 0, id="more-than-in-full"),
    pytest.param(40, [({}, None)], "unknown", 0, True, None, id="unknown"),
    pytest.param(40, [({}, 10), ({}, None)], "unknown", 10, True, None, id="some-and-unknown"),
    pytest.param(40, [({}, 40), ({}, None)], "covered", 40, True, 0, id="in-full-and-more"),
    pytest.param(None, [], "open", 0, False, None, id="unknown-need"),
    pytest.param(None, [({}, 10)], "unknown", 10, True, None, id="unknown-need-covered"),
    pytest.param(40, [({"unit": "sets"}, 40)], "unknown", 0, True, None, id="another-unit"),
    pytest.param(40, [({"commitment__status": "cancelled"}, 40)], "open", 0, False, 40, id="cancelled"),
    pytest.param(40, [({"commitment__status": "suspended"}, 40)], "open", 0, False, 40, id="suspended"),
    pytest.param(40, [({"commitment__status": "under_consideration"}, 40)], "open", 0, False, 40, id="considered"),
    pytest.param(40, [({"commitment__status": "cancelled"}, 40), ({}, 10)], "part", 10, False, 30, id="one-cancelled"),
    pytest.param("0.30", [({}, "0.10"), ({}, "0.20")], "covered", "0.30", False, 0, id="fractions"),
]


@pytest.mark.parametrize(("wanted", "lines", "state", "covered", "more", "missing"), COVERED)
def test_need_is_covered_as_far_as_promises_stand(
    wanted: Any, lines: list[tuple[dict[str, Any], Any]], state: str, covered: Any, more: bool, missing: Any
) -> None:
    need = NeedFactory(quantity=wanted and Decimal(wanted))
    for facts, quantity in lines:
        line = EquipmentLineFactory(**facts)
        NeedCoverageFactory(need=need, line=line, quantity=None if quantity is None else Decimal(quantity))
    found = account(need)
    assert (found.state, found.covered, found.at_least, found.missing) == (
        CoverState(state),
        Decimal(covered),
        more,
        None if missing is None else Decimal(missing),
    )


def test_cancelling_the_commitment_reopens_the_need(staff: User) -> None:
    line = EquipmentLineFactory(quantity=40)
    StatusChangeFactory(commitment=line.commitment)
    need = NeedFactory()
    cover_need(need, line=line, quantity=Decimal(40), by=staff)
    assert account(need).state == CoverState.COVERED
    change_status(line.commitment, to=CommitmentStatus.CANCELLED, by=staff, reason="The donor withdrew.")
    assert account(need).state == CoverState.OPEN
    revived = Commitment.objects.get(pk=line.commitment_id)
    change_status(revived, to=CommitmentStatus.AGREED, by=staff, reason="The donor came back.")
    assert account(need).state == CoverState.COVERED


def test_public_account_counts_what_is_public_alone() -> None:
    need = NeedFactory(public=True)
    NeedCoverageFactory(need=need, quantity=Decimal(30))
    NeedCoverageFactory(need=need, quantity=Decimal(10), line__commitment__public=True)
    NeedFactory(repeats=need)
    found = need_account(Need.objects.with_public_accounts().get(pk=need.pk))
    assert (found.state, found.covered, found.asked) == (CoverState.PART, 10, 1)
    assert (account(need).covered, account(need).asked) == (40, 2)


def test_same_stock_covers_once(staff: User) -> None:
    line, other = EquipmentLineFactory(quantity=10), NeedFactory()
    cover_need(NeedFactory(), line=line, quantity=Decimal(7), by=staff)
    with unchanged(), pytest.raises(ReviewError, match="promises 10, of which other needs leave 3"):
        cover_need(other, line=line, quantity=Decimal(4), by=staff)


@pytest.mark.parametrize("quantity", [Decimal(3), None])
def test_stock_covers_as_far_as_it_reaches_or_by_an_unknown_number(staff: User, quantity: Decimal | None) -> None:
    line = EquipmentLineFactory(quantity=10)
    cover_need(NeedFactory(), line=line, quantity=Decimal(7), by=staff)
    coverage = cover_need(NeedFactory(), line=line, quantity=quantity, by=staff, reason="The letter says so.")
    last = coverage.history.get()
    assert (last.history_user, last.history_change_reason) == (staff, "The letter says so.")


def test_stock_of_unknown_number_covers_any(staff: User) -> None:
    line = EquipmentLineFactory(uncounted=True)
    for _ in range(2):
        cover_need(NeedFactory(), line=line, quantity=Decimal(40), by=staff)
    assert line.covers.count() == 2


def test_cover_in_another_unit_or_of_a_repeated_need_is_refused(staff: User) -> None:
    need, again = NeedFactory(), NeedFactory(what_en="many drones")
    link_needs(again, first=need, by=staff, reason="The same letter.")
    line, sets = EquipmentLineFactory(), EquipmentLineFactory(unit="sets")
    with unchanged(), pytest.raises(ReviewError, match="asks again for “drones”"):
        cover_need(again, line=line, quantity=None, by=staff)
    with unchanged(), pytest.raises(ReviewError, match="in pieces, the line in sets"):
        cover_need(need, line=sets, quantity=Decimal(1), by=staff)
    assert cover_need(need, line=sets, quantity=None, by=staff).quantity is None


def test_need_asked_again_counts_its_releases_and_shares_what_covers_it(staff: User) -> None:
    days = [date(2024, 8, 20), date(2022, 5, 25), None]
    first, again, undated = (NeedFactory(release__published_on=day) for day in days)
    copy = NeedFactory(
        release=ReleaseFactory(witness_of=again.release, likeness="reprint", published_on=date(2025, 1, 1))
    )
    link_needs(again, first=first, by=staff, reason="The same trucks.")
    link_needs(undated, first=again, by=staff, reason="Once more.")
    link_needs(copy, first=first, by=staff, reason="A reprint.")
    NeedCoverageFactory(need=first, quantity=Decimal(40))
    for need in (first, again, undated, copy):
        found = account(need)
        assert (found.asked, found.first_asked, found.last_asked) == (3, date(2022, 5, 25), date(2025, 1, 1))
        assert found.state == CoverState.COVERED
    assert {need.repeats for need in Need.objects.exclude(pk=first.pk)} == {first}
    assert list(Need.objects.asked_first(among=Need.objects.all())) == [first]


def test_link_takes_along_what_repeats_the_need(staff: User) -> None:
    oldest, first, again = NeedFactory(), NeedFactory(), NeedFactory()
    link_needs(again, first=first, by=staff, reason="The same.")
    link_needs(first, first=oldest, by=staff, reason="Older still.")
    again.refresh_from_db()
    assert (first.repeats, again.repeats) == (oldest, oldest)


def test_unlink_lets_the_need_stand_by_itself(staff: User) -> None:
    first, again = NeedFactory(), NeedFactory()
    link_needs(again, first=first, by=staff, reason="The same.")
    unlink_need(again, by=staff, reason="Other trucks.")
    assert account(first).asked == account(again).asked == 1
    reasons = list(again.history.values_list("history_change_reason", "history_user"))
    assert reasons[:2] == [("Other trucks.", staff.pk), ("The same.", staff.pk)]
    with unchanged(), pytest.raises(ReviewError, match="asks again for no other"):
        unlink_need(again, by=staff, reason="Other trucks.")


def test_link_that_cannot_stand_is_refused(staff: User) -> None:
    need, other = NeedFactory(), NeedFactory()
    with unchanged(), pytest.raises(ReviewError, match="same need"):
        link_needs(need, first=other, by=staff, reason=" ")
    with unchanged(), pytest.raises(ReviewError, match="does not repeat itself"):
        link_needs(need, first=need, by=staff, reason="The same.")
    vehicle = NeedFactory(category="vehicle")
    with unchanged(), pytest.raises(ReviewError, match="different categories"):
        link_needs(need, first=vehicle, by=staff, reason="The same.")
    NeedCoverageFactory(need=need)
    with unchanged(), pytest.raises(ReviewError, match="covered by itself"):
        link_needs(need, first=other, by=staff, reason="The same.")
    link_needs(other, first=need, by=staff, reason="The same.")
    third = NeedFactory()
    with unchanged(), pytest.raises(ReviewError, match="already"):
        link_needs(other, first=third, by=staff, reason="The same.")


def test_similar_needs_share_category_and_telling_words_and_are_only_suggested() -> None:
    need = NeedFactory(what_en="fire trucks with ladders", category="fire_rescue")
    alike = NeedFactory(what_en="many ladders and trucks", category="fire_rescue")
    less = NeedFactory(what_en="trucks", what_uk="", category="fire_rescue")
    NeedFactory(what_en="hoses", what_uk="рукави", category="fire_rescue")
    NeedFactory(what_en="fire trucks with ladders", category="vehicle")
    repeated = NeedFactory(what_en="fire trucks with ladders", category="fire_rescue", repeats=alike)
    need.what_uk = ""
    assert similar_needs(need) == [alike, less]
    assert repeated not in similar_needs(need)
    assert not Need.objects.filter(repeats=need).exists()


def test_covering_candidates_are_firm_and_not_used_up() -> None:
    need = NeedFactory(category="drone")
    free = EquipmentLineFactory(category="drone", quantity=10)
    NeedCoverageFactory(line=free, quantity=Decimal(4))
    uncounted = EquipmentLineFactory(category="drone", uncounted=True)
    used_up, covering = EquipmentLineFactory.create_batch(2, category="drone", quantity=10)
    NeedCoverageFactory(line=used_up, quantity=Decimal(10))
    NeedCoverageFactory(need=need, line=covering, quantity=Decimal(1))
    EquipmentLineFactory(category="drone", commitment__status="cancelled")
    EquipmentLineFactory(category="vehicle")
    found: list[tuple[EquipmentLine, Decimal | None]] = [
        (stock.line, stock.free) for stock in covering_candidates(need)
    ]
    assert found == [(uncounted, None), (free, 6)]
