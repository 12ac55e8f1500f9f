"""Why a claim needs a person, and what a commitment is found by."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from assistance.models import Claim
from assistance.review import accept, matches_for, reasons_by_claim, reasons_for, refresh_search_text
from assistance.vocabulary import ReviewReason
from tests.factories import (
    ClaimFactory,
    ClaimItemFactory,
    ClaimPartyFactory,
    CommitmentFactory,
    EquipmentLineFactory,
    OrganisationFactory,
    ProjectFactory,
    ReleaseFactory,
    TrapFactory,
)
from tests.review.states import claim_with, fetched

pytestmark = pytest.mark.django_db

CLEAR = {"with_party": True, "with_recipient": True, "with_amount": True, "with_item": True}

ROWS: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {
    "nothing stands out": ({}, []),
    "no donor": ({"with_party": False}, [("no_donor", "No donor is named.")]),
    "no recipient": ({"with_recipient": False}, [("no_recipient", "No recipient is named.")]),
    "equipment without items": ({"with_item": False}, [("no_item", "Equipment is spoken of, but no item was read.")]),
    "neither amount nor item": (
        {"with_item": False, "with_amount": False, "kind": "training"},
        [("nothing_to_count", "Neither an amount nor an item is given.")],
    ),
    "amount not exact": (
        {"amount_hedge": "about"},
        [("hedged_amount", "The amount is not stated exactly.")],
    ),
    "only considered": (
        {"status": "under_consideration"},
        [("considered", "The assistance is only being considered.")],
    ),
    "called off": (
        {"status": "cancelled"},
        [("called_off", "The assistance is called off or suspended.")],
    ),
    "suspended": (
        {"status": "suspended"},
        [("called_off", "The assistance is called off or suspended.")],
    ),
    "release without a date": ({"release__published_on": None}, [("no_date", "The release bears no date.")]),
}


def sentences(claim: Claim) -> list[str]:
    """Return why ``claim`` needs a person, in words."""
    return [str(reason) for reason in reasons_for(claim)]


@pytest.mark.parametrize(("changes", "reasons"), ROWS.values(), ids=ROWS)
def test_reasons_of_a_claim(changes: dict[str, Any], reasons: list[tuple[str, str]]) -> None:
    found = reasons_for(claim_with(**(CLEAR | changes)))
    assert [(reason.kind.value, reason.sentence) for reason in found] == reasons


def test_reasons_of_a_quantity_that_is_not_exact() -> None:
    claim = claim_with(**CLEAR)
    ClaimItemFactory(claim=claim, hedge="up_to")
    assert sentences(fetched(claim.pk)) == ["A quantity is not stated exactly."]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Japan helps. Ten pumps come. More follows.", "The donor is only named 1 sentence earlier."),
        ("Japan helps. It rains. Ten pumps come.", "The donor is only named 2 sentences earlier."),
        ("Ten pumps come. It rains. So says Japan.", "The donor is only named 2 sentences later."),
        ("Ten pumps come\n\nSo says Mr. Ito of Japan.", "The donor is only named 1 sentence later."),
        ("So says Japan, as ten pumps come.", "The donor is named outside the passage, in the same sentence."),
    ],
)
def test_reasons_of_a_donor_outside_the_passage(text: str, sentence: str) -> None:
    passage = next(words for words in ("Ten pumps come.", "Ten pumps come", "ten pumps come.") if words in text)
    claim = ClaimFactory(release__text=text, words=passage, kind="services", amount=5, currency="USD")
    start = text.index("Japan")
    ClaimPartyFactory(claim=claim, start=start, end=start + 5, words="Japan")
    ClaimPartyFactory(claim=claim, role="recipient", name="Police", words=passage)
    (reason,) = reasons_for(fetched(claim.pk))
    assert (reason.kind, reason.sentence) == (ReviewReason.DONOR_ELSEWHERE, sentence)


def test_reasons_of_a_second_currency_within_the_passage() -> None:
    claim, other = claim_with(**CLEAR), claim_with(**CLEAR)
    TrapFactory(release=claim.release, reason="other_currency", words="USD 2.5 million")
    TrapFactory(release=other.release, reason="other_currency", words="USD 12 billion")
    TrapFactory(release=other.release, reason="statistic", words="USD 2.5 million")
    assert sentences(claim) == ["The amount is given in two currencies."]
    assert reasons_for(other) == []


def test_reasons_of_a_likely_repetition() -> None:
    known = CommitmentFactory(with_amount=True, donors=[OrganisationFactory(japan=True)], title_en="Generators")
    assert sentences(claim_with(**CLEAR)) == [
        f"Looks like commitment #{known.pk} (Generators): same donor, same amount."
    ]


def test_reasons_by_claim_take_a_fixed_number_of_queries(django_assert_num_queries: Any) -> None:
    japan = OrganisationFactory(japan=True)
    for _ in range(3):
        CommitmentFactory(with_amount=True, donors=[japan])
    claims = [claim_with(**CLEAR) for _ in range(4)]
    found = list(Claim.objects.with_facts().prefetch_related("release__traps").filter(pk__in=[c.pk for c in claims]))
    with django_assert_num_queries(14):
        reasons = reasons_by_claim(found)
    assert reasons == {claim.pk: reasons_for(claim) for claim in claims}
    assert {len(rows) for rows in reasons.values()} == {3}


def test_search_text_holds_titles_project_names_and_items() -> None:
    commitment = CommitmentFactory(
        title_en="Warm  Winter",
        title_uk="Тепла зима",
        project=ProjectFactory(title_en="Energy", title_uk="ЕНЕРГІЯ"),
        donors=[OrganisationFactory(undp=True)],
    )
    EquipmentLineFactory(commitment=commitment, name_en="Boilers", name_uk="КОТЛИ")
    refresh_search_text(commitment)
    commitment.refresh_from_db()
    names = "warm winter", "тепла зима", "energy", "енергія", "undp", "проон", "boilers", "котли"
    assert [name for name in names if name not in commitment.search_text] == []


def test_search_text_is_left_out_of_history() -> None:
    commitment = CommitmentFactory()
    versions = commitment.history.count()
    refresh_search_text(commitment)
    assert commitment.history.count() == versions


def test_claim_of_a_corrected_text_tells_of_the_commitment_the_earlier_one_made(staff: User) -> None:
    earlier = claim_with(with_amount=True)
    commitment = accept(earlier, by=staff)
    second = ReleaseFactory(text="Japan gives more.", supersedes=earlier.release)
    third = ReleaseFactory(text="Japan gives even more.", supersedes=second)
    claim = fetched(ClaimFactory(release=third, words="Japan").pk)
    assert str(reasons_for(claim)[0]) == (
        f"Corrects the text that commitment #{commitment.pk} ({commitment.title}) rests on: "
        "merge it there, and change what changed."
    )
    assert [match.commitment for match in matches_for(claim)] == [commitment]
