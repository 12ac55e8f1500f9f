"""Organisations, one a row, with the names they go by."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.interchange.asking import Refusals
from assistance.interchange.columns import Code, Column, Text, country_code, id_column
from assistance.interchange.names import Names, official_name
from assistance.interchange.resource import LedgerResource
from assistance.models import Organisation
from assistance.vocabulary import OrganisationType, normalise_name


def other_names(organisation: Organisation) -> tuple[str, ...]:
    """Return the names an organisation goes by beside its official ones. Expects the names to be fetched along."""
    official = {normalise_name(organisation.name_en), normalise_name(organisation.name_uk)}
    return tuple(alias.name for alias in organisation.aliases.all() if alias.normalised not in official)


class OrganisationResource(LedgerResource):
    """Those that give, pass on, carry out and receive."""

    name = "organisations"

    id = id_column()
    name_en = Column(Text(), gettext_lazy("Official name in English; one of the two names is needed."))
    name_uk = Column(Text(), gettext_lazy("Official name in Ukrainian; one of the two names is needed."))
    type = Column(Code(OrganisationType), gettext_lazy("IATI organisation type, such as 10 for a government."))
    country = Column(
        country_code(), gettext_lazy("ISO 3166-1 code of two letters, such as JP; empty for international bodies.")
    )
    identifier = Column(Text(), gettext_lazy("Organisation identifier in IATI's form, such as XM-DAC-41114."))
    aliases = Column(
        Names(),
        gettext_lazy("Other names it goes by, separated by semicolons; a name left out is no longer its own."),
        read=other_names,
    )

    class Meta(LedgerResource.Meta):
        model = Organisation

    def records(self) -> QuerySet[Organisation]:
        """Return organisations with their names."""
        return Organisation.objects.select_related("merged_into").prefetch_related("aliases").order_by("pk")

    def refusals(self, record: Organisation | None, values: dict[str, Any]) -> Refusals:
        """Want a name and a type; refuse one that was merged into another."""
        if record is not None and record.merged_into is not None:
            into = f"#{record.merged_into_id} {official_name(record.merged_into)}"
            return {"id": _("This organisation was merged into %(other)s. Change that one.") % {"other": into}}
        errors = {}
        if not (values["name_en"] or values["name_uk"]):
            errors["name_en"] = _("Give a name in English or Ukrainian.")
        if not values["type"]:
            errors["type"] = _("Give the type of the organisation, 90 where it is none of the others.")
        return errors
