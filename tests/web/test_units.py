"""Units as the reader's language writes them, behind a number of theirs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from django.utils.translation import override

from assistance.extraction.wordlists import section
from assistance.templatetags.units import UNITS, for_number
from tests import factories as make
from tests.web.conftest import address
from tests.web.html import page


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("en", Decimal(1), "pallet"),
        ("en", Decimal("1.5"), "pallets"),
        ("en", Decimal(82), "pallets"),
        ("en", None, "pallets"),
        ("uk", Decimal(1), "палета"),
        ("uk", Decimal(82), "палети"),
        ("uk", Decimal(58), "палет"),
        ("uk", Decimal("1.5"), "палети"),
        ("uk", None, "палет"),
    ],
)
def test_unit_stands_in_the_form_that_fits_its_number(language: str, number: Decimal | None, words: str) -> None:
    with override(language):
        assert for_number("pallets", number) == words


def test_every_unit_that_texts_are_read_for_is_known() -> None:
    assert list(UNITS) == list(section("quantities", "units"))


def test_unit_that_staff_made_up_stands_as_it_is_written() -> None:
    with override("uk"):
        assert (for_number("teams of 4", Decimal(2)), for_number("", Decimal(2))) == ("teams of 4", "")


@pytest.mark.django_db
def test_pages_write_units_in_the_language_of_the_reader(client: Client) -> None:
    line = make.EquipmentLineFactory(commitment__public=True, quantity=13, unit="sets")
    make.DeliveryEventFactory(line=line, quantity=1)
    found = page(client.get(address("equipment", language="uk")))
    assert next(cell.text for cell in found.all("td")) == "13 комплектів рішення працівників"
    assert "1 комплект " in found.text
    assert "sets" not in found.all("table")[0].text
