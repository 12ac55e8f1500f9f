"""Writing a record so that its history says who did it."""

from django.contrib.auth.models import User
from django.db import models


def write(record: models.Model, *, by: User, why: str = "") -> None:
    """Save ``record``; its history gets ``by`` as the one who did it and ``why`` as the reason."""
    record._history_user = by  # type: ignore[attr-defined]
    record._change_reason = why[:100] or None  # type: ignore[attr-defined]
    record.save()


def erase(record: models.Model, *, by: User, why: str = "") -> None:
    """Delete ``record``; its history keeps what it was, who removed it and ``why``."""
    record._history_user = by  # type: ignore[attr-defined]
    record._change_reason = why[:100] or None  # type: ignore[attr-defined]
    record.delete()
