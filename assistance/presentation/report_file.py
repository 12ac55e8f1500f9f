"""A report as a file: asked for, put into words in one language, written in one format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.text import slugify
from django.utils.translation import override

from assistance.interchange.report import FORMATS
from assistance.models.moments import asked_day
from assistance.presentation.asked import Asked
from assistance.presentation.report import report_of


@dataclass(frozen=True, kw_only=True)
class ReportFile:
    """A report as written, with the name it is saved under and its media type."""

    name: str
    content_type: str
    content: bytes


def report_file(
    asked: Asked, *, form: str, language: str, progress: Callable[[str], None] = lambda step: None
) -> ReportFile:
    """Return the report on what is ``asked`` in one of ``FORMATS`` and in ``language``.

    ``progress`` is told each step. Raises ``TypesettingError`` or ``TableError`` where it cannot be written.
    """
    write, content_type = FORMATS[form]
    with override(language):
        progress("Reading the ledger …")
        report = report_of(asked)
        progress(f"Writing {len(report.tables)} tables and {len(report.notes)} footnotes as {form.upper()} …")
        content = write(report)
    name = f"{'-'.join(_parts(asked))}-{language}.{form}"
    return ReportFile(name=name, content_type=content_type, content=content)


def _parts(asked: Asked) -> Iterator[str]:
    """Yield the parts of the name: what the report is about in Latin letters, its days, the day it was known by."""
    yield "report"
    for part in (asked.donor, asked.recipient):
        if part:
            yield slugify(part.name_en) or str(part.pk)
    if asked.sector:
        yield slugify(asked.sector.value)
    if asked.project:
        yield f"project-{asked.project.pk}"
    if asked.days.since:
        yield f"from-{asked.days.since}"
    if asked.days.until:
        yield f"to-{asked.days.until}"
    yield f"as-of-{asked_day()}"
