"""Commitments, with all that hangs on them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance import interchange, reports, review
from assistance.admin.base import PageLink, ReadOnlyInline, SeenByDeciders
from assistance.admin.bulk_edit import BulkEditing
from assistance.admin.commitment_forms import CommitmentForm, NewCommitmentForm, StatusForm
from assistance.admin.equipment import EquipmentLineInline
from assistance.admin.exchange import ExchangeAdmin
from assistance.admin.form_page import form_page
from assistance.admin.links import NOTHING, public_url, quotation, record_link, review_link, review_url
from assistance.admin.list_filters import AmountFilter, DonorFilter, LastWordFilter, SourcesFilter
from assistance.admin.row_names import SearchesByName
from assistance.admin.searching import commitments_found
from assistance.admin.site import site
from assistance.admin.visibility import PublishingAdmin, acting_user
from assistance.models import (
    Commitment,
    CommitmentClaim,
    CommitmentParty,
    CommitmentPlace,
    CommitmentSector,
    DeliveryEvent,
    EquipmentLine,
    Release,
    StatusChange,
    copies_among,
)
from assistance.templatetags.figures import hedged
from assistance.vocabulary import OPEN_STATUSES, CommitmentStatus, PartyRole, Relation


class PartyInline(SearchesByName, admin.TabularInline[CommitmentParty, Commitment]):
    """Who gives, passes on, carries out and receives."""

    model = CommitmentParty
    autocomplete_fields = ["organisation"]
    extra = 1


class SectorInline(admin.TabularInline[CommitmentSector, Commitment]):
    """What it is for."""

    model = CommitmentSector
    extra = 1


class PlaceInline(admin.TabularInline[CommitmentPlace, Commitment]):
    """Where it goes."""

    model = CommitmentPlace
    extra = 1


class LinkedClaimInline(ReadOnlyInline[CommitmentClaim, Commitment]):
    """The claims it rests on, with their words."""

    model = CommitmentClaim
    fields = ["relation", "passage", "release", "published_on", "way_back"]
    readonly_fields = ["passage", "release", "published_on", "way_back"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[CommitmentClaim]:
        return super().get_queryset(request).select_related("claim__release")

    @admin.display(description=gettext_lazy("words"))
    def passage(self, link: CommitmentClaim) -> str:
        return review_link(link.claim, quotation(link.claim.words))

    @admin.display(description=gettext_lazy("release"))
    def release(self, link: CommitmentClaim) -> str:
        return record_link(link.claim.release)

    @admin.display(description=gettext_lazy("published on"))
    def published_on(self, link: CommitmentClaim) -> str:
        return date_format(day) if (day := link.claim.release.published_on) else NOTHING

    @admin.display(description=gettext_lazy("decision"))
    def way_back(self, link: CommitmentClaim) -> str:
        first = link.relation == Relation.FIRST
        words = _("Reopen") if first else _("Take this merge back (unmerge)")
        return format_html('<a href="{}#reopen">{}</a>', review_url(link.claim), words)


class StatusChangeInline(ReadOnlyInline[StatusChange, Commitment]):
    """Every step of its status."""

    model = StatusChange
    fields = ["old_status", "status", "reported_by", "reason", "happened_on", "made_by", "made_at"]
    readonly_fields = ["reported_by", "made_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[StatusChange]:
        return super().get_queryset(request).select_related("claim__release", "made_by")

    @admin.display(description=gettext_lazy("claim"))
    def reported_by(self, change: StatusChange) -> str:
        return review_link(change.claim)


def put_commitment(existing: Commitment | None, *, by: User, why: str, **values: Any) -> Commitment:
    """Write a row of a file, whose columns of parties bear the names of their roles."""
    parties = {role: values.pop(role.value) for role in PartyRole}
    return review.put_commitment(existing, by=by, why=why, parties=parties, **values)


@admin.register(Commitment, site=site)
class CommitmentAdmin(SeenByDeciders[Commitment], ExchangeAdmin[Commitment], BulkEditing, PublishingAdmin[Commitment]):
    """One piece of assistance as staff decided it. Its status changes on a page of its own, with a reason."""

    form = CommitmentForm
    resource = interchange.CommitmentResource
    put = staticmethod(put_commitment)
    readonly_fields = ["status", "visibility", "everything_came", "independent_sources", "created_at", "updated_at"]
    autocomplete_fields = ["project"]
    rows_in_history = {
        CommitmentParty: "commitment",
        CommitmentSector: "commitment",
        CommitmentPlace: "commitment",
        EquipmentLine: "commitment",
        DeliveryEvent: "line__commitment",
        CommitmentClaim: "commitment",
    }
    inlines = [PartyInline, SectorInline, PlaceInline, EquipmentLineInline, LinkedClaimInline, StatusChangeInline]
    list_display = [
        "number", "__str__", "donors", "stated_amount", "kind", "status", "aims", "visibility", "sources",
        "last_reported",
    ]  # fmt: skip
    list_display_links = ["number", "__str__"]
    list_filter = [
        "status",
        "visibility",
        "kind",
        DonorFilter,
        LastWordFilter,
        SourcesFilter,
        "sectors__sector",
        "places__region",
        ("project", admin.RelatedOnlyFieldListFilter),
        AmountFilter,
        "currency",
        "valuation_basis",
    ]
    actions = ["publish_selected", "withhold_selected", "edit_selected"]
    search_fields = ["search_text"]
    search_help_text = gettext_lazy("Number, title, project, any name of a party, or item.")
    date_hierarchy = "created_at"
    ordering = ["-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Commitment]:
        return super().get_queryset(request).with_parties().with_sources().with_last_word()  # type: ignore[attr-defined, no-any-return]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Commitment], search_term: str
    ) -> tuple[QuerySet[Commitment], bool]:
        return commitments_found(queryset, search_term), False

    def get_form(
        self,
        request: HttpRequest,
        obj: Commitment | None = None,
        change: bool = False,  # noqa: FBT001, FBT002 - Django's signature
        **kwargs: Any,
    ) -> Any:
        return super().get_form(request, obj, change, **({} if obj else {"form": NewCommitmentForm}) | kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Commitment | None = None) -> Any:
        standing = ["status", "visibility"] if obj else ["first_status", "grounds"]
        hint = ["everything_came"] if obj and self.everything_came(obj) else []
        ends: list[str | tuple[str, ...]] = ["note", *([("created_at", "updated_at")] if obj else [])]
        return [
            (None, {"fields": ["title_en", "title_uk", "kind", tuple(standing) if obj else standing[0], *hint]}),
            (_("Amount and time"), {"fields": [_AMOUNT, "valuation_basis", _PERIOD, "project"]}),
            (_("For staff"), {"fields": ["independent_sources", *ends] if obj else ["grounds", *ends]}),
        ]

    def get_inlines(self, request: HttpRequest, obj: Commitment | None) -> Any:
        return super().get_inlines(request, obj) if obj else self.inlines[:4]

    def has_delete_permission(self, request: HttpRequest, obj: Commitment | None = None) -> bool:
        """Refuse: nothing leaves the ledger, what should not be seen is withheld."""
        return False

    def view_on_site(self, commitment: Commitment) -> str | None:
        """Return the address of the public page."""
        return public_url(commitment)

    @admin.display(description=gettext_lazy("No."), ordering="pk")
    def number(self, commitment: Commitment) -> int:
        return commitment.pk

    @admin.display(description=gettext_lazy("donors"))
    def donors(self, commitment: Commitment) -> str:
        return ", ".join(str(donor) for donor in commitment.organisations_in(PartyRole.FUNDING))

    @admin.display(description=gettext_lazy("amount"), ordering="amount")
    def stated_amount(self, commitment: Commitment) -> str:
        return hedged(commitment)

    @admin.display(description=gettext_lazy("deliveries"))
    def everything_came(self, commitment: Commitment) -> str:
        """Suggest another status where all that was promised is handed over; it never changes by itself."""
        if commitment.status not in OPEN_STATUSES or not reports.all_handed_over(commitment):
            return ""
        return format_html(
            '<span class="attention">{} <a href="{}">{}</a></span>',
            _("Everything promised was handed over. The status does not change by itself."),
            reverse("admin:assistance_commitment_status", args=[commitment.pk]),
            _("Change status"),
        )

    @admin.display(description=gettext_lazy("independent sources"), ordering="independent_sources")
    def sources(self, commitment: Commitment) -> int:
        return commitment.independent_sources  # type: ignore[attr-defined, no-any-return]

    @admin.display(description=gettext_lazy("independent sources"))
    def independent_sources(self, commitment: Commitment) -> SafeString:
        """Tell how many there are and which of the releases are copies of one another."""
        releases = Release.objects.filter(claims__link__commitment=commitment).defer("text").order_by("pk")
        groups = copies_among(releases)
        context = {"number": commitment.independent_sources, "groups": groups}  # type: ignore[attr-defined]
        return render_to_string("admin/assistance/sources.html", context)

    @admin.display(description=gettext_lazy("last word"), ordering="last_reported")
    def last_reported(self, commitment: Commitment) -> Any:
        return commitment.last_reported  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("sectors and project"))
    def aims(self, commitment: Commitment) -> SafeString | str:
        named = [str(row) for row in commitment.sectors.all()]
        project = [record_link(commitment.project)] if commitment.project else []
        return format_html_join(", ", "{}", ((one,) for one in [*named, *project])) or NOTHING

    def save_model(self, request: HttpRequest, obj: Commitment, form: Any, change: bool) -> None:  # noqa: FBT001
        """Save; a new commitment gets its first status with the reason that was given."""
        if change:
            super().save_model(request, obj, form, change)
            return
        grounds = form.cleaned_data["grounds"]
        obj.status = form.cleaned_data["first_status"]
        obj._change_reason = grounds[:100]  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)
        # The version just stored has the status and the reason already; a second one would differ in nothing.
        obj.skip_history_when_saving = True  # type: ignore[attr-defined]
        review.change_status(obj, to=CommitmentStatus(obj.status), by=acting_user(request), reason=grounds)
        del obj.skip_history_when_saving  # type: ignore[attr-defined]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        """Let it be found by what it says now."""
        super().save_related(request, form, formsets, change)
        review.refresh_search_text(form.instance)

    def get_urls(self) -> list[URLPattern]:
        status = path(
            "<int:pk>/status/", self.admin_site.admin_view(self.status_view), name="assistance_commitment_status"
        )
        return [status, *super().get_urls()]

    def page_links(self, request: HttpRequest, record: Commitment) -> list[PageLink]:
        own = [(reverse("admin:assistance_commitment_status", args=[record.pk]), _("Change status"))]
        return [*(own if self.has_change_permission(request, record) else []), *super().page_links(request, record)]

    def status_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Change the status, with a reason."""
        commitment = self.record_or_404(request, pk, self.has_change_permission)

        def act(data: dict[str, Any]) -> str:
            change = review.change_status(
                commitment,
                to=CommitmentStatus(data["status"]),
                by=acting_user(request),
                reason=data["reason"],
                happened_on=data["happened_on"],
            )
            return _("The status is “%(status)s” now.") % {"status": change.get_status_display()}

        now = _("It is “%(status)s” now.") % {"status": commitment.get_status_display()}
        form = StatusForm(request.POST or None, status=CommitmentStatus(commitment.status))
        return form_page(
            self, request, commitment, title=_("Change status"), form=form, act=act, button=_("Change"), note=now
        )


_AMOUNT = ("amount", "currency", "amount_hedge", "amount_upper")
_PERIOD = ("period_start", "period_end")
