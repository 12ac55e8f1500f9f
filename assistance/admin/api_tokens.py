"""Tokens of the API: everybody makes and revokes their own, who looks after users sees and revokes all."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.admin.base import PageLink, ReadOnlyAdmin
from assistance.admin.form_page import OptionalReasonForm, form_page
from assistance.admin.links import NOTHING
from assistance.admin.site import site
from assistance.admin.visibility import acting_user
from assistance.models import ApiToken
from assistance.models.choices import choices_of
from assistance.review import ReviewError
from assistance.tokens import LONGEST, TokenError, make_token, revoke_token
from assistance.vocabulary import Scope

#: How many of the last uses a token's page shows.
SHOWN = 20


class TokenForm(forms.Form):
    """What a token is called, what it may do and how long it holds."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=80,
        widget=forms.TextInput(attrs={"class": "vTextField", "autofocus": True}),
        help_text=gettext_lazy("Such as the program that uses it."),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        choices=choices_of(Scope),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("It may never do more than you may."),
    )
    days = forms.IntegerField(label=gettext_lazy("Days it holds"), min_value=1, max_value=LONGEST, initial=LONGEST)


@admin.register(ApiToken, site=site)
class ApiTokenAdmin(ReadOnlyAdmin[ApiToken]):
    """Tokens and what was done with them. None is edited: it is revoked, and another one made."""

    fields = [
        "name", "owner", "what_it_may_do", "begins_with", "state", "made_at", "expires_at", "last_used_at",
        "last_used_from", "course", "last_uses",
    ]  # fmt: skip
    readonly_fields = ["what_it_may_do", "begins_with", "state", "course", "last_uses"]
    list_display = ["name", "owner", "what_it_may_do", "begins_with", "state", "expires_at", "last_used_at"]
    list_filter = [("owner", admin.RelatedOnlyFieldListFilter), "may_submit", "may_read", "may_decide", "made_at"]
    list_select_related = ["owner", "revoked_by"]
    search_fields = ["name", "prefix", "owner__username"]
    date_hierarchy = "made_at"
    ordering = ["-made_at", "-pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ApiToken]:
        """Return the user's own tokens, for who looks after the other users all."""
        seen = ApiToken.objects.seen_by(acting_user(request))
        return super().get_queryset(request).filter(pk__in=seen.values("pk"))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> ApiToken | None:
        """Return the token; raise ``Http404`` for one that the user does not see."""
        token: ApiToken | None = super().get_object(request, object_id, from_field)
        if token is None:
            raise Http404
        return token

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("assistance.add_apitoken")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.revoke_view)
        return [path("<int:pk>/revoke/", view, name="assistance_apitoken_revoke"), *super().get_urls()]

    def page_links(self, request: HttpRequest, record: ApiToken) -> list[PageLink]:
        links = super().page_links(request, record)
        if record.revoked_at is not None:
            return links
        return [(reverse("admin:assistance_apitoken_revoke", args=[record.pk]), _("Revoke")), *links]

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Take what the token is to be, then show it, once."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = TokenForm(request.POST or None)
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": _("Make a token"),
            "opts": self.opts,
            "form": form,
            "button": _("Make the token"),
            "note": _("The token is shown once, on the next page. Whoever has it may act in your name."),
            "media": self.media,
        }
        if request.method == "POST" and form.is_valid() and (written := self._made(request, form)):
            context |= {"title": _("Your new token"), "token": written, "form": None}
            return TemplateResponse(request, "admin/assistance/apitoken/made.html", context)
        return TemplateResponse(request, "admin/assistance/form_page.html", context)

    def _made(self, request: HttpRequest, form: TokenForm) -> str:
        """Make the token of ``form`` and return it as it is written; empty where it cannot be, with an error."""
        data, user = form.cleaned_data, acting_user(request)
        scopes = [Scope(word) for word in data["scopes"]]
        try:
            token, written = make_token(owner=user, name=data["name"], scopes=scopes, by=user, days=data["days"])
        except TokenError as error:
            form.add_error(None, str(error))
            return ""
        self.log_addition(request, token, [{"added": {}}])
        return written

    def revoke_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """End a token."""
        token = self.record_or_404(request, pk, self.has_view_permission)

        def act(data: dict[str, Any]) -> str:
            try:
                revoke_token(token, by=acting_user(request), reason=data["reason"])
            except TokenError as error:
                raise ReviewError(str(error)) from error
            return _("The token is revoked.")

        return form_page(
            self,
            request,
            token,
            title=_("Revoke"),
            form=OptionalReasonForm(request.POST if request.method == "POST" else None),
            act=act,
            button=_("Revoke"),
            note=_("Programs that use it are refused from now on. This cannot be undone; make another one instead."),
        )

    @admin.display(description=gettext_lazy("what it may do"))
    def what_it_may_do(self, token: ApiToken) -> str:
        return ", ".join(_(scope.label) for scope in token.scopes)

    @admin.display(description=gettext_lazy("begins with"), ordering="prefix")
    def begins_with(self, token: ApiToken) -> str:
        return format_html("<code>aat_{}</code>", token.prefix)

    @admin.display(description=gettext_lazy("state"))
    def state(self, token: ApiToken) -> str:
        if token.revoked_at is not None:
            told = {"user": token.revoked_by, "day": date_format(localtime(token.revoked_at), "j E Y")}
            return _("Revoked by %(user)s on %(day)s") % told
        return _("Holds") if token.is_standing else _("Ran out")

    @admin.display(description=gettext_lazy("what became of it"))
    def course(self, token: ApiToken) -> str:
        versions = token.history.select_related("history_user").order_by("history_date", "history_id")
        rows = [
            (
                date_format(localtime(version.history_date), "j E Y H:i"),
                _("Revoked") if version.revoked_at else _("Made"),
                version.history_user or NOTHING,
                version.history_change_reason or "",
            )
            for version in versions
        ]
        return format_html("<ol>{}</ol>", format_html_join("", "<li>{} – {} – {} {}</li>", rows))

    @admin.display(description=gettext_lazy("last uses"))
    def last_uses(self, token: ApiToken) -> str:
        rows = [
            (date_format(localtime(use.made_at), "j E Y H:i:s"), use.method, use.path, use.status, use.address)
            for use in token.uses.all()[:SHOWN]
        ]
        if not rows:
            return NOTHING
        return format_html("<ol>{}</ol>", format_html_join("", "<li>{} – {} {} – {} – {}</li>", rows))
