"""What the API fetches: public rows only, and nested in them public rows only.

A single record that is not public comes out as None: the prefetched ``claim`` of a delivery that rests on a claim no
public commitment stands on, the ``release`` of a need whose release was withheld.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.db.models import Count, F, IntegerField, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from assistance.models import (
    Claim,
    ClaimItem,
    Commitment,
    CommitmentParty,
    DeliveryEvent,
    EquipmentLine,
    ExchangeRate,
    Need,
    NeedCoverage,
    Organisation,
    Project,
    Release,
    StatedTotal,
    StatusChange,
)
from assistance.models.claims import ClaimQuerySet
from assistance.models.commitments import CommitmentQuerySet
from assistance.models.equipment import DeliveryEventQuerySet, EquipmentLineQuerySet
from assistance.vocabulary import PartyRole

#: The facts of a claim, each with its words.
FACTS = ("evidence", "parties", "items", "places", "sectors")


def claims() -> ClaimQuerySet:
    """Return the claims that public commitments stand on, of public releases, in the order of their dates."""
    ordered = Claim.objects.published().order_by(F("release__published_on").asc(nulls_last=True), "pk")
    return ordered.select_related("release", "link__commitment").defer("release__text")


def items() -> QuerySet[ClaimItem]:
    """Return the items of those claims."""
    return cast("QuerySet[ClaimItem]", ClaimItem.objects.filter(claim__in=claims().order_by()).select_related("claim"))


def sources() -> QuerySet[Release]:
    """Return the public releases without their texts, to name as sources."""
    return Release.objects.published().defer("text")


def commitments() -> CommitmentQuerySet:
    """Return the public commitments with what their list shows, the newest first."""
    return Commitment.objects.published().with_parties().with_sources(public=True).newest_first()


def whole_commitments() -> CommitmentQuerySet:
    """Return the public commitments with all there is to say of them."""
    rows: CommitmentQuerySet = with_status_changes(with_claims(with_equipment(commitments())))
    return rows


def with_equipment(rows: Any) -> Any:
    """Fetch the equipment of commitments along, with every delivery and its words."""
    return rows.prefetch_related(Prefetch("equipment", lines_with_deliveries().order_by("pk")))


def with_deliveries(rows: Any) -> Any:
    """Fetch the equipment of commitments along as ``delivered_lines``, for the sake of its deliveries."""
    return rows.prefetch_related(Prefetch("equipment", lines_with_deliveries().order_by("pk"), "delivered_lines"))


def with_claims(rows: Any) -> Any:
    """Fetch the claims of commitments along, each fact with its words."""
    return rows.prefetch_related(Prefetch("claims", claims().prefetch_related(*FACTS, "decisions__evidence")))


def with_status_changes(rows: Any) -> Any:
    """Fetch the changes of status of commitments along."""
    changes = StatusChange.objects.prefetch_related(Prefetch("claim", claims().prefetch_related("evidence")))
    return rows.prefetch_related(Prefetch("status_changes", changes))


def whole_claims() -> ClaimQuerySet:
    """Return the public claims with every fact and its words, those of the latest release first."""
    newest = claims().order_by(F("release__published_on").desc(nulls_last=True), "-pk")
    return newest.prefetch_related(*FACTS, "decisions__evidence")


def lines() -> EquipmentLineQuerySet:
    """Return the equipment lines of public commitments with what their list shows."""
    counted = EquipmentLine.objects.published().with_accounts().select_related("commitment")
    return counted.prefetch_related("commitment__parties__organisation").order_by("-commitment", "pk")


def lines_with_deliveries() -> EquipmentLineQuerySet:
    """Return the equipment lines of public commitments with every delivery and its words."""
    deliveries = DeliveryEvent.objects.told().prefetch_related(
        Prefetch("claim", claims()), Prefetch("claim_item", items())
    )
    return EquipmentLine.objects.published().prefetch_related(
        Prefetch("claim_item", items()), Prefetch("deliveries", deliveries)
    )


def deliveries() -> DeliveryEventQuerySet:
    """Return the deliveries of the equipment of public commitments with their words, the latest first."""
    told = DeliveryEvent.objects.told().filter(line__in=EquipmentLine.objects.published().order_by().values("pk"))
    fetched = told.select_related("line__commitment").prefetch_related(
        Prefetch("claim", claims()), Prefetch("claim_item", items())
    )
    return fetched.order_by(F("happened_on").desc(nulls_last=True), "-pk")


def rates() -> QuerySet[ExchangeRate]:
    """Return the exchange rates, the latest first."""
    return ExchangeRate.objects.order_by("-date", "currency", "target", "source", "pk")


def whole_lines() -> EquipmentLineQuerySet:
    """Return the equipment lines of public commitments with all there is to say of them."""
    fetched = lines_with_deliveries().select_related("commitment")
    return fetched.prefetch_related("commitment__parties__organisation").order_by("-commitment", "pk")


def organisations(role: PartyRole) -> QuerySet[Organisation]:
    """Return those that are ``role`` in public commitments, each with the number of these as ``commitment_count``."""
    parties = CommitmentParty.objects.filter(
        organisation=OuterRef("pk"), role=role, commitment__in=Commitment.objects.published()
    )
    return Organisation.objects.published_in_role(role).annotate(commitment_count=_count(parties, "organisation"))


def donors() -> QuerySet[Organisation]:
    """Return those who fund public commitments."""
    return organisations(PartyRole.FUNDING)


def recipients() -> QuerySet[Organisation]:
    """Return those who receive public commitments."""
    return organisations(PartyRole.RECIPIENT)


def belonging_to(project: Project) -> CommitmentQuerySet:
    """Return the public commitments of ``project``."""
    return Commitment.objects.published().filter(project=project)


def projects() -> QuerySet[Project]:
    """Return the projects of public commitments, each with the number of these as ``commitments``."""
    belonging = Commitment.objects.published().filter(project=OuterRef("pk"))
    counted = Project.objects.published().annotate(commitment_count=_count(belonging, "project"))
    return counted.prefetch_related("sectors", "places", "references")


def releases() -> QuerySet[Release]:
    """Return the public releases without their texts."""
    return sources().prefetch_related(Prefetch("supersedes", sources()), Prefetch("superseded_by", sources()))


def whole_releases() -> QuerySet[Release]:
    """Return the public releases with their texts and all that was found in them and is public."""
    rows = releases()
    for fetch in RELEASE_PARTS.values():
        rows = fetch(rows)
    return rows


def _with_claims_in_order(rows: Any) -> Any:
    found = claims().order_by("number", "pk").prefetch_related(*FACTS, "decisions__evidence")
    return rows.prefetch_related(Prefetch("claims", found))


def _with_totals(rows: Any) -> Any:
    stated = StatedTotal.objects.published().prefetch_related("donors").order_by("start", "pk")
    return rows.prefetch_related(Prefetch("stated_totals", stated))


#: What belongs to a release beside what its list shows, and what fetches it along.
RELEASE_PARTS: dict[str, Callable[[Any], Any]] = {
    "text": lambda rows: rows.defer(None),
    "claims": _with_claims_in_order,
    "needs": lambda rows: rows.prefetch_related(Prefetch("needs", needs().order_by("start", "pk"))),
    "stated_totals": _with_totals,
    "traps": lambda rows: rows.prefetch_related("traps"),
}


def totals() -> QuerySet[StatedTotal]:
    """Return the public totals that public releases state, those of the latest first."""
    stated = StatedTotal.objects.published().filter(release__in=sources())
    newest = stated.order_by(F("release__published_on").desc(nulls_last=True), "-pk")
    return newest.prefetch_related("donors", Prefetch("release", sources()))


def needs() -> QuerySet[Need]:
    """Return the public needs with their accounts and the equipment of public commitments that covers them."""
    covering = NeedCoverage.objects.filter(line__in=EquipmentLine.objects.published())
    return (
        Need.objects.published()
        .with_public_accounts()
        .prefetch_related(
            Prefetch("repeats", Need.objects.published()),
            Prefetch("release", sources()),
            Prefetch("coverage", covering.select_related("line__commitment")),
        )
    )


def needs_once() -> QuerySet[Need]:
    """Return the public needs, each once however often it was asked."""
    public = Need.objects.published()
    return needs().filter(pk__in=public.asked_first(among=public).order_by().values("pk"))


def _count(rows: QuerySet[CommitmentParty] | QuerySet[Commitment], by: str) -> Coalesce:
    """Return how many ``rows`` there are for one ``by``, as a sub-select: a join would multiply."""
    counted = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
