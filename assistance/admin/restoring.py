"""The page on which an earlier state of a record is brought back, after a look at what that changes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from simple_history.utils import get_history_model_for_model

from assistance import review
from assistance.admin.form_page import ReasonForm, form_page
from assistance.admin.row_history import Difference, difference, differences


def row_label(row: Model) -> str:
    """Return what kind of row it is and its name."""
    return f"{capfirst(str(row._meta.verbose_name))}: {row}"


def preview(record: Model, version: Any, *, by: User) -> dict[str, Any]:
    """Return what restoring ``version`` would change, as the page shows it."""
    found = review.restoration(record, version, by=by)
    changed = [difference(record, version, field) for field in found.fields]
    changed += [
        Difference(
            capfirst(str(field.verbose_name)),
            ", ".join(str(each) for each in getattr(record, field.name).all()),
            ", ".join(str(each) for each in review.listed(version, field)),
        )
        for field in found.several
    ]
    rows = [
        {
            "what": row_label(step.now or step.wanted),  # type: ignore[arg-type]
            "done": _("comes back") if step.now is None else _("is removed") if step.wanted is None else _("changes"),
            "differences": differences(type(step.now), step.now, step.wanted) if step.now and step.wanted else [],
        }
        for step in found.steps
    ]
    return {"differences": changed, "rows": rows, "problem": found.problem, "nothing": found.is_empty}


def restore_page(model_admin: Any, request: HttpRequest, pk: int, version_id: int) -> HttpResponse:
    """Show what bringing the version back changes; bring it back once a reason is given."""
    record = model_admin.record_or_404(request, pk, model_admin.has_change_permission)
    if not isinstance(request.user, User):
        raise PermissionDenied
    user = request.user
    history = get_history_model_for_model(model_admin.model)
    version = get_object_or_404(history, id=record.pk, history_id=version_id)

    def act(data: dict[str, Any]) -> str:
        review.restore(record, version, by=user, reason=data["reason"])
        return _("It is again as it was on %(date)s.") % {"date": version.history_date.date()}

    form: forms.Form = ReasonForm(request.POST or None)
    return form_page(
        model_admin,
        request,
        record,
        title=_("Restore this state"),
        form=form,
        act=act,
        button=_("Restore"),
        note=_("Status, visibility, linked claims and texts stay as they are now: they have pages of their own."),
        template="admin/assistance/restore.html",
        extra={"version": version, "preview": preview(record, version, by=user)},
    )
