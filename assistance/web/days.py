"""The choice of a day: a form that leads to a page as it was known then."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from assistance.reports import problem_with
from assistance.templatetags.as_of import prefix_of, site_of, without_prefix
from assistance.web.as_of import wrongly_asked
from assistance.web.report import local_address


class DayForm(forms.Form):
    """The day, and the page to be seen."""

    day = forms.DateField(
        label=_("Day"),
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    page = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_day(self) -> date:
        """Refuse a day that nothing can be told of."""
        day: date = self.cleaned_data["day"]
        if problem := problem_with(day):
            raise forms.ValidationError(problem)
        return day


def show(request: HttpRequest) -> HttpResponse:
    """Show the form; lead to the page as of the day that was chosen. Status 400 for a day nothing can be told of."""
    form = DayForm(request.GET if "day" in request.GET else None, initial={"page": request.GET.get("page", "")})
    if form.is_bound and form.is_valid():
        return redirect(site_of(request) + prefix_of(form.cleaned_data["day"]) + _page(request, form.cleaned_data))
    problem = wrongly_asked(request)
    status = 400 if form.errors or problem else 200
    return render(request, "web/as_of.html", {"form": form, "problem": problem}, status=status)


def _page(request: HttpRequest, chosen: dict[str, Any]) -> str:
    """Return the page chosen without the site's own prefix; the overview where it is none of ours."""
    return without_prefix(local_address(chosen["page"]).removeprefix(site_of(request)))
