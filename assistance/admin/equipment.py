"""Equipment promised, and what of it has come."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance import interchange, reports, review
from assistance.admin.base import PageLink, StaffAdmin
from assistance.admin.exchange import ExchangeAdmin
from assistance.admin.links import NOTHING, quotation, record_link, record_url, review_link
from assistance.admin.list_filters import ArrivalFilter, DeliveryDonorFilter, LineDonorFilter, donors_of
from assistance.admin.occasions import OccasionPages
from assistance.admin.site import site
from assistance.admin.value_forms import require_claim_of_batch, require_whole_value
from assistance.models import Commitment, DeliveryEvent, EquipmentLine
from assistance.templatetags.figures import quantity, quantity_to, value_of
from assistance.vocabulary import DeliveryStage


class LineForm(forms.ModelForm[EquipmentLine]):
    """An item promised; says in words what the database would refuse."""

    def clean(self) -> dict[str, Any]:
        """Want a name and no negative quantity."""
        data = super().clean() or self.cleaned_data
        if not (data.get("name_en") or data.get("name_uk")):
            self.add_error("name_en", _("Name the item in English or Ukrainian."))
        require_not_negative(self)
        used = review.allotted(self.instance) if self.instance.pk else Decimal()
        if data.get("quantity") is not None and data["quantity"] < used:
            words = _("%(used)s of it cover needs. Take those back first.") % {"used": quantity(used)}
            self.add_error("quantity", words)
        return data


class DeliveryForm(forms.ModelForm[DeliveryEvent]):
    """A delivery; rests on a claim or on grounds in words."""

    def clean(self) -> dict[str, Any]:
        """Want grounds and no negative quantity."""
        data = super().clean() or self.cleaned_data
        if not data.get("claim") and not data.get("note") and "claim" in data:
            self.add_error("note", _("Give the claim that reports it, or the grounds in words."))
        require_legal_order(self)
        require_not_negative(self)
        require_whole_value(self)
        require_claim_of_batch(self)
        return data

    def clean_currency(self) -> str:
        """Return the code in capital letters."""
        return str(self.cleaned_data["currency"]).upper()


def require_not_negative(form: forms.ModelForm[Any]) -> None:
    """Add an error to ``form`` where its quantity is below zero."""
    number = form.cleaned_data.get("quantity")
    if number is not None and number < 0:
        form.add_error("quantity", _("A quantity is not below zero. Leave it empty where it is unknown."))


def require_legal_order(form: forms.ModelForm[Any]) -> None:
    """Add an error to ``form`` where a notice or a report comes without what it tells of."""
    data = form.cleaned_data
    if data.get("notice_published_on") and data.get("stage") != DeliveryStage.ON_BALANCE:
        form.add_error("notice_published_on", _("A notice tells of what is on the recipient's balance."))
    filed, cleared = data.get("report_filed_on"), data.get("cleared_on")
    if filed and (cleared is None or filed < cleared):
        form.add_error("report_filed_on", _("A report follows customs clearance. Give the day of clearance first."))


class EquipmentLineInline(admin.TabularInline[EquipmentLine, Commitment]):
    """What a commitment promises; deliveries are entered on the page of each line."""

    model = EquipmentLine
    form = LineForm
    fields = ["name_en", "name_uk", "category", "quantity", "unit", "words"]
    readonly_fields = ["words"]
    show_change_link = True
    extra = 1

    def get_queryset(self, request: HttpRequest) -> QuerySet[EquipmentLine]:
        return super().get_queryset(request).select_related("claim_item")

    @admin.display(description=gettext_lazy("evidence"))
    def words(self, line: EquipmentLine) -> str:
        return quotation(line.claim_item.words) if line.claim_item else NOTHING


class DeliveryInline(admin.TabularInline[DeliveryEvent, EquipmentLine]):
    """What of a line has come."""

    model = DeliveryEvent
    form = DeliveryForm
    fields = ["stage", "counting", "quantity", "happened_on", "worth", "claim", "note", "words"]
    readonly_fields = ["worth", "words"]
    raw_id_fields = ["claim"]
    show_change_link = True
    extra = 1

    def get_queryset(self, request: HttpRequest) -> QuerySet[DeliveryEvent]:
        return super().get_queryset(request).select_related("claim", "claim_item")

    @admin.display(description=gettext_lazy("value"))
    def worth(self, event: DeliveryEvent) -> str:
        return value_of(event) or NOTHING

    @admin.display(description=gettext_lazy("evidence"))
    def words(self, event: DeliveryEvent) -> str:
        return quotation(event.claim_item.words) if event.claim_item else NOTHING


@admin.register(EquipmentLine, site=site)
class EquipmentLineAdmin(ExchangeAdmin[EquipmentLine], OccasionPages):
    """An item promised, its account and its deliveries."""

    form = LineForm
    resource = interchange.EquipmentResource
    put = staticmethod(review.put_line)
    fields = ["commitment", ("name_en", "name_uk"), "category", ("quantity", "unit"), "due_on", "evidence", "account"]
    readonly_fields = ["evidence", "account"]
    autocomplete_fields = ["commitment"]
    part_of = "commitment"
    rows_in_history = {DeliveryEvent: "line"}
    inlines = [DeliveryInline]
    list_display = [
        "__str__", "commitment", "donors", "category", "promised", "handed_over", "outstanding", "unit", "due_on",
    ]  # fmt: skip
    list_filter = ["category", ArrivalFilter, LineDonorFilter, "commitment__status", "commitment__visibility"]
    list_select_related = ["commitment"]
    search_fields = ["name_en", "name_uk"]
    date_hierarchy = "due_on"
    ordering = ["-commitment_id", "pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[EquipmentLine]:
        lines: Any = super().get_queryset(request).select_related("commitment").with_accounts()  # type: ignore[attr-defined]
        return lines.prefetch_related("commitment__parties__organisation")  # type: ignore[no-any-return]

    @admin.display(description=gettext_lazy("donors"))
    def donors(self, line: EquipmentLine) -> str:
        return donors_of(line.commitment)

    @admin.display(description=gettext_lazy("promised"), ordering="quantity")
    def promised(self, line: EquipmentLine) -> str:
        return quantity(line.quantity)

    @admin.display(description=gettext_lazy("handed over"))
    def handed_over(self, line: EquipmentLine) -> str:
        arrived = reports.balance(line).handed_over
        number = quantity_to(arrived.known, arrived.upper)
        return _("%(number)s or more") % {"number": number} if arrived.at_least else number

    @admin.display(description=gettext_lazy("outstanding"))
    def outstanding(self, line: EquipmentLine) -> str:
        account = reports.balance(line)
        return quantity_to(account.outstanding, account.outstanding_upper)

    @admin.display(description=gettext_lazy("evidence"))
    def evidence(self, line: EquipmentLine) -> str:
        if not line.claim_item:
            return NOTHING
        return review_link(line.claim_item.claim, quotation(line.claim_item.words))

    @admin.display(description=gettext_lazy("account"))
    def account(self, line: EquipmentLine) -> str:
        if not line.pk:
            return ""
        account = render_to_string("admin/assistance/balance.html", {"balance": reports.balance(line)})
        return format_html("{}{}", account, self.occasions_of(line))

    def page_links(self, request: HttpRequest, record: EquipmentLine) -> list[PageLink]:
        return [(record_url(record.commitment), _("Commitment")), *super().page_links(request, record)]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        """Let the commitment be found by the item."""
        super().save_related(request, form, formsets, change)
        review.refresh_search_text(form.instance.commitment)
        before = form.initial.get("commitment")
        if before and before != form.instance.commitment_id:
            review.refresh_search_texts(Commitment.objects.filter(pk=before))

    def delete_model(self, request: HttpRequest, obj: EquipmentLine) -> None:
        super().delete_model(request, obj)
        review.refresh_search_text(obj.commitment)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[EquipmentLine]) -> None:
        commitments = list(Commitment.objects.filter(equipment__in=queryset).distinct())
        for line in queryset:
            line.delete()
        review.refresh_search_texts(commitments)


@admin.register(DeliveryEvent, site=site)
class DeliveryEventAdmin(ExchangeAdmin[DeliveryEvent], StaffAdmin[DeliveryEvent]):
    """Equipment shipped, handed over or taken on the balance."""

    form = DeliveryForm
    resource = interchange.DeliveryResource
    put = staticmethod(review.put_delivery)
    fields = [
        "line",
        "stage",
        "counting",
        "quantity",
        "happened_on",
        ("value", "currency"),
        ("value_hedge", "value_upper"),
        ("valuation_basis", "value_scope"),
        "claim",
        "note",
        "evidence",
        "notice_published_on",
        ("cleared_on", "report_filed_on"),
    ]
    readonly_fields = ["evidence"]
    autocomplete_fields = ["line"]
    raw_id_fields = ["claim"]
    part_of = "line"
    list_display = ["__str__", "line", "commitment", "donors", "number", "counting", "worth", "happened_on"]
    list_filter = ["stage", "counting", DeliveryDonorFilter, "line__category", "line__commitment__visibility"]
    list_select_related = ["line__commitment"]
    search_fields = ["line__name_en", "line__name_uk", "note"]
    date_hierarchy = "happened_on"
    ordering = ["-happened_on", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[DeliveryEvent]:
        return super().get_queryset(request).prefetch_related("line__commitment__parties__organisation")

    @admin.display(description=gettext_lazy("donors"))
    def donors(self, event: DeliveryEvent) -> str:
        return donors_of(event.line.commitment)

    @admin.display(description=gettext_lazy("commitment"))
    def commitment(self, event: DeliveryEvent) -> str:
        return record_link(event.line.commitment)

    @admin.display(description=gettext_lazy("quantity"), ordering="quantity")
    def number(self, event: DeliveryEvent) -> str:
        return quantity(event.quantity)

    @admin.display(description=gettext_lazy("value"), ordering="value")
    def worth(self, event: DeliveryEvent) -> str:
        return value_of(event) or NOTHING

    @admin.display(description=gettext_lazy("evidence"))
    def evidence(self, event: DeliveryEvent) -> str:
        return quotation(event.claim_item.words) if event.claim_item else NOTHING
