"""The worklist: every clock that runs or has run out, and putting one aside with a reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance import reports, review
from assistance.admin.commitment_forms import DAY
from assistance.admin.links import record_url
from assistance.admin.visibility import acting_user
from assistance.models import Commitment, DeliveryEvent
from assistance.models.choices import choices_of
from assistance.vocabulary import ClockKind

PAGE_SIZE = 50
USUAL_SNOOZE = timedelta(days=30)


class SnoozeForm(forms.Form):
    """A clock, the day it comes back and why it is put aside."""

    kind = forms.ChoiceField(choices=choices_of(ClockKind), widget=forms.HiddenInput)
    commitment = forms.IntegerField(required=False, widget=forms.HiddenInput)
    delivery = forms.IntegerField(required=False, widget=forms.HiddenInput)
    until = forms.DateField(label=gettext_lazy("Until"), widget=DAY)
    reason = forms.CharField(
        label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3, "cols": 40}), max_length=2000
    )
    back = forms.CharField(required=False, widget=forms.HiddenInput)


class WakeForm(SnoozeForm):
    """A clock that is put aside, and why it comes back."""

    until = None  # type: ignore[assignment]


@dataclass(frozen=True, kw_only=True)
class WorklistRow:
    """A clock with the form that puts it aside or brings it back; None for those who may not."""

    clock: reports.Clock
    form: forms.Form | None


class FilterForm(forms.Form):
    """What the worklist is narrowed by; its donors are those of the clocks there are."""

    kind = forms.ChoiceField(label=gettext_lazy("Clock"), required=False)
    donor = forms.ChoiceField(label=gettext_lazy("Donor"), required=False)
    desk = forms.ChoiceField(label=gettext_lazy("Desk officer"), required=False)

    def __init__(self, *args: Any, clocks: Sequence[reports.Clock], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        donors = {str(donor.pk): donor.name for clock in clocks for donor in clock.donors}
        choices: dict[str, list[tuple[str, Any]]] = {
            "kind": [("", _("All")), *choices_of(ClockKind)],
            "donor": [("", _("All")), *sorted(donors.items(), key=lambda choice: (choice[1], choice[0]))],
            "desk": [("", _("Everybody's")), ("mine", _("Mine")), ("nobody", _("Nobody's"))],
        }
        for name, listed in choices.items():
            self.fields[name].choices = listed  # type: ignore[attr-defined]


def may_see_clocks(site: AdminSite, request: HttpRequest) -> bool:
    """Return whether the user may look at commitments, and so at what is due on them."""
    return site._registry[Commitment].has_view_permission(request)


def may_snooze(request: HttpRequest) -> bool:
    """Return whether the user may put clocks aside."""
    return request.user.has_perm("assistance.add_snooze")


def worklist(site: AdminSite, request: HttpRequest) -> HttpResponse:
    """Show the clocks, the longest overdue first, and below them those put aside."""
    if not may_see_clocks(site, request):
        raise PermissionDenied
    everything = reports.clocks(Commitment.objects.all(), today=timezone.localdate())
    form = FilterForm(request.GET, clocks=everything)
    chosen = form.cleaned_data if form.is_valid() else {}
    of_desk = [clock for clock in everything if _matches(clock, chosen, acting_user(request).pk)]
    kind = chosen.get("kind")
    shown = [clock for clock in of_desk if not kind or clock.kind == kind]
    awake = [clock for clock in shown if clock.snooze is None]
    page = Paginator(awake, PAGE_SIZE).get_page(request.GET.get("page"))
    asleep = [clock for clock in shown if clock.snooze]
    context = {
        **site.each_context(request),
        "title": _("Worklist"),
        "form": form,
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "kinds": _kinds([clock for clock in of_desk if clock.snooze is None]),
        "rows": _rows(request, page),
        "snoozed": _rows(request, asleep),
    }
    return TemplateResponse(request, "admin/assistance/desk/worklist.html", context)


def _matches(clock: reports.Clock, chosen: dict[str, str], user: int) -> bool:
    desk, donor = chosen.get("desk"), chosen.get("donor")
    if desk == "mine" and user not in {officer.pk for officer in clock.officers}:
        return False
    if desk == "nobody" and clock.officers:
        return False
    return not donor or donor in {str(each.pk) for each in clock.donors}


def _kinds(clocks: Sequence[reports.Clock]) -> list[tuple[ClockKind, str, int]]:
    """Return each kind with its rule and how many clocks of it there are."""
    count = Counter(clock.kind for clock in clocks)
    return [(kind, reports.rule_of(kind), count[kind]) for kind in ClockKind]


def _rows(request: HttpRequest, clocks: Sequence[reports.Clock] | Page[reports.Clock]) -> list[WorklistRow]:
    if not may_snooze(request):
        return [WorklistRow(clock=clock, form=None) for clock in clocks]
    back, until = request.get_full_path(), timezone.localdate() + USUAL_SNOOZE
    rows = []
    for clock in clocks:
        delivery = clock.delivery.pk if clock.delivery else None
        commitment = None if delivery else clock.commitment.pk
        start = {"kind": clock.kind, "commitment": commitment, "delivery": delivery, "until": until, "back": back}
        form = WakeForm if clock.snooze else SnoozeForm
        form_id = f"{clock.kind}-{commitment or ''}-{delivery or ''}-%s"
        rows.append(WorklistRow(clock=clock, form=form(initial=start, auto_id=form_id)))
    return rows


def snooze(site: AdminSite, request: HttpRequest, *, wake: bool) -> HttpResponse:
    """Put a clock aside, or bring it back with ``wake``; then go back to the list it was chosen from.

    Clocks are chosen in the worklist, so whoever comes without one is sent there.
    """
    if not (may_see_clocks(site, request) and may_snooze(request)):
        raise PermissionDenied
    form = (WakeForm if wake else SnoozeForm)(request.POST if request.method == "POST" else None, initial=request.GET)
    asked = request.POST if request.method == "POST" else request.GET
    if not (asked.get("commitment") or asked.get("delivery")):
        return HttpResponseRedirect(reverse("admin:worklist"))
    record = _record(asked.get("commitment", ""), asked.get("delivery", ""))
    if form.is_valid():
        kind = ClockKind(form.cleaned_data["kind"])
        try:
            done = _act(record, kind, form.cleaned_data, request, wake=wake)
        except review.ReviewError as error:
            form.add_error(None, str(error))
        else:
            site._registry[type(record)].log_change(request, record, done)
            messages.success(request, done)
            return HttpResponseRedirect(_back(request, form.cleaned_data["back"]))
    title = _("Bring a clock back") if wake else _("Put a clock aside")
    context = {
        **site.each_context(request),
        "title": title,
        "subtitle": str(record),
        "opts": record._meta,
        "original": record,
        "original_url": record_url(record),
        "form": form,
        "button": title,
        "media": form.media,
    }
    return TemplateResponse(request, "admin/assistance/form_page.html", context)


def _record(commitment: str, delivery: str) -> Commitment | DeliveryEvent:
    """Return what the clock is about; raise ``Http404`` for no such record."""
    if delivery:
        return get_object_or_404(DeliveryEvent, pk=delivery if delivery.isdecimal() else None)
    return get_object_or_404(Commitment, pk=commitment if commitment.isdecimal() else None)


def _act(
    record: Commitment | DeliveryEvent, kind: ClockKind, data: dict[str, Any], request: HttpRequest, *, wake: bool
) -> str:
    by, reason = acting_user(request), data["reason"]
    words = {"clock": _(kind.label), "record": record}
    if wake:
        review.wake(record, kind=kind, reason=reason, by=by)
        return _("“%(clock)s” is back in the worklist: %(record)s.") % words
    review.snooze(record, kind=kind, until=data["until"], reason=reason, by=by)
    words["day"] = date_format(data["until"], "j E Y")
    return _("“%(clock)s” is put aside until %(day)s: %(record)s.") % words


def _back(request: HttpRequest, address: str) -> str:
    """Return ``address`` if it is one of ours, else the worklist's."""
    if address and url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        return address
    return reverse("admin:worklist")
