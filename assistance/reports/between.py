"""What changed between two days: the ladder on each of them, the difference, and the commitments that make it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistance.models import Commitment
from assistance.models.as_of import known
from assistance.models.commitments import CommitmentQuerySet
from assistance.reports.days import TwoDays
from assistance.reports.ladder import Ladder, Rung, ladder
from assistance.reports.money import CurrencySum
from assistance.vocabulary import CommitmentStatus, WithheldScope

#: Narrows public commitments to those that are asked about.
Narrow = Callable[[CommitmentQuerySet], CommitmentQuerySet]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What stood of a commitment on a day. ``amount`` is None and ``currency`` empty where none was stated or told.

    ``withheld`` tells that the amount is withheld today, and so at every date.
    """

    status: CommitmentStatus
    amount: Decimal | None
    currency: str
    withheld: bool


@dataclass(frozen=True, kw_only=True)
class Move:
    """A commitment that stood otherwise on the two days; None where it was not known."""

    commitment: Commitment
    before: Standing | None
    after: Standing | None


@dataclass(frozen=True, kw_only=True)
class SumDifference:
    """The sums of one rung in one ``currency`` on the two days, of no amounts where there is none."""

    currency: str
    before: CurrencySum
    after: CurrencySum

    @property
    def difference(self) -> Decimal:
        """How much more it was on the later day; below zero, how much less."""
        return self.after.amount - self.before.amount


@dataclass(frozen=True, kw_only=True)
class RungDifference:
    """One rung on the two days, with every currency that has a sum on either."""

    before: Rung
    after: Rung
    sums: tuple[SumDifference, ...]

    @property
    def status(self) -> CommitmentStatus:
        """The status."""
        return self.after.status

    @property
    def counted(self) -> bool:
        """Whether its amounts are promised or given."""
        return self.after.counted

    @property
    def difference(self) -> int:
        """How many more commitments it had on the later day; below zero, how many fewer."""
        return self.after.count - self.before.count


@dataclass(frozen=True, kw_only=True)
class Between:
    """What was known by each of two ``days``.

    ``moves`` account for every difference, those first reported last on top.
    """

    days: TwoDays
    rungs: tuple[RungDifference, ...]
    moves: tuple[Move, ...]


@dataclass(frozen=True, kw_only=True)
class _Known:
    """The ladder of a day, and the commitments on it by their keys."""

    ladder: Ladder
    commitments: Mapping[int, Commitment]


def between(days: TwoDays, *, narrow: Narrow) -> Between:
    """Return what changed of the public commitments that ``narrow`` keeps, from the first of ``days`` to the last.

    Must not be asked for as of a day.
    """
    then, now = (_known(day, days.recorded, narrow) for day in (days.first, days.last))
    return Between(
        days=days,
        rungs=tuple(_difference(*rungs) for rungs in zip(then.ladder.rungs, now.ladder.rungs, strict=True)),
        moves=tuple(_moves(then.commitments, now.commitments)),
    )


def _known(day: date, recorded: date | None, narrow: Narrow) -> _Known:
    with known(as_of=day, recorded=recorded):
        asked = narrow(Commitment.objects.published())
        fetched = list(asked.with_parties().newest_first())
        return _Known(ladder=ladder(asked), commitments={each.pk: each for each in fetched})


def _difference(before: Rung, after: Rung) -> RungDifference:
    sums, later = _sums_of(before), _sums_of(after)
    return RungDifference(
        before=before,
        after=after,
        sums=tuple(
            SumDifference(
                currency=code, before=sums.get(code) or _nothing_in(code), after=later.get(code) or _nothing_in(code)
            )
            for code in sorted({*sums, *later})
        ),
    )


def _nothing_in(currency: str) -> CurrencySum:
    return CurrencySum(currency=currency, amount=Decimal(), count=0, bases=())


def _sums_of(rung: Rung) -> Mapping[str, CurrencySum]:
    return {entry.currency: entry for entry in rung.sums}


def _moves(then: Mapping[int, Commitment], now: Mapping[int, Commitment]) -> Iterable[Move]:
    """Yield what stands otherwise: what is there on the later day in its order, then what is there no longer."""
    keys: Sequence[int] = [*now, *(key for key in then if key not in now)]
    for key in keys:
        before, after = _standing(then.get(key)), _standing(now.get(key))
        if before != after:
            yield Move(commitment=now.get(key) or then[key], before=before, after=after)


def _standing(commitment: Commitment | None) -> Standing | None:
    if commitment is None:
        return None
    return Standing(
        status=CommitmentStatus(commitment.status),
        amount=commitment.amount,
        currency=commitment.currency,
        withheld=commitment.withholds(WithheldScope.AMOUNT),
    )
