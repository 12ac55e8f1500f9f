"""Equipment as a whole, by category, item and donor: asked for, promised, handed over and outstanding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from assistance.filters import EquipmentFilter
from assistance.interchange.cells import Cell
from assistance.models import EquipmentLine
from assistance.presentation.charts import progress_drawing
from assistance.reports import (
    ItemGroup,
    Tally,
    Wanted,
    accounts_of,
    by_category,
    by_donor,
    by_item,
    withheld_beside,
)
from assistance.vocabulary import ItemCategory, Progress
from assistance.web.changes import ways_to_changes
from assistance.web.chart_pages import csv_file, svg_file
from assistance.web.needs import needs_once, rows_of

COLUMNS = (
    "category", "name", "unit", "needs", "asked_for", "asked_for_unknown", "entries", "promised", "promised_unknown",
    "handed_over", "handed_over_upper", "outstanding", "outstanding_upper", "outstanding_unknown",
    *(f"entries_{progress.value}" for progress in Progress),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ItemRow:
    """A group with the addresses of the lists of its lines and of its needs.

    ``lines`` is empty where no list has these alone: those of donors nobody named.
    """

    group: ItemGroup
    lines: str
    needs: str


def overview(request: HttpRequest) -> HttpResponse:
    """Show all equipment by category and by donor; a query of the list leads on to the list."""
    if request.GET.keys() & EquipmentFilter.base_filters.keys():
        return redirect(f"{reverse('web:equipment')}?{request.GET.urlencode()}")
    accounts = accounts_of(EquipmentLine.objects.published())
    categories = by_category(accounts, needs_once())
    context = {
        "categories": item_rows(categories),
        "donors": item_rows(by_donor(accounts)),
        "steps": list(Progress),
        "drawing": progress_drawing(categories),
        "withheld": withheld_beside(EquipmentLine),
    }
    return render(request, "web/equipment_overview.html", context)


def category(request: HttpRequest, category: str) -> HttpResponse:
    """Show the equipment of one category by item and by donor, with what is asked for; 404 for none there is."""
    if category not in list(ItemCategory):
        raise Http404(_("There is no such category of equipment."))
    accounts = accounts_of(EquipmentLine.objects.published().filter(category=category))
    needs = list(needs_once().filter(category=category).with_public_accounts().select_related("release"))
    whole = item_rows(by_category(accounts, needs))
    context = {
        "category": ItemCategory(category),
        "whole": whole,
        "items": item_rows(by_item(accounts, needs)),
        "donors": item_rows(by_donor(accounts), category=category),
        "needs": rows_of(needs),
        "withheld": withheld_beside(EquipmentLine),
        **ways_to_changes(item_category=category),
    }
    return render(request, "web/equipment_category.html", context)


def item_rows(groups: Iterable[ItemGroup], **narrowed: str) -> list[ItemRow]:
    """Return ``groups`` with the addresses of what they are made of, ``narrowed`` to what they were taken from."""
    return [_row(group, narrowed) for group in groups]


def _row(group: ItemGroup, narrowed: dict[str, str]) -> ItemRow:
    query = [*narrowed.items(), *(("donor", key) for key, _name in group.parts)]
    if group.category:
        query.append(("category", group.category))
    if group.item:
        query.append(("item", group.item.key))
    asked = {"category": group.category, **({"q": group.item.key} if group.item else {})}
    listed = bool(group.category or group.parts)
    return ItemRow(
        group=group,
        lines=f"{reverse('web:equipment')}?{urlencode(query)}" if listed else "",
        needs=f"{reverse('web:needs')}?{urlencode(asked)}",
    )


def categories_shown() -> list[str]:
    """Return the categories that something public is promised or asked for in."""
    promised = EquipmentLine.objects.published().order_by().values_list("category", flat=True)
    wanted = needs_once().order_by().values_list("category", flat=True)
    return sorted(promised.union(wanted))


def svg(request: HttpRequest) -> HttpResponse:
    """Return how far equipment has come as a file that stands alone."""
    drawing = progress_drawing(_categories())
    return svg_file(request, drawing, page=reverse("web:equipment-overview"), name="assistance-equipment")


def csv(request: HttpRequest) -> HttpResponse:
    """Return each category as a file, a row a unit."""
    return csv_file(COLUMNS, cells_of(_categories()), name="assistance-equipment")


def _categories() -> tuple[ItemGroup, ...]:
    return by_category(accounts_of(EquipmentLine.objects.published()), needs_once())


def _name_of(group: ItemGroup) -> str:
    """Return what a group is called: its donors, its item, or else its category."""
    if group.parts:
        return "; ".join(name for _key, name in group.parts)
    if group.item:
        return group.item.key
    return _(ItemCategory(group.category).label) if group.category else ""


def cells_of(groups: Iterable[ItemGroup]) -> Iterator[Sequence[Cell]]:
    """Yield a row of cells for every unit of each group."""
    for group in groups:
        wanted = {each.unit: each for each in group.wanted}
        tallies = {each.unit: each for each in group.tallies}
        for unit in sorted({*wanted, *tallies}):
            first = (group.category, _name_of(group), unit)
            yield (*first, *_wanted_cells(wanted.get(unit)), *_tally_cells(tallies.get(unit)))


def _wanted_cells(wanted: Wanted | None) -> Sequence[Cell]:
    if wanted is None:
        return (0, None, 0)
    return (wanted.needs, wanted.quantity if wanted.known else None, wanted.unknown)


def _tally_cells(tally: Tally | None) -> Sequence[Cell]:
    if tally is None:
        return (0, None, 0, None, None, None, None, 0, *(0 for _progress in Progress))
    return (
        tally.lines,
        tally.promised if tally.promised_known else None,
        tally.promised_unknown,
        tally.handed_over.known,
        tally.handed_over.upper,
        tally.outstanding if tally.outstanding_known else None,
        tally.outstanding_upper if tally.outstanding_known else None,
        tally.outstanding_unknown,
        *(tally.progress.get(progress, 0) for progress in Progress),
    )
