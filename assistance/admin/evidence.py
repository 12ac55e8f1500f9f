"""What is marked in a release's text for staff."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assistance.models import Claim, Decision, Release
from assistance.templatetags.evidence import Mark, marks_of
from assistance.vocabulary import Fact

#: What a mark may stand for, in the order of the legend; the last three are no facts of a claim.
SHOWN = (*Fact, "passage", "other", "trap")


@dataclass(frozen=True, kw_only=True)
class WordsRead:
    """Words of a release that a fact was read in; ``anchor`` is their id in the text beside it."""

    words: str
    anchor: str


def words_read(claim: Claim) -> dict[str, list[WordsRead]]:
    """Return the words each fact of ``claim`` was read in, in the order of the text; expects it ``with_facts()``."""
    found = defaultdict(list)
    for mark in sorted(marks_of(claim), key=lambda mark: (mark.start, mark.end)):
        words = " ".join(claim.release.text[mark.start : mark.end].split())
        found[str(mark.fact)].append(WordsRead(words=words, anchor=mark.anchor))
    return dict(found)


def marks_beside(claim: Claim) -> list[Mark]:
    """Return a mark for the passage of every other claim of the same release."""
    others = claim.release.claims.exclude(pk=claim.pk)
    return [
        Mark(
            start=other.start,
            end=other.end,
            fact="other",
            label=_("Claim %(number)d") % {"number": other.number},
            anchor=f"claim-{other.pk}",
        )
        for other in others
    ]


def marks_decided(claim: Claim) -> list[Mark]:
    """Return the marks of the words that staff chose in the standing decision; expects decisions with evidence."""
    return [
        Mark(start=row.start, end=row.end, fact=row.fact, label=_("Chosen by staff"), anchor=f"decided-{row.pk}")
        for row in claim.all_decided_words()
    ]


def marks_in_release(release: Release, claims: Sequence[Claim]) -> list[Mark]:
    """Return the marks of all ``claims`` of ``release``, and of the numbers in it that are not counted."""
    traps = [
        Mark(start=trap.start, end=trap.end, fact="trap", label=trap.get_reason_display(), anchor=f"trap-{trap.pk}")
        for trap in release.traps.all()
    ]
    return [*(mark for claim in claims for mark in marks_of(claim)), *traps]


def decided_otherwise(decision: Decision) -> SafeString:
    """Return what ``decision`` changed against what was read, as a list."""
    return render_to_string("admin/assistance/changes.html", {"decision": decision})


def legend(marks: Sequence[Mark]) -> list[tuple[str, str]]:
    """Return what the colours of ``marks`` stand for: the kind of mark and its name."""
    names = {
        "passage": _("Passage of the claim"),
        "other": _("Passage of another claim"),
        "trap": _("Number not counted"),
    }
    present = {str(mark.fact) for mark in marks}
    return [(str(fact), names.get(fact) or _(Fact(fact).label)) for fact in SHOWN if fact in present]
