"""Claims: what one release says about one piece of assistance; and what staff made of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from assistance.models.append_only import AppendOnly, AppendOnlyQuerySet
from assistance.models.choices import choices_of
from assistance.models.evidence import Evidence
from assistance.models.releases import Release
from assistance.models.validation import MONEY_DIGITS, amount_with_currency, quantity_not_negative, start_before_end
from assistance.models.withholdings import public
from assistance.vocabulary import (
    CommitmentStatus,
    Fact,
    Hedge,
    ItemCategory,
    Kind,
    OrganisationType,
    Outcome,
    PartyRole,
    Region,
    Relation,
    Sector,
)


class ClaimQuerySet(AppendOnlyQuerySet):
    """Claims by what was decided on them."""

    def with_outcome(self) -> Self:
        """Annotate ``outcome``: that of the latest decision, None before the first."""
        latest = Decision.objects.filter(claim=models.OuterRef("pk")).order_by("-made_at", "-pk")
        return self.annotate(outcome=models.Subquery(latest.values("outcome")[:1]))

    def with_echoed_outcome(self) -> Self:
        """Annotate ``echoed_outcome``: that of the latest decision on the claim it says again, empty without one.

        Releases that staff parted are witnesses of their own: what one of them says is no echo of the other any more.
        """
        latest = Decision.objects.filter(claim=models.OuterRef("echo_of")).order_by("-made_at", "-pk")
        still_one = (
            models.Q(release__supersedes__isnull=False)
            | models.Q(release__witness_of=models.F("echo_of__release"))
            | models.Q(release__witness_of=models.F("echo_of__release__witness_of"))
        )
        return self.annotate(
            echoed_outcome=models.Case(
                models.When(still_one, then=Coalesce(models.Subquery(latest.values("outcome")[:1]), models.Value(""))),
                default=models.Value(""),
            )
        )

    def needing_review(self) -> Self:
        """Return the queue: claims of standing releases that nobody decided on, and all whose decision was reopened.

        Left out is what only says again what was rejected.
        """
        undecided = models.Q(outcome__isnull=True, release__superseded_by__isnull=True)
        proposed = undecided & ~models.Q(echoed_outcome=Outcome.REJECTED)
        return self.with_outcome().with_echoed_outcome().filter(proposed | models.Q(outcome=Outcome.REOPENED))

    def published(self) -> Self:
        """Return those that a public commitment rests on, of public releases."""
        return self.filter(public("commitment", "link__commitment"), release__in=Release.objects.published())

    def with_facts(self) -> Self:
        """Fetch every fact of the claims along with them, in a fixed number of queries."""
        return self.select_related("release").prefetch_related("evidence", "parties", "items", "places", "sectors")


class Claim(Evidence):
    """What one release says about one piece of assistance, as found; never edited. Its span is the passage.

    ``read_by`` is the person who marked the words of a claim that the extractor missed; its ``rule`` is ``BY_HAND``.
    """

    BY_HAND = "staff"

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="claims", verbose_name=_("release"))
    number = models.PositiveIntegerField(_("number"), help_text=_("Counted from 1 within the release."))
    kind = models.CharField(_("kind"), max_length=10, choices=choices_of(Kind))
    status = models.CharField(_("status"), max_length=20, choices=choices_of(CommitmentStatus))
    amount = models.DecimalField(_("amount"), max_digits=MONEY_DIGITS, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True, default="")
    amount_hedge = models.CharField(
        _("how firm the amount is"), max_length=10, choices=choices_of(Hedge), default=Hedge.EXACT.value
    )
    amount_upper = models.DecimalField(
        _("upper end of the amount"), max_digits=MONEY_DIGITS, decimal_places=2, null=True, blank=True
    )
    period_start = models.DateField(_("period start"), null=True, blank=True)
    period_end = models.DateField(_("period end"), null=True, blank=True)
    extractor_version = models.CharField(_("extractor version"), max_length=20)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("read by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    echo_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="echoes",
        verbose_name=_("says again"),
        help_text=_("The claim of an earlier version, a copy or a translation of the same text that says the same."),
    )

    objects = ClaimQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["release", "number", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="claim_span_not_empty"),
            models.UniqueConstraint(fields=["release", "number"], name="claim_number_once_in_release"),
            amount_with_currency("claim_amount_with_currency"),
            models.CheckConstraint(
                condition=models.Q(amount_upper__isnull=True)
                | models.Q(amount__isnull=False, amount_upper__gte=models.F("amount")),
                name="claim_upper_amount_above_lower",
            ),
            start_before_end("period_start", "period_end", name="claim_starts_before_it_ends"),
            models.CheckConstraint(
                condition=models.Q(echo_of__isnull=True) | ~models.Q(echo_of=models.F("id")),
                name="claim_echoes_another",
            ),
            models.CheckConstraint(
                condition=models.Q(rule="staff", read_by__isnull=False)
                | ~models.Q(rule="staff") & models.Q(read_by__isnull=True),
                name="claim_by_hand_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release_id}.{self.number}"

    def parties_in(self, *roles: PartyRole) -> list[ClaimParty]:
        """Return the parties in ``roles``, in the order of the text."""
        return [party for party in self.parties.all() if party.role in roles]

    def evidence_of(self, fact: Fact) -> ClaimEvidence | None:
        """Return where the claim's single-valued ``fact`` (status, amount, kind, period) stands, if it is stated."""
        return next((row for row in self.evidence.all() if row.fact == fact), None)

    def all_decided_words(self) -> list[Any]:
        """Return every ``DecidedEvidence`` of the standing decision; expects the decisions fetched with theirs."""
        latest = next(iter(self.decisions.all()), None)
        return [] if latest is None or latest.outcome != Outcome.ACCEPTED else list(latest.evidence.all())

    def decided_words(self, fact: Fact, fits: Callable[[Any], bool] = lambda row: True) -> Any:
        """Return the words that staff chose as evidence of ``fact`` and that ``fits``, None where they left it."""
        return next((row for row in self.all_decided_words() if row.fact == fact and fits(row)), None)


class ClaimEvidence(Evidence):
    """Where a single-valued fact of a claim stands: its status, amount, kind or period."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="evidence", verbose_name=_("claim"))
    fact = models.CharField(_("fact"), max_length=10, choices=choices_of(Fact))

    class Meta(Evidence.Meta):
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            *Evidence.Meta.constraints,
            models.UniqueConstraint(fields=["claim", "fact"], name="claim_fact_once"),
        ]


class ClaimParty(Evidence):
    """A party of a claim, as named there."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="parties", verbose_name=_("claim"))
    role = models.CharField(_("role"), max_length=20, choices=choices_of(PartyRole))
    name = models.CharField(_("name"), max_length=255)
    aliases = models.JSONField(_("other names in the text"), default=list, blank=True)
    type = models.CharField(_("type"), max_length=2, choices=choices_of(OrganisationType), blank=True, default="")
    country = models.CharField(_("country"), max_length=2, blank=True, default="")

    class Meta(Evidence.Meta):
        verbose_name = _("party")
        verbose_name_plural = _("parties")


class ClaimItem(Evidence):
    """An item of a claim; ``quantity`` is empty where the release gives no number."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="items", verbose_name=_("claim"))
    name = models.CharField(_("item"), max_length=300)
    category = models.CharField(_("category"), max_length=20, choices=choices_of(ItemCategory))
    quantity = models.DecimalField(_("quantity"), max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=30, blank=True, default="")
    hedge = models.CharField(_("how firm"), max_length=10, choices=choices_of(Hedge), default=Hedge.EXACT.value)

    class Meta(Evidence.Meta):
        verbose_name = _("item")
        verbose_name_plural = _("items")
        constraints = [*Evidence.Meta.constraints, quantity_not_negative("claimitem_quantity_not_negative")]


class ClaimPlace(Evidence):
    """A place of a claim."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="places", verbose_name=_("claim"))
    name = models.CharField(_("name"), max_length=255)
    region = models.CharField(_("region"), max_length=5, choices=choices_of(Region), blank=True, default="")

    class Meta(Evidence.Meta):
        verbose_name = _("place")
        verbose_name_plural = _("places")


class ClaimSector(Evidence):
    """A sector of a claim."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="sectors", verbose_name=_("claim"))
    sector = models.CharField(_("sector"), max_length=20, choices=choices_of(Sector))

    class Meta(Evidence.Meta):
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")


class Decision(AppendOnly):
    """What a person made of a claim: accepted, merged, rejected, reopened. The latest one stands."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="decisions", verbose_name=_("claim"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=choices_of(Outcome))
    commitment = models.ForeignKey(
        "assistance.Commitment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("commitment"),
    )
    relation = models.CharField(_("relation"), max_length=15, choices=choices_of(Relation), blank=True, default="")
    reason = models.TextField(_("reason"), blank=True, default="")
    changes = models.JSONField(
        _("decided otherwise than read"),
        default=dict,
        blank=True,
        help_text=_("For each fact that was decided otherwise: what was read and what was decided."),
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=[Outcome.ACCEPTED.value, Outcome.MERGED.value], commitment__isnull=False)
                & ~models.Q(relation="")
                | models.Q(
                    outcome__in=[Outcome.REJECTED.value, Outcome.REOPENED.value],
                    commitment__isnull=True,
                    relation="",
                )
                & ~models.Q(reason=""),
                name="decision_links_or_gives_a_reason",
            ),
        ]
        permissions = [("decide_claim", _("Can accept, merge, reject and reopen claims"))]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.claim_id}"
