#!/usr/bin/env python3
"""Compute every figure of the overview page anew, and compare each with what the page shows.

    python docs/reproduce_overview.py http://127.0.0.1:8000 --from csv        out of the files of the pages alone
    python docs/reproduce_overview.py http://127.0.0.1:8000 --from api        out of the API alone
    python docs/reproduce_overview.py http://127.0.0.1:8000 --from package    out of the data package alone

Prints every figure with both numbers; the exit code is 1 where one differs. Needs nothing but Python 3.11. No sum or
count is taken over: all are added up here, from one row for each commitment, and amounts are converted here too.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import sys
import urllib.request
import zipfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

#: The statuses whose amounts may enter a sum, and those outside, up the ladder.
FIRM = ("announced", "agreed", "in_delivery", "delivered", "completed")
OUTSIDE = ("under_consideration", "suspended", "cancelled")
LADDER = ("under_consideration", *FIRM, "suspended", "cancelled")
LABELS = {status: status.replace("_", " ").capitalize() for status in LADDER}
#: The breakdowns of the page, how many groups each shows (of years all), and what stands where a group is unknown.
GROUPINGS = {"donor": "Donor", "recipient": "Recipient", "sector": "Sector", "year": "Year"}
SHOWN = 6
#: Of so many changes the page tells those of so many commitments.
CHANGES, CHANGED = 25, 6
#: A rate serves this many days; where there is none between two currencies, their rates to the euro do.
DAYS, PIVOT = 7, "EUR"
ECB, NBU = "European Central Bank, euro reference rates", "National Bank of Ukraine"

Row = dict[str, str]
#: On a day, one unit of the first currency was worth so many of the second, says the source.
Rate = tuple[str, str, Decimal, str]


@dataclass
class Commitment:
    """One commitment: what its source tells of it, and the rates its amount is converted with (None: there is none)."""

    key: int
    status: str
    amount: Decimal | None
    currency: str
    withheld: bool
    groups: dict[str, tuple[str, ...]]
    rates: list[Rate] | None = None


@dataclass
class Found:
    """What a source has: the commitments, the changes of commitments (number, kind, day), and how complete all is."""

    commitments: list[Commitment]
    changes: list[tuple[int, str, date]]
    complete: dict[str, str] = field(default_factory=dict)


# --- the three sources -----------------------------------------------------------------------------------------------


def fetched(address: str) -> bytes:
    """Return what stands at ``address``."""
    with urllib.request.urlopen(address, timeout=120) as answer:  # noqa: S310 - the reader names the site
        content: bytes = answer.read()
    return content


def rows_of(content: bytes) -> list[Row]:
    """Return the rows of a CSV."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def several(cell: str) -> tuple[str, ...]:
    """Return the texts of a cell that holds several."""
    return tuple(part for part in cell.split("; ") if part)


def amount_in(cell: str | None) -> Decimal | None:
    """Return the number in a cell, None where it is empty."""
    return Decimal(cell) if cell else None


def from_csv(site: str, target: str) -> Found:
    """Read the files below the lists, and that of the conversion for the rates."""
    told = rows_of(fetched(f"{site}/en/charts/converted.csv?in={target}")) if target else []
    rates = {row["commitment"]: _named_rates(row) for row in told}
    commitments = [
        Commitment(
            key=int(row["id"]),
            status=row["status_code"],
            amount=amount_in(row["amount"]),
            currency=row["currency"],
            withheld="amount" in several(row["withheld"]),
            groups={
                "donor": several(row["donors"]),
                "recipient": several(row["recipients"]),
                "sector": several(row["sectors"]),
                "year": several(row["first_reported"][:4]),
            },
            rates=rates.get(row["id"]),
        )
        for row in rows_of(fetched(f"{site}/en/commitments.csv"))
    ]
    changes = [
        (int(row["record_id"]), row["kind_code"], date.fromisoformat(row["recorded_on"]))
        for row in rows_of(fetched(f"{site}/en/changes.csv"))
        if row["record_id"] and row["subject"] == "Commitment"
    ]
    complete = {row["figure"]: row["value"] for row in rows_of(fetched(f"{site}/en/completeness.csv"))}
    return Found(commitments, changes, complete)


def _named_rates(row: Row) -> list[Rate] | None:
    """Return the rates that the file of the conversion names, such as “2024-05-02 EUR/USD 1.07”."""
    if not row["converted"]:
        return None
    named = [part.split() for part in several(row["rates"])]
    return [(*pair.split("/"), Decimal(rate), row["sources"]) for _day, pair, rate in named]  # type: ignore[misc]


def from_api(site: str, target: str) -> Found:
    """Read the lists of the API page by page; only words for sectors come from its totals."""
    api = f"{site}/api/v1"
    parts = [part for row in _json(f"{api}/reports/totals/?by=sector&lang=en")["rows"] for part in row["parts"]]
    sectors = {part["value"]: part["label"] for part in parts}
    commitments = [
        Commitment(
            key=row["id"],
            status=row["status"],
            amount=amount_in(row["amount"]),
            currency=row["currency"] or "",
            withheld="amount" in {each["scope"] for each in row["withheld"]},
            groups={
                "donor": _parties(row, "funding"),
                "recipient": _parties(row, "recipient"),
                "sector": tuple(sectors[each["sector"]] for each in row["sectors"]),
                "year": several((row["first_reported"] or "")[:4]),
            },
            rates=_quoted_rates(row.get("converted")),
        )
        for row in _listed(f"{api}/commitments/?lang=en&page_size=200" + (f"&in={target}" if target else ""))
    ]
    changes = [
        (row["record"]["id"], row["kind"], datetime.fromisoformat(row["recorded_at"]).date())
        for row in _listed(f"{api}/changes/?page_size=200")
        if row["record"] and row["subject"] == "commitment"
    ]
    told = _json(f"{api}/reports/completeness/")
    complete = {name: "" if value is None else str(value) for name, value in told.items()}
    return Found(commitments, changes, {**complete, "records_withheld": str(told["withheld"]["records"])})


def _parties(row: Any, role: str) -> tuple[str, ...]:
    """Return the names of those in ``role``, in English where there is one."""
    names = [party["organisation"]["name"] for party in row["parties"] if party["role"] == role]
    return tuple(name["en"] or name["uk"] for name in names)


def _json(address: str) -> Any:
    return json.loads(fetched(address))


def _listed(address: str | None) -> Iterator[Any]:
    while address:
        page = _json(address)
        yield from page["results"]
        address = page["next"]


def _quoted_rates(converted: Any) -> list[Rate] | None:
    if converted is None:
        return None
    return [(each["currency"], each["target"], Decimal(each["rate"]), each["source"]) for each in converted["quotes"]]


def from_package(site: str, target: str) -> Found:
    """Read the tables of the data package, join them, and look for the rates in that of the rates."""
    with zipfile.ZipFile(io.BytesIO(fetched(f"{site}/datapackage.zip"))) as package:
        tables = {
            name.removeprefix("data/").removesuffix(".csv"): rows_of(package.read(name))
            for name in package.namelist()
            if name.endswith(".csv")
        }
    groups = _joined_groups(tables)
    rates = _rates_by_day(tables["rates"])
    commitments = [
        Commitment(
            key=int(row["id"]),
            status=row["status"],
            amount=amount_in(row["amount"]),
            currency=row["currency"],
            withheld=row["amount_withheld"] == "true",
            groups={**groups[row["id"]], "year": several(row["first_reported"][:4])},
            rates=_rates_for(row, target, rates),
        )
        for row in tables["commitments"]
    ]
    zone = ZoneInfo("Europe/Kyiv")
    changes = [
        (int(row["record_id"]), row["kind"], datetime.fromisoformat(row["recorded_at"]).astimezone(zone).date())
        for row in tables["changes"]
        if row["record_id"] and row["subject"] == "commitment"
    ]
    complete = {row["what"]: row["number"] for row in tables["completeness"]}
    kinds = ("commitments", "needs", "releases", "stated_totals")
    complete["records_withheld"] = str(sum(int(row["number"]) for row in tables["withheld"] if row["what"] in kinds))
    complete["last_release"] = max((row["published_on"] for row in tables["releases"]), default="")
    return Found(commitments, changes, complete)


def _joined_groups(tables: dict[str, list[Row]]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the donors, recipients and sectors of each commitment, by its number."""
    names = {row["id"]: row["name_en"] or row["name_uk"] for row in tables["organisations"]}
    words = {row["code"]: row["label_en"] for row in tables["codes"] if row["list"] == "Sector"}
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(lambda: {"donor": (), "recipient": (), "sector": ()})
    for row in tables["commitment_parties"]:
        if by := {"funding": "donor", "recipient": "recipient"}.get(row["role"]):
            found[row["commitment_id"]][by] += (names[row["organisation_id"]],)
    for row in tables["commitment_sectors"]:
        found[row["commitment_id"]]["sector"] += (words[row["sector"]],)
    return found


def _rates_by_day(rows: Iterable[Row]) -> dict[tuple[str, str, str], list[Rate]]:
    found: dict[tuple[str, str, str], list[Rate]] = defaultdict(list)
    for row in rows:
        rate = (row["currency"], row["target"], Decimal(row["rate"]), row["source"])
        found[row["currency"], row["target"], row["date"]].append(rate)
    return found


def _rates_for(row: Row, target: str, rates: dict[tuple[str, str, str], list[Rate]]) -> list[Rate] | None:
    """Return the rates that turn the currency of ``row`` into ``target`` on its day; None where there are none."""

    def between(one: str, other: str) -> Rate | None:
        first = NBU if "UAH" in (one, other) else ECB
        for pair in ((one, other), (other, one)):
            for back in range(DAYS + 1):
                day = date.fromisoformat(row["first_reported"]) - timedelta(days=back)
                if there := rates.get((*pair, day.isoformat())):
                    return min(there, key=lambda rate: (rate[3] != first, rate[3]))
        return None

    if row["currency"] == target:
        return []
    if not row["currency"] or not row["first_reported"]:
        return None
    if direct := between(row["currency"], target):
        return [direct]
    steps = [between(row["currency"], PIVOT), between(PIVOT, target)]
    return [step for step in steps if step] if all(steps) else None


# --- the figures, computed -------------------------------------------------------------------------------------------


def money(amount: Decimal, currency: str) -> str:
    """Return an amount as the page writes it."""
    return f"{currency} {amount:,.2f}".removesuffix(".00")


def counted(number: int, what: str = "commitment") -> str:
    """Return a number of things in words."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def figures_of(found: Found, page: dict[str, str], target: str) -> dict[str, str]:
    """Return every figure that the page has, by the same names; which currencies it draws is its own choice."""
    rungs = {status: [each for each in found.commitments if each.status == status] for status in LADDER}
    figures = {"All: commitments": str(len(found.commitments))}
    drawn = {name.split(": ")[0].removeprefix("Rungs in ") for name in page if name.startswith("Rungs in ")}
    for status, rung in rungs.items():
        label, sums, outside = LABELS[status], _sums(rung), [] if status in FIRM else ["outside every sum"]
        figures[f"Ladder: {label}"] = "; ".join([counted(len(rung)), *_untold(rung), *outside])
        told = [f"{money(sum_, code)} in {counted(number)}" for code, (sum_, number) in sorted(sums.items())]
        figures[f"Table: {label}"] = "; ".join([str(len(rung)), *told, *_untold(rung)])
        for code in drawn:
            if code in sums:
                told = [money(sums[code][0], code), f"in {counted(sums[code][1])}", *outside]
                figures[f"Rungs in {code}: {label}"] = "; ".join(told)
            elif status in FIRM:
                figures[f"Rungs in {code}: {label}"] = "none stated"
    figures |= _in_one_currency(rungs, target)
    for by, title in GROUPINGS.items():
        figures |= _groups(found.commitments, by, title)
    return figures | _latest(found.changes) | _complete(found.complete)


def _sums(commitments: Iterable[Commitment]) -> dict[str, tuple[Decimal, int]]:
    """Return the sum and the number of amounts stated in each currency."""
    amounts: dict[str, list[Decimal]] = defaultdict(list)
    for each in commitments:
        if each.amount is not None:
            amounts[each.currency].append(each.amount)
    return {code: (sum(stated, Decimal()), len(stated)) for code, stated in amounts.items()}


def _untold(commitments: list[Commitment]) -> list[str]:
    held = sum(each.withheld for each in commitments)
    without = sum(each.amount is None for each in commitments) - held
    told = [f"{without} with no amount stated"] if without else []
    return told + ([f"{held} with {'its amount' if held == 1 else 'their amounts'} withheld"] if held else [])


def _in_one_currency(rungs: dict[str, list[Commitment]], target: str) -> dict[str, str]:
    """Return the rungs in ``target``; nothing where the page has none, as there are no rates."""
    figures, unconverted, sources = {}, 0, set()
    for status in FIRM if target else ():
        stated = [each for each in rungs[status] if each.amount is not None]
        amounts = [_converted(each) for each in stated if each.rates is not None]
        unconverted += len(stated) - len(amounts)
        sources |= {rate[3] for each in stated for rate in each.rates or ()}
        if amounts:
            told = f"{money(sum(amounts, Decimal()), target)} in {counted(len(amounts))}"
            figures[f"In one currency: {LABELS[status]}"] = told
    if figures:
        figures["In one currency: rates"] = "; ".join(sorted(sources))
        figures["In one currency: not converted"] = str(unconverted)
    return figures


def _converted(commitment: Commitment) -> Decimal:
    """Return its amount in whole units, through its rates one after the other."""
    amount, currency = commitment.amount or Decimal(), commitment.currency
    for one, other, rate, _source in commitment.rates or ():
        amount, currency = (amount * rate, other) if currency == one else (amount / rate, one)
    return amount.quantize(Decimal(1), rounding=ROUND_HALF_UP) if commitment.rates else amount


def _groups(commitments: list[Commitment], by: str, title: str) -> dict[str, str]:
    """Return the groups the page shows: those with most that is promised or given; of years all, in order."""
    groups: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for each in commitments:
        groups[tuple(sorted(each.groups[by]))][each.status] += 1

    def firm(key: tuple[str, ...]) -> int:
        return sum(groups[key][status] for status in FIRM)

    ordered = sorted(groups, key=lambda key: (not key, key))
    shown = ordered if by == "year" else sorted(ordered, key=lambda key: (-firm(key), -groups[key].total()))[:SHOWN]
    figures = {f"{title}: rows": f"{len(shown)} of {len(groups)}"}
    for place, key in enumerate(shown, 1):
        inside = [f"{LABELS[status]}: {groups[key][status]}" for status in FIRM if groups[key][status]]
        outside = [f"{LABELS[status]}: {groups[key][status]}" for status in OUTSIDE if groups[key][status]]
        told = [counted(firm(key)), *inside]
        told += [f"outside every sum: {'; '.join(outside)}"] if outside else []
        figures[f"{title} {place}: {'; '.join(key) or f'{title} not known'}"] = "; ".join(told)
    return figures


def _latest(changes: list[tuple[int, str, date]]) -> dict[str, str]:
    """Return the commitments that changed last: what follows one another of one commitment and day is one entry."""
    entries = [list(rows) for _key, rows in groupby(changes[:CHANGES], key=lambda change: (change[2], change[0]))]
    return {
        f"Latest change {place}": f"commitment {rows[0][0]}: " + "; ".join(f"{kind} {day}" for _key, kind, day in rows)
        for place, rows in enumerate(entries[:CHANGED], 1)
    }


def _complete(told: dict[str, str]) -> dict[str, str]:
    decided, waiting = int(told["claims_decided"]), int(told["claims_waiting"])
    share = f"{100 * decided // (decided + waiting)} %" if decided + waiting >= 5 else str(decided)
    return {
        "Complete: Releases read": f"{told['releases_read']}; {told['publishers']}; {told['releases_public']}",
        "Complete: Claims decided on": f"{share}; {waiting}",
        "Complete: Records withheld": told["records_withheld"],
        "Complete: Latest public release": told["last_release"] or "none yet",
    }


# --- the figures, as the page shows them -----------------------------------------------------------------------------


@dataclass
class Node:
    """An element of the page."""

    tag: str
    attributes: dict[str, str]
    inside: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All its text, on one line."""
        parts = (each if isinstance(each, str) else each.text for each in self.inside)
        return " ".join(" ".join(parts).replace("\xa0", " ").split())

    def all(self, fits: Callable[[Node], bool]) -> list[Node]:
        """Return the elements within it that ``fits`` chooses."""
        nodes = [each for each in self.inside if isinstance(each, Node)]
        return [found for node in nodes for found in ([node] if fits(node) else []) + node.all(fits)]

    def named(self, name: str) -> list[Node]:
        """Return the elements of a class, or else of a tag."""
        return self.all(lambda node: name in node.attributes.get("class", "").split() or node.tag == name)


class Tree(HTMLParser):
    """The page as elements within one another."""

    EMPTY = frozenset({"meta", "link", "br", "img", "input", "hr", "rect", "path", "source"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.root = Node("", {})
        self._open = [self.root]
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inside.append(node)
        if tag not in self.EMPTY:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element that is closed at once."""
        self._open[-1].inside.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Close the element, and whatever was left open within it."""
        places = [place for place, node in enumerate(self._open) if node.tag == tag]
        if places:
            del self._open[places[-1] :]

    def handle_data(self, data: str) -> None:
        """Take text."""
        self._open[-1].inside.append(data)


def shown_on(text: str) -> dict[str, str]:
    """Return every figure of the overview page, by what it is of."""
    page = Tree(text).root
    (ladder,) = _labelled(page, "ladder-heading")
    figures = {"All: commitments": re.findall(r"\d+", ladder.named("p")[0].text)[0]}
    for box in page.named("chart-box"):
        figures |= _drawn(box)
    for row in [row for row in ladder.named("tr") if row.named("count")]:
        told = [_shown_sum(item) for item in row.named("sums")[0].named("li") if item.text != "none"]
        figures[f"Table: {row.named('status-word')[0].text}"] = "; ".join([row.named("count")[0].text, *told])
    for box in page.named("in-one-currency"):
        figures |= _shown_in_one_currency(box)
    for place, record in enumerate(page.named("changed-record"), 1):
        figures[f"Latest change {place}"] = f"commitment {record.named('a')[0].attributes['href'].split('/')[-2]}: "
    for place, facts in enumerate(page.named("changed-facts"), 1):
        figures[f"Latest change {place}"] += "; ".join(map(_shown_change, facts.named("li")))
    return figures | _shown_completeness(page)


def _labelled(page: Node, name: str) -> list[Node]:
    return page.all(lambda node: node.attributes.get("aria-labelledby") == name)


def _drawn(box: Node) -> dict[str, str]:
    """Return what a chart tells: a rung or group for each of its marks, in words that screen readers read."""
    heading = box.named("h3")[0].text
    title = {"Commitments by rung": "Ladder"}.get(heading, heading)
    told = [mark.attributes["aria-label"].partition(": ") for mark in box.named("mark")]
    if not title.startswith("By "):
        return {f"{title}: {label}": words for label, _colon, words in told}
    title = title.split()[1].capitalize()
    if heading == "By year of the first report":
        title = "Year"
    shown, rows = _rows_told(box)
    figures = {f"{title}: rows": f"{shown} of {rows}"}
    return figures | {f"{title} {place}: {label}": words for place, (label, _colon, words) in enumerate(told, 1)}


def _rows_told(box: Node) -> tuple[str, str]:
    shown, rows = re.findall(r"\d+", box.named("more")[0].text)[:2]
    return shown, rows


def _shown_sum(item: Node) -> str:
    """Return a sum with the number of commitments in it, or how many have none; without what it rests on."""
    if not item.named("amount"):
        return item.text
    number = re.findall(r"in \d+ commitments?", item.text)[0]
    return f"{item.named('amount')[0].text} {number}"


def _shown_in_one_currency(box: Node) -> dict[str, str]:
    figures = {f"In one currency: {item.named('status-word')[0].text}": _shown_sum(item) for item in box.named("li")}
    told = box.named("p")[-1].text
    rates = re.findall(r"Rates: (.*?)\. ", told)
    unconverted = re.findall(r"(\d+) amounts? (?:is|are) not converted", told)
    figures["In one currency: rates"] = rates[0] if rates else ""
    figures["In one currency: not converted"] = unconverted[0] if unconverted else "0"
    return figures


def _shown_change(item: Node) -> str:
    kind = item.named("change-kind")[0].attributes["class"].split()[-1].removeprefix("change-")
    recorded = item.named("time")[0].attributes["datetime"]
    return f"{kind} {recorded}"


def _shown_completeness(page: Node) -> dict[str, str]:
    figures = {}
    for tile in _labelled(page, "complete-heading")[0].named("dl")[0].named("div"):
        name, told = tile.named("dt")[0].text, tile.named("dd")[0]
        days = [each.attributes["datetime"] for each in told.named("time")]
        numbers = re.findall(r"\d+(?: %)?", told.text)
        figures[f"Complete: {name}"] = days[0] if days else "; ".join(numbers) or told.text
    return figures


# --- the comparison --------------------------------------------------------------------------------------------------

SOURCES: dict[str, Callable[[str, str], Found]] = {"csv": from_csv, "api": from_api, "package": from_package}


def main(arguments: list[str]) -> int:
    """Compare, and return how the program ends: 0 where every figure is the same."""
    parser = argparse.ArgumentParser(description="Computes every figure of the overview page anew and compares them.")
    parser.add_argument("site", help="address of the tracker, such as http://127.0.0.1:8000")
    parser.add_argument("--from", dest="source", choices=sorted(SOURCES), default="csv", help="what is computed from")
    asked = parser.parse_args(arguments)
    site = asked.site.rstrip("/")
    text = fetched(f"{site}/en/").decode()
    page = shown_on(text)
    named = re.search(r"For comparison, in ([A-Z]{3})", text)
    target = named[1] if named else ""
    computed = figures_of(SOURCES[asked.source](site, target), page, target)
    different = 0
    for name in [*page, *(name for name in computed if name not in page)]:
        there, here = page.get(name, "not there"), computed.get(name, "not there")
        different += there != here
        print(f"{'ok' if there == here else 'DIFFERS':8}{name} | page: {there} | {asked.source}: {here}")
    print(f"{len(page)} figures on the page, {different} differ from what the {asked.source} makes.")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
