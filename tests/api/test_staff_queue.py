"""The queue as staff's programs read it with a token."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assistance.models import Claim
from assistance.review import version_of_commitment
from assistance.tokens import make_token
from assistance.vocabulary import Scope
from tests.api.conftest import Send
from tests.api.refusals import problem
from tests.factories import ClaimFactory, CommitmentFactory, DecisionFactory, OrganisationAliasFactory

pytestmark = pytest.mark.django_db

QUEUE = "/api/v1/staff/queue/"


def keys(response: Any) -> list[int]:
    """Return the keys of the claims in an answer."""
    assert response.status_code == 200, response.content
    return [row["id"] for row in response.json()["results"]]


def test_queue_holds_the_claims_that_await_a_decision_and_no_others(ask: Send) -> None:
    claim = ClaimFactory(complete=True)
    DecisionFactory(rejected=True)
    answer = ask(QUEUE)
    told = answer.json()
    assert (told["count"], told["next"], told["previous"], keys(answer)) == (1, None, None, [claim.pk])
    assert answer["Cache-Control"] == "no-store"
    row = told["results"][0]
    assert (row["version"], row["release"]["id"], row["amount"]) == ("0", claim.release_id, f"{claim.amount:.2f}")
    assert row["passage"]["words"] == claim.release.text[claim.start : claim.end]
    assert {fact["fact"] for fact in row["evidence"]} >= {"amount", "party", "item"}
    assert row["url"] == f"http://testserver/admin/assistance/claim/{claim.pk}/review/"
    assert all(set(reason) == {"kind", "sentence"} for reason in row["reasons"])


def test_queue_is_narrowed_by_its_filters_and_by_the_reason(ask: Send) -> None:
    first, second = ClaimFactory(complete=True), ClaimFactory(complete=True, amount=None, currency="")
    assert keys(ask(f"{QUEUE}?release={first.release_id}")) == [first.pk]
    reasons = {row["id"]: {each["kind"] for each in row["reasons"]} for row in ask(QUEUE).json()["results"]}
    for reason in set().union(*reasons.values()):
        assert set(keys(ask(f"{QUEUE}?reason={reason}"))) == {key for key in reasons if reason in reasons[key]}
    assert set(keys(ask(f"{QUEUE}?reason=clear"))) <= {key for key in reasons if not reasons[key]}
    assert set(keys(ask(f"{QUEUE}?recorded_before=2026-11-21"))) == set()
    assert set(keys(ask(f"{QUEUE}?recorded_after=2026-11-22"))) == {first.pk, second.pk}
    assert keys(ask(f"{QUEUE}?page_size=1&page=2")) == keys(ask(QUEUE))[1:]


@pytest.mark.parametrize("query", ["reason=none", "kind=x", "page=0", "colour=red", "release=999999"])
def test_queue_names_a_parameter_that_is_wrong(ask: Send, query: str) -> None:
    response = ask(f"{QUEUE}?{query}")
    assert problem(response)[:2] == (400, "bad-parameter")
    assert [error["field"] for error in response.json()["errors"]] == [query.partition("=")[0]]


def test_claim_of_the_queue_has_a_proposal_and_what_it_may_repeat(ask: Send) -> None:
    claim = ClaimFactory(complete=True)
    donor = OrganisationAliasFactory(name=claim.parties.get(role="funding").name).organisation
    known = CommitmentFactory(amount=claim.amount, currency=claim.currency, donors=[donor])
    told = ask(f"{QUEUE}{claim.pk}/").json()
    proposal = told["proposal"]
    assert (proposal["amount"], proposal["currency"]) == (f"{claim.amount:.2f}", claim.currency)
    assert [party["claim_parties"] for party in proposal["parties"]] == [[row.pk] for row in claim.parties.all()]
    assert [line["claim_item"] for line in proposal["lines"]] == [row.pk for row in claim.items.all()]
    (match,) = told["matches"]
    assert (match["commitment"]["id"], match["relation"]) == (known.pk, "repeats")
    assert match["commitment"]["version"] == version_of_commitment(known)
    assert proposal["parties"][0]["organisation"] == donor.pk


def test_claim_that_awaits_no_decision_is_not_there(ask: Send) -> None:
    decided = DecisionFactory(rejected=True).claim
    for key in (decided.pk, 999_999):
        words = "No claim of this number awaits a decision."
        assert problem(ask(f"{QUEUE}{key}/")) == (404, "not-found", words)


@pytest.mark.parametrize("address", [QUEUE, f"{QUEUE}1/"])
def test_queue_needs_a_token_with_its_scope_and_the_right(client: Client, editor: User, address: str) -> None:
    assert client.get(address).status_code == 401
    client.force_login(editor)
    assert client.get(address).status_code == 401
    sender = make_token(owner=editor, name="Sender", scopes=[Scope.SUBMIT], by=editor)[1]
    refused = client.get(address, headers={"authorization": f"Bearer {sender}"})
    assert problem(refused) == (403, "forbidden", "This token has not the scope “queue”.")
    reader = make_token(owner=editor, name="Reader", scopes=[Scope.QUEUE], by=editor)[1]
    editor.user_permissions.clear()
    refused = client.get(address, headers={"authorization": f"Bearer {reader}"})
    assert problem(refused)[:2] == (403, "forbidden")
    assert client.post(address, headers={"authorization": f"Bearer {reader}"}).status_code in {403, 405}


def test_queue_takes_as_many_queries_for_ten_claims_as_for_three(ask: Send) -> None:
    counted = []
    for more in (3, 7):
        for _ in range(more):
            ClaimFactory(complete=True)
        ask(QUEUE)
        with CaptureQueriesContext(connection) as queries:
            assert ask(QUEUE).status_code == 200
        counted.append(len(queries))
    assert Claim.objects.count() == 10
    assert counted[0] == counted[1]
