"""Words of a release that a person names as evidence: finding them in the text, and keeping them with a decision."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assistance.models import Claim, DecidedEvidence, Decision
from assistance.review.errors import ReviewError
from assistance.vocabulary import Fact, PartyRole


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """The part ``[start, end)`` of a release's ``text`` that a claim is about."""

    text: str
    start: int
    end: int

    @classmethod
    def of(cls, claim: Claim) -> Stretch:
        """Return the passage of ``claim`` within its release."""
        return cls(text=claim.release.text, start=claim.start, end=claim.end)


@dataclass(frozen=True, kw_only=True)
class ChosenWords:
    """Words ``[start, end)`` of a release as the evidence of ``fact``.

    ``subject`` is the name of a party (with its ``role``) or an item, the code of a sector or region; empty otherwise.
    """

    fact: Fact
    start: int
    end: int
    role: PartyRole | None = None
    subject: str = ""


def find_words(words: str, *, within: Stretch, start: int | None = None) -> tuple[int, int]:
    """Return where ``words`` stand: from ``start`` if given, else in the passage, else nearest to it.

    Spaces and line ends count as one. Raises ``ReviewError`` where the text does not hold them.
    """
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = [match.span() for match in re.finditer(pattern, within.text)] if pattern else []
    if not found:
        message = _("“%(words)s” does not stand in the text. Copy the words as they stand there.")
        raise ReviewError(message % {"words": words})

    def distance(span: tuple[int, int]) -> int:
        if start is not None:
            return abs(span[0] - start)
        return max(within.start - span[0], span[1] - within.end, 0)

    return min(found, key=distance)


def record_words(decision: Decision, chosen: Iterable[ChosenWords]) -> None:
    """Keep ``chosen`` with ``decision``, word for word; raise ``ReviewError`` for what is no part of the text."""
    text = decision.claim.release.text
    for row in chosen:
        if not 0 <= row.start < row.end <= len(text):
            raise ReviewError(_("The words chosen as evidence are no part of the text. Choose them anew."))
        DecidedEvidence.objects.create(
            decision=decision,
            fact=row.fact,
            role=row.role or "",
            subject=row.subject,
            start=row.start,
            end=row.end,
            words=text[row.start : row.end],
        )
