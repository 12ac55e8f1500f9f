"""What a merge would do, before anybody decides on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from assistance.models import Claim, Commitment, DeliveryEvent, EquipmentLine
from assistance.review.decisions import merge
from assistance.review.deliveries import DeliveryFact
from assistance.review.errors import ReviewError
from assistance.vocabulary import CommitmentStatus, Relation


@dataclass(frozen=True, kw_only=True)
class MergePreview:
    """A commitment as it stands and as it would stand, with what would be written to it.

    ``deliveries`` and ``lines`` are not stored. ``refused`` tells why the merge would not be taken, and is empty where
    it would; ``after`` is then as ``before``.
    """

    before: Commitment
    after: Commitment
    deliveries: tuple[DeliveryEvent, ...] = ()
    lines: tuple[EquipmentLine, ...] = ()
    refused: str = ""


def preview_merge(
    claim: Claim,
    *,
    into: Commitment,
    relation: Relation,
    by: User,
    reason: str = "",
    status: CommitmentStatus | None = None,
    deliveries: Sequence[DeliveryFact] | None = None,
) -> MergePreview:
    """Return what ``merge`` with the same arguments would do: it is done and rolled back, so the two never differ."""
    before = Commitment.objects.get(pk=into.pk)
    known = set(before.equipment.values_list("pk", flat=True))
    with transaction.atomic():
        try:
            after = merge(
                Claim.objects.with_facts().get(pk=claim.pk),
                into=Commitment.objects.get(pk=into.pk),
                relation=relation,
                by=by,
                reason=reason,
                status=status,
                deliveries=deliveries,
            )
        except ReviewError as error:
            return MergePreview(before=before, after=before, refused=str(error))
        preview = MergePreview(
            before=before,
            after=after,
            deliveries=tuple(DeliveryEvent.objects.filter(claim=claim).select_related("line", "claim_item")),
            lines=tuple(after.equipment.exclude(pk__in=known)),
        )
        transaction.set_rollback(True)
    return preview
