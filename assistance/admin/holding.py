"""Holding back and letting go: the forms, and what of a record is withheld on its page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.admin.base import ReadOnlyInline
from assistance.admin.commitment_forms import DAY
from assistance.admin.form_page import OptionalReasonForm, ReasonForm
from assistance.models import Commitment, Withholding
from assistance.models.choices import choices_of
from assistance.models.held_back import HeldBack, told_instead
from assistance.templatetags.withheld import told
from assistance.vocabulary import WithheldManner, WithheldScope, WithholdingReason


class WithholdForm(ReasonForm):
    """Why a record is held back, what the public is told of that, and until when."""

    public_reason = forms.ChoiceField(
        label=gettext_lazy("Reason told in public"), choices=choices_of(WithholdingReason), required=False
    )
    until = forms.DateField(
        label=gettext_lazy("Until"),
        required=False,
        widget=DAY,
        help_text=gettext_lazy("Public again from this day on, by itself. Empty: until somebody lifts it."),
    )

    def clean_public_reason(self) -> WithholdingReason:
        """Return the reason as a word of the vocabulary."""
        return WithholdingReason(self.cleaned_data["public_reason"] or WithholdingReason.OTHER)


class WithholdCommitmentForm(WithholdForm):
    """The same of a commitment, of which a kind of fact can be held back alone."""

    scope = forms.ChoiceField(label=gettext_lazy("What to withhold"), choices=choices_of(WithheldScope))
    manner = forms.ChoiceField(
        label=gettext_lazy("How"),
        choices=choices_of(WithheldManner),
        help_text=gettext_lazy("A whole record is always hidden. The rest can be told less exactly, as shown above."),
    )
    field_order = ["scope", "manner", "public_reason", "until", "reason"]

    def clean(self) -> dict[str, Any]:
        """Return the words of the vocabulary; a whole record is hidden."""
        data = super().clean() or self.cleaned_data
        data["scope"] = WithheldScope(data.get("scope") or WithheldScope.RECORD)
        data["manner"] = WithheldManner(data.get("manner") or WithheldManner.HIDDEN)
        if data["scope"] == WithheldScope.RECORD:
            data["manner"] = WithheldManner.HIDDEN
        return data


def preview(commitment: Commitment) -> str:
    """Return what the public would read of ``commitment``'s facts, were they told less exactly."""
    entries = [
        HeldBack(
            scope=scope,
            manner=WithheldManner.COARSENED,
            reason=WithholdingReason.OTHER,
            until=None,
            told=told_instead(commitment, scope),
            currency=commitment.currency,
        )
        for scope in WithheldScope
        if scope != WithheldScope.RECORD
    ]
    words = "; ".join(f"{_(entry.scope.label)} – {told(entry)}" for entry in entries if entry.told)
    if not words:
        return _("It is no longer shown in public. The reason stays in its history.")
    return _(
        "What is withheld is no longer shown in public, nor are the releases that tell it. "
        "Told less exactly the public would read: %(words)s."
    ) % {"words": words}


class PublishForm(OptionalReasonForm):
    """From when on a record is public, and why."""

    start = forms.DateField(
        label=gettext_lazy("Not before"),
        required=False,
        widget=DAY,
        help_text=gettext_lazy("It is withheld until this day and becomes public on it by itself. Empty: from now on."),
    )


def standing_of(withholding: Withholding) -> str:
    """Return in words whether ``withholding`` holds, and until when, or how it ended."""
    day = withholding.until and date_format(withholding.until, "j E Y")
    if withholding.lifted_at is not None:
        return _("Lifted")
    if withholding.has_ended:
        return _("Ended on %(day)s") % {"day": day}
    return _("Ends on %(day)s") % {"day": day} if day else _("Stands without an end")


def lifting_of(withholding: Withholding) -> str:
    """Return who lifted ``withholding`` when and why, or nothing."""
    if withholding.lifted_at is None:
        return ""
    return f"{withholding.lifted_by}, {date_format(withholding.lifted_at, 'j E Y')}: {withholding.lift_reason}"


def lift_link(withholding: Withholding) -> str:
    """Return a link to the page that lifts ``withholding``, or nothing where it no longer holds."""
    if not withholding.is_standing:
        return ""
    record = withholding.target
    page = f"admin:{record._meta.app_label}_{record._meta.model_name}_lift"
    return format_html('<a href="{}">{}</a>', reverse(page, args=[record.pk, withholding.pk]), _("Lift"))


class WithholdingInline(ReadOnlyInline[Withholding, Any]):
    """What of a record is withheld, and what was."""

    model = Withholding
    fields = ["scope", "manner", "standing", "public_reason", "reason", "made_by", "made_at", "lifted", "lift"]
    readonly_fields = ["standing", "made_at", "lifted", "lift"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Withholding]:
        return super().get_queryset(request).select_related("made_by", "lifted_by")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = list(super().get_fields(request, obj))
        return fields if request.user.has_perm("assistance.publish_commitment") else fields[:-1]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may see the record sees what of it is withheld."""
        return True

    @admin.display(description=gettext_lazy("standing"))
    def standing(self, withholding: Withholding) -> str:
        return standing_of(withholding)

    @admin.display(description=gettext_lazy("lifted"))
    def lifted(self, withholding: Withholding) -> str:
        return lifting_of(withholding)

    @admin.display(description=gettext_lazy("lift"))
    def lift(self, withholding: Withholding) -> str:
        return lift_link(withholding)
