"""What a claim probably is to a commitment: the first rule that holds, each a sentence one can argue with."""

from __future__ import annotations

from collections.abc import Callable, Collection

from assistance.review.matching_sides import Side
from assistance.review.matching_signs import Sign
from assistance.vocabulary import CommitmentStatus, Relation

#: What a claim says of assistance that has come or is coming.
COMING = (CommitmentStatus.IN_DELIVERY, CommitmentStatus.DELIVERED, CommitmentStatus.COMPLETED)
#: What stands in the ledger as not yet come in full.
PROMISED = (
    CommitmentStatus.UNDER_CONSIDERATION,
    CommitmentStatus.ANNOUNCED,
    CommitmentStatus.AGREED,
    CommitmentStatus.IN_DELIVERY,
)

_GIVER = {Sign.SAME_DONOR, Sign.SAME_STATE, Sign.DONOR_PASSES_ON, Sign.SAME_CHANNEL}
_AMOUNT = {Sign.SAME_AMOUNT, Sign.SAME_SECOND_AMOUNT, Sign.NEAR_AMOUNT}
_ITEMS = {Sign.SAME_ITEMS, Sign.ITEMS_WITHIN}
_WAY = {Sign.SAME_CHANNEL, Sign.SAME_RECIPIENT, Sign.DONOR_PASSES_ON}
_PURPOSE = {Sign.SAME_PURPOSE, Sign.ITEMS_WITHIN, Sign.SAME_ITEMS}

Rule = Callable[[Side, Side, set[Sign]], bool]


def relation_of(claim: Side, known: Side, signs: Collection[Sign]) -> Relation | None:
    """Return what ``claim`` probably is to ``known`` by the ``signs`` they bear; None where it is probably new."""
    seen = set(signs)
    return next((relation for relation, rule in RULES if rule(claim, known, seen)), None)


def _says_the_same_text(_claim: Side, _known: Side, signs: set[Sign]) -> bool:
    """Tell whether it says the same words again, or those of a corrected text."""
    return Sign.SAME_WORDS in signs or (Sign.CORRECTS in signs and bool(signs & (_AMOUNT | _ITEMS | _GIVER)))


def _calls_it_off(claim: Side, known: Side, signs: set[Sign]) -> bool:
    """Tell whether it calls off what the same side promised: the amount, the items or the purpose."""
    off = claim.status == CommitmentStatus.CANCELLED and known.status != CommitmentStatus.CANCELLED
    return off and bool(signs & _GIVER) and bool(signs & (_AMOUNT | _ITEMS | {Sign.SAME_PURPOSE, Sign.SOME_ITEMS}))


def _adds_to_it(claim: Side, known: Side, signs: set[Sign]) -> bool:
    """Tell whether its words say that the sum comes on top, in one currency, from one donor the same way."""
    currencies = {one.currency for one in claim.sums} & {one.currency for one in known.sums}
    says_so = Sign.SAYS_MORE in signs and Sign.SAYS_PART not in signs and bool(currencies)
    return says_so and Sign.SAME_DONOR in signs and bool(signs & (_WAY | _PURPOSE))


def _brings_it(claim: Side, known: Side, signs: set[Sign]) -> bool:
    """Tell whether it has come or is on its way, with items of an earlier promise that is not fulfilled."""
    later = claim.day is None or known.day is None or claim.day >= known.day
    open_still = claim.status in COMING and known.status in PROMISED and later
    again = Sign.SAME_AMOUNT in signs and claim.status == CommitmentStatus.IN_DELIVERY
    return open_still and not again and bool(signs & _ITEMS) and bool(signs & _GIVER)


def _differs_in_number(claim: Side, known: Side, signs: set[Sign]) -> bool:
    """Tell whether all is the same but for more items than promised, or the number in another currency."""
    near = bool(signs & {Sign.NEAR_IN_TIME, Sign.WITHIN_A_YEAR})
    more = Sign.MORE_ITEMS in signs and Sign.SAME_RECIPIENT in signs and near
    other_currency = Sign.SAME_NUMBER in signs and bool(signs & (_WAY | _PURPOSE)) and near
    return Sign.SAME_DONOR in signs and (more or other_currency)


def _says_it_again(_claim: Side, _known: Side, signs: set[Sign]) -> bool:
    """Tell whether the amount is the same, in either currency, from the same side; of a copy, the items do."""
    copied = Sign.SAME_TEXT in signs and bool(signs & _ITEMS) and Sign.SMALLER_AMOUNT not in signs
    return copied or (bool(signs & _AMOUNT) and bool(signs & (_GIVER | {Sign.SAME_TEXT})))


def _is_part_of_it(claim: Side, known: Side, signs: set[Sign]) -> bool:
    """Tell whether it is less, the same way for the same purpose, or is said to be a part."""
    if not signs & {Sign.SAME_DONOR, Sign.SAME_STATE}:
        return False
    smaller = Sign.SMALLER_AMOUNT in signs or (not claim.sums and Sign.ITEMS_WITHIN in signs)
    same_way = bool(signs & _WAY) and bool(signs & (_PURPOSE | {Sign.PERIODS_MEET}))
    return Sign.SAYS_PART in signs or (smaller and same_way)


def _names_the_same_items(claim: Side, known: Side, signs: set[Sign]) -> bool:
    """Tell whether items and numbers are the same, from the same side; some of them, if told within a month."""
    same = Sign.SAME_ITEMS in signs or {Sign.SAME_NUMBERS, Sign.NEAR_IN_TIME} <= signs
    return same and bool(signs & _GIVER) and not {Sign.SMALLER_AMOUNT, Sign.LARGER_AMOUNT} & signs


RULES: tuple[tuple[Relation, Rule], ...] = (
    (Relation.REPEATS, _says_the_same_text),
    (Relation.CANCELS, _calls_it_off),
    (Relation.TOPS_UP, _adds_to_it),
    (Relation.DELIVERS, _brings_it),
    (Relation.CONTRADICTS, _differs_in_number),
    (Relation.REPEATS, _says_it_again),
    (Relation.REPEATS, _names_the_same_items),
    (Relation.PART_OF, _is_part_of_it),
)
