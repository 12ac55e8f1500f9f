"""Organisations, and the names they go by."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance import interchange, review
from assistance.admin.base import PageLink, SeenByDeciders
from assistance.admin.dossier import dossier_docx, dossier_page, may_see_dossiers
from assistance.admin.duplicates import DuplicatesFilter, MergedFilter
from assistance.admin.exchange import ExchangeAdmin
from assistance.admin.links import dossier_url
from assistance.admin.list_filters import ROLES, RoleFilter, roles_of
from assistance.admin.merging import Merging
from assistance.admin.searching import named_like
from assistance.admin.site import site
from assistance.admin.thanks import ThanksInline, sign_thanks
from assistance.admin.visibility import acting_user
from assistance.models import Commitment, CommitmentParty, Organisation, OrganisationAlias, Thanks
from assistance.reports import possible_duplicates_of_organisations
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


def is_autocomplete(request: HttpRequest) -> bool:
    """Return whether ``request`` fills a select box."""
    return request.resolver_match is not None and request.resolver_match.url_name == "autocomplete"


@admin.register(Organisation, site=site)
class OrganisationAdmin(SeenByDeciders[Organisation], ExchangeAdmin[Organisation], Merging[Organisation]):
    """Those that give, pass on, carry out and receive."""

    form = OrganisationForm
    resource = interchange.OrganisationResource
    put = staticmethod(review.put_organisation)
    merge = staticmethod(review.merge_organisations)
    require_mergeable = staticmethod(review.require_mergeable_organisations)
    filled = staticmethod(review.filled_in_organisation)
    possible_duplicates = staticmethod(possible_duplicates_of_organisations)
    named_by = CommitmentParty._meta.get_field("organisation")
    compared = ("name_en", "name_uk", "type", "country", "identifier", "desk_officer")
    moving = {
        gettext_lazy("Names"): lambda organisation: organisation.aliases.all(),
        gettext_lazy("Commitments"): lambda organisation: Commitment.objects.filter(
            pk__in=organisation.party_in.values("commitment")
        ),
        gettext_lazy("Stated totals"): lambda organisation: organisation.stated_totals.all(),
        gettext_lazy("Thanks"): lambda organisation: organisation.thanks.all(),
        gettext_lazy("Merged earlier"): lambda organisation: organisation.merged_here.all(),
    }
    alike_rule = gettext_lazy(
        "Two organisations may be one where they have the same identifier; where a name of one has the same words as a "
        "name of the other, in any order and form, and words such as “the”, “of”, “government” or “Ltd” do not count; "
        "where a name in capitals is made of the first letters of the other; and where one name is the other with one "
        "word more. Never by their names where their countries differ."
    )
    merge_title = gettext_lazy("Merge into another organisation")
    merge_note = gettext_lazy(
        "All its names, commitments and totals move to the one that stays. This cannot be undone."
    )
    rows_in_history = {OrganisationAlias: "organisation", Thanks: "donor"}
    inlines = [AliasInline, ThanksInline]
    fields = ["name_en", "name_uk", "type", "country", "identifier", "desk_officer", "merged_here_into"]
    readonly_fields = ["merged_here_into"]
    list_display = ["__str__", "alike", "name_uk", "type", "country", "roles", "commitments", "merged_here_into"]
    list_filter = [MergedFilter, DuplicatesFilter, "type", RoleFilter, DeskFilter, "country"]
    list_select_related = ["merged_into"]
    search_fields = ["aliases__normalised"]
    search_help_text = gettext_lazy("Any of its names, in English or Ukrainian.")
    ordering = ["name_en", "name_uk", "pk"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        organisations = super().get_queryset(request).prefetch_related(ROLES)
        return organisations.annotate(in_commitments=Count("party_in__commitment", distinct=True))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Organisation], search_term: str
    ) -> tuple[QuerySet[Organisation], bool]:
        if is_autocomplete(request):
            queryset = queryset.filter(merged_into__isnull=True)
        return named_like(queryset, search_term), False

    @admin.display(description=gettext_lazy("commitments"), ordering="in_commitments")
    def commitments(self, organisation: Organisation) -> int:
        return organisation.in_commitments  # type: ignore[attr-defined, no-any-return]

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, organisation: Organisation) -> str:
        return roles_of(organisation)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:  # noqa: FBT001
        sign_thanks(formset, by=acting_user(request))
        super().save_formset(request, form, formset, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:  # noqa: FBT001
        """Keep its names among those it goes by, and let its commitments be found by them."""
        super().save_related(request, form, formsets, change)
        review.name_organisation(form.instance, by=acting_user(request))
        review.refresh_search_texts(Commitment.objects.filter(parties__organisation=form.instance).distinct())

    def get_urls(self) -> list[URLPattern]:
        pages = {"dossier": dossier_page, "dossier/docx": dossier_docx}
        dossiers = [
            path(
                f"<int:pk>/{at}/",
                self.admin_site.admin_view(partial(page, self.admin_site)),
                name=f"assistance_organisation_{at.replace('/', '_')}",
            )
            for at, page in pages.items()
        ]
        return [*dossiers, *super().get_urls()]

    def page_links(self, request: HttpRequest, record: Organisation) -> list[PageLink]:
        links = super().page_links(request, record)
        if record.merged_into_id is None and may_see_dossiers(self.admin_site, request):
            links.append((dossier_url(record), _("Dossier")))
        return links
