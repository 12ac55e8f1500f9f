"""Commitments, one a row, with their parties, sectors and regions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.interchange.asking import Refusals
from assistance.interchange.columns import Code, Codes, Column, Day, Number, Text, Use, currency_code, id_column
from assistance.interchange.names import Organisations, ProjectNamed
from assistance.interchange.resource import LedgerResource
from assistance.models import Commitment, Organisation
from assistance.vocabulary import (
    CommitmentStatus,
    Hedge,
    Kind,
    PartyRole,
    Region,
    Sector,
    ValuationBasis,
    Visibility,
)

_SEVERAL = gettext_lazy("Any of their names, several separated by semicolons.")


def _in_role(role: PartyRole) -> Callable[[Any], tuple[Organisation, ...]]:
    def read(commitment: Commitment) -> tuple[Organisation, ...]:
        return tuple(commitment.organisations_in(role))

    return read


def _parties(role: PartyRole, about: Any) -> Column:
    return Column(Organisations(), about, read=_in_role(role), attribute=role.value)


class CommitmentResource(LedgerResource):
    """Pieces of assistance as staff decided them."""

    name = "commitments"

    id = id_column()
    title_en = Column(Text(), gettext_lazy("Title in English; one of the two titles is needed."))
    title_uk = Column(Text(), gettext_lazy("Title in Ukrainian; one of the two titles is needed."))
    kind = Column(Code(Kind), gettext_lazy("What form the assistance takes."))
    status = Column(
        Code(CommitmentStatus),
        gettext_lazy("How sure it is."),
        use=Use.ONCE,
        elsewhere=gettext_lazy(
            "A status changes on the commitment's own page, with a reason. Put back the one it has."
        ),
    )
    grounds = Column(
        Text(),
        gettext_lazy("How you know of it; shown in public with its first status."),
        use=Use.ONCE,
        read=lambda _commitment: "",
        elsewhere=gettext_lazy("Grounds are given for new commitments only. Empty the cell."),
    )
    amount = Column(Number(), gettext_lazy("Amount in full units of the currency; of a range its lower end."))
    currency = Column(currency_code(), gettext_lazy("ISO 4217 code, such as USD; empty without an amount."))
    hedge = Column(Code(Hedge), gettext_lazy("How firm the amount is."), attribute="amount_hedge")
    upper = Column(Number(), gettext_lazy("Upper end of the amount, where it is a range."), attribute="amount_upper")
    valuation_basis = Column(Code(ValuationBasis), gettext_lazy("What the amount rests on."))
    period_start = Column(Day(), gettext_lazy("First day of its time, where that is known."))
    period_end = Column(Day(), gettext_lazy("Last day of its time, where that is known."))
    donors = _parties(PartyRole.FUNDING, gettext_lazy("Who gives."))
    accountable = _parties(PartyRole.ACCOUNTABLE, gettext_lazy("Who answers for it."))
    extending = _parties(PartyRole.EXTENDING, gettext_lazy("Who passes it on."))
    implementers = _parties(PartyRole.IMPLEMENTING, gettext_lazy("Who carries it out."))
    recipients = _parties(PartyRole.RECIPIENT, gettext_lazy("Who receives it."))
    sectors = Column(
        Codes(Sector),
        gettext_lazy("What it is for; several separated by semicolons."),
        read=lambda commitment: tuple(row.sector for row in commitment.sectors.all()),
    )
    regions = Column(
        Codes(Region),
        gettext_lazy("Where it goes: ISO 3166-2 codes, several separated by semicolons."),
        read=lambda commitment: tuple(row.region for row in commitment.places.all()),
    )
    project = Column(ProjectNamed(), gettext_lazy("Title of the project, or its number, such as #12."))
    note = Column(Text(), gettext_lazy("For staff only; never shown in public."))
    visibility = Column(
        Code(Visibility),
        gettext_lazy("Whether the public sees it."),
        use=Use.SHOWN,
        elsewhere=gettext_lazy("Records are made public and withheld on their own pages. Put back what stood here."),
    )

    class Meta(LedgerResource.Meta):
        model = Commitment

    def records(self) -> QuerySet[Commitment]:
        """Return commitments with parties, project, sectors and places."""
        return Commitment.objects.with_parties().order_by("pk")

    def is_public(self, record: Commitment | None, values: dict[str, Any]) -> bool:
        """Return whether the public sees the commitment."""
        return record is not None and record.visibility == Visibility.PUBLIC

    def refusals(self, record: Commitment | None, values: dict[str, Any]) -> Refusals:
        """Say in words what the database would refuse, and what a new commitment lacks."""
        errors = _amount_refusals(values)
        if not (values["title_en"] or values["title_uk"]):
            errors["title_en"] = _("Give a title in English or Ukrainian.")
        wanted = ["kind", "hedge", "valuation_basis", *(["status", "grounds"] if record is None else [])]
        errors |= {name: _("This cell may not be empty.") for name in wanted if not values[name]}
        start, end = values["period_start"], values["period_end"]
        if start and end and start > end:
            errors["period_end"] = _("The end is before the start.")
        return errors


def _amount_refusals(values: dict[str, Any]) -> Refusals:
    amount, upper = values["amount"], values["upper"]
    if amount is not None and amount <= 0:
        return {"amount": _("An amount is above zero. Leave it empty where none is stated.")}
    if (amount is None) != (not values["currency"]):
        return {"currency": _("An amount needs its currency, and a currency its amount.")}
    if upper is not None and (amount is None or upper < amount):
        return {"upper": _("The upper end of a range is above its lower end, the amount.")}
    if amount is None and values["hedge"] not in {"", Hedge.EXACT.value}:
        return {"hedge": _("Without an amount there is nothing to be more or less firm. Write “exact”.")}
    return {}
