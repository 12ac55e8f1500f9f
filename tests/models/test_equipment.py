"""Equipment promised and what of it has come."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import override

from assistance.models import DeliveryEvent, EquipmentLine
from assistance.models.held_back import HeldBackError
from assistance.review import withhold_fact
from assistance.vocabulary import (
    Counting,
    DeliveryStage,
    Hedge,
    ItemCategory,
    ValuationBasis,
    ValueScope,
    WithheldScope,
)
from tests.factories import (
    DeliveryEventFactory,
    DeliveryOccasionFactory,
    DeliverySettlementFactory,
    EquipmentLineFactory,
)
from tests.models.constraints import Case, accepted, refused, refused_by

pytestmark = pytest.mark.django_db

QUANTITIES = ({"quantity": Decimal(0)}, {"quantity": Decimal("0.5")}, {"quantity": None})
DAY = date(2026, 11, 10)
NEGATIVE = ({"quantity": Decimal("-0.01")},)


def beside_a_batch() -> dict[str, object]:
    """Return the facts of another delivery on a claim of which one bears the value of all items."""
    first = DeliveryEventFactory(valued=True, reported=True, value_scope="batch")
    return {"valued": True, "claim": first.claim, "claim_item": None, "note": ""}


CONSTRAINTS = (
    Case(
        name="line_has_a_name",
        factory=EquipmentLineFactory,
        accepts=({"name_uk": ""}, {"name_en": ""}),
        refuses=({"name_en": "", "name_uk": ""},),
    ),
    Case(name="line_quantity_not_negative", factory=EquipmentLineFactory, accepts=QUANTITIES, refuses=NEGATIVE),
    Case(
        name="line_category_known",
        factory=EquipmentLineFactory,
        accepts=tuple({"category": word.value} for word in ItemCategory),
        refuses=({"category": "furniture"}, {"category": ""}),
    ),
    Case(name="delivery_quantity_not_negative", factory=DeliveryEventFactory, accepts=QUANTITIES, refuses=NEGATIVE),
    Case(
        name="delivery_has_grounds",
        factory=DeliveryEventFactory,
        accepts=({"reported": True}, {"claim": None, "note": "A letter."}, {"reported": True, "note": "A letter."}),
        refuses=({"claim": None, "note": ""},),
    ),
    Case(
        name="delivery_notice_tells_of_the_balance",
        factory=DeliveryEventFactory,
        accepts=({"on_balance": True, "notice_published_on": DAY}, {"on_balance": True}),
        refuses=({"notice_published_on": DAY}, {"shipped": True, "notice_published_on": DAY}),
    ),
    Case(
        name="delivery_report_follows_clearance",
        factory=DeliveryEventFactory,
        accepts=({"cleared_on": DAY}, {"cleared_on": DAY, "report_filed_on": DAY}),
        refuses=({"report_filed_on": DAY}, {"cleared_on": DAY, "report_filed_on": date(2026, 11, 9)}),
    ),
    Case(
        name="delivery_stage_known",
        factory=DeliveryEventFactory,
        accepts=tuple({"stage": word.value} for word in DeliveryStage),
        refuses=({"stage": "lost"}, {"stage": ""}),
    ),
    Case(
        name="delivery_counting_known",
        factory=DeliveryEventFactory,
        accepts=tuple({"counting": word.value} for word in Counting),
        refuses=({"counting": "guess"}, {"counting": ""}),
    ),
    Case(
        name="delivery_value_with_currency",
        factory=DeliveryEventFactory,
        accepts=(
            {"valued": True},
            {"value": Decimal("0.01"), "currency": "UAH"},
            {"value": Decimal("9999999999999.99"), "currency": "USD"},
            {"value": None, "currency": ""},
        ),
        refuses=(
            {"value": Decimal(7), "currency": ""},
            {"value": None, "currency": "USD"},
            {"value": Decimal(0), "currency": "USD"},
            {"value": Decimal(-1), "currency": "USD"},
        ),
    ),
    Case(
        name="delivery_upper_value_above_lower",
        factory=DeliveryEventFactory,
        accepts=({"valued": True, "value_upper": Decimal(195_000)}, {"valued": True, "value_upper": Decimal(200_000)}),
        refuses=({"valued": True, "value_upper": Decimal(194_999)}, {"value_upper": Decimal(7)}),
    ),
    Case(
        name="delivery_batch_value_has_a_claim",
        factory=DeliveryEventFactory,
        accepts=({"valued": True, "reported": True, "value_scope": "batch"}, {"value_scope": "item"}),
        refuses=({"valued": True, "value_scope": "batch"}, {"reported": True, "value_scope": "batch"}),
    ),
    Case(
        name="one_batch_value_of_a_claim",
        factory=DeliveryEventFactory,
        accepts=(
            {"valued": True, "reported": True, "value_scope": "batch"},
            lambda _: beside_a_batch() | {"value_scope": "item"},
        ),
        refuses=(lambda _: beside_a_batch() | {"value_scope": "batch"},),
    ),
    Case(
        name="delivery_value_hedge_known",
        factory=DeliveryEventFactory,
        accepts=tuple({"valued": True, "value_hedge": word.value} for word in Hedge),
        refuses=({"value_hedge": "maybe"}, {"value_hedge": ""}),
    ),
    Case(
        name="delivery_valuation_basis_known",
        factory=DeliveryEventFactory,
        accepts=tuple({"valued": True, "valuation_basis": word.value} for word in ValuationBasis),
        refuses=({"valuation_basis": "guess"}, {"valuation_basis": ""}),
    ),
    Case(
        name="delivery_value_scope_known",
        factory=DeliveryEventFactory,
        accepts=tuple({"valued": True, "reported": True, "value_scope": word.value} for word in ValueScope),
        refuses=({"valued": True, "reported": True, "value_scope": "ship"},),
    ),
    Case(
        name="occasion_has_a_reason",
        factory=DeliveryOccasionFactory,
        accepts=({"reason": "One ceremony."},),
        refuses=({"reason": ""},),
    ),
    Case(
        name="occasion_stage_known",
        factory=DeliveryOccasionFactory,
        accepts=tuple({"stage": word.value} for word in DeliveryStage),
        refuses=({"stage": "lost"}, {"stage": ""}),
    ),
    Case(
        name="settlement_has_a_reason",
        factory=DeliverySettlementFactory,
        accepts=({"reason": "The act says so."}, {"taken_back": True}),
        refuses=({"reason": ""}, {"taken_back": True, "reason": ""}),
    ),
    Case(
        name="settlement_quantity_not_negative",
        factory=DeliverySettlementFactory,
        accepts=QUANTITIES,
        refuses=NEGATIVE,
    ),
)


@accepted(CONSTRAINTS)
def test_equipment_accepted(case, facts):
    assert case.store(facts).pk


@refused(CONSTRAINTS)
def test_equipment_refused(case, facts):
    with refused_by(case.name):
        case.store(facts)


@pytest.mark.parametrize(
    ("names", "language", "shown"),
    [
        ({"name_en": "generators", "name_uk": "генератори"}, "en", "generators"),
        ({"name_en": "generators", "name_uk": "генератори"}, "uk", "генератори"),
        ({"name_en": "", "name_uk": "генератори"}, "en", "генератори"),
        ({"name_en": "generators", "name_uk": ""}, "uk", "generators"),
    ],
)
def test_line_is_in_the_readers_language(names, language, shown):
    line = EquipmentLineFactory(**names)
    with override(language):
        assert line.name == shown
        assert str(line) == shown


def test_published_lines_are_those_of_public_commitments():
    public = EquipmentLineFactory(commitment__public=True)
    EquipmentLineFactory()
    EquipmentLineFactory(commitment__withheld=True)
    assert list(EquipmentLine.objects.published()) == [public]


@pytest.mark.parametrize("count", [1, 3])
def test_lines_with_deliveries_take_two_queries(count, django_assert_num_queries):
    for _ in range(count):
        line = EquipmentLineFactory(with_evidence=True)
        DeliveryEventFactory(line=line, reported=True)
        DeliveryEventFactory(line=line)
    with django_assert_num_queries(2):
        read = [
            (line.commitment.title, line.claim_item.claim.release.title, event.claim_item.claim.release.title)
            for line in EquipmentLine.objects.with_deliveries()
            for event in line.deliveries.all()
            if event.claim_item and event.claim.release.title
        ]
    assert len(read) == count


def test_deliveries_come_in_the_order_of_their_dates_and_undated_last():
    line = EquipmentLineFactory()
    undated = DeliveryEventFactory(line=line, happened_on=None)
    late, early, early_row = (
        DeliveryEventFactory(line=line, happened_on=date(2026, month, 1)) for month in (11, 10, 10)
    )
    assert list(line.deliveries.all()) == [early, early_row, late, undated]


def test_delivery_reads_as_stage_and_date():
    assert str(DeliveryEventFactory(on_balance=True)) == "On the recipient's balance 2026-11-10"
    assert str(DeliveryEventFactory(shipped=True, happened_on=None)) == "Shipped"


def test_delivery_counts_as_an_increment_unless_told_otherwise():
    assert DeliveryEventFactory().counting == Counting.INCREMENT
    assert DeliveryEventFactory(running_total=True).counting == Counting.RUNNING_TOTAL


def test_lines_go_with_their_commitment():
    commitment = EquipmentLineFactory().commitment
    commitment.delete()
    assert not EquipmentLine.objects.exists()


def test_line_with_a_delivery_is_not_deleted():
    line = DeliveryEventFactory().line
    with pytest.raises(ProtectedError):
        line.delete()


def test_settlement_that_stands_is_the_latest():
    occasion = DeliveryOccasionFactory()
    alone, report = (
        DeliveryEventFactory(line=occasion.line),
        DeliveryEventFactory(line=occasion.line, occasion=occasion),
    )

    def settled(event):
        fetched = DeliveryEvent.objects.with_settlement().get(pk=event.pk)
        return fetched.settled, fetched.settled_because

    assert settled(report) == (None, None)
    DeliverySettlementFactory(occasion=occasion, quantity=Decimal(2), reason="The first word.")
    DeliverySettlementFactory(occasion=occasion, quantity=Decimal(4), reason="The last word.")
    assert settled(report) == (Decimal(4), "The last word.")
    assert settled(alone) == (None, None)
    DeliverySettlementFactory(occasion=occasion, taken_back=True)
    assert settled(report)[0] is None


@pytest.mark.parametrize(
    ("change", "fits"),
    [({"quantity": Decimal(3)}, True), ({"stage": DeliveryStage.SHIPPED.value}, False), ({"line": None}, False)],
)
def test_one_of_several_reports_keeps_line_and_stage(change, fits):
    occasion = DeliveryOccasionFactory()
    report = DeliveryEventFactory(line=occasion.line, occasion=occasion)
    for field, value in change.items():
        setattr(report, field, value or EquipmentLineFactory())
    if fits:
        report.full_clean()
    else:
        with pytest.raises(ValidationError, match="Take this one from them"):
            report.full_clean()


def test_told_delivery_has_no_value_that_is_withheld_and_cannot_lose_it(staff):
    event = DeliveryEventFactory(valued=True, line__commitment__public=True)
    assert DeliveryEvent.objects.told().get(pk=event.pk).value == Decimal(195_000)
    withhold_fact(event.line.commitment, scope=WithheldScope.AMOUNT, by=staff, reason="Asked for.")
    told = DeliveryEvent.objects.told().get(pk=event.pk)
    assert (told.value, told.currency, told.valuation_basis) == (None, "", ValuationBasis.UNKNOWN)
    with pytest.raises(HeldBackError):
        told.save()
    event.refresh_from_db()
    assert event.value == Decimal(195_000)


def test_delivery_value_of_fourteen_digits_is_refused() -> None:
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        DeliveryEventFactory(value=Decimal(10**13), currency="USD")
