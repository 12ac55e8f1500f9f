"""Organisations: those that give, pass on, carry out and receive; and the names they go by."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from assistance.models.bilingual import in_reader_language, one_language_given
from assistance.models.choices import choices_of
from assistance.models.validation import validate_country
from assistance.models.withholdings import public
from assistance.vocabulary import OrganisationType, PartyRole, normalise_name, stem


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Organisations by what they do and who may see them."""

    def current(self) -> Self:
        """Return those that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    def in_role(self, *roles: PartyRole) -> Self:
        """Return those that bear one of ``roles`` in some commitment, public or not."""
        return self.current().filter(pk__in=self._parties(roles).values("organisation"))

    def published_in_role(self, *roles: PartyRole) -> Self:
        """Return those that bear one of ``roles`` in a commitment that is public."""
        parties = self._parties(roles).filter(public("commitment", "commitment"))
        return self.current().filter(pk__in=parties.values("organisation"))

    def published(self) -> Self:
        """Return those that a public commitment names."""
        return self.published_in_role(*PartyRole)

    def name_holding(self, words: str) -> Self:
        """Return those one of whose names holds every one of ``words``, in this form of it or another."""
        found = self
        for word in normalise_name(words).split():
            aliases = OrganisationAlias.objects.filter(
                models.Q(normalised__contains=word) | models.Q(normalised__contains=stem(word))
            )
            found = found.filter(pk__in=aliases.values("organisation"))
        return found

    def _parties(self, roles: tuple[PartyRole, ...]) -> models.QuerySet[models.Model]:
        parties = Organisation._meta.get_field("party_in").related_model
        return parties._default_manager.filter(role__in=roles)

    def named(self, name: str) -> Self:
        """Return the organisation that goes by ``name``, spelling differences aside; none or one."""
        return self.current().filter(aliases__normalised=normalise_name(name))

    def identified(self, names: Iterable[str]) -> Self:
        """Return those whose identifier in IATI's form is one of ``names``."""
        return self.current().filter(identifier__in=list(names))


class Organisation(models.Model):
    """A state, agency, fund, company or service. A donor state stands for its ministries."""

    name_en = models.CharField(_("name in English"), max_length=255, blank=True, default="")
    name_uk = models.CharField(_("name in Ukrainian"), max_length=255, blank=True, default="")
    type = models.CharField(
        _("type"),
        max_length=2,
        choices=choices_of(OrganisationType),
        default=OrganisationType.OTHER.value,
        help_text=_("IATI organisation type."),
    )
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        default="",
        validators=[validate_country],
        help_text=_("ISO 3166-1 code of two letters, such as JP; empty for international bodies."),
    )
    identifier = models.CharField(
        _("identifier"),
        max_length=100,
        unique=True,
        null=True,
        blank=True,
        help_text=_("Organisation identifier in IATI's form, such as XM-DAC-41114."),
    )
    desk_officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"is_staff": True, "is_active": True},
        related_name="desks",
        verbose_name=_("desk officer"),
        help_text=_("Who keeps the dossier of this donor and gets its weekly digest."),
    )
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

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name_en", "name_uk", "pk"]
        constraints = [
            one_language_given("name_en", "name_uk", name="organisation_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | ~models.Q(merged_into=models.F("id")),
                name="organisation_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, or in the other one where it is missing."""
        return in_reader_language(self.name_en, self.name_uk)


class OrganisationAlias(models.Model):
    """A name an organisation goes by, its official ones among them; no two organisations share one."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("organisation")
    )
    name = models.CharField(_("name"), max_length=255)
    normalised = models.CharField(_("as compared"), max_length=255, unique=True, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(normalised=""), name="alias_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name


class DonorManager(models.Manager["Donor"]):
    """Organisations that fund some commitment."""

    def get_queryset(self) -> OrganisationQuerySet:  # type: ignore[override]
        """Return organisations in the funding role."""
        return OrganisationQuerySet(self.model, using=self._db).in_role(PartyRole.FUNDING)


class Donor(Organisation):
    """An organisation that gives, seen as a donor."""

    objects = DonorManager()  # type: ignore[assignment,misc]

    class Meta:
        proxy = True
        verbose_name = _("donor")
        verbose_name_plural = _("donors")

    def save(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: the history does not follow a proxy."""
        raise TypeError("A donor is only looked at. Save it as an Organisation, whose history follows.")
