"""Two people on one record: the second to save is told what changed meanwhile, and loses nothing that was typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Field, Model
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.utils import get_history_model_for_model

from assistance import review
from assistance.admin.row_history import RowChange, row_changes, shown
from assistance.models.history import RowModels, newest_versions

#: What a page saw: the newest version of the record, then of each kind of its rows; 0 where there was none.
Seen = tuple[int, ...]

#: Fields of every change form that are no fields of the record.
BESIDE = ("version_seen", "change_reason")

#: The name of the button that saves over what changed meanwhile; its value is what the page has seen by then.
SAVE_OVER = "_save_over"


def written(seen: Seen) -> str:
    """Return ``seen`` as it stands in a page."""
    return ".".join(map(str, seen))


def read(text: str, length: int) -> Seen | None:
    """Return what ``written`` wrote, None unless ``text`` holds ``length`` numbers."""
    parts = text.split(".")
    return tuple(map(int, parts)) if len(parts) == length and all(part.isdecimal() for part in parts) else None


class ReasonField(forms.CharField):
    """Why a record is changed; no change by itself."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class WatchedForm(forms.ModelForm[Any]):
    """A record's form that knows which version it was opened on, and asks why it is changed."""

    version_seen = forms.CharField(required=False, widget=forms.HiddenInput)
    change_reason = ReasonField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("Kept in the history with the change."),
    )
    rows: RowModels = {}
    #: What the page saw, where that is no longer how things are.
    outdated: Seen | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.fields["version_seen"].initial = written(newest_versions(self.instance, self.rows))
        if not review.is_draft(self.instance):
            self.fields["change_reason"].required = True
            self.fields["change_reason"].help_text = _("Needed, as others rely on it. Kept in the history.")

    def clean(self) -> dict[str, Any]:
        """Refuse to save over what changed since the page was opened."""
        data = super().clean() or self.cleaned_data
        type(self.instance)._base_manager.select_for_update().get(pk=self.instance.pk)
        now = newest_versions(self.instance, self.rows)
        seen = read(data.get("version_seen") or "", len(now))
        if seen is None:
            self.add_error(None, _("This page cannot tell what it was opened on. Open it anew and type again."))
        elif seen != now:
            self.outdated = seen
            self.add_error(None, _("It was changed while you had it open. Nothing is saved yet; see what changed."))
        return data


@dataclass(frozen=True)
class Clash:
    """A field that changed meanwhile: what it was, what it is now and what was typed."""

    field: str
    before: str
    theirs: str
    yours: str

    @property
    def same(self) -> bool:
        """Whether both came to the same."""
        return self.theirs == self.yours


@dataclass(frozen=True)
class Meanwhile:
    """What happened to a record since a page of it was opened."""

    versions: list[Any]
    clashes: list[Clash]
    rows: list[RowChange]
    seen_now: str


def what_changed(form: WatchedForm) -> Meanwhile | None:
    """Return what changed since the page of ``form`` was opened, None where nothing did."""
    if form.outdated is None:
        return None
    model, key = type(form.instance), form.instance.pk
    history: Any = get_history_model_for_model(model)._default_manager.filter(id=key)
    seen_of = dict(zip(form.rows, form.outdated[1:], strict=True))
    theirs = model._base_manager.get(pk=key)
    rows = row_changes(theirs, form.rows)
    before = history.filter(history_id=form.outdated[0]).first()
    return Meanwhile(
        versions=list(history.filter(history_id__gt=form.outdated[0]).select_related("history_user")),
        clashes=_clashes(before, theirs, form) if before else [],
        rows=[row for row in rows if row.version.history_id > seen_of[row.version.instance_type]],
        seen_now=written(newest_versions(theirs, form.rows)),
    )


def _clashes(before: Any, theirs: Model, form: WatchedForm) -> list[Clash]:
    return [
        Clash(capfirst(str(field.verbose_name)), shown(before, field), shown(theirs, field), _typed(form, field))
        for field in before.tracked_fields
        if not getattr(field, "auto_now", False) and getattr(before, field.attname) != getattr(theirs, field.attname)
    ] + [
        Clash(capfirst(str(field.verbose_name)), told[0], told[1], named(form.cleaned_data.get(field.name, ())))
        for field in before._history_m2m_fields
        if (told := (named(review.listed(before, field)), named(getattr(theirs, field.name).all())))[0] != told[1]
    ]


def named(records: Any) -> str:
    """Return the names of ``records``, in the order of their keys."""
    return ", ".join(str(record) for record in sorted(records, key=lambda record: record.pk))


def _typed(form: WatchedForm, field: Field[Any, Any]) -> str:
    """Return what was typed into ``field``, as people read it; nothing where the form does not have it."""
    if field.name not in form.fields:
        return ""
    return str(form[field.name].data) if field.name in form.errors else shown(form.instance, field)


def revive_rows(data: QueryDict, prefix: str, keys: set[str]) -> None:
    """Let rows typed into ``data`` under ``prefix`` that are gone by now be new ones; ``keys`` are those that exist.

    Rows that exist come first, as the form set wants it. A row that was to be deleted and is gone is left out.
    """
    total, initial = int(data.get(f"{prefix}-TOTAL_FORMS") or 0), int(data.get(f"{prefix}-INITIAL_FORMS") or 0)
    standing = [row for row in range(initial) if data.get(f"{prefix}-{row}-id") in keys]
    gone = [row for row in range(initial) if row not in standing]
    if not gone:
        return
    order = [*standing, *range(initial, total), *(row for row in gone if not data.get(f"{prefix}-{row}-DELETE"))]
    moved: dict[str, list[Any]] = {}
    for new, old in enumerate(order):
        start = f"{prefix}-{old}-"
        for name in [name for name in data if name.startswith(start)]:
            moved[f"{prefix}-{new}-{name.removeprefix(start)}"] = data.getlist(name)
        if old in gone:
            moved[f"{prefix}-{new}-id"] = [""]
    for name in [name for name in data if name.startswith(tuple(f"{prefix}-{row}-" for row in range(total)))]:
        del data[name]
    for name, values in moved.items():
        data.setlist(name, values)
    data[f"{prefix}-TOTAL_FORMS"], data[f"{prefix}-INITIAL_FORMS"] = str(len(order)), str(len(standing))
