"""The queue as a list: its order, its reasons, what it is narrowed by, and accepting several claims together."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assistance import review
from assistance.models import Claim, Commitment
from assistance.review import accept, reject
from assistance.vocabulary import ReviewReason
from tests.admin.pages import words
from tests.factories import ClaimFactory, ClaimPartyFactory, CommitmentFactory, OrganisationFactory, ReleaseFactory
from tests.review.states import unchanged

QUEUE = "/admin/assistance/claim/"
CLEAR = {"with_party": True, "with_recipient": True, "with_amount": True, "with_item": True}


def listed(page: Any) -> list[Claim]:
    return list(page.context["cl"].result_list)


def choices(page: Any, parameter: str) -> dict[str, str]:
    """Return the choices of a filter, with what each says."""
    spec = next(one for one in page.context["cl"].filter_specs if parameter in one.expected_parameters())
    return {str(choice["query_string"]): str(choice["display"]) for choice in spec.choices(page.context["cl"])}


def said(page: Any, parameter: str) -> list[str]:
    return list(choices(page, parameter).values())


def clear_claim(**kwargs: Any) -> Claim:
    """Return a claim that nothing speaks against: nobody has told its donor, its sum or its words before."""
    number = Claim.objects.count() + 1
    text = f"Donor {number} gives USD {number}."
    claim: Claim = ClaimFactory(
        with_recipient=True, with_item=True, amount=number, currency="USD", release__text=text, words=text, **kwargs
    )
    ClaimPartyFactory(claim=claim, name=f"Donor {number}", words=text)
    return claim


def test_queue_is_ordered_by_what_matters(staff_page: Client) -> None:
    CommitmentFactory(with_amount=True, donors=[OrganisationFactory(japan=True)])
    undated = ClaimFactory(release__published_on=None)
    newer, older = (ClaimFactory(release__published_on=day) for day in ("2026-05-05", "2026-03-03"))
    considered = ClaimFactory(release__published_on="2020-01-01", status="under_consideration")
    delivered = ClaimFactory(status="delivered")
    twice = ClaimFactory(with_party=True, with_amount=True, status="under_consideration")
    assert listed(staff_page.get(QUEUE)) == [twice, delivered, older, newer, undated, considered]


def test_queue_keeps_the_order_of_a_column_that_was_chosen(staff_page: Client) -> None:
    dear, cheap = (ClaimFactory(amount=amount, currency="USD") for amount in (9, 1))
    amount = 3
    assert listed(staff_page.get(QUEUE, {"o": str(amount)})) == [cheap, dear]
    assert listed(staff_page.get(QUEUE, {"o": f"-{amount}"})) == [dear, cheap]


def test_queue_tells_the_reasons_as_sentences(staff_page: Client) -> None:
    known = CommitmentFactory(with_amount=True, donors=[OrganisationFactory(japan=True)], title_en="Pumps")
    ClaimFactory(with_party=True, with_amount=True, release__published_on=None)
    page = words(staff_page.get(QUEUE))
    assert f"Looks like commitment #{known.pk} (Pumps): same donor, same amount." in page
    assert "The release bears no date." in page


def test_decided_claims_tell_their_reasons_too(staff_page: Client, staff: User) -> None:
    reject(ClaimFactory(), by=staff, reason="No.")
    assert "No donor is named." in words(staff_page.get(QUEUE, {"outcome": "rejected"}))


def test_queue_is_narrowed_by_reason_with_counts(staff_page: Client) -> None:
    undated = ClaimFactory(**CLEAR, release__published_on=None)
    about = ClaimFactory(**CLEAR, amount_hedge="about")
    clear = clear_claim()
    page = staff_page.get(QUEUE)
    assert "Release without a date (1)" in said(page, "reason")
    assert "Without a doubt (1)" in said(page, "reason")
    assert "No donor (0)" in said(page, "reason")
    for reason, claim in ((ReviewReason.NO_DATE, undated), (ReviewReason.HEDGED_AMOUNT, about), ("clear", clear)):
        assert listed(staff_page.get(QUEUE, {"reason": str(reason)})) == [claim]
    assert "Release without a date (0)" in said(staff_page.get(QUEUE, {"kind__exact": "training"}), "reason")


def test_decided_claims_are_not_narrowed_by_reason(staff_page: Client) -> None:
    page = staff_page.get(QUEUE, {"outcome": "all"})
    assert "reason" not in [name for spec in page.context["cl"].filter_specs for name in spec.expected_parameters()]


def test_queue_is_narrowed_by_donor_in_any_of_its_names(staff_page: Client) -> None:
    japan = OrganisationFactory(japan=True)
    claims = [ClaimFactory(), ClaimFactory(), ClaimFactory()]
    for claim, name in zip(claims, ("Japan", "Японія", "Norway"), strict=True):
        ClaimPartyFactory(claim=claim, name=name, words="Japan")
    ClaimPartyFactory(claim=claims[2], name="Japan", role="implementing", words="Japan")
    assert said(staff_page.get(QUEUE), "donor") == ["All", "Japan (2)", "Norway (1)"]
    assert set(listed(staff_page.get(QUEUE, {"donor": str(japan.pk)}))) == {claims[0], claims[1]}
    assert listed(staff_page.get(QUEUE, {"donor": "Norway"})) == [claims[2]]


def test_queue_is_narrowed_by_the_day_a_claim_came_in(staff_page: Client) -> None:
    # The clock of the tests stands on Sunday 22 November 2026.
    found = {}
    for name, days in (("today", 0), ("week", 6), ("month", 7), ("older", 22)):
        found[name] = ClaimFactory()
        moment = timezone.now() - timedelta(days=days)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE assistance_claim SET recorded_at = %s WHERE id = %s", [moment, found[name].pk])
    assert said(staff_page.get(QUEUE), "age") == [
        "All", "Today (1)", "This week (2)", "This month (3)", "Before this month (1)",
    ]  # fmt: skip
    assert listed(staff_page.get(QUEUE, {"age": "older"})) == [found["older"]]


def test_every_filter_counts_what_it_leaves(staff_page: Client) -> None:
    ClaimFactory(status="delivered", release__publisher="Paper")
    ClaimFactory(release=ReleaseFactory(ukrainian=True), kind="training")
    page = staff_page.get(QUEUE)
    assert "Delivered (1)" in said(page, "status__exact")
    assert "Training (1)" in said(page, "kind__exact")
    assert "Ukrainian (1)" in said(page, "release__language__exact")
    assert "Paper (1)" in said(page, "release__publisher")
    assert "Accepted (0)" in said(page, "outcome")


def test_queue_takes_a_fixed_number_of_queries(staff_page: Client) -> None:
    japan = OrganisationFactory(japan=True)
    for _ in range(2):
        ClaimFactory(complete=True)
        CommitmentFactory(complete=True, donors=[japan])
    staff_page.get(QUEUE)
    with CaptureQueriesContext(connection) as few:
        staff_page.get(QUEUE)
    for _ in range(4):
        ClaimFactory(complete=True)
        CommitmentFactory(complete=True, donors=[japan])
    with CaptureQueriesContext(connection) as many:
        staff_page.get(QUEUE)
    assert len(many) == len(few)


def test_queue_reads_a_bounded_set(staff_page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistance.review.queue.MOST_READ", 1)
    first, second = ClaimFactory(), ClaimFactory()
    assert list(review.read_queue()) == [first.pk]
    page = staff_page.get(QUEUE)
    assert listed(page) == [first, second]
    assert words(page).count("No donor is named.") == 2


def sent(*claims: Claim, **more: str) -> dict[str, Any]:
    return {"action": "accept_without_doubt", "_selected_action": [str(claim.pk) for claim in claims], **more}


def test_preview_tells_what_would_be_written_and_writes_nothing(staff_page: Client) -> None:
    clear, doubtful = clear_claim(), ClaimFactory(with_party=True)
    with unchanged():
        page = staff_page.post(QUEUE, sent(clear, doubtful))
    assert [one.claim for one in page.context["proposals"]] == [clear]
    assert [(one.claim, one.why[0]) for one in page.context["left_out"]] == [(doubtful, "No recipient is named.")]
    told = words(page)
    assert "Donor: Donor 1" in " ".join(told.split())
    assert "(a new organisation)" in told
    assert "USD 1" in told


def test_confirmed_claims_are_accepted_and_the_doubtful_left(staff_page: Client) -> None:
    claims, doubtful = [clear_claim(), clear_claim()], ClaimFactory()
    page = staff_page.post(QUEUE, sent(*claims, doubtful, confirmed="1"), follow=True)
    assert {link.claim for link in Commitment.claims.through.objects.all()} == set(claims)
    told = [str(message) for message in page.context["messages"]]
    assert any("2 claims were accepted." in one for one in told)
    assert any("No donor is named." in one for one in told)
    assert list(Claim.objects.needing_review()) == [doubtful]


def test_second_claim_of_the_same_money_is_left_to_a_person(staff_page: Client) -> None:
    first, second = ClaimFactory(**CLEAR), ClaimFactory(**CLEAR)
    page = staff_page.post(QUEUE, sent(first, second, confirmed="1"), follow=True)
    assert [link.claim for link in Commitment.claims.through.objects.all()] == [first]
    assert "It looks like what was accepted just before it." in words(page)


def test_refused_claim_is_named_and_the_others_are_accepted(
    staff_page: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = clear_claim(), clear_claim()

    def refuse_the_first(claim: Claim, **kwargs: Any) -> Commitment:
        if claim == first:
            raise review.ReviewError("Somebody was faster.")
        return accept(claim, **kwargs)

    monkeypatch.setattr("assistance.admin.bulk_accept.review.accept", refuse_the_first)
    page = staff_page.post(QUEUE, sent(first, second, confirmed="1"), follow=True)
    assert [link.claim for link in Commitment.claims.through.objects.all()] == [second]
    assert "Somebody was faster." in words(page)
    assert "1 claim was accepted." in words(page)


def test_decided_claim_is_not_accepted_again(staff_page: Client, staff: User) -> None:
    claim = clear_claim()
    reject(claim, by=staff, reason="No.")
    page = staff_page.post(f"{QUEUE}?outcome=all", sent(claim))
    assert [one.why for one in page.context["left_out"]] == [["It is decided already."]]


def test_onlooker_is_offered_no_acceptance(onlooker: Client) -> None:
    claim = clear_claim()
    assert "accept_without_doubt" not in words(onlooker.get(QUEUE))
    with unchanged():
        onlooker.post(QUEUE, sent(claim, confirmed="1"))
