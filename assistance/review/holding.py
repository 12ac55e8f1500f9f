"""Holding a record while it is decided on, and checking it before it is written."""

from django.core.exceptions import ValidationError
from django.db import models

from assistance.review.errors import ReviewError


def hold(record: models.Model) -> None:
    """Fetch ``record`` anew and keep others from changing it until the transaction ends.

    Whoever decided on it in the meantime is then heard, and what they wrote is not written over. Claims are held
    before commitments, so that two people never wait for one another.
    """
    type(record)._base_manager.select_for_update().get(pk=record.pk)
    record.refresh_from_db()


def check(record: models.Model, *, exclude: tuple[str, ...] = ()) -> None:
    """Raise ``ReviewError`` where the database or a reader could make nothing of ``record``."""
    try:
        record.full_clean(exclude=exclude)
    except ValidationError as error:
        raise ReviewError(" ".join(error.messages)) from error
