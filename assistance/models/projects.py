"""Projects: what several commitments may serve together."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from assistance.models.bilingual import in_reader_language, one_language_given
from assistance.models.choices import choices_of
from assistance.models.validation import start_before_end
from assistance.models.withholdings import public
from assistance.vocabulary import DAC_PURPOSE, ReferenceScheme, Region, Sector


class ProjectQuerySet(models.QuerySet["Project"]):
    """Projects by who may see them."""

    def current(self) -> Self:
        """Return those that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    def published(self) -> Self:
        """Return those that a public commitment belongs to."""
        return self.filter(public("commitment", "commitments")).distinct()


class Project(models.Model):
    """A named undertaking with its sectors, places and time."""

    title_en = models.CharField(_("title in English"), max_length=300, blank=True, default="")
    title_uk = models.CharField(_("title in Ukrainian"), max_length=300, blank=True, default="")
    description_en = models.TextField(_("description in English"), blank=True, default="")
    description_uk = models.TextField(_("description in Ukrainian"), blank=True, default="")
    start = models.DateField(_("start"), null=True, blank=True)
    end = models.DateField(_("end"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_here",
        verbose_name=_("merged into"),
    )
    history = HistoricalRecords()

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["title_en", "title_uk", "pk"]
        constraints = [
            one_language_given("title_en", "title_uk", name="project_has_a_title"),
            start_before_end("start", "end", name="project_starts_before_it_ends"),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="project_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the reader's language, or in the other one where it is missing."""
        return in_reader_language(self.title_en, self.title_uk)

    @property
    def description(self) -> str:
        """The description in the reader's language, or in the other one where it is missing."""
        return in_reader_language(self.description_en, self.description_uk)


class SectorRow(models.Model):
    """Base of the sectors of a record."""

    sector = models.CharField(_("sector"), max_length=20, choices=choices_of(Sector))

    class Meta:
        abstract = True
        ordering = ["sector", "pk"]

    def __str__(self) -> str:
        return str(self.get_sector_display())

    @property
    def dac_code(self) -> str:
        """The OECD DAC purpose code this sector is reported under."""
        return DAC_PURPOSE[Sector(self.sector)]


class ProjectSector(SectorRow):
    """A sector of a project."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="sectors", verbose_name=_("project"))
    history = HistoricalRecords()

    class Meta(SectorRow.Meta):
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        constraints = [models.UniqueConstraint(fields=["project", "sector"], name="project_sector_once")]


class PlaceRow(models.Model):
    """Base of the places of a record."""

    region = models.CharField(_("region"), max_length=5, choices=choices_of(Region))

    class Meta:
        abstract = True
        ordering = ["region", "pk"]

    def __str__(self) -> str:
        return str(self.get_region_display())


class ProjectPlace(PlaceRow):
    """A region a project works in."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="places", verbose_name=_("project"))
    history = HistoricalRecords()

    class Meta(PlaceRow.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [models.UniqueConstraint(fields=["project", "region"], name="project_region_once")]


class ProjectReference(models.Model):
    """A number a project is known by elsewhere."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="references", verbose_name=_("project"))
    scheme = models.CharField(_("scheme"), max_length=20, choices=choices_of(ReferenceScheme))
    number = models.CharField(_("number"), max_length=100)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("reference number")
        verbose_name_plural = _("reference numbers")
        ordering = ["scheme", "number", "pk"]
        constraints = [models.UniqueConstraint(fields=["project", "scheme", "number"], name="project_reference_once")]

    def __str__(self) -> str:
        return self.number
