"""Editing many commitments at once, in the fields where that is safe."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance import review
from assistance.admin.base import StaffAdmin
from assistance.admin.bulk import bulk_page
from assistance.admin.form_page import ReasonForm
from assistance.admin.visibility import acting_user
from assistance.models import Commitment, Project
from assistance.models.choices import choices_of
from assistance.vocabulary import BulkAction, Sector, ValuationBasis

NOTHING = [("", gettext_lazy("– leave as it is –"))]


class EditForm(ReasonForm):
    """What is set on every one of the chosen commitments, and why."""

    project = forms.ModelChoiceField(
        Project.objects.current(),
        label=gettext_lazy("Project"),
        required=False,
        empty_label=gettext_lazy("– leave as it is –"),
    )
    valuation_basis = forms.ChoiceField(
        label=gettext_lazy("Valuation basis"), required=False, choices=[*NOTHING, *choices_of(ValuationBasis)]
    )
    sector = forms.ChoiceField(
        label=gettext_lazy("Sector to add"), required=False, choices=[*NOTHING, *choices_of(Sector)]
    )
    field_order = ["project", "valuation_basis", "sector", "reason"]


class BulkEditing(StaffAdmin[Commitment]):
    """The action that edits the selected commitments."""

    def has_bulk_edit_permission(self, request: HttpRequest) -> bool:
        """Return whether the user may edit many commitments at once, public ones among them."""
        return request.user.has_perm("assistance.edit_public") and self.has_change_permission(request)

    @admin.action(
        description=gettext_lazy("Set project, valuation basis or sector of the selected %(verbose_name_plural)s"),
        permissions=["bulk_edit"],
    )
    def edit_selected(self, request: HttpRequest, queryset: QuerySet[Commitment]) -> HttpResponse | None:
        """Show what will happen, then edit each of the selected."""
        user = acting_user(request)
        return bulk_page(
            self,
            request,
            queryset,
            name="edit_selected",
            action=BulkAction.EDIT,
            by=user,
            form=EditForm(request.POST if {"confirmed", "_look"} & set(request.POST) else None),
            step=lambda record, data: review.edit_commitment(record, by=user, **data),
            sample=None,
            title=_("Edit"),
        )
