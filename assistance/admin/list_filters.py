"""What the lists of the ledger are narrowed by beside their own columns, and columns that several lists show.

Conditions on related rows are sub-selects, so that no row comes twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance import reports
from assistance.models import Commitment, CommitmentParty, EquipmentLine, Organisation, Release
from assistance.models.choices import choices_of
from assistance.vocabulary import PartyRole

#: Last words, by the most days that are over since.
RECENT = {"month": 30, "quarter": 91, "year": 365}


#: What ``roles_of`` reads.
ROLES = Prefetch("party_in", queryset=CommitmentParty.objects.order_by("pk"))


def roles_of(organisation: Organisation) -> str:
    """Return what ``organisation``, fetched with ``ROLES``, does in commitments, in the order of the roles."""
    held = {party.role for party in organisation.party_in.all()}
    return ", ".join(_(role.label) for role in PartyRole if role in held)


def donors_of(commitment: Commitment) -> str:
    """Return the names of who gives ``commitment``, fetched with its parties."""
    return ", ".join(str(donor) for donor in commitment.organisations_in(PartyRole.FUNDING))


class ChoiceFilter(admin.SimpleListFilter):
    """Base: each choice is a condition."""

    def conditions(self) -> Mapping[str, Any]:
        """Return the condition of each choice."""
        raise NotImplementedError

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        condition = self.conditions().get(self.value() or "")
        return queryset if condition is None else queryset.filter(condition)


class DonorFilter(admin.SimpleListFilter):
    """Records by who gives; ``commitment`` is the way from the record to its commitment."""

    title = gettext_lazy("donor")
    parameter_name = "donor"
    commitment = "pk"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        donors = Organisation.objects.filter(party_in__role=PartyRole.FUNDING).distinct()
        return sorted(((str(one.pk), str(one)) for one in donors), key=lambda choice: (choice[1].casefold(), choice[0]))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in {key for key, _name in self.lookup_choices}:
            return queryset
        given = CommitmentParty.objects.filter(role=PartyRole.FUNDING, organisation=self.value())  # type: ignore[misc]
        return queryset.filter(**{f"{self.commitment}__in": given.values("commitment")})


class LineDonorFilter(DonorFilter):
    """Equipment lines by who gives."""

    commitment = "commitment"


class DeliveryDonorFilter(DonorFilter):
    """Deliveries by who gives."""

    commitment = "line__commitment"


class LastWordFilter(ChoiceFilter):
    """Commitments by when a release last spoke of them; wants ``last_reported``."""

    title = gettext_lazy("last word")
    parameter_name = "last_word"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("month", _("In the last 30 days")),
            ("quarter", _("In the last three months")),
            ("year", _("In the last year")),
            ("older", _("More than a year ago")),
            ("never", _("No dated release")),
        ]

    def conditions(self) -> Mapping[str, Q]:
        today = timezone.localdate()
        days = {name: today - timedelta(days=number) for name, number in RECENT.items()}
        since = {name: Q(last_reported__gte=day) for name, day in days.items()}
        return {**since, "older": Q(last_reported__lt=days["year"]), "never": Q(last_reported__isnull=True)}


class SourcesFilter(ChoiceFilter):
    """Commitments by how many independent sources they have; wants ``independent_sources``."""

    title = gettext_lazy("independent sources")
    parameter_name = "sources"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("none", _("None")), ("one", _("One")), ("more", _("Two or more"))]

    def conditions(self) -> Mapping[str, Q]:
        return {
            "none": Q(independent_sources=0),
            "one": Q(independent_sources=1),
            "more": Q(independent_sources__gt=1),
        }


class AmountFilter(ChoiceFilter):
    """Commitments by whether an amount is known."""

    title = gettext_lazy("amount")
    parameter_name = "known"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", _("Stated")), ("no", _("Unknown"))]

    def conditions(self) -> Mapping[str, Q]:
        return {"yes": Q(amount__isnull=False), "no": Q(amount__isnull=True)}


class RoleFilter(ChoiceFilter):
    """Organisations by what they do in commitments."""

    title = gettext_lazy("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [*choices_of(PartyRole), ("none", _("In no commitment"))]

    def conditions(self) -> Mapping[str, Any]:
        parties = CommitmentParty.objects.filter(organisation=OuterRef("pk"))
        roles = {role.value: Exists(parties.filter(role=role)) for role in PartyRole}
        return {**roles, "none": ~Exists(parties)}


class ArrivalFilter(admin.SimpleListFilter):
    """Equipment lines by how much was handed over of what is promised, as their accounts tell it."""

    title = gettext_lazy("handed over")
    parameter_name = "handed_over"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("nothing", _("Nothing")),
            ("something", _("Something")),
            ("outstanding", _("Something is outstanding")),
            ("everything", _("Everything")),
            ("unknown", _("It cannot be told")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in {choice for choice, _words in self.lookup_choices}:
            return queryset
        accounts = (reports.balance(line) for line in EquipmentLine.objects.with_accounts())
        return queryset.filter(pk__in=[one.line.pk for one in accounts if self.value() in arrival(one)])


def arrival(account: reports.Balance) -> set[str]:
    """Return which choices of ``ArrivalFilter`` an account belongs to."""
    found = {"something" if account.handed_over.anything else "nothing"}
    if account.outstanding is None or account.outstanding_upper is None:
        return found | {"unknown"}
    return found | {"outstanding" if account.outstanding_upper > 0 else "everything"}


class WitnessFilter(ChoiceFilter):
    """Releases by whether they are copies or translations of others."""

    title = gettext_lazy("witness")
    parameter_name = "witness"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("copy", _("Copy or translation of another")),
            ("original", _("Has copies or translations")),
            ("alone", _("Neither")),
        ]

    def conditions(self) -> Mapping[str, Any]:
        is_copy, has_copies = Q(witness_of__isnull=False), Exists(Release.objects.filter(witness_of=OuterRef("pk")))
        return {"copy": is_copy, "original": has_copies, "alone": ~is_copy & ~has_copies}


class UseFilter(ChoiceFilter):
    """Projects by whether commitments belong to them."""

    title = gettext_lazy("commitments")
    parameter_name = "used"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", _("Has commitments")), ("no", _("Has none"))]

    def conditions(self) -> Mapping[str, Any]:
        used = Exists(Commitment.objects.filter(project=OuterRef("pk")))
        return {"yes": used, "no": ~used}
