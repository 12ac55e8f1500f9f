"""Choosing words as evidence on the review page, and adding a claim by marking its words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from assistance.models import Claim, Commitment, DecidedEvidence, Release
from assistance.vocabulary import Outcome
from tests.admin.pages import address, review_url, typed, words
from tests.factories import OrganisationFactory, ReleaseFactory
from tests.review.states import unchanged


def rows() -> list[tuple[Any, ...]]:
    return list(DecidedEvidence.objects.order_by("fact").values_list("fact", "role", "subject", "words"))


def test_accept_with_other_words_keeps_them_with_the_decision(staff_page: Client, claim: Claim) -> None:
    page = staff_page.get(review_url(claim))
    donor = claim.parties.get(role="funding")
    sent = typed(
        page,
        words_amount__words=claim.words[:9],
        parties__0__words=donor.words,
        parties__0__start=str(donor.start),
        items__0__words=claim.words[3:20],
        facts__sectors=["energy"],
        spots__0__subject="energy",
        spots__0__words=claim.words,
        _accept="",
    )
    sent["words-amount-words"] = sent.pop("words_amount-words")
    staff_page.post(review_url(claim), sent)
    assert rows() == [
        ("amount", "", "", claim.words[:9]),
        ("item", "", "generators", claim.words[3:20].strip()),
        ("party", "funding", "Japan", donor.words),
        ("sector", "", "energy", claim.words),
    ]
    told = words(staff_page.get(review_url(claim)))
    assert told.count("Words chosen by staff") >= 4
    assert f'id="decided-{DecidedEvidence.objects.get(fact="amount").pk}"' in told


WRONG = {
    "words that are not there": ({"parties__0__words": "no such words"}, "does not stand in the text"),
    "words of nothing": ({"spots__0__words": "KNOWN"}, "Choose what these words are evidence of"),
    "words of a sector not ticked": ({"spots__0__words": "KNOWN", "spots__0__subject": "cyber"}, "Tick it above"),
}


@pytest.mark.parametrize(("changes", "message"), WRONG.values(), ids=WRONG)
def test_accept_with_wrong_words_says_so_and_keeps_what_was_typed(
    staff_page: Client, claim: Claim, changes: dict[str, str], message: str
) -> None:
    page = staff_page.get(review_url(claim))
    given = {name: claim.words if value == "KNOWN" else value for name, value in changes.items()}
    with unchanged():
        answer = staff_page.post(review_url(claim), typed(page, **given, facts__title_en="Kept", _accept=""))
    assert message in words(answer)
    assert "Kept" in words(answer)


def test_public_page_and_api_tell_decided_words_from_those_read(
    staff_page: Client, client: Client, claim: Claim
) -> None:
    page = staff_page.get(review_url(claim))
    sent = typed(page, items__0__words=claim.words[3:20], _accept_publish="")
    sent["words-amount-words"] = claim.words[:9]
    staff_page.post(review_url(claim), sent)
    commitment = Commitment.objects.get()
    shown = words(client.get(reverse("web:commitment", args=[commitment.pk])))
    assert f'<mark class="fact-amount">{claim.words[:9]}</mark>' in shown
    assert f'<mark class="fact-item">{claim.words[3:20].strip()}</mark>' in shown
    assert shown.count("Words chosen by staff") == 2
    (told,) = client.get(f"/api/v1/commitments/{commitment.pk}/").json()["claims"]
    assert [(row["fact"], row["subject"], row["words"]) for row in told["decided_evidence"]] == [
        ("amount", None, claim.words[:9]),
        ("item", "generators", claim.words[3:20].strip()),
    ]
    assert {row["words"] for row in told["evidence"] if row["fact"] == "amount"} == {
        claim.evidence.get(fact="amount").words
    }


@pytest.fixture
def release(db: None) -> Release:
    OrganisationFactory(name_en="Norway", name_uk="Норвегія", country="NO")
    made: Release = ReleaseFactory(text="Thanks.\n\nNorway gave the city of Sumy 3 pumps for EUR 9,000. Thank you.")
    return made


PASSAGE = "Norway gave the city of Sumy 3 pumps for EUR 9,000."

GIVEN = {
    "passage__words": PASSAGE,
    "facts__kind": "equipment",
    "facts__amount": "9000",
    "facts__currency": "EUR",
    "parties__0__role": "funding",
    "parties__0__name_en": "Norway",
    "items__0__name_en": "pumps",
    "items__0__category": "other",
    "items__0__quantity": "3",
    "items__0__words": "3 pumps",
}


def adding(release: Release) -> str:
    return address(Release, "add_claim", release.pk)


def test_missed_claim_is_added_to_the_queue(staff_page: Client, staff: User, release: Release) -> None:
    page = staff_page.get(adding(release))
    answer = staff_page.post(adding(release), typed(page, **GIVEN, _add=""))
    claim = Claim.objects.get()
    assert answer.headers["Location"] == review_url(claim)
    assert (claim.words, claim.read_by, claim.rule) == (PASSAGE, staff, Claim.BY_HAND)
    assert (claim.amount, claim.currency, claim.kind) == (Decimal(9000), "EUR", "equipment")
    assert [(row.name, row.words) for row in claim.items.all()] == [("pumps", "3 pumps")]
    assert [(row.name, row.words) for row in claim.parties.all()] == [("Norway", "Norway")]
    assert claim in Claim.objects.needing_review()
    assert "Norway: pumps" in words(staff_page.get(review_url(claim)))


def test_missed_claim_can_be_accepted_at_once(staff_page: Client, release: Release) -> None:
    page = staff_page.get(adding(release))
    staff_page.post(adding(release), typed(page, **GIVEN, facts__title_uk="Насоси", _add_accept=""))
    claim = Claim.objects.get()
    assert claim.decisions.get().outcome == Outcome.ACCEPTED
    assert Commitment.objects.get().title_uk == "Насоси"


def test_address_can_bear_the_words_of_a_missed_claim(staff_page: Client, release: Release) -> None:
    start = release.text.index(PASSAGE)
    page = staff_page.get(f"{adding(release)}?start={start}&end={start + len(PASSAGE)}")
    assert f"{PASSAGE}</textarea>" in words(page)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"passage__words": ""}, "Mark the words of the release"),
        ({"passage__words": "No such words."}, "does not stand in the text"),
        ({"facts__currency": ""}, "An amount needs its currency"),
    ],
)
def test_missed_claim_with_something_wrong_is_not_added(
    staff_page: Client, release: Release, changes: dict[str, str], message: str
) -> None:
    page = staff_page.get(adding(release))
    with unchanged():
        answer = staff_page.post(adding(release), typed(page, **GIVEN | changes, _add=""))
    assert message in words(answer)
    assert "Nothing was added yet" in words(answer)
    assert 'value="pumps"' in words(answer)


def test_check_of_a_missed_claim_adds_nothing(staff_page: Client, release: Release) -> None:
    page = staff_page.get(adding(release))
    with unchanged():
        answer = staff_page.post(adding(release), typed(page, **GIVEN, _check=""))
    assert "Nothing was added yet" in words(answer)
    assert len(answer.context["forms"].proposed.items.forms) == 4


def test_page_of_a_release_leads_to_adding_what_was_missed(staff_page: Client, release: Release) -> None:
    assert f'href="{adding(release)}"' in words(staff_page.get(address(Release, "change", release.pk)))
