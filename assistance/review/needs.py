"""Needs: the same one asked again, and what covers it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from assistance.models import EquipmentLine, Need, NeedCoverage
from assistance.models.history import write
from assistance.review.errors import ReviewError, require_reason
from assistance.review.holding import check, hold
from assistance.vocabulary import FIRM_STATUSES, normalise_name

#: Shorter words tell too little of what is needed.
TELLING = 4


@transaction.atomic
def link_needs(need: Need, *, first: Need, by: User, reason: str) -> None:
    """Say that ``need`` asks again for what ``first`` (or what that one repeats) asked for; what repeats it follows.

    Raises ``ReviewError`` without a reason, for a need with itself, and where ``need`` repeats one or is covered.
    """
    require_reason(reason, _("Say in a sentence why this is the same need."))
    root = first.repeats or first
    for held in sorted((need, root), key=lambda held: held.pk):
        hold(held)
    if need.pk == root.pk:
        raise ReviewError(_("A need does not repeat itself. Choose another one."))
    if need.repeats_id:
        raise ReviewError(_("This asks again for another need already. Part the two first."))
    if need.category != root.category:
        raise ReviewError(_("The two are of different categories. Correct one of them first."))
    if need.coverage.exists():
        raise ReviewError(
            _("This need is covered by itself. Link the other one to it, or take its coverage away first.")
        )
    for repeated in [need, *need.repeated_by.all()]:
        repeated.repeats = root
        write(repeated, by=by, why=reason)


@transaction.atomic
def unlink_need(need: Need, *, by: User, reason: str) -> None:
    """Let ``need`` stand by itself again. Raises ``ReviewError`` without a reason, and where it repeats none."""
    require_reason(reason, _("Say in a sentence why this is a need of its own."))
    hold(need)
    if need.repeats is None:
        raise ReviewError(_("This need asks again for no other."))
    need.repeats = None
    write(need, by=by, why=reason)


@transaction.atomic
def cover_need(
    need: Need, *, line: EquipmentLine, quantity: Decimal | None, by: User, reason: str = ""
) -> NeedCoverage:
    """Cover ``need`` with ``quantity`` (None: unknown) of ``line``; raise ``ReviewError`` as ``require_stock`` does."""
    hold(line)
    coverage = NeedCoverage(need=need, line=line, quantity=quantity)
    require_stock(coverage)
    check(coverage)
    write(coverage, by=by, why=reason)
    return coverage


def require_stock(coverage: NeedCoverage) -> None:
    """Raise ``ReviewError`` where ``coverage`` cannot stand.

    That is on a need that repeats another, in another unit than the line's, and with more of the line than it promises
    and other needs leave.
    """
    need, line, quantity = coverage.need, coverage.line, coverage.quantity
    if need.repeats_id:
        raise ReviewError(_("This asks again for “%(first)s”. Cover that one.") % {"first": need.repeats})
    if quantity is None:
        return
    if need.quantity is not None and normalise_name(need.unit) != normalise_name(line.unit):
        raise ReviewError(
            _("The need counts in %(need)s, the line in %(line)s. Units are not converted: leave the quantity empty.")
            % {"need": need.unit or _("pieces"), "line": line.unit or _("pieces")}
        )
    if line.quantity is None:
        return
    free = line.quantity - allotted(line, besides=coverage)
    if quantity > free:
        raise ReviewError(
            _("“%(line)s” promises %(promised)s, of which other needs leave %(free)s. The same stock covers once.")
            % {
                "line": line,
                "promised": line.quantity.normalize().to_eng_string(),
                "free": max(free, Decimal()).normalize().to_eng_string(),
            }
        )


def allotted(line: EquipmentLine, *, besides: NeedCoverage | None = None) -> Decimal:
    """Return how much of ``line`` covers needs, as far as that is known, ``besides`` one of them."""
    others = [cover for cover in line.covers.all() if besides is None or cover.pk != besides.pk]
    return sum((cover.quantity for cover in others if cover.quantity is not None), Decimal())


def similar_needs(need: Need, *, limit: int = 5) -> list[Need]:
    """Return needs that ``need`` may ask again for: the first of each, of its category, that share a telling word."""
    words = _telling_words(need)
    others = Need.objects.filter(category=need.category, repeats=None).exclude(pk__in=[need.pk, need.repeats_id or 0])
    shared = [(len(words & _telling_words(other)), other) for other in others.select_related("release").order_by("-pk")]
    alike = sorted((pair for pair in shared if pair[0]), key=lambda pair: -pair[0])
    return [other for _count, other in alike[:limit]]


@dataclass(frozen=True, kw_only=True)
class Stock:
    """A line that could cover a need, and how much of it other needs leave; None where that is unknown."""

    line: EquipmentLine
    free: Decimal | None


def covering_candidates(need: Need, *, limit: int = 20) -> list[Stock]:
    """Return firm lines of the need's category that do not cover it yet and are not used up, the newest first."""
    lines = (
        EquipmentLine.objects.filter(category=need.category, commitment__status__in=FIRM_STATUSES)
        .exclude(covers__need=need)
        .select_related("commitment")
        .prefetch_related("covers")
        .order_by("-commitment_id", "pk")
    )
    found = []
    for line in lines:
        free = None if line.quantity is None else line.quantity - allotted(line)
        if free is None or free > 0:
            found.append(Stock(line=line, free=free))
    return found[:limit]


def _telling_words(need: Need) -> set[str]:
    words = normalise_name(f"{need.what_en} {need.what_uk}").split()
    return {word for word in words if len(word) >= TELLING}
