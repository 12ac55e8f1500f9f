"""Totals that releases state over many commitments."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from assistance.models import StatedTotal
from assistance.vocabulary import Visibility
from tests.factories import OrganisationFactory, StatedTotalFactory
from tests.models.constraints import Case, accepted, refused, refused_by

pytestmark = pytest.mark.django_db

CONSTRAINTS = (
    Case(
        name="stated_total_amount_with_currency",
        factory=StatedTotalFactory,
        accepts=({"amount": Decimal("0.01"), "currency": "UAH"},),
        refuses=({"amount": Decimal(0)}, {"amount": Decimal(-1)}, {"currency": ""}),
    ),
    Case(
        name="stated_total_span_not_empty",
        factory=StatedTotalFactory,
        accepts=({"start": 0, "end": 1},),
        refuses=({"start": 5, "end": 5}, {"start": 5, "end": 4}),
    ),
    Case(
        name="stated_total_period_in_order",
        factory=StatedTotalFactory,
        accepts=(
            {"period_start": date(2022, 1, 1), "period_end": date(2022, 1, 1)},
            {"period_start": date(2022, 1, 1)},
            {"period_end": date(2022, 1, 1)},
        ),
        refuses=({"period_start": date(2022, 1, 2), "period_end": date(2022, 1, 1)},),
    ),
    Case(
        name="stated_total_visibility_known",
        factory=StatedTotalFactory,
        accepts=tuple({"visibility": word.value} for word in Visibility),
        refuses=({"visibility": "secret"}, {"visibility": ""}),
    ),
)


@accepted(CONSTRAINTS)
def test_stated_total_accepted(case, facts):
    assert case.store(facts).pk


@refused(CONSTRAINTS)
def test_stated_total_refused(case, facts):
    with refused_by(case.name):
        case.store(facts)


@pytest.mark.parametrize(
    ("scope", "language", "shown"),
    [
        ({"scope_en": "since 2022", "scope_uk": "з 2022 року"}, "en", "since 2022"),
        ({"scope_en": "since 2022", "scope_uk": "з 2022 року"}, "uk", "з 2022 року"),
        ({"scope_en": "", "scope_uk": "з 2022 року"}, "en", "з 2022 року"),
        ({"scope_en": "since 2022", "scope_uk": ""}, "uk", "since 2022"),
        ({"scope_en": "", "scope_uk": ""}, "en", ""),
    ],
)
def test_scope_is_in_the_readers_language(scope, language, shown):
    with override(language):
        assert StatedTotalFactory(**scope).scope == shown


def test_published_totals_are_the_public_ones():
    public = StatedTotalFactory(public=True)
    StatedTotalFactory()
    StatedTotalFactory(withheld=True)
    assert list(StatedTotal.objects.published()) == [public]


def test_totals_come_newest_first_and_undated_last():
    undated = StatedTotalFactory(release__published_on=None)
    old = StatedTotalFactory(release__published_on=date(2025, 1, 1))
    new, newer_row = (StatedTotalFactory(release__published_on=date(2026, 1, 1)) for _ in range(2))
    assert list(StatedTotal.objects.all()) == [newer_row, new, old, undated]


def test_total_reads_as_amount_and_currency():
    assert str(StatedTotalFactory(amount=Decimal("12.50"))) == "12.50 USD"


def test_total_names_its_donors_or_none():
    donors = OrganisationFactory.create_batch(2)
    assert set(StatedTotalFactory(donors=donors).donors.all()) == set(donors)
    assert not StatedTotalFactory().donors.exists()


def test_currency_out_of_use_is_invalid():
    with pytest.raises(ValidationError, match="ISO 4217"):
        StatedTotalFactory.build(currency="XXX").clean_fields()
