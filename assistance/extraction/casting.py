"""Who plays which part in a stretch of text: donor, implementer, recipient."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistance.extraction import parties
from assistance.extraction.findings import Party
from assistance.extraction.parties import Mention
from assistance.extraction.text import Source
from assistance.vocabulary import PartyRole

_HOME = "UA"
_OF_STATES = frozenset({"name", "adjective"})
_ASIDE = frozenset({"place", "against", "to", "source"})


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
    givers: list[Mention] = []
    weak: list[Mention] = []
    carriers: list[Mention] = []
    recipients: list[Mention] = []
    abroad: list[Mention] = []
    for mention in mentions:
        who = mention.who
        if who.form == "recipient" or who.key == _HOME:
            if mention.context not in ("source", "person", "from", "against"):
                recipients.append(mention)
        elif mention.context == "to" and who.form == "organisation" and who.role != "donor":
            carriers.append(mention)
        elif mention.context == "to" and who.form in ("name", "adjective", "capital"):
            abroad.append(mention)
        elif mention.context in _ASIDE:
            continue
        elif who.form in ("organisation", "unlisted", "agency") and mention.context == "through":
            carriers.append(mention)
        elif (mention.context == "person" and who.form in _OF_STATES) or who.form == "capital":
            weak.append(mention)
        elif mention.context != "through":
            givers.append(mention)
    return _settle(givers, weak, carriers, recipients, abroad)


def _settle(
    givers: list[Mention], weak: list[Mention], carriers: list[Mention], recipients: list[Mention],
    abroad: list[Mention],
) -> Cast:  # fmt: skip
    firm = bool(givers)
    if not givers:
        givers = weak
    own = [one for one in givers if one.who.role == "donor"]
    if own:
        keys = {one.who.key for one in own}
        carriers += [one for one in givers if one.who.role == "channel" and one.context != "row"]
        own += [one for one in givers if one.who.role == "channel" and one.context == "row"]
        both = [one for one in givers if one.who.role == "both"]
        own_names = [one for one in own if one.who.form not in ("adjective",)]
        # "the Estonian Rescue Association": the adjective belongs to the name of another giver.
        donors = sorted(own + both, key=lambda one: one.first) if own_names or not both else both
        carriers = [one for one in carriers if one.who.key not in keys or one.who.form == "agency"]
    else:
        donors = givers
    return Cast(_once(donors), _each_carrier(carriers), _specific(recipients), _once(abroad), firm)


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
    close = [mention for mention in recipients if mention.who.key != _HOME]
    return _once(close) or _once([mention for mention in recipients if mention.who.key == _HOME])


def home(everyone: Iterable[Mention]) -> Mention | None:
    """Return where a release first names Ukraine."""
    return next((mention for mention in everyone if mention.who.key == _HOME), None)


def with_recipient(cast: Cast, country: Mention | None) -> Cast:
    """Return the cast with Ukraine for recipients where none are told."""
    return cast if cast.recipients or country is None else replace(cast, recipients=(country,))


def only_carriers(cast: Cast) -> bool:
    """Tell whether all who seem to give are such as carry what others give."""
    return bool(cast.donors) and all(one.who.role == "channel" for one in cast.donors)


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
            found.setdefault(mention.who.key, {})[parties.words(source, mention)] = None
            if mention.who.form == "agency":
                found[mention.who.key][mention.who.agency] = None
    return {key: tuple(words) for key, words in found.items()}
