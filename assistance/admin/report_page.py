"""The page where staff have a report made, to download it: of public facts, for a meeting or for a quarter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from assistance.interchange import TableError
from assistance.interchange.report import FORMATS, TypesettingError
from assistance.models import Commitment, Organisation, Project
from assistance.models.choices import choices_of
from assistance.presentation.asked import Asked, AskedError, days_between
from assistance.presentation.report_file import report_file
from assistance.reports import targets
from assistance.vocabulary import Language, PartyRole, Sector

#: What the calendar beside a day needs of the admin's own scripts.
CALENDAR = forms.Media(js=["admin/js/core.js"])
#: What a choice says that narrows nothing.
ALL = gettext_lazy("All")


def _one_of_all(label: Any) -> forms.ModelChoiceField[Any]:
    return forms.ModelChoiceField(queryset=Organisation.objects.none(), required=False, label=label, empty_label=ALL)


class ReportForm(forms.Form):
    """What the report is about, and how it is written. What is left empty narrows nothing."""

    donor = _one_of_all(gettext_lazy("Donor"))
    recipient = _one_of_all(gettext_lazy("Recipient"))
    sector = forms.ChoiceField(choices=[("", ALL), *choices_of(Sector)], required=False, label=gettext_lazy("Sector"))
    project = _one_of_all(gettext_lazy("Project"))
    since = forms.DateField(required=False, label=gettext_lazy("First day"), widget=AdminDateWidget)
    until = forms.DateField(
        required=False,
        label=gettext_lazy("Last day"),
        widget=AdminDateWidget,
        help_text=gettext_lazy("The report covers the commitments that releases of these days speak of."),
    )
    currency = forms.ChoiceField(
        required=False,
        label=gettext_lazy("Convert into"),
        help_text=gettext_lazy("Beside what is stated, at the rate of the day of the first report."),
    )
    language = forms.ChoiceField(choices=choices_of(Language), label=gettext_lazy("Language"))
    form = forms.ChoiceField(choices=[(form, form.upper()) for form in FORMATS], label=gettext_lazy("Format"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: dict[str, Any] = {
            "donor": Organisation.objects.published_in_role(PartyRole.FUNDING),
            "recipient": Organisation.objects.published_in_role(PartyRole.RECIPIENT),
            "project": Project.objects.published(),
        }
        for name, rows in chosen.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
        codes = [(code, code) for code in targets()]
        self.fields["currency"].choices = [("", _("Nothing")), *codes]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Put together what is asked for; refuse days that end before they begin."""
        given = {**(super().clean() or {}), **self.cleaned_data}
        try:
            days = days_between(given.get("since"), given.get("until"))
        except AskedError as error:
            raise forms.ValidationError(str(error)) from error
        given["asked"] = Asked(
            donor=given.get("donor"),
            recipient=given.get("recipient"),
            sector=Sector(given["sector"]) if given.get("sector") else None,
            project=given.get("project"),
            days=days,
            to=given.get("currency", ""),
        )
        return given


def may_make_reports(site: AdminSite, request: HttpRequest) -> bool:
    """Return whether the user may look at commitments. A report holds public facts alone."""
    return site._registry[Commitment].has_view_permission(request)


def report_page(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show the form, and send the report where it is filled in. Nothing is written, so it is asked for by address."""
    if not may_make_reports(site, request):
        raise PermissionDenied
    begun = {"language": (get_language() or "en")[:2], "form": "docx", "donor": request.GET.get("donor")}
    form = ReportForm(request.GET if "form" in request.GET else None, initial=begun)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            made = report_file(given["asked"], form=given["form"], language=given["language"])
        except (TypesettingError, TableError) as error:
            form.add_error(None, str(error))
        else:
            headers = {
                "Content-Disposition": f'attachment; filename="{made.name}"',
                "Cache-Control": "private, no-store",
            }
            return HttpResponse(made.content, content_type=made.content_type, headers=headers)
    context = {**site.each_context(request), "title": _("Report"), "form": form, "media": CALENDAR + form.media}
    return TemplateResponse(request, "admin/assistance/desk/report.html", context)
