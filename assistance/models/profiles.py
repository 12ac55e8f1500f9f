"""What the tracker keeps of a member of staff beside the login."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from assistance.models.choices import choices_of
from assistance.models.validation import one_of
from assistance.vocabulary import Language


class StaffProfile(models.Model):
    """The language that mail to ``user`` is written in, and the day the last digest went out."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="staff_profile", verbose_name=_("user")
    )
    language = models.CharField(_("language of mail"), max_length=2, choices=choices_of(Language))
    digest_sent_on = models.DateField(_("last digest sent on"), null=True, blank=True, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("staff profile")
        verbose_name_plural = _("staff profiles")
        ordering = ["user", "pk"]
        constraints = [one_of("language", [word.value for word in Language], name="profile_language_known")]

    def __str__(self) -> str:
        return str(self.user)
