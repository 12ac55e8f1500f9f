"""From the overview to the sentence behind a figure with the keyboard alone, seeing at each step where one is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

#: More stops than any page has: whoever needs so many does not arrive.
STOPS = 400

#: Whether the reader sees where they are: an outline, not merely a colour, and the place itself within the screen.
IS_SEEN = """() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return outlined && box.top < innerHeight && box.bottom > 0 && box.left < innerWidth && box.right > 0;
}"""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until ``target`` has the focus; every stop on the way must be seen."""
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        assert page.evaluate(IS_SEEN), page.evaluate("document.activeElement.outerHTML")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{target} is not reached with Tab")


def enter(page: Page) -> None:
    """Press Enter on what has the focus, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("uk", 360)])
def test_sentence_behind_a_figure_is_reached_with_the_keyboard_alone(demo, visit, language, width):
    opened = visit(width=width)
    page = opened.page
    page.goto(f"/{language}/")

    tab_to(page, page.locator("a.mark[href*='currency=USD'][href*='status=announced']").first)
    enter(page)
    expect(page.locator("#facets-heading, #found-heading").first).to_be_visible()
    assert "status=announced" in page.url

    tab_to(page, page.locator("main tbody a[href*='/commitments/']").first)
    enter(page)
    words = page.locator("main mark.fact-amount").first
    expect(words).not_to_be_visible()

    tab_to(page, words.locator("xpath=ancestor::details[1]/summary"))
    page.keyboard.press("Enter")

    expect(words).to_be_visible()
    assert words.inner_text().strip()
    assert (opened.console_errors, opened.foreign_requests) == ([], [])
