"""How a Ukrainian verb of giving stands: by its ending, and by the small words before it."""

from assistance.extraction.moods import CHAIN, Mood, Place
from assistance.extraction.wordlists import words_of

_BY_ENDING = (
    ("noun", "noun"), ("inf", "infinitive"), ("adjective", "participle"), ("past", "past"), ("impersonal", "past"),
    ("future", "future"),
)  # fmt: skip
_NOT_FIRM = frozenset({"noun", "infinitive", "participle"})


def mood(place: Place) -> Mood:
    """Return how a Ukrainian verb stands: "буде передано" is to come, "передав би" only may be."""
    first, small = _before(place)
    name = _changed(place, small) or next((name for tag, name in _BY_ENDING if tag in place.form.tags), "now")
    return Mood(name, first, "не" in small, firm=name not in _NOT_FIRM)


def _changed(place: Place, small: set[str]) -> str | None:
    """Return the mood that the small words around a verb make of its ending; None where they change nothing."""
    tags = place.form.tags
    after = place.after.low if place.after else ""
    if tags & {"inf", "impersonal", "adjective"}:
        if small & words_of("moods", "ukrainian", "could"):
            return "maybe"
        if small & (words_of("moods", "ukrainian", "will") | words_of("moods", "ukrainian", "due")):
            return "future"
    if "adjective" in tags and small & words_of("moods", "ukrainian", "was"):
        return "past"
    if "past" in tags and (small | {after}) & words_of("moods", "ukrainian", "would"):
        return "maybe"
    return None


def _before(place: Place) -> tuple[int, set[str]]:
    """Return where the small words before a verb begin, and which they are."""
    first, found = place.index, set()
    for at in range(place.index - 1, max(place.floor, place.index - CHAIN) - 1, -1):
        low = place.tokens[at].low
        if low in words_of("moods", "small"):
            first = at
            found.add(low)
        elif low not in words_of("moods", "ukrainian", "adverbs"):
            break
    return first, found
