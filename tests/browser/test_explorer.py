"""The list of commitments is narrowed in place, by keyboard too, and just as well where no script runs."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def found(page):
    """Return the heading that tells how many commitments the list holds."""
    return page.locator("#found-heading")


def test_choices_narrow_the_list_without_a_reload(demo, visit):
    opened = visit()
    page = opened.page
    page.goto("/en/commitments/")
    page.evaluate("window.loadedOnce = true")
    whole = found(page).inner_text()
    page.locator("#facet-place > summary").click()
    japan = page.get_by_role("checkbox", name="Japan")
    number = japan.locator("xpath=ancestor::label").locator(".option-count").inner_text()

    japan.focus()
    page.keyboard.press("Space")

    expect(found(page)).to_have_text(f"{number} commitments")
    expect(page).to_have_url(re.compile(r"/en/commitments/\?donor=\d+$"))
    expect(page.locator("#announcement")).to_have_text(f"{number} found")
    expect(japan).to_be_focused()
    expect(page.locator("#facet-place")).to_have_attribute("open", "")
    assert page.evaluate("window.loadedOnce")

    page.get_by_role("link", name="Take away: Donor: Japan").click()
    expect(found(page)).to_have_text(whole)
    assert (opened.console_errors, opened.foreign_requests) == ([], [])


def test_the_way_back_and_the_other_language_keep_the_state(demo, visit):
    opened = visit()
    page = opened.page
    page.goto("/en/commitments/")
    page.get_by_role("checkbox", name="Delivered").check()
    expect(page).to_have_url(re.compile(r"\?status=delivered$"))
    delivered = found(page).inner_text()
    page.get_by_label("Search").fill("generators")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=generators&status=delivered$"))

    page.go_back()
    expect(found(page)).to_have_text(delivered)
    expect(page.get_by_label("Search")).to_have_value("")

    page.get_by_role("checkbox", name="Announced").check()
    expect(page.locator(".chosen li")).to_have_count(3)
    page.get_by_role("link", name="Українська").click()
    expect(page.locator(".chosen li")).to_have_count(3)
    assert (opened.console_errors, opened.foreign_requests) == ([], [])


def test_choices_narrow_the_list_without_scripts(demo, visit):
    page = visit(java_script_enabled=False).page
    page.goto("/en/commitments/")
    delivered = page.get_by_role("checkbox", name="Delivered")
    number = delivered.locator("xpath=ancestor::label").locator(".option-count").inner_text()

    delivered.check()
    page.get_by_role("button", name="Show").click()

    expect(found(page)).to_have_text(f"{number} commitments")
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="CSV").click()
    assert downloaded.value.suggested_filename.endswith(".csv")


def test_choices_are_above_the_results_on_a_phone(demo, visit):
    page = visit(width=360, height=740).page
    page.goto("/en/commitments/")
    box = page.get_by_role("checkbox", name="Delivered")
    expect(box).not_to_be_visible()
    page.get_by_text("Filters", exact=True).click()

    box.check()

    expect(page).to_have_url(re.compile(r"\?status=delivered$"))
    expect(box).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
