"""What is wrong with a page that is open: barriers, errors, other hosts, width, words left in English."""

from __future__ import annotations

import pytest

from tests.browser.conftest import serious_barriers
from tests.browser.wording import leftovers

#: A language, a colour scheme and a width, each in turn: between them they hold what pages differ by.
SCREENS = pytest.mark.parametrize(("language", "scheme", "width"), [("en", "light", 1280), ("uk", "dark", 820)])


def faults(opened):
    """Return what is wrong with the page that is open, by the kind of fault; nothing for a sound page."""
    page = opened.page
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    found = {
        "barriers": serious_barriers(page),
        "console": list(opened.console_errors),
        "other hosts": list(opened.foreign_requests),
        "wider than the screen": max(wider, 0),
        "English": leftovers(page) if page.get_attribute("html", "lang") == "uk" else [],
    }
    opened.console_errors.clear()
    opened.foreign_requests.clear()
    return {kind: fault for kind, fault in found.items() if fault}
