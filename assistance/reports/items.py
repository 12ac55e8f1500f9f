"""Equipment by category, item and donor: asked for, promised, handed over and outstanding, each unit by itself.

What is merely considered or called off is counted apart and in no sum. Numbers nobody stated are counted as such.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from assistance.models import EquipmentLine, Need
from assistance.models.equipment import EquipmentLineQuerySet
from assistance.reports.equipment import ZERO, Arrived, Balance, balance
from assistance.reports.totals import Part
from assistance.vocabulary import FIRM_STATUSES, ItemCategory, PartyRole, Progress, normalise_name

K = TypeVar("K")


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What ``needs`` ask for in ``unit``: ``quantity`` by those that say how many, ``unknown`` of them do not."""

    unit: str
    quantity: Decimal
    needs: int
    unknown: int

    @property
    def known(self) -> bool:
        """Whether any of them says how many."""
        return self.unknown < self.needs


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Accounts of ``lines`` in ``unit``, added up.

    ``promised`` and ``outstanding`` hold what is known; ``promised_unknown`` and ``outstanding_unknown`` lines are in
    neither. ``outstanding_upper`` differs only where reports contradict one another. ``progress`` counts the lines by
    how far they have come.
    """

    unit: str
    lines: int
    promised: Decimal
    promised_unknown: int
    shipped: Arrived
    handed_over: Arrived
    outstanding: Decimal
    outstanding_upper: Decimal
    outstanding_unknown: int
    progress: Mapping[Progress, int]

    @property
    def promised_known(self) -> bool:
        """Whether any line says how many are promised."""
        return self.promised_unknown < self.lines

    @property
    def outstanding_known(self) -> bool:
        """Whether of any line it is known how many are outstanding."""
        return self.outstanding_unknown < self.lines


@dataclass(frozen=True, kw_only=True)
class ItemName:
    """What an item is called; one of the names may be empty."""

    name_en: str
    name_uk: str

    @property
    def key(self) -> str:
        """The name it is told from others by."""
        return self.name_en or self.name_uk


@dataclass(frozen=True, kw_only=True)
class ItemGroup:
    """The equipment of one category, item or set of donors.

    ``parts`` are those donors, empty where none is named; ``item`` is None but for an item. ``outside`` counts the
    lines that are considered, suspended or cancelled, which are in nothing else here.
    """

    category: str = ""
    item: ItemName | None = None
    parts: tuple[Part, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    tallies: tuple[Tally, ...] = ()
    outside: int = 0

    @property
    def category_word(self) -> ItemCategory:
        """The word of its category."""
        return ItemCategory(self.category)

    @property
    def lines(self) -> int:
        """How many lines are promised or given."""
        return sum(tally.lines for tally in self.tallies)

    @property
    def progress(self) -> list[tuple[Progress, int]]:
        """How many of them have come how far, every step there is."""
        return [(step, sum(tally.progress.get(step, 0) for tally in self.tallies)) for step in Progress]


def accounts_of(lines: EquipmentLineQuerySet) -> tuple[Balance, ...]:
    """Return the account of each of ``lines`` with its commitment and parties, in a fixed number of queries."""
    fetched = lines.with_accounts().select_related("commitment")
    return tuple(balance(line) for line in fetched.prefetch_related("commitment__parties__organisation"))


def progress_of(account: Balance) -> Progress:
    """Return how far a line has come."""
    if account.outstanding_upper == 0:
        return Progress.ALL
    if not account.handed_over.anything:
        return Progress.NONE
    return Progress.UNKNOWN if account.promised is None or account.handed_over.at_least else Progress.PART


def by_category(accounts: Iterable[Balance], needs: Iterable[Need] = ()) -> tuple[ItemGroup, ...]:
    """Return the categories of ``accounts`` and ``needs``, those with most lines first."""
    groups = _groups(accounts, needs, lambda line: line.category, lambda need: need.category)
    rows = [_group(theirs, wanted, category=category) for category, (theirs, wanted) in groups.items()]
    return tuple(sorted(rows, key=lambda group: (-group.lines, group.category)))


def by_item(accounts: Iterable[Balance], needs: Iterable[Need] = ()) -> tuple[ItemGroup, ...]:
    """Return the items of ``accounts`` and ``needs``, category by category, those with most lines first.

    An item is what has one name, spelling aside, in English or, without that, in Ukrainian.
    """

    def item_of(row: EquipmentLine | Need) -> tuple[str, str]:
        return row.category, normalise_name(_name_of(row).key)

    rows = []
    for (category, _key), (theirs, wanted) in _groups(accounts, needs, item_of, item_of).items():
        named: Sequence[EquipmentLine | Need] = [account.line for account in theirs] or wanted
        rows.append(_group(theirs, wanted, category=category, item=_name_of(named[0])))
    return tuple(sorted(rows, key=lambda group: (group.category, -group.lines, group.item.key if group.item else "")))


def by_donor(accounts: Iterable[Balance]) -> tuple[ItemGroup, ...]:
    """Return ``accounts`` by those who fund them, those with most lines first, lines of several donors as theirs."""
    groups = _groups(accounts, (), _donors, lambda need: ())
    rows = [_group(theirs, (), parts=parts) for parts, (theirs, _wanted) in groups.items()]
    return tuple(sorted(rows, key=lambda group: (-group.lines, not group.parts, [name for _key, name in group.parts])))


def _donors(line: EquipmentLine) -> tuple[Part, ...]:
    givers = line.commitment.organisations_in(PartyRole.FUNDING)
    return tuple(sorted(((str(giver.pk), giver.name) for giver in givers), key=lambda part: (part[1], part[0])))


def _name_of(row: EquipmentLine | Need) -> ItemName:
    if isinstance(row, Need):
        return ItemName(name_en=row.what_en, name_uk=row.what_uk)
    return ItemName(name_en=row.name_en, name_uk=row.name_uk)


def _groups(
    accounts: Iterable[Balance],
    needs: Iterable[Need],
    of_line: Callable[[EquipmentLine], K],
    of_need: Callable[[Need], K],
) -> Mapping[K, tuple[list[Balance], list[Need]]]:
    found: dict[K, tuple[list[Balance], list[Need]]] = defaultdict(lambda: ([], []))
    for account in accounts:
        found[of_line(account.line)][0].append(account)
    for need in needs:
        found[of_need(need)][1].append(need)
    return found


def _group(
    accounts: Sequence[Balance],
    needs: Iterable[Need],
    *,
    category: str = "",
    item: ItemName | None = None,
    parts: tuple[Part, ...] = (),
) -> ItemGroup:
    firm = [account for account in accounts if account.line.commitment.status in FIRM_STATUSES]
    return ItemGroup(
        category=category,
        item=item,
        parts=parts,
        wanted=wanted_of(needs),
        tallies=tallies_of(firm),
        outside=len(accounts) - len(firm),
    )


def wanted_of(needs: Iterable[Need]) -> tuple[Wanted, ...]:
    """Return what ``needs`` ask for, unit by unit, pieces first."""
    by_unit: dict[str, list[Need]] = defaultdict(list)
    for need in needs:
        by_unit[need.unit].append(need)
    return tuple(_wanted(unit, by_unit[unit]) for unit in sorted(by_unit))


def _wanted(unit: str, needs: Sequence[Need]) -> Wanted:
    stated = [need.quantity for need in needs if need.quantity is not None]
    return Wanted(unit=unit, quantity=sum(stated, ZERO), needs=len(needs), unknown=len(needs) - len(stated))


def tallies_of(accounts: Iterable[Balance]) -> tuple[Tally, ...]:
    """Return ``accounts`` added up unit by unit, pieces first."""
    by_unit: dict[str, list[Balance]] = defaultdict(list)
    for account in accounts:
        by_unit[account.line.unit].append(account)
    return tuple(_tally(unit, by_unit[unit]) for unit in sorted(by_unit))


def _tally(unit: str, accounts: Sequence[Balance]) -> Tally:
    promised = [account.promised for account in accounts if account.promised is not None]
    least = [account.outstanding for account in accounts if account.outstanding is not None]
    most = [account.outstanding_upper for account in accounts if account.outstanding_upper is not None]
    return Tally(
        unit=unit,
        lines=len(accounts),
        promised=sum(promised, ZERO),
        promised_unknown=len(accounts) - len(promised),
        shipped=_together([account.shipped for account in accounts]),
        handed_over=_together([account.handed_over for account in accounts]),
        outstanding=sum(least, ZERO),
        outstanding_upper=sum(most, ZERO),
        outstanding_unknown=len(accounts) - len(least),
        progress=Counter(map(progress_of, accounts)),
    )


def _together(arrived: Sequence[Arrived]) -> Arrived:
    """Return what came of several lines; unknown in all where it is of one of them."""
    uppers = [each.upper for each in arrived if each.upper is not None]
    return Arrived(
        known=sum((each.known for each in arrived), ZERO),
        upper=sum(uppers, ZERO) if len(uppers) == len(arrived) else None,
    )
