"""Tokens of the API: whose they are, what they may do and until when, and every use of them."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from assistance.models.append_only import AppendOnly, AppendOnlyManager, AppendOnlyQuerySet
from assistance.models.validation import validate_sha256
from assistance.vocabulary import Scope

#: The field that says whether a token has a scope.
FIELD_OF = {Scope.SUBMIT: "may_submit", Scope.QUEUE: "may_read", Scope.DECIDE: "may_decide"}


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    """Tokens by whether they hold, and by who may see them."""

    def standing(self, now: datetime) -> Self:
        """Return those that are neither revoked nor run out at ``now``."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=now)

    def seen_by(self, user: User) -> Self:
        """Return those of ``user``; for who looks after the other users all."""
        return self.all() if user.has_perm("auth.change_user") else self.filter(owner=user)


class ApiToken(models.Model):
    """A token by which a program acts for its owner, within the scopes it has and never beyond what the owner may.

    Its secret is told once and kept nowhere; ``token_hash`` is the SHA-256 of the whole token, in hexadecimal digits.
    ``prefix`` is the part that may be told to anybody. ``last_used_at`` is exact to a minute.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="api_tokens", verbose_name=_("owner")
    )
    name = models.CharField(_("name"), max_length=80)
    may_submit = models.BooleanField(_("submits releases"), default=False)
    may_read = models.BooleanField(_("reads the queue"), default=False)
    may_decide = models.BooleanField(_("decides on claims"), default=False)
    prefix = models.CharField(_("prefix"), max_length=8, unique=True, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False, validators=[validate_sha256])
    made_at = models.DateTimeField(_("made at"), default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("holds until"), editable=False)
    last_used_at = models.DateTimeField(_("last used at"), null=True, blank=True, editable=False)
    last_used_from = models.CharField(_("last used from"), max_length=49, blank=True, default="", editable=False)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("revoked by"),
    )
    history = HistoricalRecords(excluded_fields=["token_hash", "last_used_at", "last_used_from"])

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("token of the API")
        verbose_name_plural = _("tokens of the API")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="api_token_has_a_name"),
            models.CheckConstraint(
                condition=Q(may_submit=True) | Q(may_read=True) | Q(may_decide=True), name="api_token_has_a_scope"
            ),
            models.CheckConstraint(condition=~Q(prefix=""), name="api_token_has_a_prefix"),
            models.CheckConstraint(condition=~Q(token_hash=""), name="api_token_has_a_hash"),
            models.CheckConstraint(condition=Q(expires_at__gt=models.F("made_at")), name="api_token_runs_out_later"),
            models.CheckConstraint(
                condition=Q(last_used_at__isnull=True, last_used_from="")
                | Q(last_used_at__isnull=False) & ~Q(last_used_from=""),
                name="api_token_used_from_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="api_token_revoked_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} (aat_{self.prefix})"

    @property
    def scopes(self) -> list[Scope]:
        """What it may do."""
        return [scope for scope, field in FIELD_OF.items() if getattr(self, field)]

    @property
    def is_standing(self) -> bool:
        """Whether it is neither revoked nor run out."""
        return self.revoked_at is None and self.expires_at > timezone.now()


class ApiTokenUseQuerySet(AppendOnlyQuerySet):
    """Uses of tokens, forgotten after a time."""

    def forget(self, *, before: datetime) -> int:
        """Delete those made ``before`` then; return how many. It is the one way in which any goes."""
        deleted, _by_model = super(AppendOnlyQuerySet, self.filter(made_at__lt=before)).delete()
        return deleted


class ApiTokenUseManager(AppendOnlyManager):
    """Reads and creates uses, and lets old ones go."""

    def get_queryset(self) -> ApiTokenUseQuerySet:
        """Return the queryset that refuses ``update`` and ``delete``."""
        return ApiTokenUseQuerySet(self.model, using=self._db)


class ApiTokenUse(AppendOnly):
    """One request that bore a token, whether it was answered or refused; ``address`` is the network it came from."""

    token = models.ForeignKey(ApiToken, on_delete=models.PROTECT, related_name="uses", verbose_name=_("token"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    method = models.CharField(_("method"), max_length=10)
    path = models.CharField(_("path"), max_length=300)
    status = models.PositiveSmallIntegerField(_("status"))
    address = models.CharField(_("network address"), max_length=49)

    objects = ApiTokenUseManager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("use of a token")
        verbose_name_plural = _("uses of tokens")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["made_at"], name="api_token_use_by_time")]
        constraints = [
            models.CheckConstraint(condition=~Q(method=""), name="api_token_use_has_a_method"),
            models.CheckConstraint(condition=Q(path__startswith="/"), name="api_token_use_of_an_address"),
            models.CheckConstraint(condition=Q(status__gte=100, status__lte=599), name="api_token_use_has_a_status"),
            models.CheckConstraint(condition=~Q(address=""), name="api_token_use_from_somewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.path}: {self.status}"
