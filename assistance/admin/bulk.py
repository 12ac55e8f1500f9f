"""Actions on many records: a look at what will happen to each, then one change that is written down."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assistance import review
from assistance.models import BulkChange
from assistance.vocabulary import BulkAction

#: How many records are changed together at most: as many as are looked at and changed within a request.
MOST = 5000

#: How many of the records that stay as they are get a message of their own.
TOLD = 20

#: The field that holds the keys of the chosen records, with commas between: one field, however many they are.
CHOSEN = "_chosen"
KEYS = re.compile(r"\d{1,18}(,\d{1,18})*", re.ASCII)


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
    will hold on the first look, None where there is nothing to see before it is filled. The page sends the keys of the
    records it showed, so that one that comes to the list meanwhile is not changed unseen.
    """
    chosen = _chosen(model_admin, request, records)
    if not chosen:
        return None
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
        "keys": ",".join(str(record.pk) for record in chosen),
        "outcomes": outcomes,
        "able": sum(not outcome.problem for outcome in outcomes),
        "button": title,
        "action": name,
        "note": note,
        "media": model_admin.media + form.media,
    }
    return TemplateResponse(request, "admin/assistance/bulk.html", context)


def _chosen(model_admin: Any, request: HttpRequest, records: QuerySet[Any]) -> list[Any]:
    """Return the chosen among ``records``; none, and say so, where they are too many or what was sent is no choice."""
    sent = request.POST.get(CHOSEN)
    if sent is not None and not KEYS.fullmatch(sent):
        model_admin.message_user(request, _("What was chosen got lost. Choose anew."), messages.ERROR)
        return []
    keys = set(sent.split(",")) if sent else set()
    if keys:
        records = records.filter(pk__in=sorted(keys)[: MOST + 1])
    chosen = list(records.order_by("pk")[: MOST + 1])
    if len(chosen) > MOST:
        words = _("At most %(most)s records are changed together. Narrow the list with its filters, then choose anew.")
        model_admin.message_user(request, words % {"most": number_format(MOST, force_grouping=True)}, messages.ERROR)
        return []
    gone = len(keys) - len(chosen)
    if gone > 0:
        words = ngettext(
            "%(count)d record is not in this list any more and stays as it is.",
            "%(count)d records are not in this list any more and stay as they are.",
            gone,
        )
        model_admin.message_user(request, words % {"count": gone}, messages.WARNING)
    return chosen


def tell(model_admin: Any, request: HttpRequest, outcomes: list[review.Outcome]) -> None:
    """Say how many records were changed, and which were not and why; of many the first, and how many more."""
    done = sum(not outcome.problem for outcome in outcomes)
    if done:
        words = ngettext("%(count)d record was changed.", "%(count)d records were changed.", done)
        model_admin.message_user(request, words % {"count": done}, messages.SUCCESS)
    left = [outcome for outcome in outcomes if outcome.problem]
    for outcome in left[:TOLD]:
        model_admin.message_user(request, f"{outcome.record}: {outcome.problem}", messages.WARNING)
    more = len(left) - TOLD
    if more > 0:
        words = ngettext("%(count)d more stays as it is.", "%(count)d more stay as they are.", more)
        model_admin.message_user(request, words % {"count": more}, messages.WARNING)


def _address(change: BulkChange) -> str:
    return reverse("admin:assistance_bulkchange_change", args=[change.pk])
