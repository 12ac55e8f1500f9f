"""Whom the word lists know: states with their agencies, places abroad, organisations, and those who receive."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistance.extraction.phrases import Phrasebook
from assistance.extraction.wordlists import section, table
from assistance.vocabulary import OrganisationType

_TYPES = {
    "government": OrganisationType.GOVERNMENT,
    "multilateral": OrganisationType.MULTILATERAL,
    "ngo": OrganisationType.INTERNATIONAL_NGO,
    "private": OrganisationType.PRIVATE,
    "subnational": OrganisationType.LOCAL_GOVERNMENT,
}
HOME = "UA"
_SHORTEST_STEM = 4
#: What the last letter of a Ukrainian name becomes before the ending of its adjective: «Прага», «празький».
_SOFT = {"г": "зьк", "ж": "зьк", "з": "зьк", "к": "цьк", "ц": "цьк", "ч": "цьк", "х": "ськ", "с": "ськ", "ш": "ськ"}
#: States at war with Ukraine or arming its enemy: never a party to assistance.
HOSTILE = frozenset({"RU", "BY", "IR", "KP"})


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of the word lists.

    ``form`` is "name", "adjective", "capital", "agency", "subnational", "organisation", "unlisted" or "recipient".
    """

    key: str
    name: str
    form: str
    type: OrganisationType | None = None
    country: str | None = None
    role: str = "donor"
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A party at tokens ``first`` to ``last``.

    ``context`` tells what the words around it make of it: "from", "pays" (it is its money), "through",
    "runs" (a state that runs what others pay for), "to", "gets" (it receives), "place", "source", "against",
    "person" (a state in somebody's title), "row" or "plain".
    """

    who: Known
    first: int
    last: int
    start: int
    end: int
    context: str
    rule: str


def type_of(word: str) -> OrganisationType:
    """Return the organisation type for a type word of the lists ("ngo", "private", ...)."""
    return _TYPES[word]


def place_name(who: Known) -> str:
    """Return the name of a state or a place abroad; a capital is the town and not its state."""
    capitals = table("states").get(who.key, {}).get("capitals", ()) if who.form == "capital" else ()
    return capitals[0] if capitals else who.name


@cache
def book() -> Phrasebook[Known]:
    """Return all names of the word lists as one phrasebook."""
    return Phrasebook(
        [*_states(), *_agencies(), *_organisations(), *_plain_organisations(), *_recipients(), *_abroad()]
    )


@cache
def home_towns() -> Phrasebook[str]:
    """Return the towns of Ukraine that the word lists know."""
    regions = [region for code, region in table("regions").items() if code.startswith("UA-")]
    entries = [towns for region in regions for towns in region["towns"].items()]
    return Phrasebook([(phrase, town) for town, phrases in entries for phrase in phrases])


def _states() -> Iterator[tuple[str, Known]]:
    for code, entry in table("states").items():
        for form, key in (("adjective", "adjectives"), ("name", "names"), ("capital", "capitals")):
            for phrase in entry.get(key, ()):
                yield phrase, Known(code, entry["name"], form, OrganisationType.GOVERNMENT, code)
                yield from _paying(phrase, Known(code, entry["name"], "name", OrganisationType.GOVERNMENT, code))


def _paying(phrase: str, known: Known) -> Iterator[tuple[str, Known]]:
    """Yield the form of a name by which its money is told: "EU-funded", "World Bank-financed"."""
    last = phrase.rsplit(" ", maxsplit=1)[-1]
    if last.isascii() and last.isalpha():
        forms = "|".join(last + ending for ending in section("roles", "paying_endings"))
        yield phrase[: -len(last)] + forms, known


def _agencies() -> Iterator[tuple[str, Known]]:
    states = table("states")
    for entry in table("agencies")["agency"]:
        code = entry["state"]
        known = Known(
            code, states[code]["name"], "agency", OrganisationType.GOVERNMENT, code, entry["role"], entry["name"]
        )
        for phrase in entry["phrases"]:
            yield phrase, known
            yield from _paying(phrase, known)


def _organisations() -> Iterator[tuple[str, Known]]:
    for entry in table("organisations")["organisation"]:
        kind, country = _TYPES[entry["type"]], entry.get("country")
        known = Known(entry["name"], entry["name"], "organisation", kind, country, entry["role"])
        if "of" in entry:
            known = Known(entry["of"], entry["of"], "agency", kind, country, entry["role"], entry["name"])
        for phrase in entry["phrases"]:
            yield phrase, known
            yield from _paying(phrase, known)
        seat = Known(entry["name"], entry["name"], "capital", kind, country, entry["role"])
        yield from ((phrase, seat) for phrase in entry.get("capitals", ()))


def _plain_organisations() -> Iterator[tuple[str, Known]]:
    """Yield the organisations that go by one name alone."""
    for kind, roles in table("organisations")["plain"].items():
        for role, seats in roles.items():
            for seat, names in seats.items():
                country = None if seat == "any" else seat
                for phrase in names:
                    name = phrase.replace(" . ", ". ").replace(" / ", "/").removesuffix(" .")
                    known = Known(name, name, "organisation", _TYPES[kind], country, role)
                    yield phrase, known
                    yield from _paying(phrase, known)


def _recipients() -> Iterator[tuple[str, Known]]:
    for entry in table("recipients")["recipient"]:
        known = Known(entry["name"], entry["name"], "recipient", None, HOME, "recipient")
        yield from ((phrase, known) for phrase in entry["phrases"])


def _abroad() -> Iterator[tuple[str, Known]]:
    for code, places in table("abroad").items():
        for name, phrases in places.items():
            known = _town(code, name)
            yield from ((phrase, known) for phrase in (name, *phrases, *_softened(phrases)))
            yield from ((phrase, known) for phrase in _of_town(code, phrases))
    for code, entry in table("states").items():
        capitals = entry.get("capitals", ())
        yield from ((phrase, _town(code, capitals[0])) for phrase in _of_town(code, capitals))


def _town(code: str, name: str) -> Known:
    return Known(f"{code}:{name}", name, "subnational", OrganisationType.LOCAL_GOVERNMENT, code)


def _of_town(code: str, phrases: list[str]) -> Iterator[str]:
    """Yield the stems of Ukrainian adjectives of towns, but of states that others help: «Торунь», «торунська рада»."""
    if code in (HOME, *HOSTILE) or code in section("traps", "others")["helped"]:
        return
    for phrase in phrases:
        stem = phrase.removesuffix("*").lower().rstrip("аеиіїоуьюя")
        told = not stem.isalpha() or stem.isascii() or stem.endswith(("ськ", "цьк", "зьк"))
        if len(stem) >= _SHORTEST_STEM and not told:
            yield f"{stem[:-1] + _SOFT[stem[-1]] if stem[-1] in _SOFT else stem + 'ськ'}*"


def _softened(phrases: list[str]) -> Iterator[str]:
    """Yield the Ukrainian stems of towns as the locative changes them: «Нюрнберг», «у Нюрнберзі»."""
    changes = {"г*": "зі", "к*": "ці", "х*": "сі"}
    yield from (phrase[:-2] + changes[phrase[-2:]] for phrase in phrases if phrase[-2:] in changes)
