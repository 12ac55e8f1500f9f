"""Saved filters: what staff narrowed a list to, under a name."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

#: How many characters of an address are kept.
LONGEST_QUERY = 2000


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    """Saved filters by who may see them."""

    def seen_by(self, user: User) -> Self:
        """Return those of ``user`` and those that colleagues share."""
        return self.filter(models.Q(owner=user) | models.Q(shared=True))


class SavedFilter(models.Model):
    """What one member of staff narrowed, searched and ordered a list to.

    ``listed`` is the label of the list's model, such as ``assistance.commitment``; ``query`` is what stands behind
    the question mark of the list's address, encoded.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters", verbose_name=_("owner")
    )
    listed = models.CharField(_("list"), max_length=100, editable=False)
    name = models.CharField(_("name"), max_length=80)
    query = models.CharField(_("filter"), max_length=LONGEST_QUERY, editable=False)
    shared = models.BooleanField(_("shared with colleagues"), default=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    history = HistoricalRecords()

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["listed", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "listed", "name"], name="saved_filter_name_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="saved_filter_has_a_name"),
            models.CheckConstraint(condition=~models.Q(query=""), name="saved_filter_narrows_something"),
        ]

    def __str__(self) -> str:
        return self.name
