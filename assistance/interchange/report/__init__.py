"""A report in words and figures as a document: DOCX, HTML, PDF or XLSX, all out of one content."""

from collections.abc import Callable, Mapping

from assistance.interchange.report.content import Report
from assistance.interchange.report.docx_file import report_docx
from assistance.interchange.report.html_file import report_html
from assistance.interchange.report.pdf_file import report_pdf
from assistance.interchange.report.typesetting import TypesettingError
from assistance.interchange.report.xlsx_file import report_xlsx

#: By ending, what writes a report and the media type of what it writes.
FORMATS: Mapping[str, tuple[Callable[[Report], bytes], str]] = {
    "docx": (report_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "html": (report_html, "text/html; charset=utf-8"),
    "pdf": (report_pdf, "application/pdf"),
    "xlsx": (report_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}

__all__ = ["FORMATS", "Report", "TypesettingError"]
