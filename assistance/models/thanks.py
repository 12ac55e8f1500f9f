"""Thanks that were given to a donor, so that nobody is thanked twice for one thing, or never."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from assistance.models.bilingual import in_reader_language, one_language_given
from assistance.models.organisations import Organisation
from assistance.models.releases import Release


class Thanks(models.Model):
    """Thanks given to ``donor`` on a day: for what, by whom, and the release that tells of it, if one does."""

    donor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="thanks", verbose_name=_("donor"))
    given_on = models.DateField(_("given on"))
    occasion_en = models.CharField(_("occasion in English"), max_length=300, blank=True, default="")
    occasion_uk = models.CharField(_("occasion in Ukrainian"), max_length=300, blank=True, default="")
    by_whom = models.CharField(_("by whom"), max_length=255, blank=True, default="")
    release = models.ForeignKey(
        Release, on_delete=models.PROTECT, null=True, blank=True, related_name="thanks", verbose_name=_("release")
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name=_("made by"),
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("thanks")
        verbose_name_plural = _("thanks")
        ordering = ["-given_on", "-pk"]
        constraints = [one_language_given("occasion_en", "occasion_uk", name="thanks_have_an_occasion")]

    def __str__(self) -> str:
        return self.occasion

    @property
    def occasion(self) -> str:
        """The occasion in the reader's language, or in the other one where it is missing."""
        return in_reader_language(self.occasion_en, self.occasion_uk)
