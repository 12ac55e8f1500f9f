"""What is promised or given, rung by rung in one currency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistance.models.commitments import CommitmentQuerySet
from assistance.reports.conversion import ConvertedRung, converted, converted_rungs, targets
from assistance.vocabulary import FIRM_STATUSES

#: The currency that is chosen where nobody asks for another.
DEFAULT = "EUR"


@dataclass(frozen=True, kw_only=True)
class InOneCurrency:
    """What is promised or given, rung by rung in ``target``; ``sources`` name the rates that were used.

    ``unconverted`` amounts had none. ``rates_of`` is the day whose rates were used for all, None for those of the days.
    """

    target: str
    rates_of: date | None
    rungs: tuple[ConvertedRung, ...]
    sources: tuple[str, ...]
    unconverted: int


def default_target(known: list[str]) -> str:
    """Return the first choice among the currencies ``known`` to have rates, empty where there is none."""
    return DEFAULT if DEFAULT in known else "".join(known[:1])


def in_one_currency(
    commitments: CommitmentQuerySet, *, to: str = "", rates_of: date | None = None
) -> InOneCurrency | None:
    """Return the rungs of published ``commitments`` in ``to``, or in the first choice; None without any rates."""
    target = to or default_target(targets())
    if not target:
        return None
    firm = commitments.filter(status__in=FIRM_STATUSES)
    rungs = converted_rungs(converted(firm, to=target, rates_of=rates_of)).values()
    return InOneCurrency(
        target=target,
        rates_of=rates_of,
        rungs=tuple(rung for rung in rungs if rung.count),
        sources=tuple(sorted({source for rung in rungs for source in rung.sources})),
        unconverted=sum(rung.unconverted for rung in rungs),
    )
