"""Donors and recipients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from assistance.api import public
from assistance.api.serializers.organisations import (
    DonorRowSerializer,
    RecipientRowSerializer,
    WholeDonorSerializer,
    WholeRecipientSerializer,
)
from assistance.api.views.base import PublicRows
from assistance.filters import OrganisationFilter
from assistance.interchange.public import ORGANISATIONS
from assistance.models import Organisation
from assistance.reports import Ladder, gone, ladders_by_party, update_sources
from assistance.vocabulary import PartyRole

ORDERS = {
    "name": ("name_en", "name_uk", "pk"),
    "commitments": ("-commitment_count", "name_en", "name_uk", "pk"),
}


class Organisations(PublicRows[Organisation]):
    """Organisations that bear ``role`` in a public commitment."""

    role: ClassVar[PartyRole]
    filterset_class = OrganisationFilter
    orders = ORDERS
    expansions = {"ladder": lambda rows: rows}

    def beside(self, rows: Sequence[Organisation]) -> dict[str, Any]:
        """Return their ladders, where these are shown."""
        shown = self.shape is not None and "ladder" in self.shape.shown
        return {**super().beside(rows), "ladders": ladders_by_party(rows, self.role) if shown else {}}

    def records(self, rows: Sequence[Organisation]) -> Sequence[tuple[Organisation, Ladder]]:
        """Return them with their ladders."""
        ladders = ladders_by_party(rows, self.role)
        return [(row, ladders[row.pk]) for row in rows]


class Donors(Organisations):
    """Organisations that fund a public commitment, by name unless `order` says otherwise."""

    role = PartyRole.FUNDING
    rows = staticmethod(public.donors)
    whole_rows = staticmethod(public.donors)
    updates = gone.Tells(changed=update_sources.of_donors, went=gone.gone_donors)
    table = replace(ORGANISATIONS, name="donors")
    page = "web:donor"
    serializer_class = DonorRowSerializer
    whole_serializer_class = WholeDonorSerializer


class Recipients(Organisations):
    """Organisations that receive a public commitment, by name unless `order` says otherwise."""

    role = PartyRole.RECIPIENT
    rows = staticmethod(public.recipients)
    whole_rows = staticmethod(public.recipients)
    updates = gone.Tells(changed=update_sources.of_recipients, went=gone.gone_recipients)
    table = replace(ORGANISATIONS, name="recipients")
    page = "web:recipient"
    serializer_class = RecipientRowSerializer
    whole_serializer_class = WholeRecipientSerializer
