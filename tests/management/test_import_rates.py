"""``manage.py import_rates``: the bank's rates of the currencies in use, each once, with who stored it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from assistance.intake.rates import ECB, record_rates
from assistance.models import ExchangeRate
from tests.factories import CommitmentFactory

pytestmark = pytest.mark.django_db


def import_rates(*options: str) -> str:
    out = StringIO()
    call_command("import_rates", "--since", "2026-10-01", *options, stdout=out)
    return out.getvalue()


def test_rates_of_the_currencies_in_use_are_stored_once(staff: User) -> None:
    CommitmentFactory(amount=1, currency="SEK")
    CommitmentFactory(amount=1, currency="UAH")
    assert "Reading rates of 3 currencies since 2026-10-01" in import_rates("--ecb", "--by", staff.username)
    stored = ExchangeRate.objects.count()
    assert set(ExchangeRate.objects.values_list("currency", "target", "source")) == {
        ("EUR", "SEK", ECB), ("EUR", "USD", ECB),
    }  # fmt: skip
    assert "New rates: 0" in import_rates("--ecb", "--by", staff.username)
    assert ExchangeRate.objects.count() == stored > 20
    version = ExchangeRate.history.first()
    assert (version.history_user, version.history_change_reason) == (staff, "imported from the ECB")
    assert ExchangeRate.history.count() == stored


def test_days_without_a_rate_have_none(staff: User) -> None:
    import_rates("--ecb", "--by", staff.username)
    days = ExchangeRate.objects.values_list("date", flat=True)
    assert {day.weekday() for day in days} == {0, 1, 2, 3, 4}


def test_source_has_to_be_named(staff: User) -> None:
    with pytest.raises(CommandError, match="Name a source"):
        import_rates("--by", staff.username)


def test_rate_that_staff_stored_is_left_as_it_is(staff: User) -> None:
    new = ExchangeRate(currency="EUR", target="USD", date=date(2026, 10, 1), rate=Decimal("1.2"), source=ECB)
    assert record_rates([new], by=staff) == 1
    ExchangeRate.objects.update(rate=Decimal("1.3"))
    assert record_rates([new], by=staff) == 0
    assert ExchangeRate.objects.get().rate == Decimal("1.3")
