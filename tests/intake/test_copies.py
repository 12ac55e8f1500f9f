"""Copies and translations are linked to the release that stands for them when they come in."""

from datetime import date, timedelta

import pytest

from assistance.extraction import extract
from assistance.intake import ReleaseDocument, record_release
from assistance.intake import copies as copies_module
from assistance.models import Claim
from assistance.vocabulary import Likeness
from tests.extraction.test_witness import ENGLISH, PARAGRAPHS, UKRAINIAN

pytestmark = pytest.mark.django_db

DAY = date(2024, 4, 4)
REPRINT = "\n\n".join(["Rescuers get new cars, the ministry says", *PARAGRAPHS[1:]])
TRIMMED = "\n\n".join(PARAGRAPHS[:3])
OTHER = ENGLISH.replace("12", "18").replace("150", "90").replace("1.85", "1.2")


def record(staff, text, **kwargs):
    return record_release(ReleaseDocument(text=text, **{"published": DAY, **kwargs}), by=staff).release


@pytest.mark.parametrize(
    ("text", "likeness"),
    [
        (ENGLISH + " ", Likeness.SAME_TEXT),
        (REPRINT, Likeness.REPRINT),
        (TRIMMED, Likeness.REPRINT),
        (UKRAINIAN, Likeness.TRANSLATION),
    ],
    ids=["same text", "reprint", "trimmed", "translation"],
)
@pytest.mark.parametrize("first", [True, False], ids=["original first", "copy first"])
def test_copy_is_linked_to_what_is_stored_with_the_reason_in_its_history(staff, text, likeness, first):
    original = record(staff, ENGLISH if first else text)
    copy = record(staff, text if first else ENGLISH)

    assert (copy.witness_of, copy.likeness) == (original, likeness.value)
    version = copy.history.get()
    assert version.history_user == staff
    assert version.history_change_reason.startswith(f"{likeness.label} of release {original.pk}: ")
    assert (original.witness_of, original.likeness) == (None, "")


def test_copy_keeps_claims_of_its_own_and_merges_nothing(staff):
    record(staff, ENGLISH)
    copy = record(staff, REPRINT)

    assert copy.claims.count() > 0
    assert Claim.objects.needing_review().count() == Claim.objects.count()


def test_copy_of_a_copy_is_linked_to_the_release_that_stands_for_both(staff):
    original = record(staff, ENGLISH)
    record(staff, UKRAINIAN)
    third = record(staff, REPRINT)
    fourth = record(staff, UKRAINIAN + "\nФото: 6 знімків.\n")

    assert [third.witness_of, fourth.witness_of] == [original, original]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (OTHER, DAY),
        (UKRAINIAN.replace("12", "18").replace("150", "90").replace("1,85", "2,4"), DAY),
        (REPRINT, DAY + timedelta(days=15)),
    ],
    ids=["other figures", "other figures in the other language", "long after"],
)
def test_other_release_is_a_witness_of_its_own(staff, text, published):
    record(staff, ENGLISH)

    release = record(staff, text, published=published)

    assert (release.witness_of, release.likeness) == (None, "")
    assert release.history.get().history_change_reason is None


def test_copy_of_an_unknown_day_is_compared_too(staff):
    undated = PARAGRAPHS[1].replace("KYIV, 4 April 2024 – ", "")
    original = record(staff, f"Title\n\n{undated}\n\n{PARAGRAPHS[2]}", published=None)

    copy = record(staff, f"Another title\n\n{undated}\n\n{PARAGRAPHS[2]}")

    assert (original.published_on, copy.witness_of) == (None, original)


def test_corrected_text_of_the_same_address_supersedes_and_is_no_copy(staff):
    first = record(staff, ENGLISH, source_url="https://example.org/1")

    second = record(staff, REPRINT, source_url="https://example.org/1")

    assert (second.supersedes, second.witness_of) == (first, None)


def test_new_version_of_an_original_stays_with_its_copies(staff):
    first = record(staff, ENGLISH, source_url="https://example.org/1")
    copy = record(staff, TRIMMED)
    second = record(staff, REPRINT, source_url="https://example.org/1")

    assert (copy.witness_of, second.supersedes, second.witness_of) == (first, first, first)


def test_no_more_releases_are_compared_than_can_be(staff, monkeypatch):
    monkeypatch.setattr(copies_module, "MOST_CANDIDATES", 1)
    record(staff, ENGLISH)
    record(staff, "Boats\n\nDenmark has given 14 boats worth EUR 650,000 to rescuers of Ukraine.\n")

    assert record(staff, REPRINT).witness_of is None


def test_stored_releases_are_fetched_in_one_query(staff, django_assert_num_queries):
    for number in range(3):
        record(staff, ENGLISH.replace("12", f"{20 + number}").replace("150", f"{30 + number}"))

    with django_assert_num_queries(1):
        copies_module.find_witness(ENGLISH, extract(ENGLISH), DAY, besides=None)
