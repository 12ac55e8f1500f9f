"""The days that the recipients' legal clocks run between, on the page of a delivery."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.admin.pages import errors_of, save
from tests.factories import DeliveryEventFactory


def test_legal_dates_are_stored(staff_page: Client) -> None:
    event = DeliveryEventFactory(on_balance=True)
    typed = {"notice_published_on": "2026-11-15", "cleared_on": "2026-10-01", "report_filed_on": "2026-11-20"}
    assert save(staff_page, event, **typed).status_code == 302
    event.refresh_from_db()
    assert event.notice_published_on == date(2026, 11, 15)
    assert (event.cleared_on, event.report_filed_on) == (date(2026, 10, 1), date(2026, 11, 20))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"notice_published_on": "2026-11-15"}, "A notice tells of what is on the recipient"),
        ({"report_filed_on": "2026-11-15"}, "Give the day of clearance first."),
        ({"cleared_on": "2026-11-16", "report_filed_on": "2026-11-15"}, "Give the day of clearance first."),
    ],
    ids=["notice-without-balance", "report-without-clearance", "report-before-clearance"],
)
def test_legal_dates_out_of_order_are_form_errors(staff_page: Client, typed: dict[str, str], told: str) -> None:
    assert told in errors_of(save(staff_page, DeliveryEventFactory(), **typed))
