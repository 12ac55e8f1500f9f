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
        column("id", _("Number of the organisation."), lambda row: row[0].pk, hxl="#org+id"),
        column("name_en", _("Name in English, empty where there is none."), lambda row: row[0].name_en or None,
               hxl="#org+name+i_en"),
        column("name_uk", _("Name in Ukrainian, empty where there is none."), lambda row: row[0].name_uk or None,
               hxl="#org+name+i_uk"),
        column("type", _("Type of organisation."), lambda row: word(OrganisationType, row[0].type), hxl="#org+type"),
        column("country", _("ISO 3166-1 code of the country; empty for international bodies."),
               lambda row: row[0].country or None, hxl="#country+code"),
        column("commitments", _("Public commitments it has part in."), lambda row: row[1].count,
               hxl="#indicator+num+commitments"),
        column("by_status", _("Commitments and stated amounts by status. A commitment of several stands with each of "
                              "them in full, so these must not be added up."), lambda row: _by_status(row[1]),
               hxl="#meta+by_status"),
        column("type_code", _("Type of organisation, by its code in IATI 2.03."), lambda row: row[0].type,
               hxl="#org+type+code+v_iati"),
    ),
)  # fmt: skip

PROJECTS = PublicTable(
    name="projects",
    columns=(
        column("id", _("Number of the project."), lambda row: row.pk, hxl="#activity+id+internal"),
        column("title_en", _("Title in English, empty where there is none."), lambda row: row.title_en or None,
               hxl="#activity+name+i_en"),
        column("title_uk", _("Title in Ukrainian, empty where there is none."), lambda row: row.title_uk or None,
               hxl="#activity+name+i_uk"),
        column("start", _("First day."), lambda row: row.start, hxl="#date+start"),
        column("end", _("Last day."), lambda row: row.end, hxl="#date+end"),
        column("sectors", _("Sectors."), lambda row: labels(Sector, row.sectors.all(), "sector"), hxl="#sector+name"),
        column("places", _("Regions."), lambda row: labels(Region, row.places.all(), "region"), hxl="#adm1+name"),
        column("commitments", _("Public commitments that belong to it."), lambda row: row.public_commitments,
               hxl="#indicator+num+commitments"),
    ),
)  # fmt: skip

RELEASES = PublicTable(
    name="releases",
    columns=(
        column("id", _("Number of the release."), lambda row: row.pk, hxl="#meta+id"),
        column("title", _("Title in the language of the release."), lambda row: row.title, hxl="#meta+title"),
        column("publisher", _("Who published it."), lambda row: row.publisher or None, hxl="#org+name+publisher"),
        column("language", _("Language, by its code."), lambda row: row.language, hxl="#meta+language"),
        column("published_on", _("Day of publication."), lambda row: row.published_on, hxl="#date+published"),
        column("original", _("Address of the original."), lambda row: row.source_url or None, hxl="#meta+url+original"),
        column("rendition", _("Whether the text is the original or our retelling."),
               lambda row: word(Rendition, row.rendition), hxl="#meta+rendition"),
        column("commitments", _("Public commitments it speaks of."), lambda row: row.commitments,
               hxl="#indicator+num+commitments"),
    ),
)  # fmt: skip


def _arrived(name: str, stage: Callable[[Any], Arrived]) -> tuple[PublicColumn, PublicColumn]:
    """Return the columns of what reached a stage: from so many to so many."""
    return (
        column(name, _("How many for certain; 0 where none is reported."), lambda row: stage(row).known,
               hxl=f"#item+num+{name}"),
        column(f"{name}_upper", _("How many at most; empty where more came in unknown number."),
               lambda row: stage(row).upper, hxl=f"#item+num+{name}+max"),
    )  # fmt: skip


def _outstanding(row: Any) -> Decimal | None:
    return None if row.outstanding is None else Decimal(row.outstanding)


#: Rows are accounts of equipment lines.
EQUIPMENT = PublicTable(
    name="equipment",
    columns=(
        column("id", _("Number of the item."), lambda row: row.line.pk, hxl="#item+id"),
        column("commitment_id", _("Number of the commitment."), lambda row: row.line.commitment_id,
               hxl="#activity+id+internal"),
        column("commitment", _("Title of the commitment."), lambda row: row.line.commitment.title,
               hxl="#activity+project+name"),
        column("item_en", _("Item in English, empty where there is no name."), lambda row: row.line.name_en or None,
               hxl="#item+name+i_en"),
        column("item_uk", _("Item in Ukrainian, empty where there is no name."), lambda row: row.line.name_uk or None,
               hxl="#item+name+i_uk"),
        column("category", _("Category."), lambda row: word(ItemCategory, row.line.category), hxl="#item+type"),
        column("unit", _("Unit; empty for pieces."), lambda row: row.line.unit or None, hxl="#item+unit"),
        column("promised", _("How many were promised; empty where nobody said how many."), lambda row: row.promised,
               hxl="#item+num+pledged"),
        *_arrived("shipped", lambda row: row.shipped),
        *_arrived("handed_over", lambda row: row.handed_over),
        *_arrived("on_balance", lambda row: row.on_balance),
        column("outstanding", _("How many are outstanding at least; empty where unknown."), _outstanding,
               hxl="#item+num+outstanding"),
        column("category_code", _("Category, by its code."), lambda row: row.line.category, hxl="#item+type+code"),
    ),
)  # fmt: skip

#: Rows are pairs of a need and its account.
NEEDS = PublicTable(
    name="needs",
    columns=(
        column("id", _("Number of the need."), lambda row: row[0].pk, hxl="#need+id"),
        column("what_en", _("What is needed, in English."), lambda row: row[0].what_en or None, hxl="#need+name+i_en"),
        column("what_uk", _("What is needed, in Ukrainian."), lambda row: row[0].what_uk or None,
               hxl="#need+name+i_uk"),
        column("category", _("Category."), lambda row: word(ItemCategory, row[0].category), hxl="#item+type"),
        column("quantity", _("How many are needed; empty where nobody said how many."), lambda row: row[0].quantity,
               hxl="#item+num+needed"),
        column("unit", _("Unit; empty for pieces."), lambda row: row[0].unit or None, hxl="#item+unit"),
        column("coverage", _("How far it is covered."), lambda row: gettext(row[1].state.label),
               hxl="#status+text+coverage"),
        column("covered", _("How many are covered for certain."), lambda row: row[1].covered, hxl="#item+num+covered"),
        column("missing", _("How many are missing; empty where unknown."), lambda row: row[1].missing,
               hxl="#item+num+gap"),
        column("asked", _("How often it was asked for, copies of one text counted once."), lambda row: row[1].asked,
               hxl="#need+num+asked"),
        column("first_asked", _("Day it was first asked for."), lambda row: row[1].first_asked,
               hxl="#date+asked+first"),
        column("last_asked", _("Day it was last asked for."), lambda row: row[1].last_asked, hxl="#date+asked+last"),
        column("release_id", _("Number of the release that asks for it."), lambda row: row[0].release_id,
               hxl="#meta+id+release"),
        column("category_code", _("Category, by its code."), lambda row: row[0].category, hxl="#item+type+code"),
        column("coverage_code", _("How far it is covered, by its code."), lambda row: row[1].state.value,
               hxl="#status+code+coverage"),
    ),
)  # fmt: skip
