"""Several reports of one delivery, on the page of the item."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assistance.models import DeliveryEvent, DeliveryOccasion, EquipmentLine
from tests.admin.pages import address, errors_of, save
from tests.factories import DeliveryEventFactory, DeliveryOccasionFactory, DeliverySettlementFactory, UserFactory

pytestmark = pytest.mark.django_db

REASON = {"reason": "One ceremony."}


@pytest.fixture
def occasion() -> DeliveryOccasion:
    occasion = DeliveryOccasionFactory(line__quantity=22)
    for quantity in (2, 2, 4):
        DeliveryEventFactory(line=occasion.line, occasion=occasion, quantity=Decimal(quantity))
    return occasion


def page_of(client: Client, line: EquipmentLine) -> str:
    return client.get(address(EquipmentLine, "change", line.pk)).content.decode()


def test_reports_are_taken_together_settled_and_taken_back_through_the_pages(staff_page: Client) -> None:
    reports = [DeliveryEventFactory(quantity=Decimal(2), line__quantity=22)]
    line = reports[0].line
    reports += [DeliveryEventFactory(line=line, quantity=Decimal(number), reported=True) for number in (2, 4)]
    together = address(EquipmentLine, "together", line.pk)
    assert together in page_of(staff_page, line)
    asked = staff_page.get(together).content.decode()
    assert all(f'value="{report.pk}"' in asked for report in reports)
    assert staff_page.post(together, {"reports": [report.pk for report in reports], **REASON}).status_code == 302
    occasion = DeliveryOccasion.objects.get()
    page = page_of(staff_page, line)
    assert ("<td>18–20</td>" in page, "contradict one another" in page, "One ceremony." in page) == (True,) * 3

    settle = address(EquipmentLine, "settle", line.pk, occasion.pk)
    assert settle in page
    assert staff_page.post(settle, {"quantity": "4", "reason": "The act says four."}).status_code == 302
    page = page_of(staff_page, line)
    assert ("<td>18</td>" in page, "The act says four." in page) == (True, True)

    unsettle = address(EquipmentLine, "unsettle", line.pk, occasion.pk)
    assert unsettle in page
    assert staff_page.post(unsettle, {"reason": "In doubt again."}).status_code == 302
    page = page_of(staff_page, line)
    assert ("<td>18–20</td>" in page, "In doubt again." in page, "The act says four." in page) == (True,) * 3

    part = address(EquipmentLine, "part", line.pk, occasion.pk)
    assert staff_page.post(part, {"report": reports[2].pk, "reason": "Another day."}).status_code == 302
    assert "<td>16</td>" in page_of(staff_page, line)


@pytest.mark.parametrize(
    ("page", "sent", "message"),
    [
        ("settle", {"quantity": "4", "reason": ""}, "This field is required."),
        ("settle", {"quantity": "-1", **REASON}, "greater than or equal to 0"),
        ("unsettle", REASON, "Nothing is settled here."),
        ("part", {"report": "0", **REASON}, "Select a valid choice."),
    ],
)
def test_refusals_are_told_above_the_form(
    staff_page: Client, occasion: DeliveryOccasion, page: str, sent: dict[str, Any], message: str
) -> None:
    answer = staff_page.post(address(EquipmentLine, page, occasion.line_id, occasion.pk), sent)
    assert message in answer.content.decode()
    assert not occasion.settlements.exists()


def test_pages_are_of_the_line_alone_and_for_those_who_may_change_it(
    staff_page: Client, occasion: DeliveryOccasion
) -> None:
    other = DeliveryOccasionFactory()
    pages = ["settle", "unsettle", "part"]
    strangers = [address(EquipmentLine, page, other.line_id, occasion.pk) for page in pages]
    strangers.append(address(EquipmentLine, "together", 0))
    assert {staff_page.get(url).status_code for url in strangers} == {404}
    staff_page.force_login(UserFactory(staff=True, permissions=["view_equipmentline"]))
    own = [address(EquipmentLine, page, occasion.line_id, occasion.pk) for page in pages]
    own.append(address(EquipmentLine, "together", occasion.line_id))
    assert {staff_page.get(url).status_code for url in own} == {403}
    assert own[-1] not in page_of(staff_page, occasion.line)


def test_one_of_several_reports_keeps_its_stage_in_the_form(staff_page: Client, occasion: DeliveryOccasion) -> None:
    report = DeliveryEvent.objects.earliest("pk")
    assert "Take this one from them" in errors_of(save(staff_page, report, stage="shipped"))
    assert save(staff_page, report, quantity="3").status_code == 302


@pytest.mark.parametrize("number", [1, 5])
def test_list_of_lines_takes_a_fixed_number_of_queries(
    staff_page: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        settled = DeliveryOccasionFactory()
        DeliveryEventFactory.create_batch(2, line=settled.line, occasion=settled)
        DeliverySettlementFactory(occasion=settled)
    staff_page.get(address(EquipmentLine, "changelist"))
    with django_assert_num_queries(12):
        page = staff_page.get(address(EquipmentLine, "changelist"))
    assert len(page.context["cl"].result_list) == number
