"""Actions on many records: a look at what will happen to each, then one change that is written down."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import ngettext

from assistance import review
from assistance.models import BulkChange
from assistance.vocabulary import BulkAction


def bulk_page(
    model_admin: Any,
    request: HttpRequest,
    records: QuerySet[Any],
    *,
    name: str,
    action: BulkAction,
    by: User,
    form: forms.Form,
    step: Any,
    sample: dict[str, Any] | None,
    title: str,
    note: str = "",
) -> HttpResponse | None:
    """Show what will happen to each of ``records``; do it once that was seen and the form is right.

    ``name`` is the action's own, ``step`` takes a record and what the form holds. ``sample`` stands for what the form
    will hold on the first look, None where there is nothing to see before it is filled.
    """
    chosen = records.order_by("pk")
    if "confirmed" in request.POST and form.is_valid():
        data = form.cleaned_data
        change, outcomes = review.in_bulk(
            action,
            chosen,
            lambda record: step(record, data),
            by=by,
            reason=data["reason"],
        )
        tell(model_admin, request, outcomes)
        return HttpResponseRedirect(_address(change)) if change and model_admin.has_view_permission(request) else None
    looked_at = form.cleaned_data if form.is_bound and form.is_valid() else None if form.is_bound else sample
    outcomes = review.try_in_bulk(chosen, lambda record: step(record, looked_at)) if looked_at is not None else []
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "opts": model_admin.opts,
        "form": form,
        "chosen": chosen,
        "outcomes": outcomes,
        "able": sum(not outcome.problem for outcome in outcomes),
        "button": title,
        "action": name,
        "note": note,
        "media": model_admin.media + form.media,
    }
    return TemplateResponse(request, "admin/assistance/bulk.html", context)


def tell(model_admin: Any, request: HttpRequest, outcomes: list[review.Outcome]) -> None:
    """Say how many records were changed, and which were not and why."""
    done = sum(not outcome.problem for outcome in outcomes)
    if done:
        words = ngettext("%(count)d record was changed.", "%(count)d records were changed.", done)
        model_admin.message_user(request, words % {"count": done}, messages.SUCCESS)
    for outcome in outcomes:
        if outcome.problem:
            model_admin.message_user(request, f"{outcome.record}: {outcome.problem}", messages.WARNING)


def _address(change: BulkChange) -> str:
    return reverse("admin:assistance_bulkchange_change", args=[change.pk])
