"""The page of one import: how far it is, what became of each file, and the same as JSON and CSV."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assistance.admin.links import record_link
from assistance.intake import told
from assistance.models import ImportRun, ImportRunItem
from assistance.vocabulary import FileOutcome, RunState

PER_PAGE = 100


def why_refused(item: ImportRunItem) -> str:
    """Return why a file was refused, in the reader's language."""
    return told(item.reason, item.details, _) if item.reason else ""


def read_of(run: ImportRun) -> int:
    """Return how many files of ``run``, one with counts, were read or refused."""
    return run.read  # type: ignore[attr-defined, no-any-return]


def progress_words(run: ImportRun) -> str:
    """Return how far ``run``, one with counts, is, in a sentence or two."""
    counted = ngettext("%(read)d of %(total)d file is done.", "%(read)d of %(total)d files are done.", run.total)
    said = [f"{run.get_state_display()}.", counted % {"read": read_of(run), "total": run.total}]
    if run.is_stalled:
        said.append(_("Nothing has been heard of it for five minutes: what read it has probably died."))
    elif run.cancel_requested_at is not None and not run.is_over:
        said.append(_("It stops before the next file."))
    elif run.is_unattended:
        said.append(_("Nothing has begun with it yet: it waits for another import, or no worker is running."))
    return " ".join(said)


def progress(run: ImportRun) -> dict[str, Any]:
    """Return how far ``run``, one with counts, is, for the script on its page."""
    return {
        "state": run.state,
        "words": progress_words(run),
        "read": read_of(run),
        "total": run.total,
        "over": run.is_over,
        "resumable": run.can_be_resumed,
    }


def outcome_counts(run: ImportRun) -> list[tuple[FileOutcome, str, int]]:
    """Return each outcome that files of ``run``, one with counts, came to, with its label and their number."""
    counted = [(word, _(word.label), getattr(run, word.value)) for word in FileOutcome]
    return [row for row in counted if row[2]]


def outcome_links(run: ImportRun, chosen: str) -> list[dict[str, Any]]:
    """Return the outcomes that files of ``run``, one with counts, came to, as the choices of a filter."""
    rows = [("", _("All"), run.total), *((word.value, label, count) for word, label, count in outcome_counts(run))]
    return [
        {"query": f"?outcome={value}" if value else "?", "label": label, "count": count, "current": value == chosen}
        for value, label, count in rows
    ]


def report_rows(run: ImportRun, outcome: str = "") -> Any:
    """Return the files of ``run`` in order, of one outcome or all, without what they hold."""
    items = run.items.select_related("release").defer("content", "sidecar", "release__text").order_by("position", "pk")
    return items.filter(outcome=outcome) if outcome else items


def run_context(request: HttpRequest, run: ImportRun) -> dict[str, Any]:
    """Return what the page of ``run``, one with counts, shows."""
    outcome = request.GET.get("outcome", "")
    chosen = outcome if outcome in {word.value for word in FileOutcome} else ""
    paginator = Paginator(report_rows(run, chosen), PER_PAGE)
    page = paginator.get_page(request.GET.get("p"))
    queue = reverse("admin:assistance_claim_changelist")
    rows = [
        {
            "item": item,
            "release": record_link(item.release),
            "why": why_refused(item),
            "queue": f"{queue}?release__id__exact={item.release_id}",
        }
        for item in page
    ]
    return {
        "run": run,
        "progress": progress(run),
        "outcomes": outcome_links(run, chosen),
        "chosen": chosen,
        "rows": rows,
        "page": page,
        "pages": paginator.get_elided_page_range(page.number),
        "progress_url": reverse("admin:assistance_importrun_progress", args=[run.pk]),
        "broke_off": run.state == RunState.FAILED,
    }


def report_table(run: ImportRun) -> list[list[str]]:
    """Return the report on ``run`` as rows of a table, the names of the columns first."""
    names = [_("File"), _("Outcome"), _("Reason"), _("Release"), _("Title"), _("Claims found")]
    return [
        names,
        *(
            [
                harmless(item.name),
                item.get_outcome_display(),
                harmless(why_refused(item)),
                str(item.release_id or ""),
                harmless(item.release.title if item.release else ""),
                str(item.claims),
            ]
            for item in report_rows(run)
        ),
    ]


def harmless(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
