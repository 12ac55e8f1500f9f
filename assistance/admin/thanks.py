"""Thanks given to a donor, on the page of the organisation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _

from assistance.models import Organisation, Thanks


class ThanksForm(forms.ModelForm[Thanks]):
    """Thanks; say in words what the database would refuse."""

    def clean(self) -> dict[str, Any]:
        """Want an occasion."""
        data = super().clean() or self.cleaned_data
        if not (data.get("occasion_en") or data.get("occasion_uk")):
            self.add_error("occasion_en", _("Say in English or Ukrainian what thanks were given for."))
        return data


class ThanksInline(admin.TabularInline[Thanks, Organisation]):
    """What the organisation was thanked for, when and by whom."""

    model = Thanks
    form = ThanksForm
    fields = ["given_on", "occasion_en", "occasion_uk", "by_whom", "release"]
    raw_id_fields = ["release"]
    extra = 1


def sign_thanks(formset: BaseInlineFormSet[Any, Any, Any], *, by: User) -> None:
    """Note of new thanks in ``formset`` who wrote them down; other rows are left alone."""
    if formset.model is Thanks:
        for form in formset.extra_forms:
            form.instance.made_by = by
