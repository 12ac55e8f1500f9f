"""What staff's programs decide with a token."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from assistance import review
from assistance.models import ApiToken, Claim, Commitment, Decision
from assistance.tokens import make_token
from assistance.vocabulary import Scope
from tests.api.conftest import Send
from tests.api.refusals import problem
from tests.factories import ClaimFactory, CommitmentFactory, UserFactory

pytestmark = pytest.mark.django_db


#: A party whose words are those of another claim.
FOREIGN = {"role": "funding", "name_en": "Japan", "claim_parties": [0]}


def step(claim: Claim, name: str) -> str:
    """Return the address of a decision on ``claim``."""
    return f"/api/v1/staff/queue/{claim.pk}/{name}/"


def by_token() -> str:
    """Return what is written down beside a decision."""
    return f"By the API token aat_{ApiToken.objects.get().prefix}."


@pytest.fixture
def claim(db: None) -> Claim:
    """A claim that awaits a decision."""
    return ClaimFactory(complete=True)


def test_claim_accepted_as_read_makes_a_draft_commitment(send: Send, claim: Claim, editor: User) -> None:
    response = send(step(claim, "accept"), {"version": "0"})
    commitment, decision = Commitment.objects.get(), Decision.objects.get()
    assert (response.status_code, response["Cache-Control"]) == (201, "no-store")
    assert response.json() == {
        "id": decision.pk,
        "claim": claim.pk,
        "version": str(decision.pk),
        "outcome": "accepted",
        "commitment": commitment.pk,
        "made_by": "olena",
        "made_at": "2026-11-22T12:00:00+02:00",
        "reason": by_token(),
    }
    assert (commitment.visibility, commitment.amount, decision.changes) == ("draft", claim.amount, {})
    assert commitment.history.first().history_user == editor


def test_claim_accepted_with_other_facts_keeps_what_was_read(send: Send, ask: Send, claim: Claim) -> None:
    proposal = ask(f"/api/v1/staff/queue/{claim.pk}/").json()["proposal"]
    facts = {**proposal, "amount": "7.50", "title_en": "Pumps", "sectors": ["energy"], "lines": []}
    decided = send(step(claim, "accept"), {"version": "0", "facts": facts, "reason": "The invoice says so."})
    assert decided.status_code == 201, decided.content
    commitment, decision = Commitment.objects.get(), Decision.objects.get()
    assert (f"{commitment.amount:.2f}", commitment.title_en, commitment.equipment.count()) == ("7.50", "Pumps", 0)
    assert decision.changes["amount"]["decided"] == "7.5"
    assert decision.reason == f"The invoice says so. {by_token()}"
    claim.refresh_from_db()
    assert claim.amount != commitment.amount


def test_claim_sent_back_as_proposed_is_accepted_as_read(send: Send, ask: Send, claim: Claim) -> None:
    told = ask(f"/api/v1/staff/queue/{claim.pk}/").json()
    assert send(step(claim, "accept"), {"version": told["version"], "facts": told["proposal"]}).status_code == 201
    assert Decision.objects.get().changes == {}


def test_claim_merged_is_linked_to_its_commitment(send: Send, claim: Claim) -> None:
    known = CommitmentFactory()
    sent = {
        "version": "0",
        "into": known.pk,
        "into_version": review.version_of_commitment(known),
        "relation": "repeats",
        "reason": "The same again.",
    }
    told = send(step(claim, "merge"), sent).json()
    assert (told["outcome"], told["commitment"], told["reason"]) == (
        "merged",
        known.pk,
        f"The same again. {by_token()}",
    )
    assert known.claim_links.get().claim == claim


def test_claim_rejected_leaves_the_queue(send: Send, ask: Send, claim: Claim) -> None:
    told = send(step(claim, "reject"), {"version": "0", "reason": "A sale."}).json()
    assert (told["outcome"], told["commitment"], told["reason"]) == ("rejected", None, f"A sale. {by_token()}")
    assert ask("/api/v1/staff/queue/").json()["count"] == 0


@pytest.mark.parametrize("name", ["accept", "reject"])
def test_claim_decided_meanwhile_is_a_conflict(send: Send, claim: Claim, name: str) -> None:
    colleague = UserFactory(username="taras", staff=True)
    review.reject(claim, by=colleague, reason="A sale.")
    words = "Somebody decided on this claim meanwhile: Rejected by taras."
    assert problem(send(step(claim, name), {"version": "0", "reason": "x"})) == (409, "conflict", words)
    review.reopen(claim, by=colleague, reason="It is aid.")
    assert problem(send(step(claim, name), {"version": "0", "reason": "x"}))[0] == 409
    assert send(step(claim, name), {"version": review.version_of_claim(claim), "reason": "x"}).status_code == 201


def test_commitment_changed_meanwhile_is_a_conflict(send: Send, claim: Claim) -> None:
    known = CommitmentFactory()
    seen = review.version_of_commitment(known)
    known.save()
    sent = {"version": "0", "into": known.pk, "into_version": seen, "relation": "repeats", "reason": "x"}
    words = f"Commitment #{known.pk} was changed meanwhile."
    assert problem(send(step(claim, "merge"), sent)) == (409, "conflict", words)
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("name", "sent", "field"),
    [
        ("accept", {}, "version"),
        ("accept", {"version": "0", "facts": {"amount": "-1"}}, "facts.amount"),
        ("accept", {"version": "0", "facts": {"status": "promised"}}, "facts.status"),
        ("accept", {"version": "0", "facts": {"parties": [{"role": "x"}]}}, "facts.parties.0.role"),
        ("accept", {"version": "0", "facts": {"lines": [{"category": "x"}]}}, "facts.lines.0.category"),
        ("accept", {"version": "0", "facts": {"parties": [FOREIGN]}}, "facts.parties.0.claim_parties"),
        ("accept", {"version": "0", "facts": {"sectors": ["energy", "x"]}}, "facts.sectors.1"),
        ("merge", {"version": "0", "into": 0, "into_version": "0", "relation": "repeats", "reason": "x"}, "into"),
        ("reject", {"version": "0", "reason": " "}, "reason"),
    ],
)  # fmt: skip
def test_field_that_is_wrong_is_named(send: Send, claim: Claim, name: str, sent: Any, field: str) -> None:
    response = send(step(claim, name), sent)
    assert problem(response)[:2] == (422, "bad-content")
    assert [error["field"] for error in response.json()["errors"]] == [field]
    assert not Decision.objects.exists()


def test_facts_that_cannot_stand_are_refused_whole(send: Send, claim: Claim) -> None:
    refused = send(step(claim, "accept"), {"version": "0", "facts": {"amount": None}})
    words = "An amount needs its currency, and a currency its amount. Give both or neither."
    assert problem(refused) == (422, "bad-content", words)
    assert not Commitment.objects.exists()


@pytest.mark.parametrize("name", ["accept", "merge", "reject"])
def test_decision_needs_a_token_with_its_scope_and_the_right(
    client: Any, claim: Claim, editor: User, name: str
) -> None:
    sent = {"version": "0", "reason": "x"}
    assert client.post(step(claim, name), sent, content_type="application/json").status_code == 401
    for scopes, words in (([Scope.QUEUE], "scope “decide”"), ([Scope.DECIDE], "assistance.decide_claim")):
        written = make_token(owner=editor, name=words, scopes=scopes, by=editor)[1]
        if scopes == [Scope.DECIDE]:
            editor.user_permissions.clear()
        headers = {"authorization": f"Bearer {written}"}
        refused = client.post(step(claim, name), sent, content_type="application/json", headers=headers)
        assert problem(refused)[:2] == (403, "forbidden")
        assert words in refused.json()["detail"]
    assert not Decision.objects.exists()


def test_claim_that_there_is_not_is_not_found(send: Send) -> None:
    assert problem(send("/api/v1/staff/queue/999999/reject/", {"version": "0", "reason": "x"}))[0] == 404
