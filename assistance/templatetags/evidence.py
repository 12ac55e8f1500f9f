"""A release's text with the words marked that facts rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django import template
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assistance.models import Claim, Evidence
from assistance.vocabulary import Fact

register = template.Library()

PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Words ``[start, end)`` of a text that a fact rests on.

    ``anchor`` is the id a link to them goes to, ``leads_to`` the id they themselves link to.
    """

    start: int
    end: int
    fact: str
    label: str
    anchor: str = ""
    leads_to: str = ""


def marks_of(claim: Claim) -> list[Mark]:
    """Return a mark for every fact of ``claim``, and one for its passage; expects it fetched ``with_facts()``."""
    marks = [Mark(start=claim.start, end=claim.end, fact="passage", label="", anchor=f"claim-{claim.pk}")]
    marks += [_mark(row, row.fact, str(row.get_fact_display()), f"evidence-{row.pk}") for row in claim.evidence.all()]
    marks += [_mark(row, Fact.PARTY, str(row.get_role_display()), f"party-{row.pk}") for row in claim.parties.all()]
    marks += [_mark(row, Fact.ITEM, str(row.get_category_display()), f"item-{row.pk}") for row in claim.items.all()]
    marks += [_mark(row, Fact.PLACE, _(Fact.PLACE.label), f"place-{row.pk}") for row in claim.places.all()]
    marks += [_mark(row, Fact.SECTOR, str(row.get_sector_display()), f"sector-{row.pk}") for row in claim.sectors.all()]
    return marks


def _mark(row: Evidence, fact: str, label: str, anchor: str) -> Mark:
    return Mark(start=row.start, end=row.end, fact=fact, label=label, anchor=anchor)


@register.simple_tag
def marked_text(text: str, marks: Sequence[Mark]) -> SafeString:
    """Return ``text`` as paragraphs of HTML with ``marks`` set; where marks overlap, each stretch bears all of them."""
    seen: set[str] = set()
    return format_html_join(
        "\n", "<p>{}</p>", ((_marked(text, start, end, marks, seen),) for start, end in _paragraphs(text))
    )


@register.simple_tag
def located_text(text: str, marks: Sequence[Mark]) -> SafeString:
    """Return ``text`` as ``marked_text`` does, for a script to find its way in it.

    Each paragraph bears in ``data-start`` the place of its first character, each ``<mark>`` in ``data-anchors`` the
    anchors of all it belongs to, the shortest first.
    """
    seen: set[str] = set()
    paragraphs = ((start, _marked(text, start, end, marks, seen, located=True)) for start, end in _paragraphs(text))
    return format_html_join("\n", '<p data-start="{}">{}</p>', paragraphs)


@register.simple_tag
def marked_passage(text: str, start: int, end: int, marks: Sequence[Mark]) -> SafeString:
    """Return the part ``[start, end)`` of ``text`` with ``marks`` set."""
    return _marked(text, start, end, marks, set())


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in PARAGRAPH.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text)


def _marked(
    text: str, start: int, end: int, marks: Iterable[Mark], seen: set[str], *, located: bool = False
) -> SafeString:
    """Return ``[start, end)`` of ``text`` marked; ``seen`` holds the anchors set so far, for an id stands only once."""
    here = [mark for mark in marks if mark.start < end and mark.end > start]
    cuts = sorted({start, end, *(cut for mark in here for cut in (mark.start, mark.end) if start < cut < end)})
    pieces = []
    for left, right in pairwise(cuts):
        covering = [mark for mark in here if mark.start <= left and mark.end >= right]
        pieces.append((_piece(text[left:right], covering, seen, located=located),))
    return format_html_join("", "{}", pieces)


def _piece(words: str, covering: list[Mark], seen: set[str], *, located: bool) -> SafeString:
    """Return ``words`` in one ``<mark>`` that names its facts; the first stretch of a mark carries its anchors."""
    if not covering:
        return format_html("{}", words)
    anchors = [mark.anchor for mark in covering if mark.anchor and mark.anchor not in seen]
    seen.update(anchors)
    attributes = {"class": " ".join(dict.fromkeys(f"fact-{mark.fact}" for mark in covering))}
    if labels := ", ".join(dict.fromkeys(mark.label for mark in covering if mark.label)):
        attributes["title"] = labels
    if located:
        attributes["data-anchors"] = " ".join(mark.anchor for mark in _shortest_first(covering) if mark.anchor)
    targets = format_html_join("", '<span id="{}"></span>', ((anchor,) for anchor in anchors))
    shown = format_html('<a href="#{}">{}</a>', led, words) if (led := _leading_on(covering)) else words
    return format_html("{}<mark{}>{}</mark>", targets, flatatt(attributes), shown)


def _leading_on(covering: Iterable[Mark]) -> str:
    """Return where the shortest of the marks that lead on goes to, nothing where none does."""
    return next((mark.leads_to for mark in _shortest_first(covering) if mark.leads_to), "")


def _shortest_first(marks: Iterable[Mark]) -> list[Mark]:
    return sorted(marks, key=lambda mark: mark.end - mark.start)
