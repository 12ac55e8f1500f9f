"""Adding a claim that the extractor missed: a person marks its words and says what they tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from assistance.models import (
    Claim,
    ClaimEvidence,
    ClaimItem,
    ClaimParty,
    ClaimPlace,
    ClaimSector,
    Commitment,
    Evidence,
    Release,
)
from assistance.review.decisions import accept
from assistance.review.errors import ReviewError
from assistance.review.facts import CommitmentFacts, LineFact, PartyFact, propose
from assistance.review.holding import hold
from assistance.review.words import ChosenWords, Stretch, find_words
from assistance.vocabulary import Fact, Language

#: The facts of which a claim has one.
SINGLE = (Fact.STATUS, Fact.AMOUNT, Fact.KIND, Fact.PERIOD)


@transaction.atomic
def add_claim(
    release: Release,
    *,
    by: User,
    span: tuple[int, int],
    facts: CommitmentFacts,
    words: Sequence[ChosenWords] = (),
) -> Claim:
    """Record what ``release`` says in ``span``, its passage, as a claim like any other, read by a person.

    Each fact rests on its ``words``; a party or an item without any on its name in the passage, or on the passage.
    Raises ``ReviewError`` for a span outside the text and for a release that has a later version.
    """
    hold(release)
    if not 0 <= span[0] < span[1] <= len(release.text):
        raise ReviewError(_("Mark the words of the release that tell of it."))
    if Release.objects.filter(supersedes=release).exists():
        raise ReviewError(_("A later version of this release is stored. Add the claim to that one."))
    last = release.claims.aggregate(last=Max("number"))["last"] or 0
    claim = Claim.objects.create(
        release=release,
        number=last + 1,
        kind=facts.kind,
        status=facts.status,
        amount=facts.amount,
        currency=facts.currency,
        amount_hedge=facts.amount_hedge,
        amount_upper=facts.amount_upper,
        period_start=facts.period_start,
        period_end=facts.period_end,
        extractor_version=_BY_HAND,
        read_by=by,
        **_evidence(release, span),
    )
    for row in _rows(claim, facts, words):
        row.save()
    stored: Claim = Claim.objects.with_facts().get(pk=claim.pk)
    return stored


@transaction.atomic
def add_accepted_claim(
    release: Release,
    *,
    by: User,
    span: tuple[int, int],
    facts: CommitmentFacts,
    words: Sequence[ChosenWords] = (),
) -> Commitment:
    """Record the claim as ``add_claim`` does and accept it at once; without titles, with those that are proposed."""
    claim = add_claim(release, by=by, span=span, facts=facts, words=words)
    proposed = propose(claim)
    if not (facts.title_en or facts.title_uk):
        facts = facts.with_changes(title_en=proposed.title_en, title_uk=proposed.title_uk)
    items = [line.claim_item for line in proposed.lines]
    lines = tuple(
        LineFact(**{name: getattr(line, name) for name in _LINE}, claim_item=item)
        for line, item in zip(facts.lines, items, strict=True)
    )
    return accept(claim, by=by, facts=facts.with_changes(lines=lines))


#: What stands in the place of the extractor's version.
_BY_HAND = "by hand"
_LINE = ("name_en", "name_uk", "category", "quantity", "unit")


def _evidence(release: Release, span: tuple[int, int]) -> dict[str, object]:
    return {"start": span[0], "end": span[1], "words": release.text[slice(*span)], "rule": Claim.BY_HAND}


def _rows(claim: Claim, facts: CommitmentFacts, words: Sequence[ChosenWords]) -> Iterator[Evidence]:
    """Yield every fact of ``claim`` with its words, not stored yet."""
    language = Language(claim.release.language)
    passage = (claim.start, claim.end)

    def resting(fact: Fact, subject: str, names: Sequence[str] = ()) -> dict[str, object]:
        chosen = [(row.start, row.end) for row in words if row.fact == fact and row.subject == subject]
        span = chosen[0] if chosen else _named(claim, names) or passage
        return {"claim": claim, **_evidence(claim.release, span)}

    for row in words:
        if row.fact in SINGLE:
            yield ClaimEvidence(claim=claim, fact=row.fact, **_evidence(claim.release, (row.start, row.end)))
    for party in facts.parties:
        yield ClaimParty(
            role=party.role,
            name=party.name_in(language),
            type=party.organisation.type if party.organisation else party.type,
            country=party.organisation.country if party.organisation else party.country,
            **resting(Fact.PARTY, subject_of(party), _names(party)),
        )
    for line in facts.lines:
        name = line.name_in(language)
        yield ClaimItem(
            name=name,
            category=line.category,
            quantity=line.quantity,
            unit=line.unit,
            **resting(Fact.ITEM, subject_of(line), [name]),
        )
    for sector in facts.sectors:
        yield ClaimSector(sector=sector, **resting(Fact.SECTOR, sector))
    for region in facts.regions:
        yield ClaimPlace(name=str(region.label), region=region, **resting(Fact.PLACE, region))


def subject_of(fact: PartyFact | LineFact) -> str:
    """Return the name by which words are kept as the evidence of a party or an item."""
    named = fact.organisation or fact if isinstance(fact, PartyFact) else fact
    return named.name_en or named.name_uk


def _names(party: PartyFact) -> list[str]:
    if party.organisation is None:
        return [party.name_en, party.name_uk]
    return list(party.organisation.aliases.values_list("name", flat=True))


def _named(claim: Claim, names: Sequence[str]) -> tuple[int, int] | None:
    """Return where one of ``names`` stands in the passage, the longest first."""
    within = Stretch.of(claim)
    for name in sorted(filter(None, names), key=len, reverse=True):
        try:
            start, end = find_words(name, within=within)
        except ReviewError:
            continue
        if within.start <= start and end <= within.end:
            return start, end
    return None
