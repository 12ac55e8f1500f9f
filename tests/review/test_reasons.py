"""Why a claim needs a person, and what it is compared with."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User

from assistance.models import Claim
from assistance.review import (
    accept,
    commitments_of_donors,
    reasons_by_claim,
    reasons_for,
    refresh_search_text,
    reopen,
    similar_commitments,
)
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

ROWS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "nothing stands out": ({}, []),
    "no donor": ({"with_party": False}, ["No donor is named."]),
    "no recipient": ({"with_recipient": False}, ["No recipient is named."]),
    "equipment without items": ({"with_item": False}, ["Equipment is spoken of, but no item was read."]),
    "neither amount nor item": (
        {"with_item": False, "with_amount": False, "kind": "training"},
        ["Neither an amount nor an item is given."],
    ),
    "amount not exact": ({"amount_hedge": "about"}, ["The amount is not stated exactly."]),
    "only considered": ({"status": "under_consideration"}, ["The assistance is only being considered."]),
    "release without a date": ({"release__published_on": None}, ["The release bears no date."]),
}


@pytest.mark.parametrize(("changes", "reasons"), ROWS.values(), ids=ROWS)
def test_reasons_of_a_claim(changes: dict[str, Any], reasons: list[str]) -> None:
    assert reasons_for(claim_with(**(CLEAR | changes))) == reasons


def test_reasons_of_a_quantity_that_is_not_exact() -> None:
    claim = claim_with(**CLEAR)
    ClaimItemFactory(claim=claim, hedge="up_to")
    assert reasons_for(fetched(claim.pk)) == ["A quantity is not stated exactly."]


def test_reasons_of_a_donor_outside_the_passage() -> None:
    claim = claim_with(with_recipient=True, with_amount=True, with_item=True)
    ClaimPartyFactory(claim=claim, start=0, end=5, words="State")
    assert reasons_for(fetched(claim.pk)) == ["The donor is named outside the passage."]


def test_reasons_of_a_second_currency_within_the_passage() -> None:
    claim, other = claim_with(**CLEAR), claim_with(**CLEAR)
    TrapFactory(release=claim.release, reason="other_currency", words="USD 2.5 million")
    TrapFactory(release=other.release, reason="other_currency", words="USD 12 billion")
    TrapFactory(release=other.release, reason="statistic", words="USD 2.5 million")
    assert reasons_for(claim) == ["The amount is given in two currencies."]
    assert reasons_for(other) == []


def test_reasons_of_a_likely_repetition() -> None:
    known = CommitmentFactory(with_amount=True, donors=[OrganisationFactory(japan=True)], title_en="Generators")
    assert reasons_for(claim_with(**CLEAR)) == [
        f"Looks like commitment #{known.pk} (Generators): same donor, same amount."
    ]


def test_reasons_by_claim_take_a_fixed_number_of_queries(django_assert_num_queries: Any) -> None:
    japan = OrganisationFactory(japan=True)
    for _ in range(3):
        CommitmentFactory(with_amount=True, donors=[japan])
    claims = [claim_with(**CLEAR) for _ in range(4)]
    found = list(Claim.objects.with_facts().prefetch_related("release__traps").filter(pk__in=[c.pk for c in claims]))
    with django_assert_num_queries(4):
        reasons = reasons_by_claim(found)
    assert reasons == {claim.pk: reasons_for(claim) for claim in claims}
    assert {len(rows) for rows in reasons.values()} == {3}


def test_similar_commitments_have_donor_and_amount_in_common() -> None:
    japan = OrganisationFactory(japan=True)
    same = CommitmentFactory(with_amount=True, donors=[japan])
    CommitmentFactory(with_amount=True, donors=[OrganisationFactory()])
    CommitmentFactory(with_amount=True, recipients=[japan])
    CommitmentFactory(with_amount=True, amount=Decimal(1), donors=[japan])
    CommitmentFactory(with_amount=True, currency="EUR", donors=[japan])
    assert similar_commitments(claim_with(**CLEAR)) == [same]
    assert similar_commitments(claim_with(with_party=True)) == []


@pytest.mark.parametrize("name", ["JAPAN", "Японія", "  japan "])
def test_similar_commitments_where_the_donor_is_spelt_otherwise(name: str) -> None:
    same = CommitmentFactory(with_amount=True, donors=[OrganisationFactory(japan=True)])
    claim = claim_with(with_amount=True)
    ClaimPartyFactory(claim=claim, name=name, words="Japan")
    assert similar_commitments(fetched(claim.pk)) == [same]


def test_similar_commitments_by_another_name_in_the_text() -> None:
    same = CommitmentFactory(with_amount=True, donors=[OrganisationFactory(undp=True)])
    claim = claim_with(with_amount=True)
    ClaimPartyFactory(claim=claim, name="The Programme", aliases=["UNDP"], words="Japan")
    assert similar_commitments(fetched(claim.pk)) == [same]


def test_similar_commitments_leave_out_the_claims_own(staff: User) -> None:
    claim = claim_with(**CLEAR)
    accept(claim, by=staff)
    assert similar_commitments(claim) == []
    assert commitments_of_donors(claim, limit=10) == []
    reopen(claim, by=staff, reason="Look again.")
    assert similar_commitments(claim) == []
    assert commitments_of_donors(claim, limit=10) == []


def test_commitments_of_donors_whatever_their_amount() -> None:
    japan = OrganisationFactory(japan=True)
    older, newer = CommitmentFactory(donors=[japan]), CommitmentFactory(donors=[japan], with_amount=True)
    CommitmentFactory(donors=[OrganisationFactory()])
    claim = claim_with(with_party=True)
    assert commitments_of_donors(claim, limit=10) == [newer, older]
    assert commitments_of_donors(claim, limit=1) == [newer]


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
    assert reasons_for(claim)[0] == (
        f"Corrects the text that commitment #{commitment.pk} ({commitment.title}) rests on: "
        "merge it there, and change what changed."
    )
    assert similar_commitments(claim) == [commitment]
