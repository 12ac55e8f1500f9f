"""What a claim and a commitment have in common, sign by sign, each with its weight and its words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from operator import attrgetter

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assistance.review.matching_sides import Side, Sum, Thing

#: Two sums of which one is not exact are taken for one where they differ by no more than this part of the larger.
NEARLY = 0.05
#: A sum is a part of another where it is no more than this part of it.
PART = 0.9
#: Categories that say little: there the names have to agree too.
VAGUE = ("other",)
#: From this number on, equal numbers of a thing are no accident.
TELLING = 5
MONTH, YEAR = 31, 366
DAYS_IN_MONTH = 30.4


class Sign(Enum):
    """Something that speaks for or against a claim and a commitment being one: its weight, and what staff read of it.

    The weights add up to the score. Those without words only tell the relation.
    """

    CORRECTS = 60, gettext_lazy("corrects a text it rests on")
    SAME_WORDS = 45, gettext_lazy("the same words")
    SAME_DONOR = 30, gettext_lazy("same donor")
    SAME_STATE = 15, gettext_lazy("a donor of the same state")
    DONOR_PASSES_ON = 15, gettext_lazy("the donor here passes it on there, or the other way round")
    SAME_CHANNEL = 10, gettext_lazy("same implementer")
    SAME_RECIPIENT = 5, gettext_lazy("same recipient")
    SAME_AMOUNT = 35, gettext_lazy("same amount")
    SAME_SECOND_AMOUNT = 35, gettext_lazy("same amount in the other currency that is given")
    NEAR_AMOUNT = 25, gettext_lazy("nearly the same amount")
    SAME_NUMBER = 10, gettext_lazy("the same number in another currency")
    SMALLER_AMOUNT = 5, gettext_lazy("a smaller amount")
    LARGER_AMOUNT = 0, gettext_lazy("a larger amount")
    SAME_ITEMS = 20, gettext_lazy("the same items in the same numbers")
    ITEMS_WITHIN = 15, gettext_lazy("its items are among those promised")
    SAME_NUMBERS = 15, gettext_lazy("some of the same items in the same numbers")
    SOME_ITEMS = 5, gettext_lazy("some of the same items")
    MORE_ITEMS = 5, gettext_lazy("more items of the same name than promised")
    SAME_PURPOSE = 5, gettext_lazy("same sector")
    SAME_PLACE = 5, gettext_lazy("same region")
    OTHER_PLACE = -5, gettext_lazy("other regions")
    PERIODS_MEET = 5, gettext_lazy("periods that overlap")
    PERIODS_APART = -10, gettext_lazy("periods that do not overlap")
    SAME_TEXT = 10, gettext_lazy("a copy or translation of a text it rests on")
    SAME_RELEASE = 5, gettext_lazy("told in the same release")
    SAYS_PART = 25, gettext_lazy("said to be a part")
    SAYS_MORE = 0, gettext_lazy("said to come on top")
    NEAR_IN_TIME = 10, None
    WITHIN_A_YEAR = 5, None
    FAR_IN_TIME = -5, None

    def __init__(self, weight: int, words: Promise | None) -> None:
        """Keep the weight, the words that staff read, None where the date says it, and the place among the signs."""
        self.weight = weight
        self.words = words
        self.place = len(type(self).__members__)


#: The order staff read the signs in; each comparison yields signs of its own, so none comes twice.
PLACE = attrgetter("place")


def signs_of(claim: Side, known: Side) -> list[Sign]:
    """Return every sign that ``claim`` and ``known`` bear, in no order; ``in_order`` puts them as staff read them."""
    return [sign for comparison in COMPARISONS for sign in comparison(claim, known)]


def in_order(signs: Iterable[Sign]) -> list[Sign]:
    """Return ``signs`` in the order staff read them."""
    return sorted(signs, key=PLACE)


def time_apart(claim: Side, known: Side) -> str:
    """Return how long after the first report of ``known`` the claim's release came, in words; empty where unknown."""
    if claim.day is None or known.day is None or claim.releases & known.releases:
        return ""
    days = abs((claim.day - known.day).days)
    if days == 0:
        return _("the same day")
    if days <= MONTH:
        return ngettext("%(number)d day apart", "%(number)d days apart", days) % {"number": days}
    months = round(days / DAYS_IN_MONTH)
    return ngettext("%(number)d month apart", "%(number)d months apart", months) % {"number": months}


def _texts(claim: Side, known: Side) -> Iterator[Sign]:
    if claim.corrects & known.releases:
        yield Sign.CORRECTS
    if claim.releases & known.releases:
        yield Sign.SAME_RELEASE
        return
    if claim.texts & known.texts:
        yield Sign.SAME_TEXT
    if claim.wordings & known.wordings:
        yield Sign.SAME_WORDS


def _wording(claim: Side, known: Side) -> Iterator[Sign]:
    """Yield what is said beside the amount; “of which” points at something in the same release."""
    if _says("part", claim.around) and claim.releases & known.releases:
        pairs = product(claim.sums, known.sums)
        if not any(one.currency == other.currency and one.value >= other.value for one, other in pairs):
            yield Sign.SAYS_PART
    if _says("additional", claim.lead):
        yield Sign.SAYS_MORE


@lru_cache(maxsize=64)
def _says(name: str, text: str) -> bool:
    """Tell whether ``text``, the same for all that one claim is compared with, holds a word of the list ``name``."""
    return bool(text) and _any_of(name).search(text) is not None


@cache
def _any_of(name: str) -> re.Pattern[str]:
    """Return what finds the words of the list ``name`` in ``wording.toml``: whole words, and stems where so marked."""
    text = files("assistance.review").joinpath("wording.toml").read_text("utf-8")
    stems = (
        rf"{re.escape(word[:-1])}" if word.endswith("*") else rf"{re.escape(word)}\b"
        for word in tomllib.loads(text)[name]
    )
    return re.compile(rf"\b(?:{'|'.join(stems)})")


def _parties(claim: Side, known: Side) -> Iterator[Sign]:
    if claim.givers & known.givers:
        yield Sign.SAME_DONOR
    else:
        if claim.states & known.states:
            yield Sign.SAME_STATE
        if claim.givers & known.channels or claim.channels & known.givers:
            yield Sign.DONOR_PASSES_ON
    if claim.channels & known.channels:
        yield Sign.SAME_CHANNEL
    if claim.recipients & known.recipients:
        yield Sign.SAME_RECIPIENT


def _amounts(claim: Side, known: Side) -> Iterator[Sign]:
    if claim.currencies.isdisjoint(known.currencies):
        if not claim.values.isdisjoint(known.values):
            yield Sign.SAME_NUMBER
        return
    pairs = [(one, other) for one, other in product(claim.sums, known.sums) if one.currency == other.currency]
    same = [one.second or other.second for one, other in pairs if one.value == other.value]
    if same:
        yield Sign.SAME_SECOND_AMOUNT if all(same) else Sign.SAME_AMOUNT
    elif any(_nearly(one, other) for one, other in pairs):
        yield Sign.NEAR_AMOUNT
    else:
        yield from _which_is_larger(pairs)


def _nearly(one: Sum, other: Sum) -> bool:
    if one.exact and other.exact:
        return False
    low, high = max(one.value, other.value), min(one.upper or one.value, other.upper or other.value)
    return low <= high or float(low - high) <= NEARLY * float(low)


def _which_is_larger(pairs: list[tuple[Sum, Sum]]) -> Iterator[Sign]:
    if all(float(one.upper or one.value) <= PART * float(other.value) for one, other in pairs):
        yield Sign.SMALLER_AMOUNT
    elif all(one.value > (other.upper or other.value) for one, other in pairs):
        yield Sign.LARGER_AMOUNT


def _items(claim: Side, known: Side) -> Iterator[Sign]:
    if claim.sorts.isdisjoint(known.sorts):
        return
    found = [[other for other in known.things if same_thing(one, other)] for one in claim.things]
    pairs = list(zip(claim.things, found, strict=True))
    if all(others for _one, others in pairs):
        counted = [(one, others) for one, others in pairs if one.quantity is not None]
        if any(_exceeds(one, others) for one, others in counted):
            yield Sign.MORE_ITEMS
        elif counted and all(one.quantity in {other.quantity for other in others} for one, others in counted):
            yield Sign.SAME_ITEMS
        else:
            yield Sign.ITEMS_WITHIN
    elif any(one.quantity in {other.quantity for other in others} for one, others in pairs if _is_telling(one)):
        yield Sign.SAME_NUMBERS
    elif any(found):
        yield Sign.SOME_ITEMS


def _is_telling(thing: Thing) -> bool:
    """Tell whether the number of ``thing`` says something: many things come in twos and threes."""
    return thing.quantity is not None and thing.quantity >= TELLING


def same_thing(one: Thing, other: Thing) -> bool:
    """Tell whether two items may be the same: of one category, and where that says little by a word of their names."""
    if one.sort != other.sort:
        return False
    return one.category not in VAGUE or share_a_word(one, other)


def share_a_word(one: Thing, other: Thing) -> bool:
    """Tell whether the names of two items have a word in common, its ending aside."""
    return not one.stems.isdisjoint(other.stems)


def _exceeds(one: Thing, others: list[Thing]) -> bool:
    """Tell whether more of ``one`` is told than was promised under a name like its own."""
    alike = [other.quantity for other in others if share_a_word(one, other)]
    promised = [number for number in alike if number is not None]
    return bool(alike) and len(promised) == len(alike) and one.quantity is not None and one.quantity > sum(promised)


def _purpose_and_place(claim: Side, known: Side) -> Iterator[Sign]:
    if claim.sectors & known.sectors:
        yield Sign.SAME_PURPOSE
    if claim.regions & known.regions:
        yield Sign.SAME_PLACE
    elif claim.regions and known.regions:
        yield Sign.OTHER_PLACE


def _times(claim: Side, known: Side) -> Iterator[Sign]:
    if claim.ends is not None and known.ends is not None:
        apart = (claim.starts or date.min) > known.ends or (known.starts or date.min) > claim.ends
        yield Sign.PERIODS_APART if apart else Sign.PERIODS_MEET
    if claim.day is None or known.day is None or claim.releases & known.releases:
        return
    days = abs((claim.day - known.day).days)
    if days <= MONTH:
        yield Sign.NEAR_IN_TIME
    elif days <= YEAR:
        yield Sign.WITHIN_A_YEAR
    elif days > 2 * YEAR:
        yield Sign.FAR_IN_TIME


COMPARISONS: tuple[Callable[[Side, Side], Iterator[Sign]], ...] = (
    _texts,
    _wording,
    _parties,
    _amounts,
    _items,
    _purpose_and_place,
    _times,
)
