"""How the tracker counts, and what its words mean."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assistance.reports import TOLD, Measured, measured
from assistance.vocabulary import (
    CommitmentStatus,
    DeliveryStage,
    Hedge,
    ItemCategory,
    Kind,
    PartyRole,
    Relation,
    Rendition,
    Sector,
    TrapReason,
    ValuationBasis,
)

#: The figures of the reading in words, by the names they are measured under.
FIGURES: dict[str, Promise] = {
    "facts recall": _("Facts of the text that are found"),
    "facts precision": _("Facts found that are right"),
    "amounts F1": _("Amounts"),
    "donors F1": _("Donors"),
    "implementers F1": _("Who carries out"),
    "recipients F1": _("Recipients"),
    "items F1": _("Items of equipment"),
    "quantities F1": _("Quantities"),
    "places F1": _("Places"),
    "status": _("Status words that are right"),
    "whole": _("Commitments with every fact right"),
}


#: The parts of the annotated releases: whether they were kept aside, and the language.
PARTS: dict[tuple[bool, str], Promise] = {
    (True, "en"): _("Kept aside, English"),
    (True, "uk"): _("Kept aside, Ukrainian"),
    (False, "en"): _("Looked at, English"),
    (False, "uk"): _("Looked at, Ukrainian"),
}


@dataclass(frozen=True, kw_only=True)
class FigureRow:
    """One figure in words; ``shares`` has each part in words with the figure in percent."""

    name: Promise
    shares: tuple[tuple[Promise, int], ...]


def reading_rows() -> list[FigureRow]:
    """Return the figures of the reading, one row each, in the order of ``measured()`` from left to right."""
    return [
        FigureRow(name=FIGURES[key], shares=tuple((part_name(part), part.figures[key]) for part in measured()))
        for key in TOLD
    ]


def part_name(part: Measured) -> Promise:
    """Return what a part of the annotated releases is called."""
    return PARTS[part.kept_aside, part.language]


def show(request: HttpRequest) -> HttpResponse:
    """Show the method and the glossary."""
    context = {
        "parts": [(part, part_name(part)) for part in measured()],
        "reading": reading_rows(),
        "statuses": list(CommitmentStatus),
        "kinds": list(Kind),
        "roles": list(PartyRole),
        "stages": list(DeliveryStage),
        "relations": list(Relation),
        "bases": list(ValuationBasis),
        "hedges": list(Hedge),
        "renditions": list(Rendition),
        "traps": list(TrapReason),
        "sectors": list(Sector),
        "categories": list(ItemCategory),
    }
    return render(request, "web/method.html", context)
