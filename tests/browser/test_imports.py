"""Releases from files: given in the browser, read in the background, reported on."""

import pytest

from assistance.intake import work_on
from assistance.models import ImportRun, Release
from tests.browser.conftest import follow
from tests.factories import ImportRunFactory, ImportRunItemFactory

pytestmark = pytest.mark.browser

TEXT = "Norway hands over pumps\n\nNorway has handed over 12 pumps to the State Emergency Service of Ukraine.\n"
PAGE = """<!doctype html><html lang="en"><head><title>Latvia promises generators</title></head><body>
<h1>Latvia promises generators</h1>
<p>Latvia will hand over 30 generators worth EUR 450,000 to the State Emergency Service of Ukraine.</p>
</body></html>"""


def test_three_files_are_given_and_the_report_says_what_became_of_each(staff_page, tmp_path):
    for name, content in (("norway.txt", TEXT), ("latvia.html", PAGE), ("broken.pdf", "%PDF-1.4\n%%EOF")):
        (tmp_path / name).write_text(content)

    staff_page.goto("/admin/assistance/importrun/add/")
    staff_page.get_by_label("Files").set_input_files(sorted(tmp_path.iterdir()))
    staff_page.get_by_role("button", name="Import the files").click()
    staff_page.get_by_text("Finished. 3 of 3 files are done.").wait_for()

    rows = [row.inner_text() for row in staff_page.locator(".import-table tbody tr").all()]
    assert [row.split("\t")[:2] for row in rows] == [
        ["broken.pdf", "Refused"],
        ["latvia.html", "Stored"],
        ["norway.txt", "Stored"],
    ]
    assert "is damaged and cannot be read as PDF" in rows[0]
    with staff_page.expect_download() as download:
        staff_page.get_by_role("link", name="Report as CSV").click()
    assert "norway.txt,Stored," in download.value.path().read_text("utf-8-sig")
    follow(staff_page.get_by_role("link", name="Latvia promises generators"))
    assert staff_page.url.endswith(f"/release/{Release.objects.get(title='Latvia promises generators').pk}/change/")


def test_page_follows_an_import_that_is_read_meanwhile(staff_page):
    run = ImportRunFactory(total=2)
    ImportRunItemFactory.create_batch(2, run=run)
    staff_page.goto(f"/admin/assistance/importrun/{run.pk}/change/")
    assert staff_page.inner_text("#import-words") == "Waiting. 0 of 2 files are done."
    assert staff_page.get_by_role("button", name="Cancel the import").count() == 1

    work_on(run)

    staff_page.get_by_text("Finished. 2 of 2 files are done.").wait_for()
    staff_page.get_by_role("button", name="Cancel the import").wait_for(state="detached")
    assert staff_page.locator("progress").get_attribute("value") is not None
    assert staff_page.evaluate("document.getElementById('import-bar').value") == 2
    assert staff_page.locator(".import-table tbody tr").first.inner_text().split("\t")[1] == "Stored"


def test_import_is_cancelled_without_a_script(demo, visit):
    page = visit(java_script_enabled=False, staff="staff").page
    run = ImportRunItemFactory().run
    page.goto(f"/admin/assistance/importrun/{run.pk}/change/")
    follow(page.get_by_role("link", name="Refresh"))
    follow(page.get_by_role("button", name="Cancel the import"))
    assert "The import is cancelled. What it stored stays." in page.inner_text("body")
    assert ImportRun.objects.get().state == "cancelled"
