"""The units that things are counted in, as the reader's language writes them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from django import template
from django.utils.translation import ngettext

register = template.Library()

#: The units that texts are read for, by the word that is stored.
UNITS: dict[str, Callable[[int], str]] = {
    "kg": lambda number: ngettext("kg", "kg", number),
    "tonnes": lambda number: ngettext("tonne", "tonnes", number),
    "litres": lambda number: ngettext("litre", "litres", number),
    "kilometers": lambda number: ngettext("kilometre", "kilometres", number),
    "meters": lambda number: ngettext("metre", "metres", number),
    "sets": lambda number: ngettext("set", "sets", number),
    "units": lambda number: ngettext("unit", "units", number),
    "pairs": lambda number: ngettext("pair", "pairs", number),
    "pallets": lambda number: ngettext("pallet", "pallets", number),
    "packages": lambda number: ngettext("package", "packages", number),
    "boxes": lambda number: ngettext("box", "boxes", number),
    "loads": lambda number: ngettext("load", "loads", number),
    "rounds": lambda number: ngettext("round", "rounds", number),
    "doses": lambda number: ngettext("dose", "doses", number),
    "drums": lambda number: ngettext("drum", "drums", number),
    "canisters": lambda number: ngettext("canister", "canisters", number),
    "bottles": lambda number: ngettext("bottle", "bottles", number),
    "bags": lambda number: ngettext("bag", "bags", number),
    "rolls": lambda number: ngettext("roll", "rolls", number),
    "bundles": lambda number: ngettext("bundle", "bundles", number),
    "cubic metres": lambda number: ngettext("cubic metre", "cubic metres", number),
}
#: The number whose form stands behind a fraction, and behind no number at all.
FRACTION, NONE = 2, 5


@register.filter
def for_number(unit: str, number: Decimal | None) -> str:
    """Return the word for ``unit`` that fits behind ``number``; one that staff made up as it is written."""
    if unit not in UNITS:
        return unit
    if number is None:
        return UNITS[unit](NONE)
    return UNITS[unit](int(number) if number == int(number) else FRACTION)
