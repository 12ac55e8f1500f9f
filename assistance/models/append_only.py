"""Rows that are written once: what a release said and what was decided are never edited."""

from collections.abc import Iterable
from typing import Any, NoReturn

from django.db import models


class AppendOnlyError(TypeError):
    """Raised on an attempt to change or delete a row that is written once."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """A queryset that reads and creates, and refuses ``update`` and ``delete``."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError(f"{self.model.__name__} rows are never edited; record a new one instead.")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError(f"{self.model.__name__} rows are never deleted.")

    def bulk_create(self, objs: Iterable[Any], *args: Any, update_conflicts: bool = False, **kwargs: Any) -> list[Any]:
        """Insert ``objs``; refuse to write over rows that are there."""
        if update_conflicts:
            raise AppendOnlyError(f"{self.model.__name__} rows are never edited; record a new one instead.")
        return super().bulk_create(objs, *args, **kwargs)


class AppendOnlyManager(models.Manager[Any]):
    """Reads and creates rows that are written once."""

    def get_queryset(self) -> AppendOnlyQuerySet:
        """Return the queryset that refuses ``update`` and ``delete``."""
        return AppendOnlyQuerySet(self.model, using=self._db)

    def delete(self) -> NoReturn:
        """Refuse."""
        self.get_queryset().delete()


class AppendOnly(models.Model):
    """Base of the models whose rows may be added and read only."""

    objects = AppendOnlyManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row; refuse to write it a second time."""
        if not self._state.adding:
            raise AppendOnlyError(f"{type(self).__name__} rows are never edited; record a new one instead.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError(f"{type(self).__name__} rows are never deleted.")
