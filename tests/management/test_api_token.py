"""``manage.py api_token``."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from assistance.models import ApiToken, ApiTokenUse
from assistance.tokens import find_token
from tests.factories import ApiTokenFactory, ApiTokenUseFactory, UserFactory

pytestmark = pytest.mark.django_db


def told(*args: Any) -> str:
    out = io.StringIO()
    call_command("api_token", *args, stdout=out)
    return out.getvalue()


def test_command_makes_a_token_and_prints_it_once():
    UserFactory(username="olena", superuser=True)
    lines = told("make", "olena", "Importer", "--scope", "submit", "--scope", "queue", "--days", "10").splitlines()
    token = ApiToken.objects.get()
    assert lines[0] == f"Importer (aat_{token.prefix}) holds until 2026-12-02. It is shown this once:"
    assert find_token(lines[1]) == token
    assert (token.may_submit, token.may_read, token.may_decide) == (True, True, False)


def test_command_lists_tokens_without_their_secrets():
    owner = UserFactory(username="olena", superuser=True)
    ApiTokenFactory(owner=owner, name="Importer", prefix="0000000a")
    ApiTokenFactory(name="Other", prefix="0000000b", revoked=True, may_decide=False)
    assert told("list", "--owner", "olena") == (
        "0000000a\tolena\tImporter\tsubmit,queue,decide\tholds\t2026-12-22\tnever\n"
    )
    assert "\tOther\tsubmit,queue\trevoked\t" in told("list")


def test_command_revokes_a_token_at_once():
    token, chief = ApiTokenFactory(prefix="0000000a"), UserFactory(username="chief")
    assert told("revoke", "aat_0000000a", "--by", "chief", "--reason", "Lost.") == f"{token} is revoked.\n"
    token.refresh_from_db()
    assert token.revoked_by == chief


def test_command_forgets_old_uses():
    for days in (10, 200):
        ApiTokenUseFactory(made_at=timezone.now() - timedelta(days=days))
    assert (told("forget"), ApiTokenUse.objects.count()) == ("Uses deleted: 1\n", 1)
    assert told("forget", "--days", "9") == "Uses deleted: 1\n"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("make", "nobody", "Importer", "--scope", "submit"), "There is no login nobody."),
        (("make", "olena", "Importer", "--scope", "submit", "--days", "400"), "A token holds for 1 to 365 days."),
        (("revoke", "ffffffff", "--by", "olena"), "There is no token ffffffff."),
        (("forget", "--days", "-1"), "Give a number of days from 0 on."),
    ],
)
def test_command_refuses_in_words_what_cannot_be(args, words):
    UserFactory(username="olena", superuser=True)
    with pytest.raises(CommandError, match=words):
        told(*args)
