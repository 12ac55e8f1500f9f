"""Columns of the other public lists: donors and recipients, projects, releases, equipment and needs."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assistance.interchange.cells import plain
from assistance.interchange.public.tables import PublicColumn, PublicTable, column, labels, word
from assistance.reports import Arrived, Ladder, Rung
from assistance.vocabulary import ItemCategory, OrganisationType, Region, Rendition, Sector


def _by_status(ladder: Ladder) -> tuple[str, ...]:
    return tuple(_rung_in_words(rung) for rung in ladder.rungs if rung.count)


def _rung_in_words(rung: Rung) -> str:
    """Return a rung such as “Agreed: 3 (EUR 250000, USD 90000)”; currencies stand side by side, never added."""
    sums = ", ".join(f"{entry.currency} {plain(entry.amount)}" for entry in rung.sums)
    return f"{gettext(rung.status.label)}: {rung.count}" + (f" ({sums})" if sums else "")


#: Rows are pairs of an organisation and its ladder.
ORGANISATIONS = PublicTable(
    name="organisations",
    columns=(
        column("id", _("Number of the organisation."), lambda row: row[0].pk),
        column("name_en", _("Name in English, empty where there is none."), lambda row: row[0].name_en or None),
        column("name_uk", _("Name in Ukrainian, empty where there is none."), lambda row: row[0].name_uk or None),
        column("type", _("Type of organisation."), lambda row: word(OrganisationType, row[0].type)),
        column("country", _("ISO 3166-1 code of the country; empty for international bodies."),
               lambda row: row[0].country or None),
        column("commitments", _("Public commitments it has part in."), lambda row: row[1].count),
        column("by_status", _("Commitments and stated amounts by status. A commitment of several stands with each of "
                              "them in full, so these must not be added up."), lambda row: _by_status(row[1])),
    ),
)  # fmt: skip

PROJECTS = PublicTable(
    name="projects",
    columns=(
        column("id", _("Number of the project."), lambda row: row.pk),
        column("title_en", _("Title in English, empty where there is none."), lambda row: row.title_en or None),
        column("title_uk", _("Title in Ukrainian, empty where there is none."), lambda row: row.title_uk or None),
        column("start", _("First day."), lambda row: row.start),
        column("end", _("Last day."), lambda row: row.end),
        column("sectors", _("Sectors."), lambda row: labels(Sector, row.sectors.all(), "sector")),
        column("places", _("Regions."), lambda row: labels(Region, row.places.all(), "region")),
        column("commitments", _("Public commitments that belong to it."), lambda row: row.public_commitments),
    ),
)  # fmt: skip

RELEASES = PublicTable(
    name="releases",
    columns=(
        column("id", _("Number of the release."), lambda row: row.pk),
        column("title", _("Title in the language of the release."), lambda row: row.title),
        column("publisher", _("Who published it."), lambda row: row.publisher or None),
        column("language", _("Language, by its code."), lambda row: row.language),
        column("published_on", _("Day of publication."), lambda row: row.published_on),
        column("original", _("Address of the original."), lambda row: row.source_url or None),
        column("rendition", _("Whether the text is the original or our retelling."),
               lambda row: word(Rendition, row.rendition)),
        column("commitments", _("Public commitments it speaks of."), lambda row: row.commitments),
    ),
)  # fmt: skip


def _arrived(name: str, stage: Callable[[Any], Arrived]) -> tuple[PublicColumn, PublicColumn]:
    """Return the columns of what reached a stage: from so many to so many."""
    return (
        column(name, _("How many for certain; 0 where none is reported."), lambda row: stage(row).known),
        column(f"{name}_upper", _("How many at most; empty where more came in unknown number."),
               lambda row: stage(row).upper),
    )  # fmt: skip


def _outstanding(row: Any) -> Decimal | None:
    return None if row.outstanding is None else Decimal(row.outstanding)


#: Rows are accounts of equipment lines.
EQUIPMENT = PublicTable(
    name="equipment",
    columns=(
        column("id", _("Number of the item."), lambda row: row.line.pk),
        column("commitment_id", _("Number of the commitment."), lambda row: row.line.commitment_id),
        column("commitment", _("Title of the commitment."), lambda row: row.line.commitment.title),
        column("item_en", _("Item in English, empty where there is no name."), lambda row: row.line.name_en or None),
        column("item_uk", _("Item in Ukrainian, empty where there is no name."), lambda row: row.line.name_uk or None),
        column("category", _("Category."), lambda row: word(ItemCategory, row.line.category)),
        column("unit", _("Unit; empty for pieces."), lambda row: row.line.unit or None),
        column("promised", _("How many were promised; empty where nobody said how many."), lambda row: row.promised),
        *_arrived("shipped", lambda row: row.shipped),
        *_arrived("handed_over", lambda row: row.handed_over),
        *_arrived("on_balance", lambda row: row.on_balance),
        column("outstanding", _("How many are outstanding at least; empty where unknown."), _outstanding),
    ),
)  # fmt: skip

#: Rows are pairs of a need and its account.
NEEDS = PublicTable(
    name="needs",
    columns=(
        column("id", _("Number of the need."), lambda row: row[0].pk),
        column("what_en", _("What is needed, in English."), lambda row: row[0].what_en or None),
        column("what_uk", _("What is needed, in Ukrainian."), lambda row: row[0].what_uk or None),
        column("category", _("Category."), lambda row: word(ItemCategory, row[0].category)),
        column("quantity", _("How many are needed; empty where nobody said how many."), lambda row: row[0].quantity),
        column("unit", _("Unit; empty for pieces."), lambda row: row[0].unit or None),
        column("coverage", _("How far it is covered."), lambda row: gettext(row[1].state.label)),
        column("covered", _("How many are covered for certain."), lambda row: row[1].covered),
        column("missing", _("How many are missing; empty where unknown."), lambda row: row[1].missing),
        column("asked", _("How often it was asked for, copies of one text counted once."), lambda row: row[1].asked),
        column("first_asked", _("Day it was first asked for."), lambda row: row[1].first_asked),
        column("last_asked", _("Day it was last asked for."), lambda row: row[1].last_asked),
        column("release_id", _("Number of the release that asks for it."), lambda row: row[0].release_id),
    ),
)  # fmt: skip
