"""Staff make and revoke tokens of the API."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assistance.models import ApiToken
from assistance.tokens import find_token
from tests.admin.pages import words
from tests.factories import ApiTokenFactory, ApiTokenUseFactory, UserFactory

pytestmark = pytest.mark.django_db

ADD = reverse("admin:assistance_apitoken_add")
LIST = reverse("admin:assistance_apitoken_changelist")


@pytest.fixture
def editor(client: Client) -> Any:
    """A member of staff who may add releases and tokens, at their browser."""
    member = UserFactory(staff=True, permissions=["add_release", "add_apitoken", "view_apitoken"])
    client.force_login(member)
    return member


def test_token_made_is_shown_once_and_kept_by_no_cache(client: Client, editor: Any) -> None:
    page = client.post(ADD, {"name": "Importer", "scopes": ["submit"], "days": "30"})
    (written,) = re.findall(r"aat_[0-9a-f]{8}_[0-9a-f]{64}", page.content.decode())
    token = find_token(written)
    assert token is not None
    assert (token.owner, token.name) == (editor, "Importer")
    assert "no-store" in page["Cache-Control"]
    own = reverse("admin:assistance_apitoken_change", args=[token.pk])
    for address in (ADD, LIST, own, reverse("admin:assistance_apitoken_history", args=[token.pk])):
        assert written[13:] not in client.get(address).content.decode()
    assert "Holds" in words(client.get(own))


def test_token_beyond_what_its_owner_may_is_refused(client: Client, editor: Any) -> None:
    page = client.post(ADD, {"name": "Importer", "scopes": ["submit", "decide"], "days": "30"})
    assert "A token may never do more than its owner." in page.context["form"].errors.as_text()
    assert not ApiToken.objects.exists()


def test_form_of_a_token_that_lacks_something_says_so(client: Client, editor: Any) -> None:
    page = client.post(ADD, {"name": "", "days": "366"})
    assert sorted(page.context["form"].errors) == ["days", "name", "scopes"]


def test_one_sees_and_revokes_ones_own_tokens_and_no_others(client: Client, editor: Any) -> None:
    own, other = ApiTokenFactory(owner=editor, name="Mine"), ApiTokenFactory(name="Theirs")
    page = words(client.get(LIST))
    assert ("Mine" in page, "Theirs" in page) == (True, False)
    for view in ("change", "history", "revoke"):
        assert client.get(reverse(f"admin:assistance_apitoken_{view}", args=[other.pk])).status_code == 404
    client.post(reverse("admin:assistance_apitoken_revoke", args=[own.pk]), {"reason": "Lost."})
    client.post(reverse("admin:assistance_apitoken_revoke", args=[other.pk]), {"reason": "Lost."})
    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.revoked_by, other.revoked_by) == (editor, None)


def test_administrator_sees_and_revokes_all(admin_page: Client, chief: Any) -> None:
    token = ApiTokenFactory(name="Theirs")
    ApiTokenUseFactory(token=token)
    page = words(admin_page.get(reverse("admin:assistance_apitoken_change", args=[token.pk])))
    assert "POST /api/v1/staff/releases/ – 201 – 192.0.2.7/32" in page
    revoke = reverse("admin:assistance_apitoken_revoke", args=[token.pk])
    assert admin_page.post(revoke, {"reason": ""}).status_code == 302
    again = admin_page.post(revoke, {"reason": ""})
    assert "This token is revoked already." in again.context["form"].errors.as_text()
    token.refresh_from_db()
    assert token.revoked_by == chief
    page = words(admin_page.get(reverse("admin:assistance_apitoken_change", args=[token.pk])))
    assert "Revoked by chief on 22 November 2026" in page


def test_token_page_speaks_ukrainian(client: Client, editor: Any) -> None:
    client.cookies["django_language"] = "uk"
    assert "Створити токен" in words(client.get(ADD))
