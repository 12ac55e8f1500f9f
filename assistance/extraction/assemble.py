"""From drafts to claims: what each rests on, who takes part, what form it takes and where it goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistance.extraction import casting, dates, drafting, gazetteer, items, known, money, parties, places, reading
from assistance.extraction.casting import Cast
from assistance.extraction.clauses import Clause
from assistance.extraction.drafts import TOTAL, Draft
from assistance.extraction.findings import Amount, Claim, KindMention, Place, Span
from assistance.extraction.known import HOME, Known
from assistance.extraction.parties import Mention
from assistance.extraction.reading import Said
from assistance.extraction.text import Source
from assistance.extraction.wordlists import phrases_of, words_of
from assistance.vocabulary import CommitmentStatus, Kind, PartyRole

#: How far after a claim a sentence may tell where its goods go, the claim counted.
_PLACED = 5
#: In how many of the first sentences, the title counted, a release names the town that it is about.
_OPENING = 5


@dataclass(frozen=True, slots=True)
class Setting:
    """What all claims of a release share: its sentences, the names it uses for each party, and its word for Ukraine."""

    told: Sequence[Said]
    names: dict[str, tuple[str, ...]]
    home: Mention | None
    about: Cast
    states: frozenset[str | None]
    scene: Mention | None
    telling: frozenset[int]


def setting(source: Source, told: Sequence[Said], drafts: Sequence[Draft]) -> Setting:
    """Return what the claims of a release share; ``drafts`` are these claims in the making."""
    everyone = [mention for said in told for mention in said.parties]
    about = drafting.leading(told)
    for said in told[:4]:
        cast = casting.cast(said.parties)
        close = tuple(one for one in cast.recipients if one.who.key != HOME and casting.is_specific(one))
        if close:
            about = replace(about, recipients=close)
            break
    else:
        about = replace(about, recipients=())
    states = frozenset(one.who.country for one in about.donors)
    telling = frozenset(draft.clause.said.number for draft in drafts)
    home = casting.home(everyone) or parties.home_in(source)
    scene = None if home else _scene(source, told[:_OPENING])
    return Setting(told, casting.aliases(source, everyone), home or scene, about, states, scene, telling)


def _scene(source: Source, told: Sequence[Said]) -> Mention | None:
    """Return the town or region that a release is about as who receives, for one that never names Ukraine."""
    for said in told:
        spans = {place.span for place in said.places}
        for one in gazetteer.named(source, said.sentence):
            if source.span_of(one.first, one.last) in spans:
                who = Known(one.known.name.casefold(), one.known.name, "recipient", None, HOME, "recipient")
                start, end = source.tokens[one.first].start, source.tokens[one.last - 1].end
                return Mention(who, one.first, one.last, start, end, "plain", "receivers.scene")
    return None


def claim(source: Source, draft: Draft, shared: Setting) -> Claim:
    """Return the finding for a draft."""
    cast = casting.with_recipient(_with_receivers(draft, shared), shared.home)
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
        amount=_amount(source, draft, cast, shared),
        items=tuple(items.as_item(source, thing) for thing in draft.things),
        sectors=reading.sectors(source, covered[0].sentence.first, covered[-1].sentence.last),
        places=_places(source, draft, shared) or _at_scene(cast, shared),
        period=dates.period(source, covered[0].sentence),
    )


def _amount(source: Source, draft: Draft, cast: Cast, shared: Setting) -> Amount | None:
    """Return the sum in its currency, which the giver may tell."""
    if draft.money is None:
        return None
    return money.of_giver(source, draft.money, {one.who.country for one in cast.donors}, shared.states)


def _with_receivers(draft: Draft, shared: Setting) -> Cast:
    """Return the cast with those who receive what the release is about, where the words of the claim name nobody."""
    if draft.cast.recipients or draft.rule == TOTAL:
        return draft.cast
    ours = {one.who.key for one in draft.cast.donors}
    named = shared.home is not None and shared.scene is None
    about = shared.about.recipients
    if named and shared.about.donors and not ours & {one.who.key for one in shared.about.donors}:
        about = () if draft.money is not None else _titled(draft, shared)
    if draft.money is not None:
        about = tuple(one for one in about if one.who.name not in words_of("recipients", "bearing", "groups"))
    return replace(draft.cast, recipients=about)


def _titled(draft: Draft, shared: Setting) -> tuple[Mention, ...]:
    """Return the bodies in the title, to which others than the givers there give too; a town gets lines of a list."""
    end = shared.told[0].sentence.last
    line = draft.clause.said.sentence.bullet
    groups = words_of("recipients", "bearing", "groups")
    return tuple(
        one
        for one in shared.about.recipients
        if one.first < end and (one.rule == "parties.recipient" or line) and one.who.name not in groups
    )


def _places(source: Source, draft: Draft, shared: Setting) -> tuple[Place, ...]:
    """Return the places of the sentences a claim rests on, or of those after it that tell where its goods go.

    Where it only points to who receives, those of the sentence before count. Places in other states count only where a
    training is held.
    """
    told, first, last = shared.told, draft.clause.said.number, draft.until
    found = {place.name: place for said in told[first : last + 1] for place in _own_places(source, draft, said)}
    for said in told[last + 1 : last + _PLACED]:
        counts = said.number in shared.telling and any(one.quantity for one in said.things)
        if said.moneys or said.barrier or counts or _tells_another(draft, said):
            break
        if said.sentence.paragraph == told[last].sentence.paragraph or places.tells_where(source, said.sentence):
            found.update((place.name, place) for place in said.places)
    if not found and first and places.points_back(source, draft.clause.said.sentence):
        before = told[first - 1]
        if before.sentence.paragraph == draft.clause.said.sentence.paragraph and not before.barrier:
            found.update((place.name, place) for place in before.places)
    if _trains(source, draft.clause):
        scene = draft.clause.said
        for mention in scene.parties:
            abroad = mention.context == "place" and mention.who.key != HOME
            if abroad and places.is_scene_abroad(source, scene.sentence, mention.first):
                span, name = source.span(mention.start, mention.end), known.place_name(mention.who)
                found[name] = Place(span=span, rule="places.abroad", name=name)
    return tuple(found.values())


def _at_scene(cast: Cast, shared: Setting) -> tuple[Place, ...]:
    """Return the town or region that the release is about where it is who receives."""
    if shared.scene is None or shared.scene not in cast.recipients:
        return ()
    return tuple(
        place for said in shared.told[:_OPENING] for place in said.places if place.name == shared.scene.who.name
    )[:1]


def _own_places(source: Source, draft: Draft, said: Said) -> Sequence[Place]:
    """Return the places of a sentence; of one that tells of other things in another clause those of the clause."""
    clause = draft.clause
    if said is not clause.said or all(clause.first <= thing.first < clause.last for thing in said.things):
        return said.places
    whole = source.span_of(clause.first, clause.last)
    own = [place for place in said.places if whole.start <= place.span.start < whole.end]
    return own or said.places


def _tells_another(draft: Draft, said: Said) -> bool:
    """Tell whether a sentence tells who else gave something, or of things of another kind."""
    if not said.cues:
        return False
    kinds = {thing.category for thing in draft.things}
    other = [thing for thing in said.things if not thing.pointing]
    return bool(casting.cast(said.parties).donors) or bool(other and kinds.isdisjoint(each.category for each in other))


def _trains(source: Source, clause: Clause) -> bool:
    return any(phrases_of("verbs", "nouns", "training").every(source.tokens, clause.first, clause.last))


def _kind(source: Source, draft: Draft, clause: Clause) -> KindMention:
    """Return what form the assistance takes: things, money, training, or several of them."""
    found: dict[str, Span] = {}
    for match in phrases_of("verbs", "nouns").every(source.tokens, clause.first, clause.last):
        span = source.span_of(match.first, match.last)
        found.setdefault(match.value, span)
    if draft.things:
        thing = draft.things[0]
        span = source.span_of(thing.first, thing.last)
        return KindMention(span=span, rule="kind.items", value=Kind.EQUIPMENT)
    if draft.money is None and "training" in found:
        return KindMention(span=found["training"], rule="kind.training", value=Kind.TRAINING)
    if draft.money is None and draft.status.rule.endswith("-teach"):
        return KindMention(span=draft.status.span, rule="kind.taught", value=Kind.TRAINING)
    if draft.money is not None:
        span = source.span(draft.money.start, draft.money.end)
        return KindMention(span=span, rule="kind.sum", value=Kind.FINANCIAL)
    return _untold_kind(draft, found)


def _untold_kind(draft: Draft, found: Mapping[str, Span]) -> KindMention:
    """Return the kind of assistance without sum, things or training, by its nouns ``found`` and its verb."""
    if draft.status.rule.endswith("-mend"):
        return KindMention(span=draft.status.span, rule="kind.works", value=Kind.SERVICES)
    if "financial" in found and found.keys().isdisjoint(("aid", "goods", "services")):
        return KindMention(span=found["financial"], rule="kind.money", value=Kind.FINANCIAL)
    return KindMention(span=draft.status.span, rule="kind.unknown", value=Kind.MIXED)


def is_total(source: Source, draft: Draft) -> bool:
    """Tell whether a sum stands over many commitments of the past."""
    sentence = draft.clause.said.sentence
    if draft.rule == TOTAL:
        return True
    counted = any(one.quantity for one in draft.things)
    if draft.money is None or counted or draft.status.value is CommitmentStatus.ANNOUNCED:
        return False
    return any(phrases_of("traps", "totals", "phrases").every(source.tokens, sentence.first, sentence.last))
