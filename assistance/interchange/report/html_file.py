"""A report as one page that stands alone: its styles and charts are in it, and it asks for nothing."""

from __future__ import annotations

from django.template.loader import render_to_string

from assistance.interchange.report.content import Report


def report_html(report: Report) -> bytes:
    """Return ``report`` as HTML in UTF-8, with footnotes at its end that lead back to the text."""
    return render_to_string("report/page.html", {"report": report}).strip().encode()
