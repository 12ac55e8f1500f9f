"""A claim beside a commitment, fact by fact, and what merging the one into the other would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assistance.models import Claim, Commitment, DeliveryEvent, EquipmentLine
from assistance.review import CommitmentFacts, MergePreview, preview_merge, propose, propose_deliveries
from assistance.templatetags.figures import hedged, quantity, worth
from assistance.vocabulary import Counting, PartyRole, Region, Sector, Word


@dataclass(frozen=True, kw_only=True)
class ComparedFact:
    """One fact on either side, in words; an empty side says nothing of it."""

    name: str
    claim: str
    commitment: str
    same: bool

    @property
    def verdict(self) -> str:
        """How the two sides stand to one another."""
        if self.same:
            return _("same")
        if not self.claim:
            return _("only in the commitment")
        return _("differs") if self.commitment else _("only in the claim")


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """A claim beside the commitment that was chosen; ``relation`` is empty where none was chosen yet.

    ``refused`` tells why the merge would not be taken, ``effects`` what it would change otherwise.
    """

    commitment: Commitment
    rows: list[ComparedFact]
    relation: str = ""
    effects: list[str] = field(default_factory=list)
    refused: str = ""


def comparison_of(claim: Claim, decided: Mapping[str, Any], *, by: User) -> Comparison:
    """Return ``claim`` beside a commitment, with what merging it as ``decided`` would do; decides nothing.

    ``decided`` is what ``merge`` wants; without a relation the two only stand side by side.
    """
    into: Commitment = decided["into"]
    rows = compare(claim, into)
    if decided["relation"] is None:
        return Comparison(commitment=into, rows=rows)
    preview = preview_merge(claim, by=by, **decided)
    return Comparison(
        commitment=into,
        rows=rows,
        relation=_(decided["relation"].label),
        effects=effects(preview),
        refused=preview.refused,
    )


def compare(claim: Claim, commitment: Commitment) -> list[ComparedFact]:
    """Return what each of the two says, fact by fact; facts of which neither says anything are left out.

    Expects the claim fetched ``with_facts()``.
    """
    facts = propose(claim)
    rows = [
        _amount(claim, commitment),
        _words(_("Status"), claim.get_status_display(), commitment.get_status_display()),
        _words(_("Kind"), claim.get_kind_display(), commitment.get_kind_display()),
        *(_parties(role, facts, commitment) for role in PartyRole),
        *_items(claim, commitment),
        _words(_("Period"), _period(facts), _period(commitment)),
        _labels(_("Sectors"), Sector, facts.sectors, (row.sector for row in commitment.sectors.all())),
        _labels(_("Places"), Region, facts.regions, (row.region for row in commitment.places.all())),
    ]
    return [row for row in rows if row.claim or row.commitment]


def effects(preview: MergePreview) -> list[str]:
    """Return in sentences what a merge would change, and that it leaves the rest; nothing of one that is refused."""
    if preview.refused:
        return []
    before, after = preview.before, preview.after
    return [
        *_effect_on_amount(before, after),
        _("The status stays “%(status)s”.") % {"status": before.get_status_display()}
        if before.status == after.status
        else _("The status becomes “%(after)s”, it is “%(before)s” now.")
        % {"after": after.get_status_display(), "before": before.get_status_display()},
        *_effect_on_lines(preview),
    ]


def _effect_on_amount(before: Commitment, after: Commitment) -> list[str]:
    if before.amount is None:
        return []
    if hedged(before) == hedged(after):
        return [_("The amount stays %(amount)s.") % {"amount": hedged(before)}]
    return [
        _("The amount becomes %(after)s, it is %(before)s now.") % {"after": hedged(after), "before": hedged(before)}
    ]


def _effect_on_lines(preview: MergePreview) -> list[str]:
    told = []
    if preview.deliveries:
        number = len(preview.deliveries)
        rows = "; ".join(_delivered(event) for event in preview.deliveries)
        words = ngettext(
            "%(number)d delivery is written: %(rows)s.", "%(number)d deliveries are written: %(rows)s.", number
        )
        told.append(words % {"number": number, "rows": rows})
        if any(_is_whole(event, preview.before) for event in preview.deliveries):
            told.append(_("The value is the whole amount of the commitment. Is it that of what was delivered?"))
    if preview.lines:
        number = len(preview.lines)
        rows = "; ".join(str(line) for line in preview.lines)
        words = ngettext(
            "%(number)d item that was not promised is added: %(rows)s.",
            "%(number)d items that were not promised are added: %(rows)s.",
            number,
        )
        told.append(words % {"number": number, "rows": rows})
    return told


def _delivered(event: DeliveryEvent) -> str:
    """Return a delivery in words: how much of what, how far it came, when, and what it was worth."""
    parts = [str(event.get_stage_display()).lower()]
    if event.counting == Counting.RUNNING_TOTAL:
        parts.append(_("in all so far"))
    if event.happened_on:
        parts.append(date_format(event.happened_on, "j E Y"))
    if event.value is not None:
        parts.append(worth(event))
    return f"{event.line}: {_count(event.quantity, event.line.unit)} – {', '.join(parts)}"


def _is_whole(event: DeliveryEvent, commitment: Commitment) -> bool:
    return event.value is not None and (event.value, event.currency) == (commitment.amount, commitment.currency)


def _amount(claim: Claim, commitment: Commitment) -> ComparedFact:
    sides = [hedged(side) if side.amount is not None else "" for side in (claim, commitment)]
    return _words(_("Amount"), *sides)


def _words(name: str, claim: str, commitment: str) -> ComparedFact:
    return ComparedFact(name=name, claim=claim, commitment=commitment, same=claim == commitment)


def _parties(role: PartyRole, facts: CommitmentFacts, commitment: Commitment) -> ComparedFact:
    named = [party for party in facts.parties if party.role == role]
    known = [party.organisation for party in commitment.parties.all() if party.role == role]
    return ComparedFact(
        name=_(role.label),
        claim=", ".join(str(party.organisation or party.name) for party in named),
        commitment=", ".join(str(organisation) for organisation in known),
        same={party.organisation for party in named} == set(known),
    )


def _items(claim: Claim, commitment: Commitment) -> Iterator[ComparedFact]:
    """Yield each item of the claim beside the line a delivery of it would go to, then the lines left over."""
    left: list[EquipmentLine] = list(commitment.equipment.all())
    for fact in propose_deliveries(commitment, claim):
        item, line = fact.claim_item, fact.line
        left = [other for other in left if other != line]
        said = f"{item.name}: {_count(item.quantity, item.unit)}"
        same = line is not None and (line.quantity, line.unit) == (item.quantity, item.unit)
        yield ComparedFact(name=item.get_category_display(), claim=said, commitment=_promised(line), same=same)
    for line in left:
        yield ComparedFact(name=line.get_category_display(), claim="", commitment=_promised(line), same=False)


def _promised(line: EquipmentLine | None) -> str:
    return f"{line}: {_count(line.quantity, line.unit)}" if line else ""


def _count(number: Decimal | None, unit: str) -> str:
    return f"{quantity(number)} {unit}".strip()


def _period(side: CommitmentFacts | Commitment) -> str:
    ends: tuple[date | None, date | None] = (side.period_start, side.period_end)
    return f"{ends[0] or '…'} – {ends[1] or '…'}" if any(ends) else ""


def _labels(name: str, words: type[Word], claim: Iterable[str], commitment: Iterable[str]) -> ComparedFact:
    sides = [sorted(set(side)) for side in (claim, commitment)]
    texts = [", ".join(_(words(code).label) for code in side) for side in sides]
    return ComparedFact(name=name, claim=texts[0], commitment=texts[1], same=sides[0] == sides[1])
