"""A page with one small form about one record: a reason, a new status, another record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from assistance.admin.links import record_url
from assistance.review import ReviewError


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class OptionalReasonForm(forms.Form):
    """Why something is done, where that need not be said."""

    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, required=False
    )


def form_page(
    model_admin: admin.ModelAdmin[Any],
    request: HttpRequest,
    record: Model,
    *,
    title: str,
    form: forms.Form,
    act: Callable[[dict[str, Any]], str | HttpResponse],
    button: str,
    note: str = "",
    template: str = "admin/assistance/form_page.html",
    extra: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show ``form`` until it is sent and ``act`` takes what it holds; then go to the record.

    ``act`` returns the words that tell what was done, or a page to look at first. Its ``ReviewError`` is shown above
    the form.
    ``extra`` is what ``template`` shows besides.
    """
    if request.method == "POST" and form.is_valid():
        try:
            done = act(form.cleaned_data)
        except ReviewError as error:
            form.add_error(None, str(error))
        else:
            if isinstance(done, HttpResponse):
                return done
            model_admin.log_change(request, record, done)
            model_admin.message_user(request, done, messages.SUCCESS)
            return HttpResponseRedirect(record_url(record))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "subtitle": str(record),
        "opts": model_admin.opts,
        "original": record,
        "original_url": record_url(record),
        "form": form,
        "button": button,
        "note": note,
        "media": model_admin.media + form.media,
        **(extra or {}),
    }
    return TemplateResponse(request, template, context)
