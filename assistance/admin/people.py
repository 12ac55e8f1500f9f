"""Users and their roles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, SetUnusablePasswordMixin
from django.contrib.auth.models import Group, User
from django.db.models import ManyToManyField, QuerySet
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.admin.saved_links import ListsSavedFilters
from assistance.admin.site import site
from assistance.models import StaffProfile
from assistance.vocabulary import Role


def role_label(group: Group) -> str:
    """Return what the role of ``group`` may do, in words; the name of a group that is no role of ours."""
    return _(Role(group.name).label) if group.name in set(Role) else group.name


def role_name(group: Group) -> str:
    """Return the name of the role of ``group``, without what it may do."""
    return role_label(group).partition(":")[0]


class StaffRoleFilter(admin.RelatedFieldListFilter):
    """Users by role, each called as it is elsewhere."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(str(group.pk), role_name(group)) for group in Group.objects.order_by("pk")]


class RolesField(forms.ModelMultipleChoiceField[Group]):
    """Groups, each role among them by what it may do."""

    def label_from_instance(self, obj: Group) -> str:
        return role_label(obj)


class ProfileInline(admin.StackedInline[StaffProfile, User]):
    """The language of mail to a member of staff."""

    model = StaffProfile
    fields = ["language", "digest_sent_on"]
    readonly_fields = ["digest_sent_on"]


class PasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]
    """Django's form of another's password, whose help is told in the reader's language and not in that of the start."""

    usable_password_help_text = format_lazy(  # type: ignore[assignment]
        '{}<ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>',
        SetUnusablePasswordMixin.usable_password_help_text,
        gettext_lazy("If disabled, the current password for this user will be lost."),
    )


@admin.register(User, site=site)
class StaffUserAdmin(ListsSavedFilters, UserAdmin[User]):
    """Who may log in, and as what."""

    change_password_form = PasswordForm
    list_display = ["username", "first_name", "last_name", "email", "roles", "is_staff", "is_active", "last_login"]
    list_filter = [("groups", StaffRoleFilter), "is_staff", "is_superuser", "is_active"]
    date_hierarchy = "date_joined"
    ordering = ["username", "pk"]
    readonly_fields = ["last_login", "date_joined"]
    inlines = [ProfileInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("groups")

    def formfield_for_manytomany(
        self, db_field: ManyToManyField[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.ModelMultipleChoiceField[Any] | None:
        if db_field.name == "groups":
            kwargs["form_class"] = RolesField
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.display(description=gettext_lazy("roles"))
    def roles(self, user: User) -> str:
        return ", ".join(role_name(group) for group in user.groups.all())


@admin.register(Group, site=site)
class RoleAdmin(GroupAdmin):
    """The roles, and groups beside them."""

    list_display = ["name", "may_do"]
    ordering = ["pk"]

    @admin.display(description=gettext_lazy("may do"))
    def may_do(self, group: Group) -> str:
        return role_label(group)
