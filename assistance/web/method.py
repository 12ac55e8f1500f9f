"""How the tracker counts, and what its words mean."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

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


def show(request: HttpRequest) -> HttpResponse:
    """Show the method and the glossary."""
    context = {
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
