"""Several reports of one delivery: taken together, settled with a reason, parted again."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import DeliveryEvent, DeliveryOccasion, DeliverySettlement
from assistance.models.history import write
from assistance.review.errors import ReviewError, require_reason
from assistance.review.holding import hold


@transaction.atomic
def group_reports(reports: Sequence[DeliveryEvent], *, by: User, reason: str) -> DeliveryOccasion:
    """Let ``reports`` count as one delivery, with those that are taken together with one of them already.

    Until it is settled the delivery counts as a range from the least to the most that they state; a settlement they
    had is taken back. Raises ``ReviewError`` without a reason, for fewer than two reports, for those of several lines
    or stages or of two such deliveries, and where they are together already.
    """
    require_reason(reason, _("Say in a sentence why these report the same delivery."))
    for report in sorted(reports, key=lambda report: report.pk):
        hold(report)
    if len({report.pk for report in reports}) < 2:
        raise ReviewError(_("Choose at least two deliveries that report the same one."))
    if len({(report.line_id, report.stage) for report in reports}) > 1:
        raise ReviewError(_("Only deliveries of the same item and the same stage can be one. Choose others."))
    known = {report.occasion_id for report in reports}
    if len(known - {None}) > 1:
        raise ReviewError(_("These belong to two deliveries already. Take one of them out of its own first."))
    if None not in known:
        raise ReviewError(_("These are taken as one delivery already."))
    occasion: DeliveryOccasion
    earlier = next((report.occasion for report in reports if report.occasion), None)
    if earlier is None:
        first = reports[0]
        occasion = DeliveryOccasion.objects.create(
            line_id=first.line_id, stage=first.stage, reason=reason.strip(), made_by=by
        )
    else:
        occasion = earlier
        _take_back(occasion, by=by, reason=_("One more report of this delivery was found."))
    for report in reports:
        if report.occasion_id is None:
            report.occasion = occasion
            write(report, by=by, why=reason)
    return occasion


@transaction.atomic
def part_report(report: DeliveryEvent, *, by: User, reason: str) -> None:
    """Let ``report`` count as a delivery of its own again; the last one left behind does so too.

    A settlement that rested on it is taken back. Raises ``ReviewError`` without a reason, and where it stands alone.
    """
    require_reason(reason, _("Say in a sentence why this is a delivery of its own."))
    hold(report)
    if report.occasion is None:
        raise ReviewError(_("This delivery is told of by no other report."))
    occasion = report.occasion
    question_settlement(occasion, by=by)
    others = list(occasion.reports.exclude(pk=report.pk))
    for parted in [report, *(others if len(others) == 1 else [])]:
        parted.occasion = None
        write(parted, by=by, why=reason)


@transaction.atomic
def settle_delivery(occasion: DeliveryOccasion, *, quantity: Decimal, by: User, reason: str) -> DeliverySettlement:
    """Settle that the delivery its reports tell differently brought ``quantity``, in its line's unit.

    Raises ``ReviewError`` without a reason, for a quantity below zero, and where the same is settled already.
    """
    require_reason(reason, _("Settling a count needs a reason. Say in a sentence which report is right, and why."))
    _hold(occasion)
    if quantity < 0:
        raise ReviewError(_("A quantity is not below zero."))
    if standing_quantity(occasion) == quantity:
        raise ReviewError(_("It is settled as this already."))
    settlement: DeliverySettlement = DeliverySettlement.objects.create(
        occasion=occasion, quantity=quantity, reason=reason.strip(), made_by=by
    )
    return settlement


@transaction.atomic
def reopen_settlement(occasion: DeliveryOccasion, *, by: User, reason: str) -> DeliverySettlement:
    """Take the standing settlement back: the delivery counts as a range again.

    Raises ``ReviewError`` without a reason, and where nothing is settled.
    """
    require_reason(reason, _("Taking a settlement back needs a reason. Say in a sentence what is in doubt again."))
    _hold(occasion)
    taken_back = _take_back(occasion, by=by, reason=reason)
    if taken_back is None:
        raise ReviewError(_("Nothing is settled here."))
    return taken_back


def question_settlement(occasion: DeliveryOccasion, *, by: User) -> None:
    """Take the standing settlement back, if there is one, because a report it rested on goes away."""
    _hold(occasion)
    _take_back(occasion, by=by, reason=_("A report of this delivery was taken away."))


def standing_quantity(occasion: DeliveryOccasion) -> Decimal | None:
    """Return what the delivery is settled as, None while it is open."""
    latest = occasion.settlements.order_by("-made_at", "-pk").first()
    return latest.quantity if latest else None


def _take_back(occasion: DeliveryOccasion, *, by: User, reason: str) -> DeliverySettlement | None:
    if standing_quantity(occasion) is None:
        return None
    taken_back: DeliverySettlement = DeliverySettlement.objects.create(
        occasion=occasion, quantity=None, reason=reason.strip(), made_by=by
    )
    return taken_back


def _hold(occasion: DeliveryOccasion) -> None:
    """Keep others from settling the same delivery until the transaction ends."""
    DeliveryOccasion.objects.select_for_update().get(pk=occasion.pk)
