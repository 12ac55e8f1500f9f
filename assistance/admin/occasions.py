"""Several reports of one delivery, on the page of the item: taken together, settled, taken back, parted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance import review
from assistance.admin.base import PageLink, StaffAdmin
from assistance.admin.form_page import ReasonForm, form_page
from assistance.admin.visibility import acting_user
from assistance.models import DeliveryEvent, DeliveryOccasion, EquipmentLine
from assistance.templatetags.figures import quantity, worth
from assistance.vocabulary import Counting

PUBLIC = gettext_lazy("Shown in public with the quantity.")


def in_words(report: DeliveryEvent) -> str:
    """Return what a report tells and who reports it, in one line."""
    number = quantity(report.quantity)
    if report.counting == Counting.RUNNING_TOTAL:
        number = _("%(number)s in all so far") % {"number": number}
    source = report.claim.release.title if report.claim else report.note
    told = ", ".join(part for part in (number, worth(report)) if part)
    return f"{report}: {told} – {source}"


class TogetherForm(ReasonForm):
    """Which deliveries are one, and why."""

    def __init__(self, *args: Any, line: EquipmentLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reports = line.deliveries.select_related("claim__release")
        self.fields["reports"] = forms.MultipleChoiceField(
            label=_("These report the same delivery"),
            choices=[(str(report.pk), in_words(report)) for report in reports],
            widget=forms.CheckboxSelectMultiple,
        )
        self.order_fields(["reports", "reason"])


class SettleForm(forms.Form):
    """How much the delivery brought, and why that is right."""

    quantity = forms.DecimalField(
        label=gettext_lazy("Quantity"),
        min_value=0,
        max_digits=14,
        decimal_places=2,
        help_text=gettext_lazy("What this one delivery brought, in the unit of the item."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, help_text=PUBLIC
    )


class PartForm(ReasonForm):
    """Which report speaks of a delivery of its own, and why."""

    def __init__(self, *args: Any, occasion: DeliveryOccasion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reports = occasion.reports.select_related("claim__release")
        self.fields["report"] = forms.ChoiceField(
            label=_("A delivery of its own"),
            choices=[(str(report.pk), in_words(report)) for report in reports],
            widget=forms.RadioSelect,
        )
        self.order_fields(["report", "reason"])


class OccasionPages(StaffAdmin[EquipmentLine]):
    """The pages of an item on which its contradicting reports are settled."""

    def get_urls(self) -> list[URLPattern]:
        pages: dict[str, Callable[..., HttpResponse]] = {
            "settle": self.settle_view,
            "unsettle": self.unsettle_view,
            "part": self.part_view,
        }
        own = [path("<int:pk>/together/", self.admin_site.admin_view(self.together_view), name=_name("together"))]
        own += [
            path(f"<int:pk>/delivery/<int:occasion>/{page}/", self.admin_site.admin_view(view), name=_name(page))
            for page, view in pages.items()
        ]
        return [*own, *super().get_urls()]

    def page_links(self, request: HttpRequest, record: EquipmentLine) -> list[PageLink]:
        if not self.has_change_permission(request, record) or record.deliveries.count() < 2:
            return super().page_links(request, record)
        together = (reverse(f"admin:{_name('together')}", args=[record.pk]), _("Reports of one delivery"))
        return [together, *super().page_links(request, record)]

    def occasions_of(self, line: EquipmentLine) -> str:
        """Return, as HTML, the deliveries that several reports tell of, each with its reports and settlements."""
        occasions = line.occasions.prefetch_related("reports__claim__release", "settlements__made_by", "made_by")
        rows = []
        for occasion in occasions:
            reports, settlements = list(occasion.reports.all()), list(occasion.settlements.all())
            if reports or settlements:
                standing = settlements[-1].quantity if settlements else None
                told = [in_words(report) for report in reports]
                rows.append({"occasion": occasion, "reports": told, "settlements": settlements, "standing": standing})
        return render_to_string("admin/assistance/occasions.html", {"rows": rows, "line": line}) if rows else ""

    def together_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take several reports as one delivery."""
        line = self._line(request, pk)

        def act(data: dict[str, Any]) -> str:
            reports = list(line.deliveries.filter(pk__in=data["reports"]))
            review.group_reports(reports, by=acting_user(request), reason=data["reason"])
            return _("They count as one delivery now.")

        return form_page(
            self,
            request,
            line,
            title=_("Reports of one delivery"),
            form=TogetherForm(request.POST or None, line=line),
            act=act,
            button=_("Count them once"),
            note=_("The delivery counts as a range, from the least to the most they state, until it is settled."),
        )

    def settle_view(self, request: HttpRequest, pk: int, occasion: int) -> HttpResponse:
        """Settle what a delivery brought."""
        line, delivery = self._occasion(request, pk, occasion)

        def act(data: dict[str, Any]) -> str:
            review.settle_delivery(delivery, quantity=data["quantity"], by=acting_user(request), reason=data["reason"])
            return _("It is settled as %(number)s.") % {"number": quantity(data["quantity"])}

        return form_page(
            self,
            request,
            line,
            title=_("Settle the quantity"),
            form=SettleForm(request.POST or None),
            act=act,
            button=_("Settle"),
            note=_told(delivery),
        )

    def unsettle_view(self, request: HttpRequest, pk: int, occasion: int) -> HttpResponse:
        """Take a settlement back."""
        line, delivery = self._occasion(request, pk, occasion)

        def act(data: dict[str, Any]) -> str:
            review.reopen_settlement(delivery, by=acting_user(request), reason=data["reason"])
            return _("The settlement is taken back; the delivery counts as a range again.")

        return form_page(
            self,
            request,
            line,
            title=_("Take the settlement back"),
            form=ReasonForm(request.POST or None),
            act=act,
            button=_("Take back"),
            note=_told(delivery),
        )

    def part_view(self, request: HttpRequest, pk: int, occasion: int) -> HttpResponse:
        """Let one report count as a delivery of its own again."""
        line, delivery = self._occasion(request, pk, occasion)

        def act(data: dict[str, Any]) -> str:
            report = delivery.reports.get(pk=data["report"])
            review.part_report(report, by=acting_user(request), reason=data["reason"])
            return _("It counts as a delivery of its own now.")

        return form_page(
            self,
            request,
            line,
            title=_("Take a report out"),
            form=PartForm(request.POST or None, occasion=delivery),
            act=act,
            button=_("Take out"),
            note=_("A settlement that rests on it is taken back."),
        )

    def _line(self, request: HttpRequest, pk: int) -> EquipmentLine:
        return self.record_or_404(request, pk, self.has_change_permission)

    def _occasion(self, request: HttpRequest, pk: int, occasion: int) -> tuple[EquipmentLine, DeliveryOccasion]:
        line = self._line(request, pk)
        return line, get_object_or_404(DeliveryOccasion, pk=occasion, line=line)


def _name(page: str) -> str:
    return f"assistance_equipmentline_{page}"


def _told(occasion: DeliveryOccasion) -> str:
    reports = occasion.reports.select_related("claim__release")
    return _("The reports: %(reports)s.") % {"reports": "; ".join(in_words(report) for report in reports)}
