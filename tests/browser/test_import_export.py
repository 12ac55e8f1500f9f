"""A list goes out to a spreadsheet and comes back: refused for one bad row, mended, looked at, taken."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from assistance.models import Commitment
from tests.browser.soundness import SCREENS, faults

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
    with page.expect_navigation():
        page.locator(".submit-row [type=submit]").press("Enter")


def test_export_is_edited_looked_at_and_taken(staff_page):
    headings, rows = exported(staff_page, "?status__exact=announced")
    numbers = [int(row[headings.index("id")]) for row in rows]
    assert sorted(numbers) == sorted(Commitment.objects.filter(status="announced").values_list("pk", flat=True))
    title = headings.index("title_en")
    rows[0][title] = "A title from the spreadsheet"
    rows[1][title] = "=A title that looks like a formula"

    staff_page.goto(LIST)
    staff_page.get_by_role("link", name="Import", exact=True).click()
    assert "A row without a number adds a record." in staff_page.inner_text("#content")
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


@SCREENS
def test_preview_and_refusals_are_sound(demo, visit, language, scheme, width):
    opened = visit(staff="staff", width=width, color_scheme=scheme)
    headings, rows = exported(opened.page)
    rows[0][headings.index("note")] = "A note."
    opened.page.context.add_cookies([{"name": "django_language", "value": language, "url": opened.page.url}])
    bad = [[*rows[0][:1], *rows[1][1:]], [*rows[1][:-1], "nowhere"]]
    found = {}
    files = {"preview": (headings, rows), "refused": (headings, bad), "no table": (headings[1:], bad)}
    for name, file in files.items():
        opened.page.goto(f"{LIST}import/")
        send(opened.page, *file)
        found[name] = faults(opened)

    assert found == {name: {} for name in files}
