"""The queue: what it shows, to whom, and how one goes through it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assistance.models import Claim, Commitment
from assistance.review import accept, merge, reject
from assistance.vocabulary import Relation, Visibility
from tests.admin.pages import (
    review_url,
    typed,
    words,
)
from tests.factories import (
    ClaimFactory,
    CommitmentFactory,
    OrganisationFactory,
    ReleaseFactory,
    UserFactory,
)
from tests.review.states import database, unchanged

QUEUE = "/admin/assistance/claim/"


def test_decision_goes_on_to_the_next_claim_of_the_queue(staff_page: Client, claim: Claim) -> None:
    release = ReleaseFactory(published_on="2026-11-03")
    later, last = (ClaimFactory(release=release, number=number) for number in (1, 2))
    page = staff_page.get(review_url(later))
    assert page.context["earlier_url"] == review_url(claim)
    assert page.context["later_url"] == review_url(last)
    answer = staff_page.post(review_url(later), typed(page, reject__reason="No.", _reject=""))
    assert answer.headers["Location"] == review_url(last)
    page = staff_page.get(review_url(last))
    answer = staff_page.post(review_url(last), typed(page, reject__reason="No.", _reject=""))
    assert answer.headers["Location"] == QUEUE


def test_decision_goes_on_within_the_filtered_queue(staff_page: Client, claim: Claim) -> None:
    ukrainian = ReleaseFactory(ukrainian=True)
    first, second = (ClaimFactory(release=ukrainian, number=number) for number in (1, 2))
    ClaimFactory(release=claim.release, number=claim.number + 1)
    filters = "?_changelist_filters=release__language%3Duk"
    page = staff_page.get(review_url(first) + filters)
    assert page.context["earlier_url"] is None
    assert page.context["later_url"] == review_url(second) + filters
    answer = staff_page.post(review_url(first) + filters, typed(page, reject__reason="No.", _reject=""))
    assert answer.headers["Location"] == review_url(second) + filters


def test_page_opens_whatever_filters_are_kept(staff_page: Client, claim: Claim) -> None:
    other = ClaimFactory(release=claim.release, number=claim.number + 1)
    page = staff_page.get(f"{review_url(claim)}?_changelist_filters=outcome%3Daccepted%26p%3Dx%26id%3Dy")
    assert page.status_code == 200
    assert page.context["later_url"].startswith(review_url(other))


def test_page_takes_a_fixed_number_of_queries(staff_page: Client, claim: Claim) -> None:
    CommitmentFactory(with_amount=True, donors=[OrganisationFactory()])
    staff_page.get(review_url(claim))
    with CaptureQueriesContext(connection) as few:
        staff_page.get(review_url(claim))
    for _ in range(4):
        ClaimFactory(complete=True)
        CommitmentFactory(with_amount=True, donors=[OrganisationFactory()])
    with CaptureQueriesContext(connection) as many:
        staff_page.get(review_url(claim))
    assert len(many) == len(few)


def test_lists_show_how_firm_an_amount_is(staff_page: Client) -> None:
    stated = {"amount": 20_000_000, "currency": "EUR", "amount_hedge": "at_least"}
    ClaimFactory(**stated)
    CommitmentFactory(**stated)
    for there in (QUEUE, "/admin/assistance/commitment/"):
        assert "at least EUR 20,000,000" in words(staff_page.get(there))


def test_onlooker_sees_the_claim_and_no_button(onlooker: Client, claim: Claim) -> None:
    assert onlooker.get(QUEUE).status_code == 200
    page = words(onlooker.get(review_url(claim)))
    assert "What was read" in page
    assert "USD 2,500,000" in page
    for action in ("check", "accept", "merge", "reject", "reopen"):
        assert f'name="_{action}"' not in page


@pytest.mark.parametrize("action", ["check", "accept", "accept_publish", "merge", "reject", "reopen"])
def test_onlooker_decides_nothing(onlooker: Client, claim: Claim, action: str) -> None:
    with unchanged():
        answer = onlooker.post(review_url(claim), {f"_{action}": "", "reject-reason": "No."})
    assert answer.status_code == 403


def test_staff_without_view_permission_see_no_claim(client: Client, claim: Claim) -> None:
    client.force_login(UserFactory(staff=True))
    assert client.get(review_url(claim)).status_code == 403
    assert client.get(QUEUE).status_code == 403


def test_who_may_decide_but_not_publish(client: Client, claim: Claim) -> None:
    client.force_login(UserFactory(staff=True, permissions=["decide_claim"]))
    page = client.get(review_url(claim))
    assert 'name="_accept"' in words(page)
    assert 'name="_accept_publish"' not in words(page)
    with unchanged():
        assert client.post(review_url(claim), typed(page, _accept_publish="")).status_code == 403
    client.post(review_url(claim), typed(page, _accept=""))
    assert Commitment.objects.get().visibility == Visibility.DRAFT


def test_queue_shows_what_awaits_a_decision_only(staff_page: Client, staff: User) -> None:
    waiting, accepted, merged, rejected = (ClaimFactory(complete=True) for _ in range(4))
    commitment = accept(accepted, by=staff)
    merge(merged, into=commitment, relation=Relation.REPEATS, by=staff)
    reject(rejected, by=staff, reason="No.")
    superseded = ClaimFactory()
    ReleaseFactory(supersedes=superseded.release)
    shown = {
        "": [waiting],
        "accepted": [accepted],
        "merged": [merged],
        "rejected": [rejected],
        "all": [waiting, accepted, merged, rejected, superseded],
    }
    for outcome, claims in shown.items():
        page = staff_page.get(QUEUE, {"outcome": outcome} if outcome else {})
        assert {row.pk for row in page.context["cl"].result_list} == {claim.pk for claim in claims}


def test_queue_links_each_claim_to_its_review(staff_page: Client, claim: Claim) -> None:
    page = staff_page.get(QUEUE)
    assert f'href="{review_url(claim)}"' in words(page)
    assert page.context["title"] == "Claims awaiting a decision"


@pytest.mark.parametrize(("term", "found"), [("ЯПОНІЯ", True), ("генераторів японія", True), ("Норвегія", False)])
def test_queue_search_tells_no_capitals_apart(staff_page: Client, term: str, *, found: bool) -> None:
    ClaimFactory(release=ReleaseFactory(ukrainian=True))
    assert staff_page.get(QUEUE, {"q": term}).context["cl"].result_count == found


def test_user_needs_no_other_permission_to_decide(client: Client, claim: Claim) -> None:
    decider = UserFactory(staff=True)
    decider.user_permissions.add(Permission.objects.get(codename="decide_claim"))
    client.force_login(decider)
    before = database()
    page = client.get(review_url(claim))
    client.post(review_url(claim), typed(page, _accept=""))
    assert database() != before


def test_neighbours_are_those_of_the_list(staff_page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistance.review.queue.NEAR", 1)
    CommitmentFactory(with_amount=True, donors=[OrganisationFactory(japan=True)])
    release = ReleaseFactory(published_on="2026-11-03")
    told = {"with_party": True, "with_amount": True}
    for number, twice in enumerate((False, False, True, False, False, False, True, False), start=1):
        ClaimFactory(release=release, number=number, **(told if twice else {}))
    listed = list(staff_page.get(QUEUE).context["cl"].result_list)
    assert [claim.number for claim in listed] == [3, 7, 1, 2, 4, 5, 6, 8]
    addresses = [None, *(review_url(claim) for claim in listed), None]
    pages = [staff_page.get(review_url(claim)).context for claim in listed]
    assert [page["earlier_url"] for page in pages] == addresses[:-2]
    assert [page["later_url"] for page in pages] == addresses[2:]
