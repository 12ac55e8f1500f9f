"""Reports that contradict one another on the amount of a commitment: a range, with the words of every side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistance.models import Claim, Commitment
from assistance.templatetags.figures import firmly
from assistance.vocabulary import Fact, Relation
from assistance.web.evidence import Passage, passage_of
from assistance.web.facts import stating_amount, words_of


@dataclass(frozen=True, kw_only=True)
class Report:
    """What one claim states, with its words."""

    claim: Claim
    passage: Passage


@dataclass(frozen=True, kw_only=True)
class Disagreement:
    """The amounts told in one currency, as a range in words, with the reports that tell them, first those that count.

    ``counted`` tells whether the amount of the commitment is among them; in another currency it is in no range with it.
    """

    told: str
    counted: bool
    reports: tuple[Report, ...]


def disagreements_of(commitment: Commitment, claims: Sequence[Claim]) -> list[Disagreement]:
    """Return, by currency, what ``claims`` that contradict ``commitment`` state its amount to be instead."""
    contradicting = [claim for claim in claims if claim.link.relation == Relation.CONTRADICTS]
    otherwise = [claim for claim in contradicting if claim.amount is not None and _ends(claim) != _ends(commitment)]
    counting = stating_amount(commitment, claims)
    return [
        _disagreement(commitment, currency, counting, [claim for claim in otherwise if claim.currency == currency])
        for currency in dict.fromkeys(claim.currency for claim in otherwise)
    ]


def _ends(row: Claim | Commitment) -> tuple[object, object, str]:
    return row.amount, row.amount_upper, row.currency


def _disagreement(commitment: Commitment, currency: str, counting: list[Claim], otherwise: list[Claim]) -> Disagreement:
    counted = commitment.currency == currency
    rows: list[Claim | Commitment] = [commitment, *otherwise] if counted else [*otherwise]
    lower = min(row.amount for row in rows if row.amount is not None)
    upper = max(row.amount_upper or row.amount for row in rows if row.amount is not None)
    return Disagreement(
        told=firmly(lower, currency, upper if upper != lower else None),
        counted=counted,
        reports=tuple(
            Report(claim=claim, passage=passage_of(claim, words_of(claim, Fact.AMOUNT)))
            for claim in (*(counting if counted else ()), *otherwise)
        ),
    )
