"""A list goes out to a spreadsheet and comes back: refused for one bad row, mended, looked at, taken."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from assistance.models import Commitment
from tests.browser.conftest import log_in, serious_barriers

pytestmark = pytest.mark.browser

LIST = "/admin/assistance/commitment/"


def exported(page, query=""):
    """Follow the list's way to a CSV file and return its headings and rows."""
    page.goto(LIST + query)
    page.get_by_role("link", name="Export", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download CSV").click()
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as file:
        headings, *rows = csv.reader(file)
    return headings, rows


def send(page, headings, rows):
    """Choose a file on the import page and ask for its preview."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([headings, *rows])
    page.set_input_files("#id_file", {"name": "mine.csv", "mimeType": "text/csv", "buffer": out.getvalue().encode()})
    page.get_by_role("button", name="Preview").press("Enter")


def test_import_with_a_bad_row_is_refused_whole_then_mended_and_taken(staff_page):
    headings, rows = exported(staff_page, "?status__exact=announced")
    numbers = [int(row[headings.index("id")]) for row in rows]
    assert sorted(numbers) == sorted(Commitment.objects.filter(status="announced").values_list("pk", flat=True))
    title, donors = headings.index("title_en"), headings.index("donors")
    known = rows[1][donors]
    rows[0][title] = "A title from the spreadsheet"
    rows[1][title] = "=A title that looks like a formula"
    rows[1][donors] = "Atlantis"

    staff_page.goto(LIST)
    staff_page.get_by_role("link", name="Import", exact=True).click()
    assert "A row without a number adds a record." in staff_page.inner_text("#content")
    send(staff_page, headings, rows)
    assert "nothing was imported" in staff_page.inner_text("[role=alert]")
    refused = staff_page.locator("tr.effect-refused")
    assert refused.locator("th").inner_text() == "3"
    assert "No organisation goes by the name “Atlantis”" in refused.inner_text()
    assert staff_page.get_by_role("button", name="Import these rows").count() == 0
    assert not Commitment.objects.filter(title_en="A title from the spreadsheet").exists()

    staff_page.get_by_role("link", name="Choose another file").click()
    rows[1][donors] = known
    send(staff_page, headings, rows)
    counts = staff_page.locator(".exchange-counts").inner_text().split()
    assert counts == ["refused", "0", "new", "0", "overwritten", "2", "unchanged", str(len(rows) - 2)]
    assert "A title from the spreadsheet" in staff_page.locator("tr.effect-overwrites ins").first.inner_text()
    assert not Commitment.objects.filter(title_en="A title from the spreadsheet").exists()

    staff_page.get_by_role("button", name="Import these rows").press("Enter")
    assert "2 overwritten" in staff_page.inner_text(".messagelist")
    assert Commitment.objects.get(pk=numbers[0]).title_en == "A title from the spreadsheet"
    assert Commitment.objects.get(pk=numbers[1]).title_en == "=A title that looks like a formula"
    staff_page.goto(f"{LIST}{numbers[0]}/history/")
    assert "imported from mine.csv" in staff_page.inner_text("#content")

    headings, rows = exported(staff_page)
    staff_page.goto(f"{LIST}import/")
    send(staff_page, headings, rows)
    counts = staff_page.locator(".exchange-counts").inner_text().split()
    assert counts == ["refused", "0", "new", "0", "overwritten", "0", "unchanged", str(len(rows))]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 820)])
def test_export_import_and_preview_have_no_serious_barrier(demo, visit, scheme, width):
    page = visit(width=width, color_scheme=scheme).page
    log_in(page, demo)
    headings, rows = exported(page)
    rows[0][headings.index("note")] = "A note."
    bad = [[*rows[0][:1], *rows[1][1:]], [*rows[1][:-1], "nowhere"]]
    found = {}

    def look(name):
        found[name] = serious_barriers(page)

    for address in (f"{LIST}export/", f"{LIST}import/"):
        page.goto(address)
        look(address)
    send(page, headings, rows)
    look("preview")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(f"{LIST}import/")
    send(page, headings, bad)
    look("refused")
    page.goto(f"{LIST}import/")
    send(page, headings[1:], bad)
    look("no table")
    assert found == {name: [] for name in found}
