"""Needs and the lines that cover them."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import ProtectedError
from django.utils.translation import override

from assistance.models import Need
from assistance.vocabulary import Visibility
from tests.factories import NeedCoverageFactory, NeedFactory
from tests.models.constraints import Case, accepted, refused, refused_by

pytestmark = pytest.mark.django_db

QUANTITIES = ({"quantity": Decimal(0)}, {"quantity": Decimal("0.5")}, {"quantity": None})
NEGATIVE = ({"quantity": Decimal("-0.01")},)

CONSTRAINTS = (
    Case(
        name="need_says_what",
        factory=NeedFactory,
        accepts=({"what_uk": ""}, {"what_en": ""}),
        refuses=({"what_en": "", "what_uk": ""},),
    ),
    Case(name="need_quantity_not_negative", factory=NeedFactory, accepts=QUANTITIES, refuses=NEGATIVE),
    Case(
        name="need_span_not_empty",
        factory=NeedFactory,
        accepts=({"start": 0, "end": 1},),
        refuses=({"start": 5, "end": 5}, {"start": 5, "end": 4}),
    ),
    Case(
        name="need_does_not_repeat_itself",
        factory=NeedFactory,
        accepts=(lambda other: {"repeats": other}, {"repeats": None}),
        refuses=(lambda other: {"pk": other.pk + 1, "repeats_id": other.pk + 1},),
    ),
    Case(
        name="need_visibility_known",
        factory=NeedFactory,
        accepts=tuple({"visibility": word.value} for word in Visibility),
        refuses=({"visibility": "secret"}, {"visibility": ""}),
    ),
    Case(
        name="line_covers_a_need_once",
        factory=NeedCoverageFactory,
        accepts=(lambda row: {"need": row.need}, lambda row: {"line": row.line}),
        refuses=(lambda row: {"need": row.need, "line": row.line},),
    ),
    Case(name="coverage_quantity_not_negative", factory=NeedCoverageFactory, accepts=QUANTITIES, refuses=NEGATIVE),
)


@accepted(CONSTRAINTS)
def test_need_accepted(case, facts):
    assert case.store(facts).pk


@refused(CONSTRAINTS)
def test_need_refused(case, facts):
    with refused_by(case.name):
        case.store(facts)


@pytest.mark.parametrize(
    ("what", "language", "shown"),
    [
        ({"what_en": "drones", "what_uk": "дрони"}, "en", "drones"),
        ({"what_en": "drones", "what_uk": "дрони"}, "uk", "дрони"),
        ({"what_en": "", "what_uk": "дрони"}, "en", "дрони"),
        ({"what_en": "drones", "what_uk": ""}, "uk", "drones"),
    ],
)
def test_need_is_in_the_readers_language(what, language, shown):
    need = NeedFactory(**what)
    with override(language):
        assert need.what == shown
        assert str(need) == shown


def test_published_needs_are_the_public_ones():
    public = NeedFactory(public=True)
    NeedFactory()
    NeedFactory(withheld=True)
    assert list(Need.objects.published()) == [public]


def test_needs_come_newest_first_and_undated_last():
    undated = NeedFactory(release__published_on=None)
    old = NeedFactory(release__published_on=date(2025, 1, 1))
    new, newer_row = (NeedFactory(release__published_on=date(2026, 1, 1)) for _ in range(2))
    assert list(Need.objects.all()) == [newer_row, new, old, undated]


def test_line_that_covers_a_need_is_not_deleted():
    coverage = NeedCoverageFactory()
    with pytest.raises(ProtectedError):
        coverage.line.delete()


def test_coverage_goes_with_the_need():
    coverage = NeedCoverageFactory()
    assert str(coverage) == "drones: generators"
    coverage.need.delete()
    assert not coverage.line.covers.exists()
