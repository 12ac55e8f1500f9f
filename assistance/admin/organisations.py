"""Organisations, and the names they go by."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance import interchange, review
from assistance.admin.base import PageLink, SeenByDeciders, StaffAdmin
from assistance.admin.dossier import dossier_docx, dossier_page, may_see_dossiers
from assistance.admin.exchange import ExchangeAdmin
from assistance.admin.form_page import form_page
from assistance.admin.links import dossier_url, record_link
from assistance.admin.searching import named_like
from assistance.admin.site import site
from assistance.admin.thanks import ThanksInline, sign_thanks
from assistance.admin.visibility import acting_user
from assistance.models import Commitment, CommitmentParty, Organisation, OrganisationAlias, Thanks
from assistance.vocabulary import normalise_name


def owner_of(name: str, *, other_than: int | None) -> Organisation | None:
    """Return the organisation that goes by ``name``, unless its key is ``other_than``."""
    aliases = OrganisationAlias.objects.filter(normalised=normalise_name(name)).select_related("organisation")
    alias = (aliases.exclude(organisation_id=other_than) if other_than else aliases).first()
    return alias.organisation if alias else None


def require_free(form: forms.Form | forms.ModelForm[Any], field: str, organisation: int | None) -> None:
    """Add an error to ``field`` of ``form`` where its name belongs to another than ``organisation``, a key."""
    name = form.cleaned_data.get(field)
    owner = owner_of(name, other_than=organisation) if name else None
    if owner:
        form.add_error(
            field,
            _("“%(name)s” already belongs to %(other)s. Merge the two, or give another name.")
            % {"name": name, "other": owner},
        )


class OrganisationForm(forms.ModelForm[Organisation]):
    """An organisation; each of its names is its own."""

    def clean_country(self) -> str:
        """Return the code in capital letters."""
        return str(self.cleaned_data["country"]).upper()

    def clean(self) -> dict[str, Any]:
        """Refuse a nameless organisation and names that belong to others."""
        data = super().clean() or self.cleaned_data
        if not (data.get("name_en") or data.get("name_uk")):
            self.add_error("name_en", _("Give a name in English or Ukrainian."))
        require_free(self, "name_en", self.instance.pk)
        require_free(self, "name_uk", self.instance.pk)
        return data


class AliasForm(forms.ModelForm[OrganisationAlias]):
    """One name, kept also in the form it is compared in."""

    class Meta:
        model = OrganisationAlias
        fields = ["name"]

    def clean(self) -> dict[str, Any]:
        """Refuse a name that belongs to another organisation."""
        data = super().clean() or self.cleaned_data
        require_free(self, "name", self.instance.organisation_id)
        self.instance.normalised = normalise_name(data.get("name") or "")
        return data


class AliasFormSet(BaseInlineFormSet[OrganisationAlias, Organisation, AliasForm]):
    """The names of one organisation, each once."""

    def clean(self) -> None:
        """Refuse a name that stands there twice, spelling differences aside."""
        super().clean()
        seen: set[str] = set()
        for form in self.forms:
            data = getattr(form, "cleaned_data", {})
            name = "" if data.get("DELETE") else normalise_name(data.get("name") or "")
            if name in seen:
                form.add_error("name", _("This name stands here twice."))
            if name:
                seen.add(name)


class AliasInline(admin.TabularInline[OrganisationAlias, Organisation]):
    """The names an organisation goes by."""

    model = OrganisationAlias
    form = AliasForm
    formset = AliasFormSet  # type: ignore[assignment]
    extra = 1


class MergedFilter(admin.SimpleListFilter):
    """Shows merged organisations apart; without a choice the others."""

    title = gettext_lazy("merged")
    parameter_name = "merged"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", _("Merged into another")), ("all", _("All"))]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        return [{**first, "display": _("In use")}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Organisation]) -> QuerySet[Organisation]:
        if self.value() == "all":
            return queryset
        return queryset.filter(merged_into__isnull=self.value() != "yes")


class DeskFilter(admin.SimpleListFilter):
    """Organisations by who keeps their dossier."""

    title = gettext_lazy("desk officer")
    parameter_name = "desk"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("mine", _("Mine")), ("nobody", _("Nobody's"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Organisation]) -> QuerySet[Organisation]:
        if self.value() == "mine":
            return queryset.filter(desk_officer=acting_user(request))
        return queryset.filter(desk_officer__isnull=True) if self.value() == "nobody" else queryset


class MergeOrganisationForm(forms.Form):
    """The organisation that stays."""

    kept = forms.ModelChoiceField(
        Organisation.objects.current(),
        label=gettext_lazy("Organisation that stays"),
        widget=AutocompleteSelect(CommitmentParty._meta.get_field("organisation"), site),
    )


def is_autocomplete(request: HttpRequest) -> bool:
    """Return whether ``request`` fills a select box."""
    return request.resolver_match is not None and request.resolver_match.url_name == "autocomplete"


@admin.register(Organisation, site=site)
class OrganisationAdmin(SeenByDeciders[Organisation], ExchangeAdmin[Organisation], StaffAdmin[Organisation]):
    """Those that give, pass on, carry out and receive."""

    form = OrganisationForm
    resource = interchange.OrganisationResource
    put = staticmethod(review.put_organisation)
    rows_in_history = {OrganisationAlias: "organisation", Thanks: "donor"}
    inlines = [AliasInline, ThanksInline]
    fields = ["name_en", "name_uk", "type", "country", "identifier", "desk_officer", "merged_here_into"]
    readonly_fields = ["merged_here_into"]
    list_display = ["__str__", "name_uk", "type", "country", "identifier", "commitments", "merged_here_into"]
    list_filter = [MergedFilter, "type", DeskFilter, "country"]
    list_select_related = ["merged_into"]
    search_fields = ["aliases__normalised"]
    search_help_text = gettext_lazy("Any of its names, in English or Ukrainian.")
    ordering = ["name_en", "name_uk", "pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        return super().get_queryset(request).annotate(in_commitments=Count("party_in__commitment", distinct=True))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Organisation], search_term: str
    ) -> tuple[QuerySet[Organisation], bool]:
        if is_autocomplete(request):
            queryset = queryset.filter(merged_into__isnull=True)
        return named_like(queryset, search_term), False

    def has_change_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        return super().has_change_permission(request, obj) and (obj is None or obj.merged_into_id is None)

    def has_delete_permission(self, request: HttpRequest, obj: Organisation | None = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or obj.merged_into_id is None)

    @admin.display(description=gettext_lazy("commitments"), ordering="in_commitments")
    def commitments(self, organisation: Organisation) -> int:
        return organisation.in_commitments  # type: ignore[attr-defined, no-any-return]

    @admin.display(description=gettext_lazy("merged into"))
    def merged_here_into(self, organisation: Organisation) -> str:
        return record_link(organisation.merged_into)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001
        sign_thanks(formset, by=acting_user(request))
        super().save_formset(request, form, formset, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        """Keep its names among those it goes by, and let its commitments be found by them."""
        super().save_related(request, form, formsets, change)
        review.name_organisation(form.instance, by=acting_user(request))
        review.refresh_search_texts(Commitment.objects.filter(parties__organisation=form.instance).distinct())

    def get_urls(self) -> list[URLPattern]:
        merge = path(
            "<int:pk>/merge/", self.admin_site.admin_view(self.merge_view), name="assistance_organisation_merge"
        )
        pages = {"dossier": dossier_page, "dossier/docx": dossier_docx}
        dossiers = [
            path(
                f"<int:pk>/{at}/",
                self.admin_site.admin_view(partial(page, self.admin_site)),
                name=f"assistance_organisation_{at.replace('/', '_')}",
            )
            for at, page in pages.items()
        ]
        return [merge, *dossiers, *super().get_urls()]

    def has_merge_permission(self, request: HttpRequest, organisation: Organisation) -> bool:
        """Return whether the user may merge ``organisation`` into another: public records may follow it there."""
        return request.user.has_perm("assistance.edit_public") and self.has_change_permission(request, organisation)

    def page_links(self, request: HttpRequest, record: Organisation) -> list[PageLink]:
        links = super().page_links(request, record)
        if record.merged_into_id is None and may_see_dossiers(self.admin_site, request):
            links.append((dossier_url(record), _("Dossier")))
        if self.has_merge_permission(request, record):
            links.append((reverse("admin:assistance_organisation_merge", args=[record.pk]), _("Merge into another")))
        return links

    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Merge one organisation into another."""
        duplicate = self.get_object(request, str(pk))
        if duplicate is None:
            raise Http404
        if not self.has_merge_permission(request, duplicate):
            raise PermissionDenied

        def act(data: dict[str, Any]) -> str:
            kept = review.merge_organisations(kept=data["kept"], duplicate=duplicate, by=acting_user(request))
            return _("“%(duplicate)s” was merged into “%(kept)s”.") % {"duplicate": duplicate, "kept": kept}

        return form_page(
            self,
            request,
            duplicate,
            title=_("Merge into another organisation"),
            form=MergeOrganisationForm(request.POST or None),
            act=act,
            button=_("Merge"),
            note=_("All its names, commitments and totals move to the one that stays. This cannot be undone."),
        )
