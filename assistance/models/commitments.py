"""Commitments: what staff decided there is, with its parties, places and claims."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from assistance.models.bilingual import in_reader_language, one_language_given
from assistance.models.choices import choices_of
from assistance.models.claims import Claim, Decision
from assistance.models.held_back import HeldBack, HeldBackError, HoldingBack
from assistance.models.organisations import Organisation
from assistance.models.projects import PlaceRow, Project, SectorRow
from assistance.models.releases import Release
from assistance.models.validation import MONEY_DIGITS, amount_with_currency, one_of, start_before_end, validate_currency
from assistance.models.withholdings import PublishableQuerySet, Withholding
from assistance.models.withholdings import public as public_in
from assistance.vocabulary import (
    CommitmentStatus,
    Hedge,
    Kind,
    Outcome,
    PartyRole,
    Relation,
    ValuationBasis,
    Visibility,
    WithheldScope,
    lemma,
    normalise_name,
)


class CommitmentQuerySet(PublishableQuerySet["Commitment"]):
    """Commitments by who may see them, with what a page of them needs."""

    target = "commitment"

    def standing(self) -> Self:
        """Return all but those whose first report was reopened, so that nothing made them any longer."""
        links = CommitmentClaim.objects.filter(commitment=models.OuterRef("pk"), relation=Relation.FIRST)
        accepted = Decision.objects.filter(commitment=models.OuterRef("pk"), outcome=Outcome.ACCEPTED)
        return self.filter(models.Exists(links) | ~models.Exists(accepted))

    def published(self) -> Self:
        """Return those the public sees, each without the facts that are withheld of it."""
        shown = super().published()
        shown._iterable_class = HoldingBack
        return shown

    def telling(self, scope: WithheldScope) -> Self:
        """Return those of which ``scope`` is not withheld."""
        return self.exclude(pk__in=Withholding.objects.standing().of(scope).keys("commitment"))

    def with_parties(self) -> Self:
        """Fetch parties and project along, in a fixed number of queries."""
        return self.select_related("project").prefetch_related("parties__organisation", "sectors", "places")

    def with_sources(self, *, public: bool = False) -> Self:
        """Add ``independent_sources``: how many witnesses its claims come from, copies and translations being one.

        A corrected version of a page that speaks of it too is no further witness. With ``public``, of releases that
        staff made public; ``sources_withheld`` then tells whether one of these is not shown, as it tells what is
        withheld. It counts all the same: that something is withheld makes nothing less sure.
        """
        links = CommitmentClaim.objects.filter(commitment=models.OuterRef("pk"))
        if public:
            links = links.filter(public_in("release", "claim__release"))
        corrected = CommitmentClaim.objects.filter(
            commitment=models.OuterRef("commitment"), claim__release__supersedes=models.OuterRef("claim__release")
        )
        witness = Coalesce("claim__release__witness_of", "claim__release")
        counted = (
            links.exclude(models.Exists(corrected))
            .order_by()
            .values("commitment")
            .annotate(number=models.Count(witness, distinct=True))
        )
        number = models.Subquery(counted.values("number"), output_field=models.IntegerField())
        counting = self.annotate(independent_sources=Coalesce(number, 0))
        unshown = links.exclude(claim__release__in=Release.objects.published())
        return counting.annotate(sources_withheld=models.Exists(unshown)) if public else counting

    def matching(self, words: str) -> Self:
        """Return those in whose search text every one of ``words`` stands, in this form of it or another."""
        found = self
        for word in normalise_name(words).split():
            found = found.holding_word(word)
        return found

    def holding_word(self, word: str) -> Self:
        """Return those in whose search text ``word``, folded, stands, in this form of it or another."""
        return self.filter(models.Q(search_text__contains=word) | models.Q(search_text__contains=f" {lemma(word)} "))

    def with_last_word(self) -> Self:
        """Add ``last_reported``: the day of the latest dated release that speaks of it, None without one."""
        last = (
            CommitmentClaim.objects.filter(commitment=models.OuterRef("pk"))
            .order_by()
            .values("commitment")
            .annotate(day=models.Max("claim__release__published_on"))
        )
        return self.annotate(last_reported=models.Subquery(last.values("day")))

    def reported_within(self, since: date | None, until: date | None) -> Self:
        """Return those that a release speaks of that staff made public and that was published in these days."""
        links = CommitmentClaim.objects.filter(public_in("release", "claim__release"))
        if since:
            links = links.filter(claim__release__published_on__gte=since)
        if until:
            links = links.filter(claim__release__published_on__lte=until)
        return self.filter(pk__in=links.order_by().values("commitment"))

    def newest_first(self) -> Self:
        """Order by when a release first spoke of it, the newest first, those without a date last."""
        first_word = (
            CommitmentClaim.objects.filter(commitment=models.OuterRef("pk"))
            .order_by(models.F("claim__release__published_on").asc(nulls_last=True))
            .values("claim__release__published_on")[:1]
        )
        return self.annotate(first_reported=models.Subquery(first_word)).order_by(
            models.F("first_reported").desc(nulls_last=True), "-pk"
        )


class Commitment(models.Model):
    """One piece of assistance as staff decided it: who gives what to whom, how much, and how sure it is.

    ``amount`` is in full units of ``currency`` as the source states it; both are given or neither. Of a range it is
    the lower end, ``amount_upper`` the upper one.
    """

    title_en = models.CharField(_("title in English"), max_length=300, blank=True, default="")
    title_uk = models.CharField(_("title in Ukrainian"), max_length=300, blank=True, default="")
    project = models.ForeignKey(
        Project,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"merged_into__isnull": True},
        related_name="commitments",
        verbose_name=_("project"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=choices_of(Kind))
    amount = models.DecimalField(_("amount"), max_digits=MONEY_DIGITS, decimal_places=2, null=True, blank=True)
    currency = models.CharField(
        _("currency"),
        max_length=3,
        blank=True,
        default="",
        validators=[validate_currency],
        help_text=_("ISO 4217 code, such as USD."),
    )
    amount_hedge = models.CharField(
        _("how firm the amount is"), max_length=10, choices=choices_of(Hedge), default=Hedge.EXACT.value
    )
    amount_upper = models.DecimalField(
        _("upper end of the amount"), max_digits=20, decimal_places=2, null=True, blank=True
    )
    valuation_basis = models.CharField(
        _("valuation basis"), max_length=15, choices=choices_of(ValuationBasis), default=ValuationBasis.UNKNOWN.value
    )
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=choices_of(CommitmentStatus),
        editable=False,
        help_text=_("Changed only with a reason or a claim; see the history of its status."),
    )
    period_start = models.DateField(_("period start"), null=True, blank=True)
    period_end = models.DateField(_("period end"), null=True, blank=True)
    visibility = models.CharField(
        _("visibility"), max_length=10, choices=choices_of(Visibility), default=Visibility.DRAFT.value, editable=False
    )
    note = models.TextField(_("note"), blank=True, default="", help_text=_("For staff only; never shown in public."))
    search_text = models.TextField(editable=False, blank=True, default="")
    claims = models.ManyToManyField(Claim, through="CommitmentClaim", related_name="commitments")
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)
    history = HistoricalRecords(excluded_fields=["search_text"])

    objects = CommitmentQuerySet.as_manager()

    #: What is withheld of it, where it was fetched for the public.
    held_back: tuple[HeldBack, ...] = ()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["-pk"]
        constraints = [
            one_language_given("title_en", "title_uk", name="commitment_has_a_title"),
            amount_with_currency("commitment_amount_with_currency"),
            models.CheckConstraint(
                condition=models.Q(amount_upper__isnull=True)
                | models.Q(amount__isnull=False, amount_upper__gte=models.F("amount")),
                name="commitment_upper_amount_above_lower",
            ),
            start_before_end("period_start", "period_end", name="commitment_starts_before_it_ends"),
            one_of("status", [s.value for s in CommitmentStatus], name="commitment_status_known"),
            one_of("visibility", [v.value for v in Visibility], name="commitment_visibility_known"),
        ]
        indexes = [models.Index(fields=["visibility", "status"], name="commitment_public_status")]
        permissions = [
            ("publish_commitment", _("Can make commitments public and withhold them")),
            ("edit_public", _("Can edit records that are public or withheld")),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it; refuse where facts were taken from it for the public: they would be lost."""
        if self.held_back:
            raise HeldBackError(f"Commitment {self.pk} was fetched for the public. Fetch it anew to change it.")
        super().save(*args, **kwargs)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Fetch it anew, with what is withheld of it."""
        super().refresh_from_db(*args, **kwargs)
        self.held_back = ()

    @property
    def title(self) -> str:
        """The title in the reader's language, or in the other one where it is missing."""
        return in_reader_language(self.title_en, self.title_uk)

    def withholds(self, scope: WithheldScope) -> bool:
        """Return whether ``scope`` was taken from it for the public."""
        return any(entry.scope == scope for entry in self.held_back)

    def organisations_in(self, *roles: PartyRole) -> list[Organisation]:
        """Return the organisations in ``roles``, in order."""
        return [party.organisation for party in self.parties.all() if party.role in roles]


class CommitmentParty(models.Model):
    """An organisation's role in a commitment, in IATI's terms, recipients beside them."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="parties", verbose_name=_("commitment")
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="party_in", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=20, choices=choices_of(PartyRole))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "organisation", "role"], name="party_once_in_a_role"),
            one_of("role", [r.value for r in PartyRole], name="party_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"


class CommitmentSector(SectorRow):
    """A sector of a commitment."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="sectors", verbose_name=_("commitment")
    )
    history = HistoricalRecords()

    class Meta(SectorRow.Meta):
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        constraints = [models.UniqueConstraint(fields=["commitment", "sector"], name="commitment_sector_once")]


class CommitmentPlace(PlaceRow):
    """A region a commitment goes to."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, related_name="places", verbose_name=_("commitment")
    )
    history = HistoricalRecords()

    class Meta(PlaceRow.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")
        constraints = [models.UniqueConstraint(fields=["commitment", "region"], name="commitment_region_once")]


class CommitmentClaim(models.Model):
    """The standing link of a claim to the commitment it speaks of. A claim has one at the most."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="claim_links", verbose_name=_("commitment")
    )
    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="link", verbose_name=_("claim"))
    relation = models.CharField(_("relation"), max_length=15, choices=choices_of(Relation))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("linked claim")
        verbose_name_plural = _("linked claims")
        ordering = [models.F("claim__release__published_on").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment"], condition=models.Q(relation=Relation.FIRST.value), name="one_first_claim"
            ),
            one_of("relation", [r.value for r in Relation], name="link_relation_known"),
        ]

    def __str__(self) -> str:
        return f"{self.claim} {self.get_relation_display()}"
