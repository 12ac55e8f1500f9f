"""How an English verb of giving stands: by its form, its auxiliaries and the words beside it."""

from assistance.extraction.moods import CHAIN, Mood, Place
from assistance.extraction.wordlists import words_of

_BETWEEN = 3
_JOINS = frozenset({"and", "that"})


def mood(place: Place) -> Mood | None:
    """Return how an English verb stands; None where the word is rather a noun."""
    first, chain = _chain(place)
    found = _auxiliary(place, chain) or _bare(place, chain)
    if found is None:
        return None
    name, firm = found
    return Mood(name, first, bool(chain & words_of("moods", "english", "negation")), firm)


def _chain(place: Place) -> tuple[int, frozenset[str]]:
    """Return where the auxiliaries before a verb begin, and which they are; adverbs between are passed over."""
    first, others = place.index, 0
    found: set[str] = set()
    for at in range(place.index - 1, max(place.floor, place.index - CHAIN) - 1, -1):
        token = place.tokens[at]
        if token.text == "May" and at > place.floor:
            break
        if token.low in words_of("moods", "auxiliaries") or token.low in words_of("moods", "english", "negation"):
            first = at
            found.add(token.low)
        elif not (token.low.endswith("ly") or token.low in words_of("moods", "english", "adverbs")):
            # "will from Friday be handing over"
            others += 1
            if others > _BETWEEN or not token.low.isalpha() or found.isdisjoint(("be", "been")) or len(found) > 1:
                break
    return first, frozenset(found)


def _has(chain: frozenset[str], name: str) -> bool:
    return not chain.isdisjoint(words_of("moods", "english", name))


def _auxiliary(place: Place, chain: frozenset[str]) -> tuple[str, bool] | None:
    """Return the mood that auxiliaries tell, and whether it is a full verb's; None without any that do."""
    tags = place.form.tags
    is_to = "to" in chain and (_has(chain, "be") or _has(chain, "was") or _has(chain, "have") or "going" in chain)
    perfect = _has(chain, "have")
    cases = (
        (_has(chain, "could") or chain >= {"can", "be"}, "maybe", True),
        (_has(chain, "will") or is_to, "future", True),
        ("to" in chain, "infinitive", False),
        ("being" in chain, "ongoing", True),
        ("ing" in tags and perfect and "been" in chain, "lasting", True),
        ("ing" in tags and (_has(chain, "be") or _has(chain, "was")), "ongoing", True),
        ("ing" in tags, "gerund", False),
        (perfect or _has(chain, "was"), "past", True),
        (_has(chain, "be"), "state", True),
        ("did" in chain or "didn't" in chain, "past", True),
        (_has(chain, "did"), "present", True),
        (not chain.isdisjoint(("be", "been", "having")), "past", False),
    )
    told = next(((name, firm) for holds, name, firm in cases if holds), None)
    noun = told == ("gerund", False) and place.tokens[place.index].low in words_of("verbs_en", "nouns_in_ing")
    counted = told in (("state", True), ("past", True)) and tags.isdisjoint(("past", "part")) and not _has(chain, "did")
    return None if noun or counted else told


def _bare(place: Place, chain: frozenset[str]) -> tuple[str, bool] | None:
    """Return the mood of a verb without auxiliaries; None where it is a noun: "the supplies", "the training"."""
    if "ing" in place.form.tags:
        return None
    if place.form.tags & {"past", "part"}:
        return ("participle", False) if _describes(place) else ("past", True)
    if _is_noun(place):
        return None
    before = place.before
    acts = "s" in place.form.tags or _is_subject(place) or (before is not None and before.low.endswith("s"))
    return ("present", True) if acts else ("purpose", False)


def _describes(place: Place) -> bool:
    """Tell whether a form in "-ed" only describes a noun: "the promised aid", "vehicles donated by Norway"."""
    before, after = place.before, place.after.low if place.after else "."
    determined = before is not None and _is_determiner(before.low)
    adverb = before is not None and (before.low.endswith("ly") or before.low in ("already", "just"))
    if adverb and place.index - 2 >= place.floor:
        determined = place.tokens[place.index - 2].low in words_of("moods", "english", "determiners")
    if determined or "past" not in place.form.tags or after == "by":
        return True
    named = before is not None and (before.text[:1].isupper() or _is_subject(place) or _follows_name(place))
    return not named and (before is None or after in words_of("moods", "english", "tails"))


def _follows_name(place: Place) -> bool:
    """Tell whether a name and who bears it stand before a verb: "Jane Doe, the minister, handed over …"."""
    tokens, end = place.tokens, place.index - 1
    if tokens[end].text != ",":
        return False
    begin = next((at for at in range(place.floor, end) if tokens[at].text[:1].isalnum()), end)
    name = next((at for at in range(begin, end) if not tokens[at].text[:1].isupper()), end)
    return begin < name < end and tokens[name].text == ","


def _is_noun(place: Place) -> bool:
    """Tell whether a bare form is a noun: after an article, or where nobody acts on anything."""
    before, after = place.before, place.after
    if before is not None and _is_determiner(before.low):
        return True
    if not place.form.also_noun:
        return False
    counted = after is not None and (after.low[:1].isdigit() or after.text in "€$£¥")
    acted_on = counted or (after is not None and after.low in words_of("moods", "english", "objects"))
    named = before is not None and (before.text[:1].isupper() or before.low.endswith("s"))
    return not (acted_on and (named or _is_subject(place) or (counted and "s" in place.form.tags)))


def _is_determiner(low: str) -> bool:
    return low in words_of("moods", "english", "determiners") and low not in _JOINS


def _is_subject(place: Place) -> bool:
    return place.before is not None and place.before.low in words_of("moods", "english", "subjects")
