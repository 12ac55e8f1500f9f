"""Names that a screen reader hears for fields in tables and for boxes that search."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import ForeignKey
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class SearchSelect(AutocompleteSelect):
    """The admin's search for a record; its empty box says what it is for, to a screen reader too."""

    def build_attrs(self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the attributes with words in the place of the empty placeholder."""
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": _("Search by name")}


class SearchesByName:
    """Has records chosen, where they are searched for, in boxes that say so."""

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField[Any] | None:
        """Return the field of ``db_field``, with the box that names itself where it is one that searches."""
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs.setdefault("widget", SearchSelect(db_field, self.admin_site))  # type: ignore[attr-defined]
        field: forms.ModelChoiceField[Any] | None = super().formfield_for_foreignkey(  # type: ignore[misc]
            db_field, request, **kwargs
        )
        return field


def name_row_fields(formset: type[BaseFormSet[Any]]) -> None:
    """Give each field of the rows of ``formset``, and the box that deletes a row, its label as accessible name."""
    for field in formset.form.base_fields.values():
        box = getattr(field.widget, "widget", field.widget)  # within links to add and change what it holds
        if field.label and not box.is_hidden:
            box.attrs.setdefault("aria-label", field.label)
    formset.deletion_widget = forms.CheckboxInput(attrs={"aria-label": gettext_lazy("Delete")})  # type: ignore[assignment]
