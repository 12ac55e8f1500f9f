"""The words a figure rests on, cut out of their release, for a page to open in place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from assistance.models import (
    Claim,
    ClaimItem,
    ClaimParty,
    ClaimPlace,
    ClaimSector,
    CommitmentClaim,
    DecidedEvidence,
    Evidence,
    Need,
    Release,
    StatedTotal,
)
from assistance.models.claims import ClaimEvidence
from assistance.templatetags.evidence import Mark, marks_of

GAP = "\n\n"
#: Where a sentence ends, for showing it: at a stop with space and a capital, a digit or a quotation mark after it.
STOP = re.compile(r"[.!?…][”»\"]?\s+(?=[A-ZА-ЯҐЄІЇ0-9“«\"])")
#: The start of the id that a row's words have on the page of their release.
ANCHORS: dict[type, str] = {
    ClaimEvidence: "evidence",
    ClaimParty: "party",
    ClaimItem: "item",
    ClaimPlace: "place",
    ClaimSector: "sector",
    Need: "need",
    StatedTotal: "total",
}


class HasSpan(Protocol):
    """Words of a release."""

    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Passage:
    """Words ``[start, end)`` of a release with ``marks`` in them; ``anchor`` is their id on the release's page.

    ``decided`` tells that staff chose the words as evidence; otherwise they are those that were read.
    """

    release: Release
    start: int
    end: int
    marks: tuple[Mark, ...]
    anchor: str
    decided: bool = False

    @property
    def fact(self) -> str:
        """What the words say, as the mark is called; of several the whole passage."""
        return self.marks[0].fact if len(self.marks) == 1 else "passage"


def public_links(commitments: Iterable[int]) -> set[tuple[int, int]]:
    """Return the pairs of claim and commitment, by key, that are linked today by claims whose releases are public."""
    links = CommitmentClaim.objects.filter(commitment__in=list(commitments), claim__in=Claim.objects.published())
    return set(links.values_list("claim", "commitment"))


def passage_of(claim: Claim, row: Evidence | DecidedEvidence | None = None) -> Passage:
    """Return the passage of ``claim`` with the words of ``row`` marked, or the whole of it marked as one.

    Words that stand outside the passage are shown in their own paragraph.
    """
    if row is None:
        return _passage(claim.release, (claim.start, claim.end), claim, "passage", f"claim-{claim.pk}")
    inside = claim.start <= row.start and row.end <= claim.end
    span = (claim.start, claim.end) if inside else paragraph(claim.release.text, row.start, row.end)
    if isinstance(row, DecidedEvidence):
        return replace(_passage(claim.release, span, row, row.fact, f"claim-{claim.pk}"), decided=True)
    fact = row.fact if isinstance(row, ClaimEvidence) else ANCHORS[type(row)]
    return _passage(claim.release, span, row, fact, f"{ANCHORS[type(row)]}-{row.pk}")


def passage_with_all(claim: Claim) -> Passage:
    """Return the passage of ``claim`` with every fact marked; expects it fetched ``with_facts()``."""
    marks = tuple(replace(mark, anchor="") for mark in marks_of(claim))
    return Passage(release=claim.release, start=claim.start, end=claim.end, marks=marks, anchor=f"claim-{claim.pk}")


def passage_around(row: Need | StatedTotal) -> Passage:
    """Return the paragraph that a need or a stated total stands in, with its words marked."""
    name = ANCHORS[type(row)]
    return _passage(row.release, paragraph(row.release.text, row.start, row.end), row, name, f"{name}-{row.pk}")


def paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the paragraph (or paragraphs) around ``[start, end)`` begins and ends."""
    before, after = text.rfind(GAP, 0, start), text.find(GAP, end)
    return (0 if before < 0 else before + len(GAP)), (len(text.rstrip()) if after < 0 else after)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around ``[start, end)`` begins and ends within its paragraph."""
    first, last = paragraph(text, start, end)
    stops = [stop.end() for stop in STOP.finditer(text, first, last)]
    begins = max((stop for stop in stops if stop <= start), default=first)
    ends = min((stop for stop in stops if stop >= end), default=last)
    return begins, begins + len(text[begins:ends].rstrip())


def _passage(release: Release, span: tuple[int, int], words: HasSpan, fact: str, anchor: str) -> Passage:
    mark = Mark(start=words.start, end=words.end, fact=fact, label="")
    return Passage(release=release, start=span[0], end=span[1], marks=(mark,), anchor=anchor)
