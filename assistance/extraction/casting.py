"""Who plays which part in a stretch of text: donor, implementer, recipient."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistance.extraction import parties
from assistance.extraction.findings import Party
from assistance.extraction.known import HOME
from assistance.extraction.parties import Mention
from assistance.extraction.reading import Said
from assistance.extraction.text import Source
from assistance.extraction.wordlists import section, words_of
from assistance.vocabulary import OrganisationType, PartyRole

_OF_STATES = frozenset({"name", "adjective", "subnational"})
#: More words for one party than any release uses; every claim bears them all.
_MOST_ALIASES = 60
_PLACED = frozenset({"name", "adjective", "capital", "subnational"})
_CARRYING = frozenset({"organisation", "unlisted", "agency"})
_ASIDE = frozenset({"place", "against", "to", "source"})
_PARTS = ("giver", "weak", "carrier", "recipient", "abroad", "runs", "")
_RECEIVING = frozenset({"to", "gets"})
_NO_RECIPIENT = frozenset({"source", "person", "from", "pays", "against"})


@dataclass(frozen=True, slots=True)
class Cast:
    """The parties of one stretch; ``donors_firm`` where the words themselves make them donors."""

    donors: tuple[Mention, ...] = ()
    implementers: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    abroad: tuple[Mention, ...] = ()
    firm: bool = False


def cast(mentions: Iterable[Mention]) -> Cast:
    """Tell donors, implementers and recipients apart by the word lists and the words around each mention."""
    parts: dict[str, list[Mention]] = {part: [] for part in _PARTS}
    for mention in mentions:
        parts["runs" if mention.context == "runs" else _part(mention)].append(mention)
    parts["carrier"] += [] if parts["carrier"] else parts["runs"]
    return _settle(parts["giver"], parts["weak"], parts["carrier"], parts["recipient"], parts["abroad"])


def _part(mention: Mention) -> str:
    """Return the part a mention plays: "weak" where the words hardly make it a giver, "" where they give it none."""
    who, context = mention.who, mention.context
    if who.form == "recipient" or who.key == HOME:
        return "" if context in _NO_RECIPIENT else "recipient"
    if (who.form, who.role, context) == ("agency", "donor", "through"):
        return "giver"
    if who.form in _CARRYING and (context == "through" or (context == "to" and who.role != "donor")):
        return "" if (who.form, context) == ("agency", "to") else "carrier"
    if who.form in _PLACED and _is_helped(mention):
        return "abroad"
    if who.form == "capital" or (who.form in _OF_STATES and context in ("person", "source")):
        return "" if context in _ASIDE - {"source"} or (who.form, context) == ("adjective", "source") else "weak"
    return "" if context in _ASIDE or context == "through" else "giver"


def is_body(mention: Mention) -> bool:
    """Tell whether one who receives is a body known by its name, and not people as any country has them."""
    return mention.who.form == "recipient" and mention.rule != "receivers.described"


def is_specific(mention: Mention) -> bool:
    """Tell whether one who receives is a body known by its name, or described by a name: "schools of Sumy region"."""
    return is_body(mention) or any(letter.isupper() for letter in mention.who.name[1:])


def goes_abroad(said: Said) -> bool:
    """Tell whether things or sums of a sentence go to another state, and Ukraine is not named."""
    given = bool(said.things or said.moneys)
    home = any(one.who.key == HOME or is_body(one) for one in said.parties)
    return given and not home and any(one.who.form in _PLACED and one.context in _RECEIVING for one in said.parties)


def _is_helped(mention: Mention) -> bool:
    """Tell whether a state stands where who is helped stands; one that others help, also where help takes place."""
    if mention.context in _RECEIVING:
        return True
    return mention.context == "place" and mention.who.country in words_of("traps", "others", "helped")


def _settle(
    givers: list[Mention], weak: list[Mention], carriers: list[Mention], recipients: list[Mention],
    abroad: list[Mention],
) -> Cast:  # fmt: skip
    firm = bool(givers)
    if not givers:
        givers = weak
    if any(one.context == "pays" for one in givers):
        carriers += [one for one in givers if _only_acts(one)]
        givers = [one for one in givers if not _only_acts(one)]
    givers = [one for one in givers if not _is_alluded_to(one, givers)]
    acting = [one for one in givers if _carries_beside_its_state(one, givers)]
    carriers += acting
    givers = [one for one in givers if one not in acting]
    own = [one for one in givers if one.who.role == "donor"]
    if own:
        keys = {one.who.key for one in own}
        carriers += [one for one in givers if one.who.role == "channel" and one.context != "row"]
        own += [one for one in givers if one.who.role == "channel" and one.context == "row"]
        both = [one for one in givers if one.who.role == "both"]
        own_names = [one for one in own if one.who.form not in ("adjective",)]
        # "the Estonian Rescue Association": the adjective belongs to the name of another giver.
        donors = sorted(own + both, key=lambda one: one.first) if own_names or not both else both
        carriers = [one for one in carriers if one.who.key not in keys or one in acting or _carries_for_its_state(one)]
    else:
        donors = givers
    return Cast(_once(donors), _each_carrier(carriers), _specific(recipients), _once(abroad), firm)


def _is_alluded_to(mention: Mention, givers: Sequence[Mention]) -> bool:
    """Tell whether an adjective only leads up to a part of a state that gives itself: "French regions: Normandy …"."""
    places = [one.who.country for one in givers if one.who.form == "subnational" and one.context in ("plain", "from")]
    return (mention.who.form, mention.context) == ("adjective", "plain") and mention.who.country in places


def _carries_beside_its_state(mention: Mention, givers: Sequence[Mention]) -> bool:
    """Tell whether an agency carries what its state, named beside it, gives: "Korea gave trucks through KOICA"."""
    states = [one.who.key for one in givers if (one.who.form, one.context) == ("name", "plain")]
    beside = mention.who.form == "agency" and mention.context in ("through", "from")
    return beside and mention.who.key in states


def _carries_for_its_state(mention: Mention) -> bool:
    """Tell whether an agency carries what its state gives; one through which it mostly gives is the state itself."""
    return mention.who.form == "agency" and mention.who.role != "donor"


def _only_acts(mention: Mention) -> bool:
    """Tell whether an organisation only acts for those who are named as paying: "IOM completed the EU-funded …"."""
    return mention.context == "plain" and mention.who.form in _CARRYING and mention.who.role != "donor"


def _once(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return one mention for each party, the first."""
    seen: dict[str, Mention] = {}
    for mention in mentions:
        seen.setdefault(mention.who.key, mention)
    return tuple(seen.values())


def _each_carrier(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return one mention for each carrier; two agencies of one state are two."""
    seen: dict[str, Mention] = {}
    for mention in mentions:
        seen.setdefault(mention.who.agency or mention.who.key, mention)
    return tuple(seen.values())


def _specific(recipients: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the recipients named more closely than by the country, or else the country."""
    close = [mention for mention in recipients if mention.who.key != HOME]
    if close and all(_lives_abroad(mention) for mention in close):
        return _once(recipients)
    return _once(close) or _once([mention for mention in recipients if mention.who.key == HOME])


def _lives_abroad(mention: Mention) -> bool:
    """Tell whether those described live outside Ukraine, so that they receive beside it: "neighbouring countries"."""
    return any(word in mention.who.name.casefold() for word in section("recipients", "abroad", "words"))


def home(everyone: Iterable[Mention]) -> Mention | None:
    """Return where a release first names Ukraine."""
    return next((mention for mention in everyone if mention.who.key == HOME), None)


def with_recipient(cast: Cast, country: Mention | None) -> Cast:
    """Return the cast with Ukraine for recipients where none are told."""
    return cast if cast.recipients or country is None else replace(cast, recipients=(country,))


def filled(cast: Cast, other: Cast) -> Cast:
    """Return a cast with the carriers and recipients of another where it has none of its own."""
    return replace(
        cast,
        implementers=cast.implementers or other.implementers,
        recipients=cast.recipients or other.recipients,
    )


def only_carriers(cast: Cast) -> bool:
    """Tell whether all who seem to give are such as carry what others give."""
    return bool(cast.donors) and all(one.who.role == "channel" for one in cast.donors)


def are_pools(mentions: Sequence[Mention]) -> bool:
    """Tell whether all are funds or mechanisms into which many pay, so that none of them gives of its own."""
    kinds = tuple(words_of("roles", "pools"))
    return bool(mentions) and all(
        one.who.form == "organisation" and one.who.role == "channel" and one.who.name.casefold().endswith(kinds)
        for one in mentions
    )


def of_another_state(mentions: Sequence[Mention], giving: Cast) -> bool:
    """Tell whether all are agencies of states that are not among those who give."""
    keys = {one.who.key for one in giving.donors}
    return all(one.who.form == "agency" and one.who.key not in keys for one in mentions)


def are_carriers_of(mentions: Sequence[Mention], giving: Cast) -> bool:
    """Tell whether all are known to carry what others give."""
    carrying = {one.who.key for one in giving.implementers} - {one.who.key for one in giving.donors}
    gives = any(one.who.role == "donor" or one.who.type is OrganisationType.MULTILATERAL for one in mentions)
    channels = all(one.who.role == "channel" for one in mentions)
    return bool(giving.donors) and (channels or not gives) and all(one.who.key in carrying for one in mentions)


def each(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return one mention for each carrier; two agencies of one state are two."""
    return _each_carrier(mentions)


def as_parties(
    source: Source, mentions: Iterable[Mention], role: PartyRole, everywhere: dict[str, tuple[str, ...]]
) -> tuple[Party, ...]:
    """Return the findings for mentions in a role. ``everywhere`` gives the words the text uses for each party."""
    found = []
    for mention in mentions:
        aliases = everywhere.get(mention.who.key, ())
        if role is PartyRole.IMPLEMENTING and mention.who.form == "agency":
            found.append(_agency(source, mention, role))
        else:
            found.append(parties.as_party(source, mention, role, aliases))
    return tuple(found)


def _agency(source: Source, mention: Mention, role: PartyRole) -> Party:
    """Return an agency under its own name: as implementer it does not stand for its state."""
    name = mention.who.agency or parties.words(source, mention)
    return Party(
        span=source.span(mention.start, mention.end), rule=mention.rule, name=name, role=role, type=mention.who.type,
        country=mention.who.country, aliases=tuple(dict.fromkeys([parties.words(source, mention)])),
    )  # fmt: skip


def aliases(source: Source, mentions: Iterable[Mention]) -> dict[str, tuple[str, ...]]:
    """Return the words the text uses for each party, adjectives and titles left out."""
    found: dict[str, dict[str, None]] = {}
    for mention in mentions:
        if mention.who.form != "adjective":
            words = found.setdefault(mention.who.key, {})
            if len(words) >= _MOST_ALIASES:
                continue
            words[parties.words(source, mention)] = None
            if mention.who.form == "agency":
                words[mention.who.agency] = None
    return {key: tuple(told) for key, told in found.items()}
