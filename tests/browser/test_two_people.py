"""Two members of staff with the same record open, each in a browser of their own."""

import re

import pytest

from assistance.models import Commitment
from tests.browser.conftest import follow
from tests.browser.soundness import SCREENS, faults
from tests.browser.wording import said

pytestmark = pytest.mark.browser


@SCREENS
def test_second_of_two_people_is_told_and_saves_over_it(demo, visit, language, scheme, width):
    first, second = (visit(width=width, color_scheme=scheme, staff="staff", language=language) for _ in range(2))
    commitment = Commitment.objects.order_by("pk").first()
    address = f"/admin/assistance/commitment/{commitment.pk}/change/"
    for opened in (first, second):
        opened.page.goto(address)
    first.page.fill("#id_title_en", "As the first one has it")
    first.page.fill("#id_change_reason", "The embassy wrote.")
    follow(first.page.locator("[name=_save]"))
    second.page.fill("#id_title_en", "As the second one has it")
    second.page.fill("#id_note", "A long note that must not be lost.")
    second.page.fill("#id_change_reason", "The ministry wrote.")
    follow(second.page.locator("[name=_save]"))

    box = second.page.locator(".meanwhile")
    told = box.inner_text()
    assert all(words in told for words in ("As the first one has it", "As the second one has it", "The embassy wrote."))
    assert second.page.input_value("#id_note") == "A long note that must not be lost."
    assert faults(second) == {}

    with second.page.expect_popup() as theirs:
        box.get_by_role("link", name=said(language, "Take theirs: open it as it is now, in a new tab")).click()
    assert theirs.value.input_value("#id_title_en") == "As the first one has it"
    follow(second.page.get_by_role("button", name=said(language, "Save mine over it")))
    assert re.search("/admin/assistance/commitment/$", second.page.url)
    commitment.refresh_from_db()
    assert (commitment.title_en, commitment.note) == ("As the second one has it", "A long note that must not be lost.")
    assert (first.console_errors, second.console_errors, second.foreign_requests) == ([], [], [])
