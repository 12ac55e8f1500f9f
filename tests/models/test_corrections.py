"""What the database refuses of reported mistakes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.factories import CorrectionFactory
from tests.models.constraints import Case, Facts, accepted, refused, refused_by

pytestmark = pytest.mark.django_db

HANDLED_AT = datetime(2026, 11, 20, 12, tzinfo=UTC)

CONSTRAINTS = (
    Case(
        name="correction_says_what_is_wrong",
        factory=CorrectionFactory,
        accepts=({"text": "Wrong."},),
        refuses=({"text": ""},),
    ),
    Case(
        name="correction_is_of_a_page",
        factory=CorrectionFactory,
        accepts=({"address": "/uk/needs/"},),
        refuses=({"address": ""}, {"address": "https://example.org/"}),
    ),
    Case(
        name="correction_status_known",
        factory=CorrectionFactory,
        accepts=({"status": "open"}, {"answered": True, "status": "rejected"}),
        refuses=({"answered": True, "status": "lost"},),
    ),
    Case(
        name="correction_handled_by_someone_with_an_answer",
        factory=CorrectionFactory,
        accepts=({}, {"answered": True}),
        refuses=(
            {"answered": True, "answer": ""},
            {"answered": True, "handled_by": None},
            {"answered": True, "handled_at": None},
            {"answer": "Mended."},
            {"handled_at": HANDLED_AT},
        ),
    ),
)


@accepted(CONSTRAINTS)
def test_correction_accepted(case: Case, facts: Facts) -> None:
    assert case.store(facts).pk


@refused(CONSTRAINTS)
def test_correction_refused(case: Case, facts: Facts) -> None:
    with refused_by(case.name):
        case.store(facts)


def test_correction_reads_as_page_and_complaint() -> None:
    assert str(CorrectionFactory.build()) == "/en/: The amount is in euros, not in dollars."
