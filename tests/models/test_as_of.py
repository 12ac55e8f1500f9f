"""What was known on a day: each rule, told and not yet told; and our records as they stood on a day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, models, transaction

from assistance.models import (
    Claim,
    Commitment,
    CommitmentClaim,
    CommitmentParty,
    CommitmentPlace,
    DeliveryEvent,
    DeliverySettlement,
    EquipmentLine,
    ExchangeRate,
    Need,
    NeedCoverage,
    Organisation,
    Release,
    StatedTotal,
    StatusChange,
    Trap,
    Withholding,
)
from assistance.models.as_of import known
from assistance.models.as_of_rules import OURS, TOLD
from assistance.models.moments import asked_day, asked_moment
from assistance.reports import withheld
from assistance.review import lift, withhold_fact
from assistance.vocabulary import (
    CommitmentStatus,
    Hedge,
    Region,
    Relation,
    Sector,
    Visibility,
    WithheldManner,
    WithheldScope,
)
from tests import factories as make

pytestmark = pytest.mark.django_db

KYIV = ZoneInfo("Europe/Kyiv")
TODAY = date(2026, 11, 22)
YESTERDAY = TODAY - timedelta(days=1)
SPRING, MAY, SUMMER = date(2022, 4, 6), date(2022, 5, 1), date(2022, 7, 1)
AUTUMN = date(2022, 10, 1)


@contextmanager
def on(day: date, hour: int = 12) -> Iterator[None]:
    """Let everything within be recorded on ``day``."""
    with time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=KYIV), tick=False):
        yield


def told(day: date | None, **facts: Any) -> Any:
    """Return a claim of a public release of ``day``."""
    return make.ClaimFactory(release__published_on=day, release__public=True, **facts)


def keys(model: type[models.Model]) -> list[int]:
    return list(model._default_manager.order_by("pk").values_list("pk", flat=True))


def shown(model: type[models.Model], day: date, recorded: date | None = None) -> list[int]:
    """Return the keys of the rows of ``model`` that are known."""
    with known(as_of=day, recorded=recorded):
        return keys(model)


def value(row: models.Model, name: str, day: date, recorded: date | None = None) -> Any:
    """Return what is known of one field of ``row``."""
    with known(as_of=day, recorded=recorded):
        return type(row)._default_manager.values_list(name, flat=True).get(pk=row.pk)


def everything() -> dict[str, list[dict[str, Any]]]:
    """Return all rows of every table that is shadowed; the keys of joining rows are of no meaning."""
    rows = {model.__name__: list(model._default_manager.order_by("pk").values()) for model in OURS | TOLD}
    for row in rows["StatedTotal_donors"]:
        del row["id"]
    return rows


@pytest.fixture
def whole_story(staff: User) -> Commitment:
    """A public commitment with a row in nearly every table."""
    first, second = told(SPRING, complete=True), told(AUTUMN, complete=True)
    commitment = make.CommitmentFactory(
        public=True, title_en="Aid", title_uk="", with_amount=True,
        with_recipient=True, with_project=True, donors=[make.OrganisationFactory()],
        claims=[first], sectors=[Sector.ENERGY], regions=[Region.KHARKIV],
    )  # fmt: skip
    make.CommitmentClaimFactory(commitment=commitment, claim=second, relation=Relation.TOPS_UP)
    make.StatusChangeFactory(commitment=commitment, claim=first, reason="")
    make.DecisionFactory(claim=first, commitment=commitment)
    line = make.EquipmentLineFactory(commitment=commitment, claim_item=first.items.get())
    make.DeliveryEventFactory(line=line, claim=second, note="")
    need = make.NeedFactory(release=first.release, public=True)
    make.NeedFactory(release=second.release, public=True, repeats=need)
    make.NeedCoverageFactory(need=need, line=line)
    make.StatedTotalFactory(release=second.release, visibility="public", donors=[make.OrganisationFactory()])
    make.TrapFactory(release=first.release)
    make.ExchangeRateFactory(date=SPRING)
    make.ReleaseFactory(public=True, witness_of=first.release, likeness="same_text")
    make.ReleaseFactory(supersedes=second.release)
    return commitment


@pytest.mark.parametrize("recorded", [None, TODAY])
def test_today_is_what_is_known_now(whole_story: Commitment, recorded: date | None) -> None:
    now = everything()
    with known(as_of=TODAY, recorded=recorded):
        assert everything() == now


def test_before_anything_was_recorded_nothing_is_known(whole_story: Commitment) -> None:
    with known(as_of=TODAY, recorded=YESTERDAY):
        assert {name: rows for name, rows in everything().items() if rows} == {}


def test_tables_are_back_afterwards_and_the_day_too(whole_story: Commitment) -> None:
    now = everything()
    with known(as_of=MAY) as moment:
        assert (asked_moment(), asked_day()) == (moment, MAY)
        assert everything() != now
    assert (asked_moment(), asked_day()) == (None, TODAY)
    assert everything() == now


def test_tables_are_back_after_an_error(whole_story: Commitment) -> None:
    now = everything()
    with pytest.raises(ZeroDivisionError), known(as_of=MAY):
        1 / 0  # noqa: B018
    assert (asked_moment(), everything()) == (None, now)


def test_nothing_is_written_as_of_a_day(whole_story: Commitment) -> None:
    with known(as_of=TODAY), pytest.raises(DatabaseError), transaction.atomic():
        make.StatusChangeFactory(commitment=whole_story, status="agreed", old_status="announced")


def test_only_one_day_is_asked_about_at_a_time() -> None:
    with known(as_of=TODAY), pytest.raises(RuntimeError), known(as_of=MAY):
        pass
    assert asked_moment() is None


def test_queries_to_ask_about_a_day_do_not_grow(
    whole_story: Commitment, django_assert_num_queries: Any, staff: User
) -> None:
    # SQLite takes one statement at a time; PostgreSQL is asked where the tables are, then takes all at once.
    views = 5 * len(TOLD) if connection.vendor == "sqlite" else 3
    withhold_fact(whole_story, scope=WithheldScope.AMOUNT, by=staff, reason="Asked for.")
    with django_assert_num_queries(10 + views), known(as_of=TODAY):
        pass


def test_release_is_known_from_its_day_on() -> None:
    release = make.ReleaseFactory(published_on=MAY)
    assert shown(Release, MAY - timedelta(days=1)) == []
    assert shown(Release, MAY) == [release.pk]


def test_undated_release_is_known_from_the_day_its_text_was_taken() -> None:
    release = make.ReleaseFactory(published_on=None, retrieved_at=datetime(2026, 5, 1, 23, 30, tzinfo=KYIV))
    assert shown(Release, date(2026, 4, 30)) == []
    assert shown(Release, date(2026, 5, 1)) == [release.pk]


def test_later_version_supersedes_nothing_before_its_day() -> None:
    earlier = make.ReleaseFactory(published_on=SPRING)
    make.ReleaseFactory(published_on=MAY, supersedes=earlier)
    with known(as_of=SPRING):
        assert list(Release.objects.standing()) == [earlier]
    with known(as_of=MAY):
        assert earlier not in Release.objects.standing()


def test_copies_stand_for_a_text_before_its_original_is_out() -> None:
    original = make.ReleaseFactory(published_on=SUMMER)
    first, second = (
        make.ReleaseFactory(published_on=MAY, witness_of=original, likeness="reprint") for _number in range(2)
    )
    with known(as_of=MAY):
        rows = list(Release.objects.order_by("pk").values_list("pk", "witness_of", "likeness"))
    assert rows == [(first.pk, None, ""), (second.pk, first.pk, "reprint")]
    with known(as_of=SUMMER):
        assert Release.objects.filter(witness_of=original).count() == 2


def test_what_was_read_is_known_with_its_release() -> None:
    claim = told(MAY, complete=True)
    trap = make.TrapFactory(release=claim.release)
    of_claim = [claim.evidence, claim.parties, claim.items, claim.places, claim.sectors]
    with known(as_of=SPRING):
        assert [rows.count() for rows in of_claim] == [0] * 5
        assert (keys(Claim), keys(Trap)) == ([], [])
    with known(as_of=MAY):
        assert [rows.count() for rows in of_claim] == [3, 2, 1, 1, 1]
        assert (keys(Claim), keys(Trap)) == ([claim.pk], [trap.pk])


def test_commitment_is_known_once_any_release_speaks_of_it() -> None:
    commitment = make.CommitmentFactory(claims=[told(SUMMER)])
    make.CommitmentClaimFactory(commitment=commitment, claim=told(MAY), relation=Relation.REPEATS)
    assert shown(Commitment, SPRING) == []
    assert shown(Commitment, MAY) == [commitment.pk]
    assert len(shown(CommitmentClaim, MAY)) == 1


def test_commitment_without_a_release_is_known_from_the_day_it_was_entered() -> None:
    with on(MAY):
        commitment = make.CommitmentFactory(with_recipient=True, regions=[Region.KHARKIV])
    before = MAY - timedelta(days=1)
    assert [shown(model, before) for model in (Commitment, CommitmentParty, CommitmentPlace)] == [[], [], []]
    assert shown(Commitment, MAY) == [commitment.pk]
    assert (len(shown(CommitmentParty, MAY)), len(shown(CommitmentPlace, MAY))) == (1, 1)


def test_organisations_stay_and_are_shown_with_their_commitments() -> None:
    donor = make.OrganisationFactory()
    make.CommitmentFactory(public=True, donors=[donor], claims=[told(MAY)])
    with known(as_of=SPRING):
        assert donor in Organisation.objects.all()
        assert donor not in Organisation.objects.published()
    with known(as_of=MAY):
        assert donor in Organisation.objects.published()


def test_amount_is_without_what_later_releases_topped_it_up_by() -> None:
    commitment = make.CommitmentFactory(
        amount=7, amount_upper=11, currency="USD", amount_hedge=Hedge.ABOUT, claims=[told(SPRING)]
    )
    facts = {"amount": Decimal(2), "amount_upper": Decimal(3), "currency": "USD", "amount_hedge": Hedge.ABOUT}
    topping = told(SUMMER, **facts)
    make.CommitmentClaimFactory(commitment=commitment, claim=topping, relation=Relation.TOPS_UP)

    def amounts(day: date) -> Any:
        with known(as_of=day):
            names = ("amount", "amount_upper", "currency", "amount_hedge")
            assert Commitment.objects.filter(amount__gte=Decimal(4), amount__lt=Decimal(8)).count() == 1
            return Commitment.objects.values_list(*names).get()

    assert amounts(MAY) == (Decimal(5), Decimal(8), "USD", Hedge.EXACT)
    assert amounts(SUMMER) == (Decimal(7), Decimal(11), "USD", Hedge.ABOUT)


def test_amount_that_only_later_releases_tell_is_unknown_and_not_zero() -> None:
    commitment = make.CommitmentFactory(amount=2, currency="USD", claims=[told(SPRING)])
    topping = told(SUMMER, amount=Decimal(2), currency="USD")
    make.CommitmentClaimFactory(commitment=commitment, claim=topping, relation=Relation.TOPS_UP)
    assert (value(commitment, "amount", MAY), value(commitment, "currency", MAY)) == (None, "")


def test_status_is_that_of_the_last_change_told() -> None:
    first, second = told(SPRING), told(SUMMER)
    commitment = make.CommitmentFactory(status=CommitmentStatus.CANCELLED, claims=[first])
    make.CommitmentClaimFactory(commitment=commitment, claim=second, relation=Relation.REPEATS)
    make.StatusChangeFactory(commitment=commitment, status="announced", claim=first, reason="")
    make.StatusChangeFactory(
        commitment=commitment, old_status="announced", status="agreed", claim=second, reason="", happened_on=SPRING
    )
    make.StatusChangeFactory(commitment=commitment, old_status="agreed", status="cancelled", happened_on=AUTUMN)
    days = {SPRING: "announced", SUMMER: "agreed", AUTUMN: "cancelled"}
    assert {day: value(commitment, "status", day) for day in days} == days
    assert [len(shown(StatusChange, day)) for day in days] == [1, 2, 3]


def test_status_before_the_first_change_is_that_which_was_read() -> None:
    first, earlier = told(SUMMER), told(MAY, status=CommitmentStatus.UNDER_CONSIDERATION)
    commitment = make.CommitmentFactory(status="agreed", claims=[first])
    make.CommitmentClaimFactory(commitment=commitment, claim=earlier, relation=Relation.REPEATS)
    make.StatusChangeFactory(commitment=commitment, claim=first, reason="")
    assert value(commitment, "status", MAY) == "under_consideration"
    assert value(commitment, "status", SUMMER) == "agreed"


def test_change_without_a_day_is_known_from_the_day_it_was_made() -> None:
    with on(MAY):
        commitment = make.CommitmentFactory(status="agreed")
        make.StatusChangeFactory(commitment=commitment, status="announced")
    with on(SUMMER):
        make.StatusChangeFactory(commitment=commitment, old_status="announced", status="agreed")
    assert value(commitment, "status", MAY) == "announced"
    assert value(commitment, "status", SUMMER) == "agreed"


@pytest.fixture
def promise() -> EquipmentLine:
    """Ten generators promised in summer, on a commitment that is known from spring on."""
    first, second = told(SPRING), told(SUMMER, with_item=True)
    commitment = make.CommitmentFactory(public=True, claims=[first])
    make.CommitmentClaimFactory(commitment=commitment, claim=second, relation=Relation.REPEATS)
    return make.EquipmentLineFactory(commitment=commitment, claim_item=second.items.get(), due_on=AUTUMN)


def test_line_is_known_with_the_words_that_promise_it(promise: EquipmentLine) -> None:
    assert shown(EquipmentLine, MAY) == []
    assert shown(EquipmentLine, SUMMER) == [promise.pk]
    assert value(promise, "quantity", SUMMER) == 10


def test_line_is_known_with_its_first_delivery_and_not_how_many_were_promised(promise: EquipmentLine) -> None:
    delivery = make.DeliveryEventFactory(line=promise, claim=told(MAY), note="")
    assert (shown(EquipmentLine, SPRING), shown(EquipmentLine, MAY)) == ([], [promise.pk])
    with known(as_of=MAY):
        assert EquipmentLine.objects.values_list("quantity", "due_on", "claim_item").get() == (None, None, None)
        assert keys(DeliveryEvent) == [delivery.pk]


def test_line_without_words_is_known_with_its_commitment() -> None:
    line = make.EquipmentLineFactory(commitment=make.CommitmentFactory(claims=[told(MAY)]))
    assert (shown(EquipmentLine, SPRING), shown(EquipmentLine, MAY)) == ([], [line.pk])


def test_line_that_a_delivery_brought_is_known_with_it() -> None:
    line = make.EquipmentLineFactory(commitment=make.CommitmentFactory(claims=[told(SPRING)]), quantity=None)
    make.DeliveryEventFactory(line=line, claim=told(SUMMER), note="")
    assert (shown(EquipmentLine, MAY), shown(EquipmentLine, SUMMER)) == ([], [line.pk])


def test_delivery_is_known_with_its_release_not_from_the_day_it_happened(promise: EquipmentLine) -> None:
    delivery = make.DeliveryEventFactory(line=promise, claim=told(AUTUMN), note="", happened_on=SUMMER)
    assert (shown(DeliveryEvent, SUMMER), shown(DeliveryEvent, AUTUMN)) == ([], [delivery.pk])


def test_delivery_without_a_release_is_known_from_its_day_or_from_being_recorded(promise: EquipmentLine) -> None:
    dated = make.DeliveryEventFactory(line=promise, happened_on=AUTUMN)
    with on(date(2023, 1, 1)):
        undated = make.DeliveryEventFactory(line=promise, happened_on=None)
    assert shown(DeliveryEvent, AUTUMN - timedelta(days=1)) == []
    assert shown(DeliveryEvent, AUTUMN) == [dated.pk]
    assert shown(DeliveryEvent, date(2023, 1, 1)) == [dated.pk, undated.pk]


def test_what_followed_a_delivery_is_known_from_its_own_day(promise: EquipmentLine) -> None:
    delivery = make.DeliveryEventFactory(
        line=promise, happened_on=SUMMER, stage="on_balance", notice_published_on=AUTUMN,
        cleared_on=SUMMER, report_filed_on=AUTUMN,
    )  # fmt: skip
    names = ("notice_published_on", "cleared_on", "report_filed_on")
    assert [value(delivery, name, SUMMER) for name in names] == [None, SUMMER, None]
    assert [value(delivery, name, AUTUMN) for name in names] == [AUTUMN, SUMMER, AUTUMN]


def test_count_is_settled_once_all_its_reports_are_told(promise: EquipmentLine) -> None:
    occasion = make.DeliveryOccasionFactory(line=promise, stage="handed_over")
    for day in (SUMMER, AUTUMN):
        make.DeliveryEventFactory(line=promise, stage="handed_over", claim=told(day), note="", occasion=occasion)
    settlement = make.DeliverySettlementFactory(occasion=occasion)
    assert shown(DeliverySettlement, SUMMER) == []
    assert shown(DeliverySettlement, AUTUMN) == [settlement.pk]


def test_need_is_known_with_its_release_and_first_asked_by_the_first_that_is() -> None:
    first = make.NeedFactory(release__published_on=AUTUMN)
    again, later = (make.NeedFactory(release__published_on=day, repeats=first) for day in (MAY, SUMMER))
    line = make.EquipmentLineFactory(commitment=make.CommitmentFactory(claims=[told(SUMMER)]))
    coverage = make.NeedCoverageFactory(need=again, line=line)
    with known(as_of=SUMMER):
        assert list(Need.objects.order_by("pk").values_list("pk", "repeats")) == [
            (again.pk, None),
            (later.pk, again.pk),
        ]
    assert shown(Need, SPRING) == []
    assert (shown(NeedCoverage, MAY), shown(NeedCoverage, SUMMER)) == ([], [coverage.pk])


def test_stated_total_is_known_with_its_release() -> None:
    donor = make.OrganisationFactory()
    total = make.StatedTotalFactory(release__published_on=MAY, donors=[donor])
    assert shown(StatedTotal, SPRING) == []
    with known(as_of=MAY):
        assert list(StatedTotal.objects.get(pk=total.pk).donors.all()) == [donor]


def test_rate_is_known_from_its_day() -> None:
    rate = make.ExchangeRateFactory(date=MAY)
    assert (shown(ExchangeRate, SPRING), shown(ExchangeRate, MAY)) == ([], [rate.pk])


# Our records as they stood.


def test_records_are_those_of_the_end_of_the_day_in_the_zone_of_the_site() -> None:
    commitment = make.CommitmentFactory(title_en="First", claims=[told(SPRING)])
    for day, hour, title in ((date(2026, 12, 1), 23, "Second"), (date(2026, 12, 2), 0, "Third")):
        with on(day, hour):
            commitment.title_en = title
            commitment.save()
    days = (TODAY, date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2))
    assert [value(commitment, "title_en", MAY, day) for day in days] == ["First", "First", "Second", "Third"]
    assert value(commitment, "title_en", MAY) == "Third"


def test_rows_that_were_removed_since_are_there_and_those_that_were_added_are_not() -> None:
    commitment = make.CommitmentFactory(regions=[Region.KHARKIV], claims=[told(SPRING)])
    with on(date(2026, 12, 1)):
        commitment.places.get().delete()
        make.CommitmentPlaceFactory(commitment=commitment, region="UA-59")
    with known(as_of=TODAY, recorded=TODAY):
        assert [place.region for place in commitment.places.all()] == ["UA-63"]
    with on(date(2026, 12, 2)), known(as_of=TODAY, recorded=date(2026, 12, 1)):
        assert [place.region for place in commitment.places.all()] == ["UA-59"]


def test_what_is_written_once_is_there_from_the_day_it_was() -> None:
    with on(date(2026, 12, 1)):
        claim = told(SPRING, complete=True)
        commitment = make.CommitmentFactory(claims=[claim])
        make.DecisionFactory(claim=claim, commitment=commitment)
        make.StatusChangeFactory(commitment=commitment)
    with known(as_of=TODAY, recorded=TODAY):
        assert {name: rows for name, rows in everything().items() if rows and name[:3] not in {"Org", "Pro"}} == {}


def test_donors_of_a_total_are_those_of_the_day() -> None:
    before, after = make.OrganisationFactory(), make.OrganisationFactory()
    total = make.StatedTotalFactory(release__published_on=MAY, donors=[before])
    with on(date(2026, 12, 1)):
        total.donors.set([after])
    with known(as_of=TODAY, recorded=TODAY):
        assert list(total.donors.all()) == [before]


def test_record_that_is_gone_today_is_not_shown() -> None:
    release = make.ReleaseFactory(published_on=MAY)
    make.NeedFactory(release=release)
    with on(date(2026, 12, 1)):
        Need.objects.all().delete()
        release.delete()
    assert shown(Release, TODAY, TODAY) == shown(Need, TODAY, TODAY) == []


# Who may see what is as it is today.


@pytest.mark.parametrize("then", ["draft", "public", "withheld"])
@pytest.mark.parametrize("now", ["draft", "public", "withheld"])
def test_only_what_is_public_then_and_now_is_shown(then: str, now: str) -> None:
    claim = told(SPRING)
    commitment = make.CommitmentFactory(visibility=then, claims=[claim])
    with on(date(2026, 12, 1)):
        commitment.visibility = Visibility(now).value
        commitment.save()
    with known(as_of=MAY, recorded=TODAY):
        assert Commitment.objects.published().exists() == (then == now == "public")
    with known(as_of=MAY):
        assert Commitment.objects.published().exists() == (now == "public")


def test_withholding_that_ended_shows_what_was_public_then(staff: User) -> None:
    shown_then, held_then = (make.CommitmentFactory(claims=[told(SPRING)]) for _number in range(2))
    for commitment, visibility in ((shown_then, "public"), (held_then, "withheld")):
        commitment.visibility = visibility
        commitment.save()
    make.WithholdingFactory(commitment=held_then, until=date(2026, 12, 15))
    with on(date(2026, 12, 1)):
        shown_then.visibility = "withheld"
        shown_then.save()
        make.WithholdingFactory(commitment=shown_then, until=date(2026, 12, 15))
    with on(date(2026, 12, 10)), known(as_of=MAY, recorded=TODAY):
        assert list(Commitment.objects.published()) == []
    with on(date(2026, 12, 20)):
        assert Commitment.objects.published().count() == 2
        with known(as_of=MAY, recorded=TODAY):
            assert list(Commitment.objects.published()) == [shown_then]


def test_fact_withheld_today_is_withheld_at_every_date(staff: User) -> None:
    commitment = make.CommitmentFactory(
        public=True, amount=5, currency="USD", title_en="Five dollars", title_uk="", claims=[told(SPRING)]
    )
    with on(date(2026, 12, 1)):
        commitment.title_en = "Some dollars"
        commitment.save()
        assert value(commitment, "title_en", MAY, TODAY) == "Five dollars"
        withhold_fact(commitment, scope=WithheldScope.AMOUNT, by=staff, reason="Asked for.")
        for recorded in (None, TODAY):
            with known(as_of=MAY, recorded=recorded):
                (row,) = Commitment.objects.published()
                assert (row.amount, row.currency, row.title_en) == (None, "", "Some dollars")
                assert Release.objects.published().exists() is False


def test_fact_withheld_then_stays_withheld_in_those_records(staff: User) -> None:
    commitment = make.CommitmentFactory(
        public=True, title_en="Aid", title_uk="", amount=5, currency="USD", claims=[told(SPRING)]
    )
    held = withhold_fact(commitment, scope=WithheldScope.AMOUNT, by=staff, reason="Asked for.")
    with on(date(2026, 12, 1)):
        lift(held, by=staff, reason="No longer.")
        with known(as_of=MAY, recorded=TODAY):
            assert Commitment.objects.published().get().amount is None
        for recorded in (None, date(2026, 12, 1)):
            with known(as_of=MAY, recorded=recorded):
                assert Commitment.objects.published().get().amount == 5


def test_manner_of_today_is_told_where_a_fact_was_withheld_in_another(staff: User) -> None:
    commitment = make.CommitmentFactory(
        public=True, title_en="Aid", title_uk="", amount=5, currency="USD", claims=[told(SPRING)]
    )
    coarse = {"scope": WithheldScope.AMOUNT, "manner": WithheldManner.COARSENED, "by": staff, "reason": "Asked for."}
    held = withhold_fact(commitment, **coarse)
    with on(date(2026, 12, 1)):
        lift(held, by=staff, reason="Less still.")
        withhold_fact(commitment, **{**coarse, "manner": WithheldManner.HIDDEN})
        with known(as_of=MAY, recorded=TODAY):
            (entry,) = Commitment.objects.published().get().held_back
            assert (entry.manner, entry.told) == (WithheldManner.HIDDEN, ())
            assert Withholding.objects.standing().count() == 1


def test_release_that_tells_what_is_withheld_is_hidden_though_less_of_it_is_known(staff: User) -> None:
    telling, other = told(SPRING, with_amount=True), told(SPRING)
    corrected = make.ReleaseFactory(public=True, published_on=date(2021, 1, 1))
    held = make.CommitmentFactory(public=True, title_en="Aid", title_uk="", with_amount=True, claims=[told(SUMMER)])
    free = make.CommitmentFactory(public=True, claims=[other])
    with on(date(2026, 12, 1)):
        make.CommitmentClaimFactory(commitment=held, claim=telling, relation=Relation.REPEATS)
        later = make.ReleaseFactory(public=True, published_on=AUTUMN, supersedes=corrected)
        make.CommitmentClaimFactory(commitment=held, claim=make.ClaimFactory(release=later), relation=Relation.REPEATS)
        withhold_fact(held, scope=WithheldScope.AMOUNT, by=staff, reason="Asked for.")
        for day, recorded in ((MAY, None), (MAY, TODAY), (SUMMER, TODAY)):
            with known(as_of=day, recorded=recorded):
                assert list(Release.objects.published()) == [other.release]
                assert free in Commitment.objects.published()


def test_number_of_withheld_records_tells_no_date() -> None:
    make.CommitmentFactory(visibility="withheld", claims=[told(SUMMER)])
    make.NeedFactory(visibility="withheld", release__published_on=AUTUMN)
    now = withheld()
    assert now.records == 2
    for day, recorded in ((SPRING, None), (AUTUMN, None), (TODAY, YESTERDAY)):
        with known(as_of=day, recorded=recorded):
            assert withheld() == now
