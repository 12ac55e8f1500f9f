"""Equipment among the results of an activity, and the regions it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from assistance.extraction import gazetteer, items
from assistance.extraction.findings import Item, Place
from assistance.extraction.iati.elements import Element
from assistance.extraction.numerals import numerals
from assistance.extraction.text import Source
from assistance.extraction.wordlists import words_of
from assistance.vocabulary import ItemCategory, Region
from assistance.vocabulary.iati import GLOSSARY, OWN

#: What stands before the thing that an indicator counts.
COUNTED = re.compile(r"(?:the\s+)?(?:total\s+)?(?:number|no\.?|quantity|#)\s+of\s+|#\s*", re.IGNORECASE)
#: The longest number before the point that is taken for a count.
MOST_DIGITS = 9
#: IndicatorMeasure 1 counts units.
UNITS = "1"
_CATEGORIES = {each.value: each for each in ItemCategory}
_REGIONS = {each.value: each for each in Region}


def items_of(activity: Element, language: str) -> tuple[Item, ...]:
    """Return the equipment that its results promise; an indicator of anything else is none."""
    indicators = activity.all("result", "indicator")
    return tuple(item for each in indicators for item in _item(each, language))


def _item(indicator: Element, language: str) -> Iterator[Item]:
    """Yield what ``indicator`` counts: by the tracker's category, else where its title begins with a known thing."""
    title = indicator.first("title")
    names = title.narratives(language) if title else []
    if not names or indicator.get("measure") not in {UNITS, ""}:
        return
    category = _own_category(indicator)
    rule = "iati.indicator-category" if category else "iati.indicator-title"
    category = category or _category_of(names[0])
    if category:
        quantity, unit = _target(indicator)
        yield Item(span=indicator.span, rule=rule, name=names[0], category=category, quantity=quantity, unit=unit)


def _own_category(indicator: Element) -> ItemCategory | None:
    for reference in indicator.all("reference"):
        if reference.get("vocabulary") == OWN and reference.get("indicator-uri").endswith(GLOSSARY):
            return _CATEGORIES.get(reference.code)
    return None


def _category_of(title: str) -> ItemCategory | None:
    """Return what "Number of ambulances handed over" counts, or a title that is nothing but a thing; else None."""
    named = COUNTED.sub("", title, count=1)
    source = Source(named)
    for sentence in source.sentences[:1]:
        for thing in items.find(source, sentence, "en", numerals(source, "en"), frozenset()):
            rest = source.tokens.lows[thing.last :]
            counts = not rest or (named != title and rest[0] in words_of("iati", "indicators", "given"))
            if thing.first == 0 and counts and thing.category is not ItemCategory.OTHER:
                return thing.category
    return None


def _target(indicator: Element) -> tuple[Decimal | None, str | None]:
    """Return the target and its unit; None where there is none, several, or no number: targets are not added."""
    targets = list(indicator.all("period", "target"))
    if len(targets) != 1:
        return None, None
    units = [each.get("value") for each in targets[0].all("dimension") if each.get("name") == "unit"]
    unit = units[0] if units else None
    try:
        number = Decimal(targets[0].get("value"))
    except InvalidOperation:
        return None, unit
    is_count = number.is_finite() and number >= 0 and number.adjusted() < MOST_DIGITS
    return (number if is_count else None), unit


def places_of(activity: Element, language: str) -> tuple[Place, ...]:
    """Return the places it names, each once, with the region that lies in where the name or our own number tells it."""
    found: dict[str, Place] = {}
    for location in activity.all("location"):
        name = location.first("name")
        names = name.narratives(language) if name else []
        told = (form for name in names for form in (name, f"{name} oblast"))
        region = _REGIONS.get(location.get("ref")) or next(filter(None, map(_region_of, told)), None)
        if names:
            place = Place(span=location.span, rule="iati.location", name=names[0], region=region)
            found.setdefault(region.value if region else names[0], place)
    return tuple(found.values())


def _region_of(name: str) -> Region | None:
    source = Source(name)
    regions = {one.known.region for sentence in source.sentences for one in gazetteer.named(source, sentence)}
    return regions.pop() if len(regions) == 1 else None
