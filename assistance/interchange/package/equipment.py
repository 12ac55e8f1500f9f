"""Equipment promised and what of it came, needs and what covers them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from assistance.interchange.package.fields import (
    Field,
    Table,
    code,
    currency,
    day,
    each,
    number,
    own_key,
    text,
    truth,
    whole,
)
from assistance.interchange.package.sources import shown_releases
from assistance.models import Claim, DeliveryEvent, EquipmentLine, Need, NeedCoverage
from assistance.reports import Arrived, Balance, NeedAccount, balance, need_account
from assistance.vocabulary import (
    Counting,
    CoverState,
    DeliveryStage,
    Hedge,
    ItemCategory,
    ValuationBasis,
    ValueScope,
)


def _lines() -> Iterator[Balance]:
    return map(balance, each(EquipmentLine.objects.published().with_accounts()))


def _deliveries() -> Iterator[DeliveryEvent]:
    lines = EquipmentLine.objects.published().order_by().values("pk")
    claims = Prefetch("claim", Claim.objects.published())
    return each(DeliveryEvent.objects.told().filter(line__in=lines).prefetch_related(claims))


def _needs() -> Iterator[tuple[Need, NeedAccount]]:
    public = Need.objects.published().with_public_accounts()
    fetched = public.prefetch_related(
        Prefetch("release", shown_releases()), Prefetch("repeats", Need.objects.published())
    )
    return ((need, need_account(need)) for need in each(fetched))


def _told_by_a_shown_release(need: Need) -> bool:
    return getattr(need, "release", None) is not None


def _coverage() -> Iterator[NeedCoverage]:
    lines = EquipmentLine.objects.published().order_by().values("pk")
    needs = Need.objects.published().order_by().values("pk")
    rows: QuerySet[NeedCoverage] = NeedCoverage.objects.filter(line__in=lines, need__in=needs)
    return each(rows.select_related("line__commitment"))


def _arrived(name: str, stage: Callable[[Any], Arrived]) -> tuple[Field, Field]:
    return (
        number(name, _("How many for certain; 0 where none is reported."), lambda row: Decimal(stage(row).known),
               required=True),
        number(f"{name}_upper", _("How many at most; empty where more came in unknown number."),
               lambda row: stage(row).upper),
    )  # fmt: skip


def _stated(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return what reads a detail of the value of a delivery, where one is told."""
    return lambda row: None if row.value is None else read(row)


EQUIPMENT = Table(
    name="equipment",
    about=_("Items promised, and how far they have come."),
    rows=_lines,
    fields=(
        whole("id", _("Number of the item."), lambda row: row.line.pk, required=True),
        whole("commitment_id", _("Number of the commitment."), lambda row: row.line.commitment_id, required=True,
              of="commitments"),
        text("item_en", _("Item in English, empty where there is no name."), lambda row: row.line.name_en),
        text("item_uk", _("Item in Ukrainian, empty where there is no name."), lambda row: row.line.name_uk),
        code("category", _("Category."), ItemCategory, lambda row: row.line.category, required=True),
        text("unit", _("Unit; empty for pieces."), lambda row: row.line.unit),
        number("promised", _("How many were promised; empty where nobody said how many."), lambda row: row.promised),
        *_arrived("shipped", lambda row: row.shipped),
        *_arrived("handed_over", lambda row: row.handed_over),
        *_arrived("on_balance", lambda row: row.on_balance),
        number("outstanding", _("How many are outstanding at least; empty where unknown."),
               lambda row: row.outstanding),
        number("outstanding_upper", _("How many are outstanding at most; empty where unknown."),
               lambda row: row.outstanding_upper),
        truth("exceeds_promise", _("Whether more was handed over than promised."), lambda row: row.exceeds_promise),
    ),
)  # fmt: skip

DELIVERIES = Table(
    name="deliveries",
    about=_("Reports of what was shipped, handed over or taken on the balance. Values are added to nothing."),
    rows=_deliveries,
    fields=(
        own_key(_("Number of the delivery.")),
        whole("equipment_id", _("Number of the item."), lambda row: row.line_id, required=True, of="equipment"),
        code("stage", _("How far it came."), DeliveryStage, lambda row: row.stage, required=True),
        code("counting", _("Whether it adds to earlier ones or tells all so far."), Counting,
             lambda row: row.counting, required=True),
        number("quantity", _("How many; empty where nobody said how many."), lambda row: row.quantity),
        whole("occasion", _("Rows with the same number tell of one delivery, which counts once."),
              lambda row: row.occasion_id),
        number("settled", _("How many staff settled that this one delivery brought; empty while it is open."),
               lambda row: row.settled),
        day("happened_on", _("Day of the delivery."), lambda row: row.happened_on),
        number("value", _("What it is stated to be worth; empty where that is not told or withheld."),
               lambda row: row.value),
        number("value_upper", _("Upper end of a range."), lambda row: row.value_upper),
        currency("currency", _("ISO 4217 code. Amounts of two currencies must not be added."),
                 lambda row: row.currency),
        code("value_hedge", _("How firmly the value is stated."), Hedge, _stated(lambda row: row.value_hedge)),
        code("valuation_basis", _("What the value rests on."), ValuationBasis,
             _stated(lambda row: row.valuation_basis)),
        code("value_of", _("What the value is that of: of this item, or of all items of its release."), ValueScope,
             _stated(lambda row: row.value_scope)),
        text("grounds", _("What it rests on where no release tells it."), lambda row: row.grounds),
        whole("claim_id", _("Number of the claim that reports it."), lambda row: row.claim.pk if row.claim else None,
              of="claims"),
    ),
)  # fmt: skip

NEEDS = Table(
    name="needs",
    about=_("What the recipient side asks for, and how far it is covered."),
    rows=_needs,
    fields=(
        whole("id", _("Number of the need."), lambda row: row[0].pk, required=True),
        whole("release_id", _("Number of the release that asks for it."),
              lambda row: row[0].release_id if _told_by_a_shown_release(row[0]) else None, of="releases"),
        text("what_en", _("What is needed, in English."), lambda row: row[0].what_en),
        text("what_uk", _("What is needed, in Ukrainian."), lambda row: row[0].what_uk),
        code("category", _("Category."), ItemCategory, lambda row: row[0].category, required=True),
        number("quantity", _("How many are needed; empty where nobody said how many."), lambda row: row[0].quantity),
        text("unit", _("Unit; empty for pieces."), lambda row: row[0].unit),
        whole("repeats_id", _("Number of the need that it asks again for."),
              lambda row: row[0].repeats.pk if row[0].repeats else None, of="needs"),
        code("coverage", _("How far it is covered."), CoverState, lambda row: row[1].state, required=True),
        number("covered", _("How many are covered for certain."), lambda row: row[1].covered, required=True),
        number("missing", _("How many are missing; empty where unknown."), lambda row: row[1].missing),
        whole("asked", _("How often it was asked for, copies of one text counted once."), lambda row: row[1].asked,
              required=True),
        day("first_asked", _("Day it was first asked for."), lambda row: row[1].first_asked),
        day("last_asked", _("Day it was last asked for."), lambda row: row[1].last_asked),
        text("words", _("The words that state it."),
             lambda row: row[0].words if _told_by_a_shown_release(row[0]) else None),
    ),
)  # fmt: skip

COVERAGE = Table(
    name="coverage",
    about=_("Equipment that covers a need, wholly or in part."),
    rows=_coverage,
    fields=(
        own_key(_("Number of the row.")),
        whole("need_id", _("Number of the need."), lambda row: row.need_id, required=True, of="needs"),
        whole("equipment_id", _("Number of the item."), lambda row: row.line_id, required=True, of="equipment"),
        number("quantity", _("How many; empty where nobody said how many."), lambda row: row.quantity),
        truth("stands", _("Whether it covers anything: its commitment is neither merely considered nor called off."),
              lambda row: row.stands),
    ),
)  # fmt: skip

TABLES = (EQUIPMENT, DELIVERIES, NEEDS, COVERAGE)
