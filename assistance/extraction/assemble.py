"""From mentions to claims: every sentence in turn, with what the ones before it have told."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistance.extraction import casting, clauses, dates, drafting, items, merging, reading
from assistance.extraction.casting import Cast
from assistance.extraction.clauses import Clause
from assistance.extraction.drafting import Draft, Known
from assistance.extraction.findings import Claim, KindMention, Place, Span
from assistance.extraction.parties import Mention
from assistance.extraction.reading import Said
from assistance.extraction.text import Source
from assistance.extraction.wordlists import phrases_of
from assistance.vocabulary import CommitmentStatus, Kind, PartyRole


def drafts(source: Source, told: Sequence[Said], heading: Sequence[Said]) -> list[Draft]:
    """Return the claims that the sentences ``told`` make; ``heading`` tells whom the release is about."""
    about = drafting.leading([*heading, *told])
    paying = drafting.paying(source, told)
    found: list[Draft] = []
    last, last_at = Cast(), -1
    receivers: tuple[Mention, ...] = ()
    for said in told:
        for clause in clauses.cut(source, said):
            known = Known(about, last, last_at, receivers, found[-1] if found else None, paying)
            made = drafting.draft(source, clause, known)
            if made is not None:
                merging.add(source, found, made)
        if found:
            found[-1] = drafting.confirmed(source, said, found[-1])
        named = casting.cast(said.parties)
        receivers = tuple(one for one in named.recipients if one.who.key != "UA") or (
            receivers if said.sentence.bullet else ()
        )
        if named.firm and named.donors:
            last, last_at = named, said.number
    return [made for made in found if drafting.is_worth(made)]


@dataclass(frozen=True, slots=True)
class Setting:
    """What all claims of a release share: its sentences, the names it uses for each party, and its word for Ukraine."""

    told: Sequence[Said]
    names: dict[str, tuple[str, ...]]
    home: Mention | None


def setting(source: Source, told: Sequence[Said]) -> Setting:
    """Return what the claims of a release share."""
    everyone = [mention for said in told for mention in said.parties]
    return Setting(told, casting.aliases(source, everyone), casting.home(everyone))


def claim(source: Source, draft: Draft, shared: Setting) -> Claim:
    """Return the finding for a draft."""
    cast = casting.with_recipient(draft.cast, shared.home)
    names = shared.names
    clause, first = draft.clause, draft.clause.said.number
    covered = shared.told[first : draft.until + 1]
    start, end = covered[0].sentence.start, covered[-1].sentence.end
    return Claim(
        span=source.span(start, end),
        rule=draft.rule,
        kind=_kind(source, draft, clause),
        status=draft.status,
        parties=(
            *casting.as_parties(source, cast.donors, PartyRole.FUNDING, names),
            *casting.as_parties(source, cast.implementers, PartyRole.IMPLEMENTING, names),
            *casting.as_parties(source, cast.recipients, PartyRole.RECIPIENT, names),
        ),
        amount=clause.money.amount if clause.money else None,
        items=tuple(items.as_item(source, thing) for thing in draft.things),
        sectors=reading.sectors(source, covered[0].sentence.first, covered[-1].sentence.last),
        places=_places(source, draft, covered),
        period=dates.period(source, covered[0].sentence),
    )


def _places(source: Source, draft: Draft, covered: Sequence[Said]) -> tuple[Place, ...]:
    """Return the places of the sentences a claim rests on; of other states only where a training is held."""
    found = {place.name: place for said in covered for place in said.places}
    if _trains(source, draft.clause):
        for mention in draft.clause.said.parties:
            if mention.context == "place" and mention.who.form == "name" and mention.who.key != "UA":
                span = source.span(mention.start, mention.end)
                found[mention.who.name] = Place(span=span, rule="places.abroad", name=mention.who.name)
    return tuple(found.values())


def _trains(source: Source, clause: Clause) -> bool:
    return any(phrases_of("verbs", "nouns", "training").every(source.tokens, clause.first, clause.last))


def _kind(source: Source, draft: Draft, clause: Clause) -> KindMention:
    """Return what form the assistance takes: things, money, training, or several of them."""
    found: dict[str, Span] = {}
    for match in phrases_of("verbs", "nouns").every(source.tokens, clause.first, clause.last):
        span = source.span(source.tokens[match.first].start, source.tokens[match.last - 1].end)
        found.setdefault(match.value, span)
    if draft.things:
        thing = draft.things[0]
        span = source.span(source.tokens[thing.first].start, source.tokens[thing.last - 1].end)
        return KindMention(span=span, rule="kind.items", value=Kind.EQUIPMENT)
    if clause.money is None and "training" in found:
        return KindMention(span=found["training"], rule="kind.training", value=Kind.TRAINING)
    if clause.money is not None:
        span = source.span(clause.money.start, clause.money.end)
        return KindMention(span=span, rule="kind.sum", value=Kind.FINANCIAL)
    return KindMention(span=draft.status.span, rule="kind.unknown", value=Kind.MIXED)


def is_total(source: Source, draft: Draft) -> bool:
    """Tell whether a sum stands over many commitments of the past."""
    sentence = draft.clause.said.sentence
    if draft.rule == drafting.TOTAL:
        return True
    counted = any(one.quantity for one in draft.things)
    if draft.clause.money is None or counted or draft.status.value is CommitmentStatus.ANNOUNCED:
        return False
    return any(phrases_of("traps", "totals", "phrases").every(source.tokens, sentence.first, sentence.last))
