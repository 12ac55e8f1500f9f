"""Two members of staff with the same record open, each in a browser of their own."""

import re

import pytest

from assistance.models import Commitment
from tests.browser.conftest import log_in, serious_barriers

pytestmark = pytest.mark.browser


def logged_in(visit, password, **options):
    opened = visit(**options)
    log_in(opened.page, password)
    return opened


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (820, "dark")])
def test_second_of_two_people_is_told_and_saves_over_it(demo, visit, width, scheme):
    first, second = (logged_in(visit, demo, width=width, color_scheme=scheme) for _ in range(2))
    commitment = Commitment.objects.order_by("pk").first()
    address = f"/admin/assistance/commitment/{commitment.pk}/change/"
    for opened in (first, second):
        opened.page.goto(address)
    first.page.fill("#id_title_en", "As the first one has it")
    first.page.fill("#id_change_reason", "The embassy wrote.")
    first.page.click("[name=_save]")
    second.page.fill("#id_title_en", "As the second one has it")
    second.page.fill("#id_note", "A long note that must not be lost.")
    second.page.fill("#id_change_reason", "The ministry wrote.")
    second.page.click("[name=_save]")

    box = second.page.locator(".meanwhile")
    told = box.inner_text()
    assert all(words in told for words in ("As the first one has it", "As the second one has it", "The embassy wrote."))
    assert second.page.input_value("#id_note") == "A long note that must not be lost."
    assert serious_barriers(second.page) == []

    with second.page.expect_popup() as theirs:
        box.get_by_role("link").click()
    assert theirs.value.input_value("#id_title_en") == "As the first one has it"
    second.page.get_by_role("button", name="Save mine over it").click()
    assert re.search("/admin/assistance/commitment/$", second.page.url)
    commitment.refresh_from_db()
    assert (commitment.title_en, commitment.note) == ("As the second one has it", "A long note that must not be lost.")
    assert (first.console_errors, second.console_errors, second.foreign_requests) == ([], [], [])
