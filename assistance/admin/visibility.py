"""Making records public and withholding them, from their lists and their pages."""

from __future__ import annotations

from typing import Any, TypeVar

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance import review
from assistance.admin.base import PageLink, StaffAdmin
from assistance.admin.bulk import bulk_page
from assistance.admin.form_page import OptionalReasonForm, ReasonForm, form_page
from assistance.admin.holding import (
    PublishForm,
    WithholdCommitmentForm,
    WithholdForm,
    WithholdingInline,
    preview,
    standing_of,
)
from assistance.admin.previewing import PREVIEW, public_page
from assistance.models import Commitment
from assistance.vocabulary import BulkAction, Visibility, WithheldManner, WithheldScope

M = TypeVar("M", bound=Model)


def acting_user(request: HttpRequest) -> User:
    """Return who sent ``request``; raise ``PermissionDenied`` for nobody."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def withheld_by(data: dict[str, Any], record: Any, *, by: User) -> str:
    """Withhold of ``record`` what a form says; return the words that tell what was done."""
    scope, manner = data.pop("scope", WithheldScope.RECORD), data.pop("manner", WithheldManner.HIDDEN)
    if scope == WithheldScope.RECORD:
        review.withhold(record, by=by, **data)
        return _("“%(record)s” is withheld now.") % {"record": record}
    held = review.withhold_fact(record, scope=scope, manner=manner, by=by, **data)
    return _("Withheld now of “%(record)s”: %(scope)s.") % {"record": record, "scope": held.get_scope_display()}


class PublishingAdmin(StaffAdmin[M]):
    """Records that staff make public, and take out of public sight with a reason."""

    publish_note = gettext_lazy("The releases it rests on become public too, so that every figure opens its words.")
    actions = ["publish_selected", "withhold_selected"]

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """Return whether the user may make records public and withhold them."""
        return request.user.has_perm("assistance.publish_commitment")

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path("<int:pk>/publish/", self.admin_site.admin_view(self.publish_view), name=f"{name}_publish"),
            path("<int:pk>/withhold/", self.admin_site.admin_view(self.withhold_view), name=f"{name}_withhold"),
            path("<int:pk>/lift/<int:withholding>/", self.admin_site.admin_view(self.lift_view), name=f"{name}_lift"),
        ]
        return [*own, *super().get_urls()]

    def page_links(self, request: HttpRequest, record: M) -> list[PageLink]:
        if not self.has_publish_permission(request):
            return super().page_links(request, record)
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}"
        links = super().page_links(request, record)
        if record.visibility != Visibility.PUBLIC:  # type: ignore[attr-defined]
            links.append((reverse(f"{name}_publish", args=[record.pk]), _("Make public")))
        return [*links, (reverse(f"{name}_withhold", args=[record.pk]), _("Withhold"))]

    def get_inlines(self, request: HttpRequest, obj: M | None) -> Any:
        return [*super().get_inlines(request, obj), *([WithholdingInline] if obj else [])]

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make one record public."""
        record: Any = self._record(request, pk)

        def act(data: dict[str, Any]) -> str:
            review.publish(record, by=acting_user(request), reason=data["reason"], start=data["start"])
            if record.visibility == Visibility.PUBLIC:
                return _("“%(record)s” is public now.") % {"record": record}
            day = date_format(data["start"], "j E Y")
            return _("“%(record)s” will be public from %(day)s on.") % {"record": record, "day": day}

        return form_page(
            self,
            request,
            record,
            title=_("Make public"),
            form=PublishForm(request.POST or None),
            act=act,
            button=_("Make public"),
            note=str(self.publish_note),
        )

    def withhold_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take one record, or of a commitment a kind of fact, out of public sight."""
        record: Any = self._record(request, pk)
        of_commitment = isinstance(record, Commitment)

        def act(data: dict[str, Any]) -> str | HttpResponse:
            by = acting_user(request)
            if of_commitment and PREVIEW in request.POST:
                return public_page(request, record, lambda: withheld_by(data, record, by=by))
            return withheld_by(data, record, by=by)

        return form_page(
            self,
            request,
            record,
            title=_("Withhold"),
            form=(WithholdCommitmentForm if of_commitment else WithholdForm)(request.POST or None),
            act=act,
            button=_("Withhold"),
            note=preview(record)
            if of_commitment
            else _("It is no longer shown in public. The reason stays in its history."),
            extra={"preview": PREVIEW if of_commitment else ""},
        )

    def lift_view(self, request: HttpRequest, pk: int, withholding: int) -> HttpResponse:
        """Let go of what one withholding of a record holds back."""
        record: Any = self._record(request, pk)
        held = get_object_or_404(record.withholdings.standing(), pk=withholding)

        def act(data: dict[str, Any]) -> str:
            review.lift(held, by=acting_user(request), reason=data["reason"])
            return _("Lifted: %(scope)s of “%(record)s”.") % {"scope": held.get_scope_display(), "record": record}

        return form_page(
            self,
            request,
            record,
            title=_("Lift the withholding"),
            form=ReasonForm(request.POST or None),
            act=act,
            button=_("Lift"),
            note=f"{held.get_scope_display()}: {standing_of(held)}. {held.reason}",
        )

    def _record(self, request: HttpRequest, pk: int) -> M:
        if not self.has_publish_permission(request):
            raise PermissionDenied
        record = self.get_object(request, str(pk))
        if record is None:
            raise Http404
        return record

    @admin.action(description=gettext_lazy("Withhold the selected %(verbose_name_plural)s"), permissions=["publish"])
    def withhold_selected(self, request: HttpRequest, queryset: QuerySet[M]) -> HttpResponse | None:
        """Show what will happen, ask for a reason, then withhold each of the selected."""
        user = acting_user(request)
        return bulk_page(
            self,
            request,
            queryset,
            name="withhold_selected",
            action=BulkAction.WITHHOLD,
            by=user,
            form=WithholdForm(request.POST if {"confirmed", "_look"} & set(request.POST) else None),
            step=lambda record, data: review.withhold(record, by=user, **data),
            sample={"reason": "?"},
            title=_("Withhold"),
            note=_("They are no longer shown in public. The reason stays in their history."),
        )

    @admin.action(description=gettext_lazy("Make the selected %(verbose_name_plural)s public"), permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[M]) -> HttpResponse | None:
        """Show what will happen, then make each of the selected public."""
        user = acting_user(request)
        return bulk_page(
            self,
            request,
            queryset,
            name="publish_selected",
            action=BulkAction.PUBLISH,
            by=user,
            form=OptionalReasonForm(request.POST if {"confirmed", "_look"} & set(request.POST) else None),
            step=lambda record, data: review.publish(record, by=user, reason=data["reason"]),
            sample={"reason": ""},
            title=_("Make public"),
            note=str(self.publish_note),
        )
