"""What belongs to a set of commitments: their ladder, a page of them, and the equipment on that page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from assistance.models import Commitment, EquipmentLine
from assistance.models.commitments import CommitmentQuerySet
from assistance.reports import ladder, withheld_beside
from assistance.web.equipment import equipment_rows
from assistance.web.ladders import bars_of
from assistance.web.pages import page_of


def account_of(request: HttpRequest, commitments: CommitmentQuerySet) -> dict[str, Any]:
    """Return the figures and rows of ``commitments``, which must be published ones, and what is withheld."""
    whole = ladder(commitments)
    page = page_of(request, commitments.with_parties().newest_first())
    lines = EquipmentLine.objects.published().filter(commitment__in=[commitment.pk for commitment in page])
    return {
        "ladder": whole,
        "bars": bars_of(whole, with_empty=False),
        "page": page,
        "equipment": equipment_rows(lines),
        "withheld": withheld_beside(Commitment),
    }
