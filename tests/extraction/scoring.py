"""How near what the extractor finds in releases comes to what their annotations tell.

Both sides are in the form of ``as_annotation``. Facts are counted per release, whichever commitment they stand in;
records are commitments, paired one to one by their evidence and by the facts they share.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

FACTS = ("donors", "implementers", "recipients", "amounts", "items", "quantities", "places")
#: Evidence and facts each give up to 1; a pair that comes to less is none.
NEAR = 0.8

Entry = Mapping[str, Any]

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_EMPTY = frozenset(
    "a an and for of the government federal republic ministry city district oblast oblasts region regions"
    " з і й на та у для уряд міністерство місто область області район".split()
)
_ENDING = re.compile(
    r"(?<=[a-z]{3})(?:ies|es|s|e|y)$"
    r"|(?<=[а-яґєії]{3})(?:ами|ями|ого|ому|ими|ові|еві|[аяиіоеє][хм]|[ії]в|ей|[оеє]ю|[иії]й|ої|[аеєиіїйоуюяь])$"
)


@cache
def normal(name: str) -> frozenset[str]:
    """Return the words of ``name`` without case, endings and words that tell nothing, unless it has no others."""
    words = _WORD.findall(name.lower().replace("’", "'").replace("ʼ", "'"))
    telling = [word for word in words if word not in _EMPTY] or words
    return frozenset(_ENDING.sub("", word) for word in telling)


def alike(one: str, other: str) -> bool:
    """Return whether one name is the other, or at least half of its words."""
    fewer, more = sorted((normal(one), normal(other)), key=len)
    return bool(fewer) and fewer <= more and 2 * len(fewer) >= len(more)


def names(entry: Entry | str) -> list[str]:
    return [entry] if isinstance(entry, str) else [entry["name"], *entry["aliases"]]


def same_name(one: Entry | str, other: Entry | str) -> bool:
    return any(alike(left, right) for left in names(one) for right in names(other))


def same_donor(one: Entry, other: Entry) -> bool:
    """Return whether both are the same, whatever its name where both are governments of one country."""
    governments = one["type"] == other["type"] == "government"
    return (governments and one["country"] is not None and one["country"] == other["country"]) or same_name(one, other)


def same_amount(one: Entry, other: Entry) -> bool:
    near = abs(one["value"] - other["value"]) <= 0.005 * abs(other["value"])
    return bool(one["currency"] == other["currency"] and near)


def same_quantity(one: Entry, other: Entry) -> bool:
    return bool(one["quantity"] == other["quantity"]) and same_name(one, other)


def same(kind: str) -> Callable[[Any, Any], bool]:
    special = {"donors": same_donor, "amounts": same_amount, "quantities": same_quantity}
    return special.get(kind, same_name)


def facts(commitment: Entry, kind: str) -> list[Any]:
    """Return what a commitment tells of one kind; quantities are items that bear a number."""
    if kind == "amounts":
        return [commitment["amount"]] if commitment["amount"] else []
    if kind == "quantities":
        return [item for item in commitment["items"] if item["quantity"] is not None]
    return list(commitment["locations" if kind == "places" else kind])


def all_facts(commitments: Sequence[Entry], kind: str) -> list[Any]:
    """Return each fact of one kind in a release once."""
    kept: list[Any] = []
    for fact in (fact for one in commitments for fact in facts(one, kind)):
        if not any(same(kind)(fact, other) for other in kept):
            kept.append(fact)
    return kept


def shared(found: Sequence[Any], told: Sequence[Any], equal: Callable[[Any, Any], bool]) -> int:
    """Return how many of ``found`` have one of ``told`` to themselves, at best."""
    holder: dict[int, int] = {}

    def settle(one: int, tried: set[int]) -> bool:
        for other in range(len(told)):
            if other not in tried and equal(found[one], told[other]):
                tried.add(other)
                if other not in holder or settle(holder[other], tried):
                    holder[other] = one
                    return True
        return False

    return sum(settle(one, set()) for one in range(len(found)))


def nearness(found: Entry, told: Entry) -> float:
    """Return how much two commitments have in common: 0 (nothing) to 2 (evidence and all facts)."""
    words, others = normal(found["evidence"]), normal(told["evidence"])
    evidence = len(words & others) / max(min(len(words), len(others)), 1)
    sides = [(facts(found, kind), facts(told, kind), same(kind)) for kind in FACTS]
    in_all = sum(len(here) + len(there) for here, there, _ in sides)
    return evidence + 2 * sum(shared(*side) for side in sides) / max(in_all, 1)


def pairs(found: Sequence[Entry], told: Sequence[Entry]) -> Iterator[tuple[int, int]]:
    """Give the pairs of places in ``found`` and ``told``, the nearest first, each place once."""
    near = [(nearness(one, other), -i, -j) for i, one in enumerate(found) for j, other in enumerate(told)]
    taken: set[tuple[str, int]] = set()
    for value, i, j in sorted(near, reverse=True):
        if value >= NEAR and not taken & {("found", i), ("told", j)}:
            taken |= {("found", i), ("told", j)}
            yield -i, -j


def is_whole(found: Entry, told: Entry) -> bool:
    """Return whether donors, amount, status and all items with their quantities are right."""
    for kind in ("donors", "amounts", "items", "quantities"):
        here, there = facts(found, kind), facts(told, kind)
        if not len(here) == len(there) == shared(here, there, same(kind)):
            return False
    return bool(found["status"] == told["status"])


def without_neutral(found: Sequence[Entry], annotation: Entry) -> tuple[list[Entry], set[int]]:
    """Return ``found`` without the sums that count neither way, and the places these stood at."""
    told = [one["amount"] for one in annotation["commitments"] if one["amount"]]

    def neutral(amount: Entry | None) -> bool:
        spare = annotation.get("neutral_amounts", [])
        return amount is not None and bool(shared([amount], spare, same_amount) > shared([amount], told, same_amount))

    places = {place for place, one in enumerate(found) if neutral(one["amount"])}
    return [{**one, "amount": None} if place in places else one for place, one in enumerate(found)], places


@dataclass
class Count:
    shared: int = 0
    found: int = 0
    told: int = 0

    def add(self, shared: int, found: int, told: int) -> None:
        self.shared += shared
        self.found += found
        self.told += told

    @property
    def precision(self) -> float:
        return self.shared / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.shared / self.told if self.told else 1.0

    @property
    def f1(self) -> float:
        both = self.found + self.told
        return 2 * self.shared / both if both else 1.0


@dataclass
class Score:
    """What was counted over some releases; ``status`` is of commitments paired, ``whole`` of those annotated."""

    facts: dict[str, Count] = field(default_factory=lambda: {kind: Count() for kind in FACTS})
    records: Count = field(default_factory=Count)
    status: Count = field(default_factory=Count)
    whole: Count = field(default_factory=Count)
    false_alarms: int = 0
    not_verbatim: int = 0

    def add(self, text: str, found: Sequence[Entry], annotation: Entry) -> None:
        """Count what was ``found`` in the ``text`` of one release."""
        told = annotation["commitments"]
        self.not_verbatim += sum(not one["evidence"] or one["evidence"] not in text for one in found)
        self.false_alarms += 0 if told else len(found)
        found, neutral = without_neutral(found, annotation)
        for kind, count in self.facts.items():
            here, there = all_facts(found, kind), all_facts(told, kind)
            count.add(shared(here, there, same(kind)), len(here), len(there))
        paired = [(found[i], told[j], i) for i, j in pairs(found, told)]
        bearing = len(found) - len(neutral - {place for _, _, place in paired})
        self.records.add(len(paired), bearing, len(told))
        self.status.add(sum(one["status"] == other["status"] for one, other, _ in paired), len(paired), len(paired))
        self.whole.add(sum(is_whole(one, other) for one, other, _ in paired), bearing, len(told))

    def figures(self) -> dict[str, float]:
        """Return every figure under its name, "donors F1": shares from 0 to 1, and two counts."""
        together = Count()
        for count in self.facts.values():
            together.add(count.shared, count.found, count.told)
        rows = {**self.facts, "facts": together, "records": self.records}
        return {
            **{f"{name} precision": count.precision for name, count in rows.items()},
            **{f"{name} recall": count.recall for name, count in rows.items()},
            **{f"{name} F1": count.f1 for name, count in rows.items()},
            "status": self.status.recall,
            "whole": self.whole.recall,
            "false alarms": self.false_alarms,
            "not verbatim": self.not_verbatim,
        }
