"""What was rejected is remembered: a copy, a translation or a new version of the text does not propose it again."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import User

from assistance.intake import ReleaseDocument, record_release
from assistance.models import Claim, Release
from assistance.review import accept, part_witnesses, reasons_for, reject, rejections_before, reopen
from tests.extraction.test_witness import ENGLISH, PARAGRAPHS, UKRAINIAN
from tests.factories import ClaimFactory
from tests.review.states import fetched

pytestmark = pytest.mark.django_db

ADDRESS = "https://example.org/fire-engines"
REPRINT = "\n\n".join(["Rescuers get new cars, the ministry says", *PARAGRAPHS[1:]])


def recorded(staff: User, text: str, address: str = "", day: date = date(2024, 4, 4)) -> Release:
    return record_release(ReleaseDocument(text=text, published=day, source_url=address), by=staff).release


def reject_all(release: Release, staff: User) -> None:
    claims = list(release.claims.all())
    assert claims
    for claim in claims:
        reject(claim, by=staff, reason="It is Ukraine's own money.")


def waiting(release: Release) -> list[int]:
    """Return the numbers of the claims of ``release`` that are in the queue."""
    return list(Claim.objects.needing_review().filter(release=release).values_list("number", flat=True))


@pytest.mark.parametrize(
    ("text", "new"),
    # The Ukrainian text reads as a claim what the English one reads as a stated total.
    [(ENGLISH + " ", []), (REPRINT, []), (UKRAINIAN, [2])],
    ids=["same text", "reprint", "translation"],
)
def test_copy_does_not_propose_what_was_rejected(staff: User, text: str, new: list[int]) -> None:
    original = recorded(staff, ENGLISH)
    assert waiting(original)
    reject_all(original, staff)
    copy = recorded(staff, text)
    assert copy.claims.exists()
    assert waiting(copy) == new


def test_rejection_after_the_copy_came_in_counts_as_well(staff: User) -> None:
    original, copy = recorded(staff, ENGLISH), recorded(staff, REPRINT)
    assert waiting(copy)
    reject_all(original, staff)
    assert waiting(copy) == []


def test_edited_text_of_a_rejected_release_does_not_propose_it_again(staff: User) -> None:
    original = recorded(staff, ENGLISH, ADDRESS)
    reject_all(original, staff)
    edited = recorded(staff, ENGLISH + "\nEdited on 6 April: a photo was added.\n", ADDRESS)
    assert edited.supersedes == original
    assert waiting(edited) == []
    third = recorded(staff, ENGLISH + "\nEdited on 7 April: the photo was removed.\n", ADDRESS)
    assert third.supersedes == edited
    assert waiting(third) == []
    assert set(third.claims.values_list("echo_of__release", flat=True)) == {original.pk}


def test_edited_text_proposes_what_it_says_otherwise(staff: User) -> None:
    original = recorded(staff, ENGLISH, ADDRESS)
    reject_all(original, staff)
    edited = recorded(staff, ENGLISH.replace("12", "18").replace("1.85", "2.4"), ADDRESS)
    assert edited.supersedes == original
    assert waiting(edited)


def test_reopened_rejection_brings_the_echo_back(staff: User) -> None:
    original = recorded(staff, ENGLISH)
    reject_all(original, staff)
    copy = recorded(staff, REPRINT)
    for claim in original.claims.all():
        reopen(claim, by=staff, reason="The embassy says otherwise.")
    assert len(waiting(copy)) == copy.claims.count()


def test_accepted_claim_leaves_its_echo_in_the_queue(staff: User) -> None:
    original = recorded(staff, ENGLISH)
    for claim in original.claims.all():
        accept(fetched(claim.pk), by=staff)
    assert waiting(recorded(staff, REPRINT))


def test_parted_release_proposes_its_claims_again(staff: User) -> None:
    original = recorded(staff, ENGLISH)
    reject_all(original, staff)
    copy = recorded(staff, REPRINT)
    part_witnesses(copy, by=staff, reason="Another event.")
    assert waiting(copy)


def test_other_release_proposes_the_same_words(staff: User) -> None:
    reject_all(recorded(staff, ENGLISH), staff)
    later = recorded(staff, ENGLISH.replace("April", "May") + " ", day=date(2024, 9, 9))
    assert waiting(later)


def test_staff_can_still_decide_on_an_echo_and_read_why_it_was_rejected(staff: User) -> None:
    original = recorded(staff, ENGLISH)
    reject_all(original, staff)
    copy = recorded(staff, REPRINT)
    echo = fetched(copy.claims.order_by("number")[0].pk)
    (told,) = [reason.sentence for reason in reasons_for(echo) if reason.kind == "rejected_before"]
    assert told == f"Rejected before as claim {echo.echo_of} of “{original}”: It is Ukraine's own money."
    accept(echo, by=staff)
    reopen(echo, by=staff, reason="Look again.")
    assert echo.number in waiting(copy)


def test_standing_rejections_are_told_of_echoes_alone(staff: User) -> None:
    first, second = ClaimFactory(), ClaimFactory()
    echo, other = ClaimFactory(echo_of=first), ClaimFactory(echo_of=second)
    decision = reject(first, by=staff, reason="No.")
    reject(second, by=staff, reason="No.")
    reopen(second, by=staff, reason="Yes.")
    assert rejections_before([echo, other, first]) == {echo.pk: decision}
