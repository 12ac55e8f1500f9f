"""Tokens are made, found and revoked, and never do more than their owner may."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from assistance.models import ApiToken, ApiTokenUse
from assistance.tokens import TokenError, find_token, make_token, note_use, revoke_token
from assistance.vocabulary import Scope
from tests.factories import ApiTokenFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_token_made_is_found_by_what_is_written_and_its_secret_is_kept_nowhere():
    owner = UserFactory(staff=True, permissions=["add_release"])
    token, written = make_token(owner=owner, name=" Importer ", scopes=[Scope.SUBMIT], by=owner, days=30)
    assert re.fullmatch(r"aat_[0-9a-f]{8}_[0-9a-f]{64}", written)
    assert (token.name, token.scopes, token.prefix) == ("Importer", [Scope.SUBMIT], written[4:12])
    assert token.expires_at == timezone.now() + timedelta(days=30)
    assert token.token_hash == hashlib.sha256(written.encode()).hexdigest()
    assert not any(written[13:] in str(value) for value in ApiToken.objects.values_list().get())
    assert find_token(written) == token
    assert token.history.get().history_user == owner


@pytest.mark.parametrize("other", ["", "aat_", "Bearer", "aat_00000000_" + "0" * 64, "aat_00000000_" + "٠" * 64])
def test_token_is_not_found_by_anything_else(other: str):
    ApiTokenFactory()
    assert find_token(other) is None


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": " "}, "A token needs a name"),
        ({"scopes": []}, "A token needs a scope"),
        ({"days": 0}, "A token holds for 1 to 365 days."),
        ({"days": 366}, "A token holds for 1 to 365 days."),
        ({"scopes": [Scope.SUBMIT, Scope.DECIDE]}, "may not do this: Decide on claims"),
    ],
)
def test_token_is_refused_that_is_incomplete_or_reaches_too_far(changed, words):
    owner = UserFactory(staff=True, permissions=["add_release"])
    with pytest.raises(TokenError, match=words):
        make_token(**{"owner": owner, "name": "Importer", "scopes": [Scope.SUBMIT], "by": owner, **changed})
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("lacking", [{"is_staff": False}, {"is_active": False}])
def test_token_is_refused_to_who_is_no_active_member_of_staff(lacking):
    owner = UserFactory(superuser=True, **lacking)
    with pytest.raises(TokenError, match="is no active member of staff"):
        make_token(owner=owner, name="Importer", scopes=[Scope.SUBMIT], by=owner)


def test_token_revoked_tells_by_whom_and_why_and_is_revoked_once():
    token, chief = ApiTokenFactory(), UserFactory(superuser=True)
    revoked = revoke_token(token, by=chief, reason="The laptop was lost.")
    assert (revoked.revoked_by, revoked.is_standing) == (chief, False)
    version = revoked.history.latest()
    assert (version.history_user, version.history_change_reason) == (chief, "The laptop was lost.")
    with pytest.raises(TokenError, match="revoked already"):
        revoke_token(token, by=chief)


def test_use_is_logged_each_time_and_the_last_one_noted_once_a_minute():
    token = ApiTokenFactory()
    start = datetime(2026, 11, 22, 10, 0, tzinfo=timezone.get_default_timezone())
    noted = []
    for seconds, address in ((0, "192.0.2.7/32"), (59, "192.0.2.8/32"), (60, "192.0.2.9/32")):
        with time_machine.travel(start + timedelta(seconds=seconds), tick=False):
            note_use(token, method="GET", path="/api/v1/staff/queue/", status=200, address=address)
        token.refresh_from_db()
        noted.append(((token.last_used_at - start).seconds, token.last_used_from))
    assert noted == [(0, "192.0.2.7/32"), (0, "192.0.2.7/32"), (60, "192.0.2.9/32")]
    assert ApiTokenUse.objects.count() == 3
