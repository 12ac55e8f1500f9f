"""Exchange rates, dated and with their source."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from assistance.models import ExchangeRate
from tests.factories import ExchangeRateFactory
from tests.models.constraints import Case, accepted, refused, refused_by

pytestmark = pytest.mark.django_db


def same(stored: ExchangeRate, **unlike: object) -> dict[str, object]:
    """Return what makes ``stored`` the only one of its kind, but for ``unlike``."""
    return {name: getattr(stored, name) for name in ("currency", "target", "date", "source")} | unlike


CONSTRAINTS = (
    Case(
        name="rate_once_a_day_and_source",
        factory=ExchangeRateFactory,
        accepts=(
            lambda rate: same(rate, currency="EUR"),
            lambda rate: same(rate, target="PLN"),
            lambda rate: same(rate, date=rate.date - timedelta(days=10_000)),
            lambda rate: same(rate, source="European Central Bank"),
        ),
        refuses=(same, lambda rate: same(rate, rate=Decimal(40))),
    ),
    Case(
        name="rate_above_zero",
        factory=ExchangeRateFactory,
        accepts=({"rate": Decimal("0.00000001")},),
        refuses=({"rate": Decimal(0)}, {"rate": Decimal(-1)}),
    ),
    Case(
        name="rate_between_two_currencies",
        factory=ExchangeRateFactory,
        accepts=({"currency": "UAH", "target": "USD"},),
        refuses=({"currency": "USD", "target": "USD"},),
    ),
    Case(
        name="rate_names_currencies_and_source",
        factory=ExchangeRateFactory,
        accepts=({"currency": "EUR", "target": "UAH", "source": "European Central Bank"},),
        refuses=({"currency": ""}, {"target": ""}, {"source": ""}),
    ),
)


@accepted(CONSTRAINTS)
def test_rate_accepted(case, facts):
    assert case.store(facts).pk


@refused(CONSTRAINTS)
def test_rate_refused(case, facts):
    with refused_by(case.name):
        case.store(facts)


def test_rates_come_newest_first():
    old, new = (ExchangeRateFactory(date=date(year, 1, 1)) for year in (2025, 2026))
    euro = ExchangeRateFactory(date=date(2026, 1, 1), currency="EUR")
    assert list(ExchangeRate.objects.all()) == [euro, new, old]


def test_rate_reads_as_currencies_and_date():
    assert str(ExchangeRateFactory(date=date(2026, 11, 2))) == "USD/UAH 2026-11-02"


@pytest.mark.parametrize("field", ["currency", "target"])
def test_currency_out_of_use_is_invalid(field):
    with pytest.raises(ValidationError, match="ISO 4217") as refusal:
        ExchangeRateFactory.build(**{field: "XXX"}).clean_fields()
    assert set(refusal.value.message_dict) == {field}
