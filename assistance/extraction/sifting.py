"""Which of the things a sentence names stand for what is given, and which only say where, with what or in short."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import zip_longest

from assistance.extraction import quantities, verbs
from assistance.extraction.quantities import Quantity
from assistance.extraction.text import Source
from assistance.extraction.things import SEPARATORS, Thing
from assistance.extraction.wordlists import phrases_of, words_of
from assistance.vocabulary import Hedge, ItemCategory

_NEAR = 6
_CLOSE = 5
_CLOSE_BY = 3
_LONGEST_HOLDING = 7
_GIVING = frozenset(("give", "hand", "send", "ship", "receive", "buy"))
_FAR = 9
_CLOSING = frozenset(".,;:()")
_FITTED = re.compile(
    r"(?:має|мають|матиме|матимуть)$|(?:обладнан|оснащен|укомплектован|облаштован)(?:ий|[аеіоу]|их|ої|ого|им|ими|ою)$"
)
_SENTENCE_ENDS = frozenset('.!?"')
_PAST_UK = ("в", "ла", "ло", "ли", "но", "то")
_DESCRIBING = frozenset(('"', ")", "of"))
_BELONGING = frozenset(("with", "for", "із", "з", "зі"))
_MOUNTED = frozenset(("mounted", "installed", "based", "built", "placed", "fixed"))
_TO = "до"
_PAID = "items.paid-for"
_RESTING = frozenset(("on", "на"))
_SHARING = 3
_FURNISHED = frozenset(
    ("them", "equipped", "fitted", "оснащені", "обладнані", "обладнаний", "оснащений", "укомплектовані")
)


def given(source: Source, found: Sequence[Thing]) -> tuple[Thing, ...]:
    """Return the things of one sentence that stand for what is given, in order."""
    kept = _without_carriers(source, _without_fittings(source, _counted_once(source, found)))
    kept = _objects(source, without_furnishing(source, kept))
    kept = [replace(one, pointing=True) if _is_described(source, one) else one for one in kept]
    kept = [one for one in kept if not (one.pointing or _is_denied(source, one) or _is_share(source, one))]
    return tuple(one for at, one in enumerate(kept) if _says_enough(source, kept, at))


def _is_denied(source: Source, thing: Thing) -> bool:
    """Tell whether there is none of a thing: "buys no school buses"."""
    return thing.first > 0 and source.tokens[thing.first - 1].low in words_of("items", "denied", "words")


def _is_share(source: Source, thing: Thing) -> bool:
    """Tell whether a thing only says how many each one gets of what was told: "one bus apiece"."""
    stop = min(thing.last + _SHARING, len(source.tokens))
    if thing.quantity is None or thing.last >= stop:
        return False
    return phrases_of("items", "shares", "words").at(source.tokens, thing.last, stop) is not None


def _is_described(source: Source, thing: Thing) -> bool:
    """Tell whether a Ukrainian sentence only says what a thing named before is like or will do: «Машина має …»."""
    tokens, first = source.tokens, thing.first
    counted = thing.quantity is not None and thing.quantity.rule != "quantities.singular"
    if counted or not tokens[first].text[0].isupper() or tokens[first].low.isascii():
        return False
    if first and tokens[first - 1].text not in _SENTENCE_ENDS and not quantities.breaks(source, first):
        return False
    behind = tokens[thing.last : thing.last + _CLOSE_BY]
    return any(token.low.startswith(_of_description()) for token in behind)


@cache
def _of_description() -> tuple[str, ...]:
    return tuple(words_of("items", "described", "stems"))


def _objects(source: Source, found: Sequence[Thing]) -> list[Thing]:
    """Return the things; those that say little alone say enough where they are what is given: "gave cars and food"."""
    told: list[Thing] = []
    for thing in found:
        plain = source.tokens[thing.last - 1].low in words_of("items", "weak", "plain")
        if not thing.weak or plain:
            told.append(thing)
            continue
        listed = bool(told) and not told[-1].weak and _stand_together(source, told[-1], thing)
        told.append(replace(thing, weak=not (listed or _is_object(source, thing))))
    return told


def _is_object(source: Source, thing: Thing) -> bool:
    """Tell whether a form of a verb of giving stands right before a thing, or in Ukrainian right behind it."""
    if thing.first and source.tokens[thing.first - 1].low in words_of("items", "purposeful", "giving"):
        return True
    ahead = range(max(thing.first - _CLOSE_BY, 0), thing.first)
    acting = next((at for at in reversed(ahead) if verbs.acts(source.tokens, at)), None)
    if acting is None or not all(source.tokens[at].text[0].isalnum() for at in range(acting, thing.first)):
        acting = thing.last
        behind = acting < len(source.tokens) and source.tokens[acting].low.endswith(_PAST_UK)
        if not behind or not verbs.acts(source.tokens, acting):
            return False
    every = verbs.forms_of(source.tokens[acting].low)
    receiving = words_of("items", "equipping", "verbs")
    return any(form.kind in _GIVING and form.lemma not in receiving for form in every)


def _counted_once(source: Source, found: Sequence[Thing]) -> list[Thing]:
    """Return the things without those that only describe the next and seem to share its number: "20 "X" tractors"."""
    kept: list[Thing] = []
    for thing in found:
        before = kept[-1] if kept else None
        same = before and before.quantity and thing.quantity and before.quantity.start == thing.quantity.start
        if before and same and all(source.tokens[at].low in _DESCRIBING for at in range(before.last, thing.first)):
            kept.pop()
        kept.append(thing)
    return kept


def _without_carriers(source: Source, found: Sequence[Thing]) -> list[Thing]:
    """Return the things without the lorries and planes that only bring them: "six lorries with 114 transformers"."""
    return [one for one, other in zip_longest(found, found[1:]) if not _carries(source, one, other)]


def _without_fittings(source: Source, found: Sequence[Thing]) -> list[Thing]:
    """Return the things without those that one before them is fitted with: «карети, обладнані дефібриляторами»."""
    kept: list[Thing] = []
    fitted = 0
    for thing in found:
        ahead = max(_ahead(source, thing), 0)
        follows = fitted and _parts(source, fitted, ahead + 1)
        if kept and (follows or _FITTED.match(source.tokens[ahead].low)):
            fitted = thing.last
        else:
            kept.append(thing)
    return kept


def _parts(source: Source, first: int, last: int) -> bool:
    """Tell whether nothing but what parts the things of a list stands at tokens ``first`` to ``last``."""
    return first < last and all(token.low in SEPARATORS for token in source.tokens[first:last])


def _carries(source: Source, thing: Thing, other: Thing | None) -> bool:
    """Tell whether a thing, with ``other`` named next, is what the goods come in: it is loaded with it, or leaves."""
    tokens, last = source.tokens, thing.last
    if tokens[last - 1].low in words_of("items", "carriers", "heads") and _holds_freight(source, last):
        return True
    if thing.last - thing.first > 1 or tokens[thing.first].low not in words_of("items", "carriers", "heads"):
        return False
    if other is not None and other.quantity is not None and other.quantity.rule != "quantities.article":
        loaded = phrases_of("items", "carriers", "loaded").at(tokens, last, other.first)
        if loaded and source.token_at(other.quantity.start) - loaded.last <= 1:
            return True
    stop = next((at for at in range(last, len(tokens)) if tokens[at].low in _CLOSING), len(tokens))
    stop = min(stop, last + _FAR)
    return any(phrases_of("items", "carriers", "leaving").every(tokens, last, stop))


def _holds_freight(source: Source, last: int) -> bool:
    """Tell whether a name before token ``last`` is loaded with what is only called goods or aid."""
    tokens, stop = source.tokens, len(source.tokens)
    loaded = phrases_of("items", "carriers", "loaded").at(tokens, last, stop) if last < stop else None
    if loaded is None or loaded.last >= stop:
        return False
    return phrases_of("items", "carriers", "freight").at(tokens, loaded.last, min(loaded.last + 3, stop)) is not None


def _says_enough(source: Source, found: Sequence[Thing], at: int) -> bool:
    """Tell whether a name says what is given: by itself, by its number, or by its place in a list."""
    thing = found[at]
    if source.tokens[thing.last - 1].low in words_of("items", "measured", "heads") and not thing.named:
        bought = thing.rule == _PAID and source.tokens[thing.last - 1].low in words_of("items", "measured", "bought")
        return bought or (thing.quantity is not None and _is_measure(thing.quantity))
    if _sums_up(source, found, at) or _is_place(source, thing):
        return False
    return not thing.weak or _stands(source, found, at)


def _is_measure(quantity: Quantity) -> bool:
    """Tell whether a quantity says how much of a stuff there is; not "an aid package", nor "up to 80 kg of cargo"."""
    if quantity.unit is None or (quantity.unit == "packages" and quantity.value == 1):
        return False
    return not (quantity.unit == "kg" and quantity.hedge is Hedge.UP_TO)


def _opener(source: Source, first: int, stop: int) -> int:
    """Return the bracket at token ``first``, or the colon not far after it, that opens a list; -1 where none does."""
    if source.tokens[first].text in ("(", "-"):
        return first
    near = range(first, min(first + _FAR, stop))
    return next((at for at in near if source.tokens[at].text == ":"), -1)


def _is_place(source: Source, thing: Thing) -> bool:
    """Tell whether a name tells where something is: "trained in laboratories", "on board the lorries", «на пікапах»."""
    ahead = _ahead(source, thing)
    aboard = ahead - (ahead >= 0 and source.tokens[ahead].low == "the")
    if aboard >= 0 and source.tokens[aboard].low in ("board", "aboard"):
        return source.tokens[thing.first].low in words_of("items", "carriers", "heads")
    one = thing.quantity is not None and thing.quantity.rule == "quantities.article"
    at = _ahead(source, thing) if one else thing.first - 1
    if (thing.quantity is not None and not one) or at < 0:
        return False
    head = [token.low for token in source.tokens[thing.first : thing.last]]
    before = source.tokens[at].low
    if before in words_of("items", "places", "ahead_uk"):
        return any(word.endswith(("ах", "ях")) for word in head[:2])
    while at and not one and (source.tokens[at].text[0].isupper() or source.tokens[at].low in _telling()):
        at -= 1
    before = source.tokens[at].low
    if before in words_of("items", "carriers", "ahead") and len(head) == 1:
        return head[0] in words_of("items", "carriers", "heads")
    return before in words_of("items", "places", "ahead_en") and head[-1] in words_of("items", "places", "heads")


def _telling() -> frozenset[str]:
    """Return the words that tell which of many places is meant."""
    return words_of("items", "pointing", "words") | words_of("items", "places", "which")


def _sums_up(source: Source, found: Sequence[Thing], at: int) -> bool:
    """Tell whether a name without a number only sums up what follows: "equipment: pumps", "gear, including vests"."""
    thing = found[at]
    if thing.quantity is not None or at + 1 == len(found) or thing.last >= len(source.tokens):
        return False
    head, following = source.tokens[thing.last - 1].low, found[at + 1].first
    sums = head in words_of("items", "summary", "opening")
    opener = _opener(source, thing.last, following)
    if opener >= 0:
        kinds = (ItemCategory.OTHER, found[at + 1].category)
        return sums and thing.category in kinds and following - opener < _NEAR
    if not sums and head not in words_of("items", "summary", "linked"):
        return False
    links = phrases_of("items", "summary", "linking")
    begin = thing.last + (source.tokens[thing.last].text == ",")
    return any(links.at(source.tokens, first, following) for first in (thing.last, begin)) and following - begin < _NEAR


def without_furnishing(source: Source, found: Sequence[Thing]) -> list[Thing]:
    """Return the things without those that only come with another, or that another is for, now part of its name.

    "trailers with lighting masts", "milling machines for prostheses"; of "20 of them with radios" nothing stays.
    """
    kept: list[Thing] = []
    dropped = -1
    for thing in found:
        ahead = _ahead(source, thing)
        listed = dropped >= 0 and _parts(source, dropped, max(ahead + 1, dropped))
        if (listed and not _is_counted(thing)) or _is_content(source, thing, ahead):
            dropped = thing.last
            continue
        lead = source.tokens[ahead].low if ahead >= 0 else ""
        follows = bool(kept) and ahead == kept[-1].last
        counted = thing.quantity is not None and ahead < thing.first - 1 and thing.quantity.rule != "quantities.article"
        rests = follows or (bool(kept) and _is_mounted(source, kept[-1].last, ahead))
        if rests and lead in _RESTING and (counted or thing.category is not kept[-1].category):
            continue
        if lead == _TO and not (counted or follows):
            continue
        if counted or lead not in (*_BELONGING, _TO):
            kept.append(thing)
        elif follows and lead == "for" and thing.quantity and _is_site(source, thing):
            continue
        elif follows:
            kept[-1] = _furnished(source, kept[-1], thing)
            if source.tokens[thing.last - 1].low in words_of("items", "furnishing", "accessories"):
                dropped = thing.last
        elif lead == "for" or ahead < 1 or source.tokens[ahead - 1].low not in _FURNISHED:
            kept.append(thing)
        else:
            dropped = thing.last
    return kept


def _is_counted(thing: Thing) -> bool:
    """Tell whether a number, and no mere article, counts a thing."""
    return thing.quantity is not None and thing.quantity.rule != "quantities.article"


def _is_content(source: Source, thing: Thing, ahead: int) -> bool:
    """Tell whether the words before a thing say that each of those before holds it: "each carries a ventilator"."""
    stop = ahead + 1
    held = phrases_of("items", "furnishing", "holding").every(source.tokens, max(stop - _LONGEST_HOLDING, 0), stop)
    return any(match.last == stop for match in held)


def _is_site(source: Source, thing: Thing) -> bool:
    """Tell whether a thing may be the place that another is for: "pumps for a pumping station"."""
    return source.tokens[thing.last - 1].low in words_of("items", "places", "heads")


def _is_mounted(source: Source, first: int, last: int) -> bool:
    """Tell whether the words between two tokens only say that something is fixed to what follows: "mounted on"."""
    return last - first == 1 and source.tokens[first].low in _MOUNTED


def _ahead(source: Source, thing: Thing) -> int:
    """Return the token before a thing and the number or article that leads up to it."""
    if thing.quantity is None or thing.quantity.start > source.tokens[thing.first].start:
        return thing.first - 1
    return source.token_at(thing.quantity.start) - 1


def _furnished(source: Source, thing: Thing, other: Thing) -> Thing:
    """Return a thing with what it comes with; a number after both counts it: "suits with helmets, 25 sets"."""
    after = other.quantity if other.quantity and other.quantity.rule == "quantities.number-after" else None
    apart = thing.named or source.tokens[other.first].low in words_of("items", "furnishing", "words")
    return replace(thing, last=thing.last if apart else other.last, quantity=thing.quantity or after)


def _stands(source: Source, found: Sequence[Thing], at: int) -> bool:
    """Tell whether a name that says little alone is held up by a number or by its place in a list."""
    thing = found[at]
    if thing.quantity is not None and thing.quantity.unit == "packages" and thing.quantity.value == 1:
        return False
    if thing.first and source.tokens[thing.first - 1].low in words_of("items", "adding", "words"):
        return True
    if thing.quantity is not None or (len(found) == 1 and _is_valued(source, thing.last)):
        return True
    for other in found[max(at - 1, 0) : at + 2]:
        left, right = (other, thing) if other.first < thing.first else (thing, other)
        if other is not thing and not other.weak and _stand_together(source, left, right):
            return True
    return False


def _stand_together(source: Source, left: Thing, right: Thing) -> bool:
    """Tell whether nothing but signs, "and" and the number of the second parts two things."""
    gap = source.tokens[left.last : right.first]
    start = right.quantity.start if right.quantity else source.tokens[right.first].start
    return len(gap) <= _CLOSE and all(token.low in SEPARATORS or token.start >= start for token in gap)


def _is_valued(source: Source, index: int) -> bool:
    """Tell whether the words from ``index`` on say what a thing is worth."""
    stop = len(source.tokens)
    return index < stop and phrases_of("items", "valued").at(source.tokens, index, stop) is not None
