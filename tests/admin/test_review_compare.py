"""A claim beside a commitment before a merge, the way back from one, and two people on one claim."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from assistance.admin.comparing import compare
from assistance.models import Claim, Commitment, DeliveryEvent
from assistance.review import accept, merge, reject, reopen
from assistance.vocabulary import Outcome, Relation
from tests.admin.pages import address, review_url, typed, words
from tests.factories import ClaimFactory, CommitmentFactory, OrganisationFactory, UserFactory
from tests.review.states import claim_with, fetched, unchanged


@pytest.fixture
def known(staff: User) -> Commitment:
    """A commitment like the one that the claim speaks of."""
    return accept(claim_with(complete=True), by=staff)


def test_comparison_tells_fact_by_fact_what_is_the_same(known: Commitment, claim: Claim) -> None:
    rows = {row.name: (row.claim, row.commitment, row.verdict) for row in compare(fetched(claim.pk), known)}
    assert rows["Amount"] == ("USD 2,500,000", "USD 2,500,000", "same")
    assert rows["Donor"] == ("Japan", "Japan", "same")
    assert {verdict for _claim, _commitment, verdict in rows.values()} == {"same"}


def test_comparison_tells_what_differs_and_what_one_side_leaves_out(staff: User, claim: Claim) -> None:
    other = CommitmentFactory(
        donors=[OrganisationFactory(name_en="Norway", name_uk="Норвегія")], amount=7, currency="EUR", kind="money"
    )
    rows = {row.name: (row.claim, row.commitment, row.verdict) for row in compare(fetched(claim.pk), other)}
    assert rows["Amount"] == ("USD 2,500,000", "EUR 7", "differs")
    assert rows["Donor"] == ("Japan", "Norway", "differs")
    assert rows[claim.items.get().get_category_display()][1:] == ("", "only in the claim")
    assert rows["Period"][1:] == ("", "only in the claim")


EFFECTS = {
    Relation.REPEATS: ["The amount stays USD 2,500,000.", "The status stays “Announced”."],
    Relation.TOPS_UP: ["The amount becomes USD 5,000,000, it is USD 2,500,000 now."],
    Relation.DELIVERS: ["1 delivery is written: generators: 10", "The amount stays USD 2,500,000."],
    Relation.CANCELS: ["The status becomes “Cancelled”, it is “Announced” now."],
}


@pytest.mark.parametrize(("relation", "told"), EFFECTS.items())
def test_compare_decides_nothing_and_tells_what_the_merge_would_change(
    staff_page: Client, known: Commitment, claim: Claim, relation: Relation, told: list[str]
) -> None:
    sent = {"merge__target": str(known.pk), "merge__relation": relation.value, "facts__title_en": "Own title"}
    page = staff_page.get(review_url(claim))
    with unchanged():
        answer = staff_page.post(review_url(claim), typed(page, **sent, _compare=""))
    for sentence in told:
        assert sentence in words(answer)
    assert "Own title" in words(answer)
    assert answer.context["forms"].merge["target"].value() == str(known.pk)


def test_compare_without_a_relation_shows_the_facts_alone(staff_page: Client, known: Commitment, claim: Claim) -> None:
    page = staff_page.get(review_url(claim))
    answer = staff_page.post(review_url(claim), typed(page, merge__number=str(known.pk), _compare=""))
    assert "Choose what the claim is to the commitment" in words(answer)
    assert answer.context["comparison"].rows


def test_compare_tells_why_the_merge_would_be_refused(staff_page: Client, claim: Claim) -> None:
    other = CommitmentFactory(amount=7, currency="EUR")
    page = staff_page.get(review_url(claim))
    sent = {"merge__number": str(other.pk), "merge__relation": "tops_up"}
    answer = staff_page.post(review_url(claim), typed(page, **sent, _compare=""))
    assert "This merge would be refused" in words(answer)
    assert "USD cannot be added to EUR" in words(answer)


def test_compare_without_a_commitment_asks_for_one(staff_page: Client, claim: Claim) -> None:
    page = staff_page.get(review_url(claim))
    answer = staff_page.post(review_url(claim), typed(page, _compare=""))
    assert "Choose the commitment" in words(answer)
    assert answer.context["comparison"] is None


def test_unmerge_is_offered_on_both_sides(staff_page: Client, staff: User, known: Commitment, claim: Claim) -> None:
    merge(claim, into=known, relation=Relation.DELIVERS, by=staff)
    commitment_page = words(staff_page.get(address(Commitment, "change", known.pk)))
    assert f'<a href="{review_url(claim)}#reopen">Take this merge back (unmerge)</a>' in commitment_page
    page = staff_page.get(review_url(claim))
    assert words(page).count("Take this merge back (unmerge)") == 2
    staff_page.post(review_url(claim), typed(page, reopen__reason="Wrong one.", _reopen=""))
    assert not DeliveryEvent.objects.exists()
    assert claim.decisions.first().outcome == Outcome.REOPENED


TYPED = {
    "facts__title_en": "A title typed at length",
    "accept__reason": "Heard at the embassy.",
    "merge__reason": "The same ceremony.",
    "reject__reason": "No help at all.",
}


@pytest.mark.parametrize("button", ["_accept", "_merge", "_reject", "_compare", "_check"])
def test_second_to_decide_is_told_by_whom_and_keeps_all_that_was_typed(
    staff_page: Client, known: Commitment, claim: Claim, button: str
) -> None:
    page = staff_page.get(review_url(claim))
    reject(claim, by=UserFactory(username="colleague"), reason="No assistance.")
    sent = typed(page, **TYPED, merge__target=str(known.pk), merge__relation="repeats", **{button: ""})
    with unchanged():
        answer = staff_page.post(review_url(claim), sent)
    assert "Rejected</strong>" in words(answer)
    assert "colleague" in words(answer)
    for text in TYPED.values():
        assert text in words(answer)
    assert f'value="{known.pk}" id="id_merge-target_0" checked' in words(answer)
    for name in ("_accept", "_merge", "_reject"):
        assert f'name="{name}"' not in words(answer)


def test_what_was_typed_outlives_taking_back_the_decision_of_another(staff_page: Client, claim: Claim) -> None:
    page = staff_page.get(review_url(claim))
    reject(claim, by=UserFactory(username="colleague"), reason="No assistance.")
    told = staff_page.post(review_url(claim), typed(page, **TYPED, _accept=""))
    assert '<input type="hidden" name="kept" value="yes">' in words(told)
    answer = staff_page.post(review_url(claim), typed(told, **TYPED, reopen__reason="It is.", kept="yes", _reopen=""))
    assert answer.status_code == 200
    for text in TYPED.values():
        assert text in words(answer)
    staff_page.post(review_url(claim), typed(answer, **TYPED, _accept=""))
    assert Commitment.objects.get().title_en == "A title typed at length"


def test_reopening_a_reopened_claim_is_refused(staff_page: Client, staff: User) -> None:
    claim = ClaimFactory()
    reject(claim, by=staff, reason="No.")
    page = staff_page.get(review_url(claim))
    reopen(claim, by=staff, reason="Yes.")
    with unchanged():
        answer = staff_page.post(review_url(claim), typed(page, reopen__reason="Again.", _reopen=""))
    assert "nothing to reopen" in words(answer)
