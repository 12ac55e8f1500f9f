"""What a delivery was worth, on its page and on that of its item."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from assistance.models import DeliveryEvent, EquipmentLine
from tests.admin.pages import address, errors_of, save, words
from tests.factories import ClaimFactory, DeliveryEventFactory
from tests.review.states import unchanged


def test_value_is_stored(staff_page: Client) -> None:
    event = DeliveryEventFactory()
    typed = {"value": "195000.50", "currency": "usd", "valuation_basis": "customs", "value_hedge": "about"}
    assert save(staff_page, event, **typed).status_code == 302
    event.refresh_from_db()
    assert (event.value, event.currency) == (Decimal("195000.50"), "USD")
    assert (event.valuation_basis, event.value_hedge) == ("customs", "about")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"value": "7"}, "A value needs its currency"),
        ({"currency": "USD"}, "A value needs its currency"),
        ({"value": "0", "currency": "USD"}, "A value is above zero."),
        ({"value": "7", "currency": "XXX"}, "no ISO 4217 currency"),
        ({"value": "12345678901234", "currency": "USD"}, "no more than 13 digits before the decimal point"),
        ({"value": "7", "currency": "USD", "value_upper": "6"}, "above its lower end, the value"),
        ({"value": "7", "currency": "USD", "value_scope": "batch"}, "the claim that reports them"),
    ],
)
def test_value_that_cannot_stand_is_a_form_error(staff_page: Client, typed: dict[str, str], told: str) -> None:
    event = DeliveryEventFactory()
    with unchanged():
        answer = save(staff_page, event, **typed)
    assert told in errors_of(answer)
    for text in typed.values():
        assert text in words(answer)


def test_second_value_of_all_items_is_a_form_error(staff_page: Client) -> None:
    claim = ClaimFactory()
    first, second = (DeliveryEventFactory(claim=claim, note="") for _ in range(2))
    typed = {"value": "7", "currency": "USD", "value_scope": "batch"}
    assert save(staff_page, first, **typed).status_code == 302
    assert "bears the value of all items together already" in errors_of(save(staff_page, second, **typed))


def test_value_of_all_items_keeps_its_claim_on_the_page_of_the_item(staff_page: Client) -> None:
    event = DeliveryEventFactory(reported=True, valued=True, value_scope="batch", note="A letter.")
    typed = {"deliveries__0__claim": ""}
    assert "the claim that reports them" in words(save(staff_page, event.line, **typed))
    event.refresh_from_db()
    assert event.claim is not None


def test_value_stands_in_the_lists(staff_page: Client) -> None:
    event = DeliveryEventFactory(valued=True)
    assert "USD 195,000" in words(staff_page.get(address(DeliveryEvent, "changelist")))
    assert "USD 195,000" in words(staff_page.get(address(EquipmentLine, "change", event.line.pk)))
