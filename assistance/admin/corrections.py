"""Mistakes that readers report: the list of them, each with the words it is about, and the answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance import review
from assistance.admin.base import PageLink, ReadOnlyAdmin
from assistance.admin.form_page import ReasonForm, form_page
from assistance.admin.links import NOTHING, opening, quotation, record_link, review_link
from assistance.admin.site import site
from assistance.admin.visibility import acting_user
from assistance.models import Correction
from assistance.models.choices import choices_of
from assistance.vocabulary import CorrectionStatus


class AnswerForm(ReasonForm):
    """What becomes of a reported mistake, and why."""

    status = forms.ChoiceField(label=gettext_lazy("Status"))
    field_order = ["status", "reason"]

    def __init__(self, *args: Any, now: CorrectionStatus, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(value, label) for value, label in choices_of(CorrectionStatus) if value != now]
        self.fields["status"].choices = choices  # type: ignore[attr-defined]


def may_answer(request: HttpRequest, correction: Correction) -> bool:
    """Return whether the user may answer what readers report."""
    return request.user.has_perm("assistance.change_correction")


@admin.register(Correction, site=site)
class CorrectionAdmin(ReadOnlyAdmin[Correction]):
    """Mistakes that readers report. What they wrote stays as it is; it is answered on a page of its own."""

    fields = [
        "status", "page", "about", "said", "quoted", "text", "source_url", "email", "language", "made_at",
        "answer", "handled_by", "handled_at", "course",
    ]  # fmt: skip
    readonly_fields = ["page", "about", "said", "quoted", "course"]
    list_display = ["complaint", "status", "about", "said", "page", "made_at", "handled_by"]
    list_filter = [
        "status", "made_at", "fact", "language", ("handled_by", admin.RelatedOnlyFieldListFilter),
    ]  # fmt: skip
    list_select_related = ["commitment", "release", "claim", "handled_by"]
    search_fields = ["text", "sentence", "address", "answer", "commitment__search_text", "release__title"]
    date_hierarchy = "made_at"
    ordering = ["-made_at", "-pk"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.answer_view)
        return [path("<int:pk>/answer/", view, name="assistance_correction_answer"), *super().get_urls()]

    def get_fields(self, request: HttpRequest, obj: Correction | None = None) -> Any:
        """Leave the reader's e-mail address to those who may answer."""
        shown = obj is not None and may_answer(request, obj)
        return [name for name in self.fields if name != "email" or shown]

    def page_links(self, request: HttpRequest, record: Correction) -> list[PageLink]:
        links = super().page_links(request, record)
        if not may_answer(request, record):
            return links
        return [(reverse("admin:assistance_correction_answer", args=[record.pk]), _("Answer")), *links]

    def answer_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Answer, with a reason."""
        correction = self.record_or_404(request, pk, may_answer)

        def act(data: dict[str, Any]) -> str:
            to = CorrectionStatus(data["status"])
            review.answer_correction(correction, to=to, reason=data["reason"], by=acting_user(request))
            return _("The status is “%(status)s” now.") % {"status": correction.get_status_display()}

        form = AnswerForm(request.POST or None, now=CorrectionStatus(correction.status))
        note = _("Mend the record first, on its own page; then say here what was done. The reader does not see this.")
        return form_page(
            self, request, correction, title=_("Answer"), form=form, act=act, button=_("Answer"), note=note
        )

    @admin.display(description=gettext_lazy("what is wrong"), ordering="text")
    def complaint(self, correction: Correction) -> str:
        return opening(correction.text)

    @admin.display(description=gettext_lazy("record"))
    def about(self, correction: Correction) -> str:
        return record_link(correction.commitment or correction.release)

    @admin.display(description=gettext_lazy("claim"))
    def said(self, correction: Correction) -> str:
        return review_link(correction.claim)

    @admin.display(description=gettext_lazy("the words it rests on"))
    def quoted(self, correction: Correction) -> str:
        return quotation(correction.sentence) if correction.sentence else NOTHING

    @admin.display(description=gettext_lazy("page"), ordering="address")
    def page(self, correction: Correction) -> str:
        return format_html('<a href="{0}">{0}</a>', correction.address)

    @admin.display(description=gettext_lazy("what became of it"))
    def course(self, correction: Correction) -> str:
        versions = correction.history.select_related("history_user").order_by("history_date", "history_id")[1:]
        rows = [
            (version.history_date.date(), version.get_status_display(), version.history_user or NOTHING, _said(version))
            for version in versions
        ]
        if not rows:
            return NOTHING
        return format_html("<ol>{}</ol>", format_html_join("", "<li>{} – {} – {} {}</li>", rows))


def _said(version: Any) -> str:
    return version.answer or version.history_change_reason or ""
