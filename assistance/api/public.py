"""What the API fetches: public rows only, and nested in them public rows only.

A single record that is not public comes out as None: the prefetched ``claim`` of a delivery that rests on a claim no
public commitment stands on, the ``release`` of a need whose release was withheld.
"""

from __future__ import annotations

from typing import cast

from django.db.models import Count, F, IntegerField, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from assistance.models import (
    Claim,
    ClaimItem,
    Commitment,
    CommitmentParty,
    DeliveryEvent,
    EquipmentLine,
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
from assistance.models.equipment import EquipmentLineQuerySet
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
    changes = StatusChange.objects.prefetch_related(Prefetch("claim", claims().prefetch_related("evidence")))
    return commitments().prefetch_related(
        Prefetch("equipment", lines_with_deliveries().order_by("pk")),
        Prefetch("claims", claims().prefetch_related(*FACTS, "decisions__evidence")),
        Prefetch("status_changes", changes),
    )


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


def whole_lines() -> EquipmentLineQuerySet:
    """Return the equipment lines of public commitments with all there is to say of them."""
    fetched = lines_with_deliveries().select_related("commitment")
    return fetched.prefetch_related("commitment__parties__organisation").order_by("-commitment", "pk")


def donors() -> QuerySet[Organisation]:
    """Return those who fund public commitments, each with the number of these as ``commitments``."""
    funded = CommitmentParty.objects.filter(
        organisation=OuterRef("pk"), role=PartyRole.FUNDING, commitment__in=Commitment.objects.published()
    )
    return Organisation.objects.published_in_role(PartyRole.FUNDING).annotate(
        commitment_count=_count(funded, "organisation")
    )


def funded_by(donor: Organisation) -> CommitmentQuerySet:
    """Return the public commitments that ``donor`` funds, alone or with others."""
    parties = CommitmentParty.objects.filter(organisation=donor, role=PartyRole.FUNDING)
    return Commitment.objects.published().filter(pk__in=parties.values("commitment"))


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
    stated = StatedTotal.objects.published().prefetch_related("donors").order_by("start", "pk")
    return (
        releases()
        .defer(None)
        .prefetch_related(
            Prefetch("claims", claims().order_by("number", "pk").prefetch_related(*FACTS, "decisions__evidence")),
            Prefetch("needs", needs().order_by("start", "pk")),
            Prefetch("stated_totals", stated),
            "traps",
        )
    )


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
