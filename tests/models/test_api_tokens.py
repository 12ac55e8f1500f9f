"""Tokens of the API: what the database refuses, and which of them hold."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from assistance.models import ApiToken, ApiTokenUse, AppendOnlyError
from tests.factories import ApiTokenFactory, ApiTokenUseFactory, UserFactory
from tests.models.constraints import Case, accepted, refused, refused_by

pytestmark = pytest.mark.django_db

SCOPES = ("may_submit", "may_read", "may_decide")
NONE = dict.fromkeys(SCOPES, False)

CONSTRAINTS = (
    Case(name="api_token_has_a_name", factory=ApiTokenFactory, accepts=({"name": "x"},), refuses=({"name": ""},)),
    Case(
        name="api_token_has_a_scope",
        factory=ApiTokenFactory,
        accepts=tuple({**NONE, scope: True} for scope in SCOPES),
        refuses=(NONE,),
    ),
    Case(name="api_token_has_a_prefix", factory=ApiTokenFactory, accepts=({"prefix": "1"},), refuses=({"prefix": ""},)),
    Case(
        name="api_token_has_a_hash",
        factory=ApiTokenFactory,
        accepts=({"token_hash": "1"},),
        refuses=({"token_hash": ""},),
    ),
    Case(
        name="api_token_runs_out_later",
        factory=ApiTokenFactory,
        accepts=(lambda first: {"expires_at": first.made_at + timedelta(seconds=1)},),
        refuses=(lambda first: {"expires_at": first.made_at},),
    ),
    Case(
        name="api_token_used_from_somewhere",
        factory=ApiTokenFactory,
        accepts=({}, lambda first: {"last_used_at": first.made_at, "last_used_from": "192.0.2.7/32"}),
        refuses=(lambda first: {"last_used_at": first.made_at}, {"last_used_from": "192.0.2.7/32"}),
    ),
    Case(
        name="api_token_revoked_by_someone",
        factory=ApiTokenFactory,
        accepts=({}, {"revoked": True}),
        refuses=({"revoked": True, "revoked_by": None}, {"revoked": True, "revoked_at": None}),
    ),
    Case(
        name="api_token_use_has_a_method",
        factory=ApiTokenUseFactory,
        accepts=({"method": "GET"},),
        refuses=({"method": ""},),
    ),
    Case(
        name="api_token_use_of_an_address",
        factory=ApiTokenUseFactory,
        accepts=({"path": "/"},),
        refuses=({"path": ""}, {"path": "api/"}),
    ),
    Case(
        name="api_token_use_has_a_status",
        factory=ApiTokenUseFactory,
        accepts=({"status": 100}, {"status": 599}),
        refuses=({"status": 99}, {"status": 600}),
    ),
    Case(
        name="api_token_use_from_somewhere",
        factory=ApiTokenUseFactory,
        accepts=({"address": "unknown"},),
        refuses=({"address": ""},),
    ),
)


@accepted(CONSTRAINTS)
def test_api_token_accepted(case, facts):
    assert case.store(facts).pk


@refused(CONSTRAINTS)
def test_api_token_refused(case, facts):
    with refused_by(case.name):
        case.store(facts)


def test_tokens_hold_until_they_are_revoked_or_run_out():
    holding = ApiTokenFactory()
    ApiTokenFactory(revoked=True)
    ApiTokenFactory(made_at=timezone.now() - timedelta(days=2), expires_at=timezone.now())
    assert list(ApiToken.objects.standing(timezone.now())) == [holding]
    assert [token for token in ApiToken.objects.all() if token.is_standing] == [holding]


def test_one_sees_ones_own_tokens_and_who_looks_after_users_sees_all():
    token = ApiTokenFactory()
    stranger, chief = UserFactory(staff=True), UserFactory(superuser=True)
    seen = [list(ApiToken.objects.seen_by(user)) for user in (token.owner, stranger, chief)]
    assert seen == [[token], [], [token]]


def test_history_of_a_token_keeps_neither_its_hash_nor_its_uses():
    kept = {field.name for field in ApiToken.history.model._meta.fields}
    assert kept.isdisjoint({"token_hash", "last_used_at", "last_used_from"})


def test_uses_are_never_edited_and_go_only_when_they_are_old():
    now = timezone.now()
    old, new = ApiTokenUseFactory(made_at=now - timedelta(days=9)), ApiTokenUseFactory(made_at=now)
    with pytest.raises(AppendOnlyError):
        old.delete()
    with pytest.raises(AppendOnlyError):
        ApiTokenUse.objects.all().delete()
    assert ApiTokenUse.objects.get_queryset().forget(before=now - timedelta(days=8)) == 1
    assert list(ApiTokenUse.objects.all()) == [new]
    assert str(new) == "POST /api/v1/staff/releases/: 201"
