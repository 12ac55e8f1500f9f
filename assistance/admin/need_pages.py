"""The pages of a need: the same one asked again, and equipment that could cover it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance import review
from assistance.admin.base import PageLink
from assistance.admin.form_page import OptionalReasonForm, ReasonForm, form_page
from assistance.admin.found import FoundInReleaseAdmin
from assistance.admin.visibility import acting_user
from assistance.models import EquipmentLine, Need
from assistance.templatetags.figures import quantity


class SameNeedForm(ReasonForm):
    """Which need this one asks again for: one that reads alike, or another by its number."""

    def __init__(self, *args: Any, need: Need, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        alike = [(str(other.pk), f"#{other.pk} {other} – {other.release}") for other in review.similar_needs(need)]
        if alike:
            self.fields["alike"] = forms.ChoiceField(
                label=_("Needs that read alike"), choices=alike, widget=forms.RadioSelect, required=False
            )
        self.fields["other"] = forms.ModelChoiceField(
            queryset=Need.objects.exclude(pk=need.pk),
            label=_("Another need"),
            widget=forms.NumberInput,
            required=False,
            help_text=_("Its number."),
        )
        self.order_fields(["alike", "other", "reason"])

    def clean(self) -> dict[str, Any]:
        """Want one need."""
        data = super().clean() or self.cleaned_data
        data["first"] = data.get("other") or Need.objects.filter(pk=data.get("alike") or 0).first()
        if data["first"] is None and not self.errors:
            self.add_error("other", _("Choose the need that this one asks again for."))
        return data


class CoverForm(OptionalReasonForm):
    """Which equipment covers a need, and how much of it."""

    quantity = forms.DecimalField(
        label=gettext_lazy("Quantity"),
        min_value=0,
        max_digits=14,
        decimal_places=2,
        required=False,
        help_text=gettext_lazy("Empty where the number is unknown."),
    )

    def __init__(self, *args: Any, need: Need, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"] = forms.ChoiceField(
            label=_("Equipment of the same category"),
            choices=[(str(stock.line.pk), _stock_in_words(stock)) for stock in review.covering_candidates(need)],
            widget=forms.RadioSelect,
        )
        self.order_fields(["line", "quantity", "reason"])


class NeedPages(FoundInReleaseAdmin):
    """The pages of a need besides its form."""

    def get_urls(self) -> list[URLPattern]:
        pages = {"same": self.same_view, "apart": self.apart_view, "cover": self.cover_view}
        own = [path(f"<int:pk>/{page}/", self.admin_site.admin_view(pages[page]), name=_name(page)) for page in pages]
        return [*own, *super().get_urls()]

    def page_links(self, request: HttpRequest, record: Need) -> list[PageLink]:
        if not self.has_change_permission(request, record):
            return super().page_links(request, record)
        alone = {"same": _("Asked before"), "cover": _("Cover it")}
        titles = {"apart": _("A need of its own")} if record.repeats_id else alone
        own = [(reverse(f"admin:{_name(page)}", args=[record.pk]), title) for page, title in titles.items()]
        return [*own, *super().page_links(request, record)]

    def same_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say that the need asks again for another one."""
        need = self._need(request, pk)

        def act(data: dict[str, Any]) -> str:
            review.link_needs(need, first=data["first"], by=acting_user(request), reason=data["reason"])
            return _("It counts as one need with “%(first)s” now.") % {"first": data["first"]}

        return form_page(
            self,
            request,
            need,
            title=_("Asked before"),
            form=SameNeedForm(request.POST or None, need=need),
            act=act,
            button=_("It is the same need"),
            note=_("The need stands once, with every release that asks for it. What covers the first covers both."),
        )

    def apart_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let the need stand by itself again."""
        need = self._need(request, pk)

        def act(data: dict[str, Any]) -> str:
            review.unlink_need(need, by=acting_user(request), reason=data["reason"])
            return _("It is a need of its own now.")

        return form_page(
            self,
            request,
            need,
            title=_("A need of its own"),
            form=ReasonForm(request.POST or None),
            act=act,
            button=_("Part them"),
        )

    def cover_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Cover the need with equipment that is promised."""
        need = self._need(request, pk)

        def act(data: dict[str, Any]) -> str:
            line = EquipmentLine.objects.get(pk=data["line"])
            by, reason = acting_user(request), data["reason"]
            review.cover_need(need, line=line, quantity=data["quantity"], by=by, reason=reason)
            return _("“%(line)s” covers it now.") % {"line": line}

        return form_page(
            self,
            request,
            need,
            title=_("Cover it"),
            form=CoverForm(request.POST or None, need=need),
            act=act,
            button=_("Cover"),
            note=_("Promised equipment of the same category that other needs do not use up."),
        )

    def _need(self, request: HttpRequest, pk: int) -> Need:
        need: Need = self.record_or_404(request, pk, self.has_change_permission)
        return need


def _name(page: str) -> str:
    return f"assistance_need_{page}"


def _stock_in_words(stock: review.Stock) -> str:
    free = _("%(free)s free") % {"free": f"{quantity(stock.free)} {stock.line.unit}".strip()}
    return f"{stock.line} ({free}) – #{stock.line.commitment_id} {stock.line.commitment}"
