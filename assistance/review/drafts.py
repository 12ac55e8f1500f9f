"""What is still in the making, and what others rely on already."""

from __future__ import annotations

from django.db.models import Model

from assistance.models import (
    Commitment,
    DeliveryEvent,
    EquipmentLine,
    Need,
    Organisation,
    Project,
    Release,
    StatedTotal,
)
from assistance.vocabulary import Visibility


def is_draft(record: Model) -> bool:
    """Return whether ``record`` is in the making: neither public nor withheld, and named by nothing public.

    A line and a delivery are what their commitment is. What has no public side is always in the making.
    """
    if isinstance(record, Commitment | Need | Release | StatedTotal):
        return record.visibility == Visibility.DRAFT
    if isinstance(record, EquipmentLine):
        return is_draft(record.commitment)
    if isinstance(record, DeliveryEvent):
        return is_draft(record.line)
    if isinstance(record, Organisation):
        return not Organisation.objects.published().filter(pk=record.pk).exists()
    if isinstance(record, Project):
        return not Project.objects.published().filter(pk=record.pk).exists()
    return True
