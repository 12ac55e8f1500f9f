"""Totals that releases state, each beside the sum of what is itemised: to compare, never to add."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, Q, QuerySet, When, prefetch_related_objects

from assistance.models import Commitment, CommitmentParty, Organisation, StatedTotal
from assistance.models.commitments import CommitmentQuerySet
from assistance.models.held_back import withheld
from assistance.vocabulary import FIRM_STATUSES, PartyRole, WithheldScope


@dataclass(frozen=True, kw_only=True)
class StatedRow:
    """A total as stated, and what of it the ledger itemises.

    ``itemised`` is the sum of the ``count`` firm commitments of ``donors`` alone that state an amount in the total's
    currency and were first reported in its time, ``until`` at the latest (None: up to now). The rest of them is
    counted and in no sum: ``without_amount``, stated by nobody or withheld; in ``other_currencies``, which are not
    converted; ``joint``, shared with other donors; ``undated``, first reported nobody knows when. ``itemised`` and
    ``gap`` are None where there is nothing to compare with: no donor is named, or nothing of theirs is itemised in
    the currency. A negative gap means
    that more is itemised than stated. ``withheld`` is what of ``itemised`` is withheld from the public, which only
    staff are told; None where nothing is.
    """

    total: StatedTotal
    donors: tuple[Organisation, ...]
    since: date | None
    until: date | None
    itemised: Decimal | None
    count: int
    without_amount: int
    other_currencies: int
    joint: int
    undated: int
    withheld: Decimal | None = None

    @property
    def gap(self) -> Decimal | None:
        """What is stated and not itemised."""
        return None if self.itemised is None else self.total.amount - self.itemised


@dataclass(frozen=True, kw_only=True)
class _Entry:
    """What a commitment counts as: its amount, whether that is withheld, who funds it, when it was first reported."""

    amount: Decimal | None
    withheld: bool
    currency: str
    funders: frozenset[int]
    reported: date | None


def stated_totals(
    totals: Iterable[StatedTotal], *, among: CommitmentQuerySet, with_withheld: bool = False
) -> tuple[StatedRow, ...]:
    """Return ``totals``, in their order, each beside the sum of the commitments ``among`` those given.

    Amounts that are withheld from the public are in it for staff alone, ``with_withheld``. Takes a fixed number of
    queries.
    """
    stated = list(totals)
    prefetch_related_objects(stated, "donors", "release")
    donors = {donor.pk for total in stated for donor in total.donors.all()}
    entries = _entries(among, donors, with_withheld=with_withheld)
    return tuple(_row(total, entries) for total in stated)


def _entries(among: QuerySet[Commitment], donors: set[int], *, with_withheld: bool) -> list[_Entry]:
    """Return the firm commitments ``among`` which one of ``donors`` funds, with all who fund them."""
    funding = CommitmentParty.objects.filter(role=PartyRole.FUNDING)
    theirs = funding.filter(organisation__in=donors).order_by().values("commitment")
    picked = among.order_by().filter(status__in=FIRM_STATUSES, pk__in=theirs).values("pk")
    funders: dict[int, set[int]] = defaultdict(set)
    for commitment, organisation in funding.filter(commitment__in=picked).values_list("commitment", "organisation"):
        funders[commitment].add(organisation)
    kept_back = Q(withheld(WithheldScope.AMOUNT))
    if with_withheld:
        kept_back |= Q(pk__in=Commitment.objects.withheld().values("pk"))
    held = Case(When(kept_back, then=True), default=False)
    rows = Commitment.objects.filter(pk__in=picked).newest_first().annotate(held=held)
    return [
        _Entry(
            amount=None if held and not with_withheld else amount,
            withheld=held and amount is not None,
            currency=currency,
            funders=frozenset(funders[key]),
            reported=reported,
        )
        for key, amount, held, currency, reported in rows.values_list(
            "pk", "amount", "held", "currency", "first_reported"
        )
    ]


def _row(total: StatedTotal, entries: Sequence[_Entry]) -> StatedRow:
    donors = tuple(total.donors.all())
    keys = {donor.pk for donor in donors}
    days = [day for day in (total.release.published_on, total.period_end) if day]
    since, until = total.period_start, min(days, default=None)
    theirs = [entry for entry in entries if entry.funders & keys]
    dated = [entry for entry in theirs if entry.reported is not None or (since, until) == (None, None)]
    timely = [entry for entry in dated if _within(entry.reported, since, until)]
    own = [entry for entry in timely if entry.funders <= keys]
    summed = [entry for entry in own if entry.amount is not None and entry.currency == total.currency]
    amounts = [entry.amount or Decimal() for entry in summed]
    held = [entry.amount or Decimal() for entry in summed if entry.withheld]
    without = sum(entry.amount is None for entry in own)
    return StatedRow(
        total=total,
        donors=donors,
        since=since,
        until=until,
        itemised=sum(amounts, Decimal()) if amounts else None,
        count=len(amounts),
        without_amount=without,
        other_currencies=len(own) - len(amounts) - without,
        joint=len(timely) - len(own),
        undated=len(theirs) - len(dated),
        withheld=sum(held, Decimal()) if held else None,
    )


def _within(day: date | None, since: date | None, until: date | None) -> bool:
    return day is None or ((since is None or day >= since) and (until is None or day <= until))
