"""Needs in the admin: how far covered, how often asked, and the pages that say so."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from assistance.models import EquipmentLine, Need, NeedCoverage
from tests.admin.pages import address, errors_of, save
from tests.factories import EquipmentLineFactory, NeedCoverageFactory, NeedFactory, UserFactory

pytestmark = pytest.mark.django_db


def listed(client: Client, **asked: str) -> set[Need]:
    return set(client.get(address(Need, "changelist"), asked).context["cl"].result_list)


def test_list_is_narrowed_by_coverage_and_by_how_often_it_was_asked(staff_page: Client) -> None:
    is_open, part, full = NeedFactory.create_batch(3)
    NeedCoverageFactory(need=part, quantity=Decimal(10))
    NeedCoverageFactory(need=full, quantity=Decimal(40))
    again = NeedFactory(repeats=part)
    assert listed(staff_page, coverage="open") == {is_open}
    assert listed(staff_page, coverage="part") == {part, again}
    assert listed(staff_page, coverage="covered") == {full}
    assert listed(staff_page, asked="again") == {part}
    assert listed(staff_page, asked="once") == {is_open, full}
    assert listed(staff_page) == {is_open, part, full, again}


@pytest.mark.parametrize("number", [1, 5])
def test_list_of_needs_takes_a_fixed_number_of_queries(
    staff_page: Client, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(number):
        NeedFactory(repeats=NeedCoverageFactory().need)
    staff_page.get(address(Need, "changelist"))
    with django_assert_num_queries(10):
        staff_page.get(address(Need, "changelist"))


def test_need_is_linked_to_one_that_reads_alike_and_parted_again(staff_page: Client) -> None:
    first, again = NeedFactory.create_batch(2)
    same = address(Need, "same", again.pk)
    assert same in staff_page.get(address(Need, "change", again.pk)).content.decode()
    assert f'value="{first.pk}"' in staff_page.get(same).content.decode()
    assert "Choose the need" in staff_page.post(same, {"reason": "The same."}).content.decode()
    assert staff_page.post(same, {"alike": first.pk, "reason": "The same."}).status_code == 302
    again.refresh_from_db()
    assert again.repeats == first
    page = staff_page.get(address(Need, "change", again.pk)).content.decode()
    assert ("asked for in 2 releases" in page, address(Need, "change", first.pk) in page) == (True, True)
    assert staff_page.post(address(Need, "apart", again.pk), {"reason": "Others."}).status_code == 302
    again.refresh_from_db()
    assert again.repeats is None


def test_need_is_linked_to_another_by_its_number(staff_page: Client) -> None:
    first, again = NeedFactory(what_en="trucks", what_uk="авто"), NeedFactory()
    same = address(Need, "same", again.pk)
    assert staff_page.post(same, {"other": first.pk, "reason": "The same."}).status_code == 302
    refused = staff_page.post(address(Need, "same", first.pk), {"other": again.pk, "reason": "The same."})
    assert "does not repeat itself" in refused.content.decode()


def test_need_is_covered_from_what_is_free(staff_page: Client) -> None:
    need, line = NeedFactory(), EquipmentLineFactory(category="drone", quantity=10)
    cover = address(Need, "cover", need.pk)
    assert "(10 free)" in staff_page.get(cover).content.decode()
    assert "leave 10" in staff_page.post(cover, {"line": line.pk, "quantity": "11"}).content.decode()
    assert staff_page.post(cover, {"line": line.pk, "quantity": "10"}).status_code == 302
    page = staff_page.get(address(Need, "change", need.pk)).content.decode()
    assert ("Part covered" in page, "still missing: 30" in page) == (True, True)


def test_stock_that_others_use_is_refused_in_the_form_of_the_need(staff_page: Client) -> None:
    line = EquipmentLineFactory(quantity=10)
    NeedCoverageFactory(line=line, quantity=Decimal(7))
    need = NeedFactory()
    typed = {"coverage__0__line": str(line.pk), "coverage__0__quantity": "4"}
    assert "other needs leave 3" in errors_of(save(staff_page, need, **typed))
    assert save(staff_page, need, **typed | {"coverage__0__quantity": "3"}).status_code == 302
    own = NeedCoverage.objects.get(need=need)
    assert save(staff_page, need, coverage__0__quantity="2").status_code == 302
    own.refresh_from_db()
    assert own.quantity == 2


def test_line_is_not_lowered_below_what_it_covers(staff_page: Client) -> None:
    line = NeedCoverageFactory(quantity=Decimal(7)).line
    assert "7 of it cover needs" in errors_of(save(staff_page, line, quantity="6"))
    assert save(staff_page, line, quantity="7").status_code == 302
    assert EquipmentLine.objects.get().quantity == 7


def test_called_off_coverage_says_that_it_covers_nothing(staff_page: Client) -> None:
    need = NeedCoverageFactory(line__commitment__status="cancelled").need
    page = staff_page.get(address(Need, "change", need.pk)).content.decode()
    assert "Cancelled: covers nothing" in page


def test_pages_of_a_need_are_for_those_who_may_change_it(staff_page: Client) -> None:
    need = NeedFactory()
    pages = ["same", "apart", "cover"]
    assert {staff_page.get(address(Need, page, 0)).status_code for page in pages} == {404}
    staff_page.force_login(UserFactory(staff=True, permissions=["view_need"]))
    assert {staff_page.get(address(Need, page, need.pk)).status_code for page in pages} == {403}
