"""What the queue is narrowed by; each choice says how many claims it leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.admin.queue import OUTCOME, is_queue, queue_of
from assistance.models import Claim, ClaimParty, OrganisationAlias
from assistance.vocabulary import Outcome, PartyRole, ReviewReason, normalise_name

#: Of how many donors claims can be picked out: those with the most claims.
MOST_DONORS = 40

#: What the reasons are narrowed to for claims that have none.
CLEAR = "clear"


class ConditionFilter(admin.SimpleListFilter):
    """Base: every choice is a condition, and all are counted in one query."""

    def conditions(self) -> Mapping[str, Q]:
        """Return the condition of each choice."""
        raise NotImplementedError

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        condition = self.conditions().get(str(self.value())) if self.value() else None
        return queryset if condition is None else queryset.filter(condition)

    def get_facet_counts(self, pk_attname: str, filtered_qs: QuerySet[Any]) -> dict[str, Count]:
        """Return what counts each choice; none of the conditions joins, so nothing is counted twice."""
        conditions = self.conditions()
        return {
            f"{place}__c": Count(pk_attname, filter=conditions[str(choice)])
            for place, (choice, _label) in enumerate(self.lookup_choices)
        }


class OutcomeFilter(admin.SimpleListFilter):
    """What was decided; without a choice, the claims that await a decision."""

    title = gettext_lazy("decision")
    parameter_name = OUTCOME

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        decided = (Outcome.ACCEPTED, Outcome.MERGED, Outcome.REJECTED)
        return [*((word.value, _(word.label)) for word in decided), ("all", _("All"))]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        return [{**first, "display": _("Awaiting a decision")}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Claim]) -> QuerySet[Claim]:
        if self.value() == "all":
            return queryset
        if self.value():
            return queryset.filter(outcome=self.value())  # type: ignore[misc]
        return queryset.filter(pk__in=Claim.objects.needing_review().values("pk"))


class ReasonFilter(ConditionFilter):
    """Why a claim needs a person. What is read for it is bounded: see ``review.read_queue``."""

    title = gettext_lazy("reason")
    parameter_name = "reason"

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        self.request = request
        super().__init__(request, *args)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        if not is_queue(request):
            return []
        return [*((word.value, _(word.label)) for word in ReviewReason), (CLEAR, _("Without a doubt"))]

    def conditions(self) -> Mapping[str, Q]:
        """Return the keys of the claims that have each reason."""
        keys: dict[str, list[int]] = {str(word): [] for word in (*ReviewReason, CLEAR)}
        for key, standing in queue_of(self.request).items():
            for kind in standing.kinds:
                keys[kind].append(key)
            if standing.is_clear:
                keys[CLEAR].append(key)
        return {choice: Q(pk__in=those) for choice, those in keys.items()}


class AgeFilter(ConditionFilter):
    """When the claim came in, by the calendar of the office."""

    title = gettext_lazy("day it came in")
    parameter_name = "age"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [
            ("today", _("Today")),
            ("week", _("This week")),
            ("month", _("This month")),
            ("older", _("Before this month")),
        ]

    def conditions(self) -> Mapping[str, Q]:
        """Return the days since which, or before which, a claim came in."""
        today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
        month = today.replace(day=1)

        def since(day: datetime) -> Q:
            return Q(recorded_at__gte=day)

        return {
            "today": since(today),
            "week": since(today - timedelta(days=today.weekday())),
            "month": since(month),
            "older": Q(recorded_at__lt=month),
        }


class DonorFilter(ConditionFilter):
    """Who gives, by the name of the organisation where it is known, whatever the release calls it."""

    title = gettext_lazy("donor")
    parameter_name = "donor"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        self.names: dict[str, list[str]] = {}
        labels: dict[str, str] = {}
        for name, organisation in _donors(request):
            key = str(organisation.pk) if organisation else name
            labels[key] = str(organisation) if organisation else name
            self.names.setdefault(key, []).append(name)
        return sorted(labels.items(), key=lambda pair: (pair[1].casefold(), pair[0]))

    def conditions(self) -> Mapping[str, Q]:
        """Return the claims that name each donor, in any of its names."""
        donors = ClaimParty.objects.filter(role=PartyRole.FUNDING)
        return {key: Q(pk__in=donors.filter(name__in=names).values("claim")) for key, names in self.names.items()}


def _donors(request: HttpRequest) -> list[tuple[str, Any]]:
    """Return the names of the donors with the most claims, each with its organisation, if one goes by it."""
    claims: Callable[[], Any] = Claim.objects.needing_review if is_queue(request) else Claim.objects.all
    named = ClaimParty.objects.filter(role=PartyRole.FUNDING, claim__in=claims().values("pk")).order_by()
    counted = named.values("name").annotate(number=Count("claim", distinct=True)).order_by("-number", "name")
    names = [row["name"] for row in counted[:MOST_DONORS]]
    aliases = OrganisationAlias.objects.filter(normalised__in=map(normalise_name, names))
    known = {alias.normalised: alias.organisation for alias in aliases.select_related("organisation")}
    return [(name, known.get(normalise_name(name))) for name in names]
