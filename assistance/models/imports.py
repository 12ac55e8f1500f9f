"""Files that wait between the preview of an import and its confirmation."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

#: How long a preview may be looked at before its file is thrown away.
KEPT_FOR = timedelta(days=1)


def new_token() -> str:
    """Return what nobody guesses."""
    return secrets.token_urlsafe(24)


class AwaitedImportQuerySet(models.QuerySet["AwaitedImport"]):
    """Files by whose they are and whether they still count."""

    def standing(self) -> Self:
        """Return those that were sent within the last day."""
        return self.filter(sent_at__gt=timezone.now() - KEPT_FOR)

    def stale(self) -> Self:
        """Return those that nobody confirmed in time."""
        return self.filter(sent_at__lte=timezone.now() - KEPT_FOR)


class AwaitedImport(models.Model):
    """A file somebody sent to be imported, and what it would do; gone once it is imported, or a day later."""

    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    resource = models.CharField(max_length=30)
    file_name = models.CharField(max_length=255)
    content = models.BinaryField()
    plan = models.JSONField(default=list)
    sent_at = models.DateTimeField(auto_now_add=True)

    objects = AwaitedImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("file to be imported")
        verbose_name_plural = _("files to be imported")
        ordering = ["-sent_at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.file_name
