from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from assistance.tokens import make_token
from assistance.vocabulary import Scope
from tests.api.dataset import Everything
from tests.factories import UserFactory

Get = Callable[..., Any]
Send = Callable[..., Any]


@pytest.fixture
def get(client: Client) -> Get:
    """Return a function from an address below the API to its answer as Python values."""

    def fetch(address: str, *, status: int = 200) -> Any:
        response = client.get(f"/api/v1/{address}")
        assert response.status_code == status, response.content
        assert response["Content-Type"] == ("application/json" if status == 200 else "application/problem+json")
        return response.json()

    return fetch


@pytest.fixture
def everything(db: None) -> Everything:
    """One commitment with all that there can be, and the need, release and figures around it."""
    return Everything()


@pytest.fixture
def editor(db: None) -> User:
    """A member of staff who may add releases, look at claims and decide on them."""
    rights = ["add_release", "view_claim", "decide_claim"]
    return UserFactory(username="olena", staff=True, permissions=rights)


@pytest.fixture
def written(editor: User) -> str:
    """A token of theirs with every scope."""
    return make_token(owner=editor, name="Importer", scopes=list(Scope), by=editor)[1]


@pytest.fixture
def send(client: Client, written: str) -> Send:
    """Return a function that sends JSON to an address with the token."""

    def post(address: str, data: Any, **headers: str) -> Any:
        return client.post(
            address, data, content_type="application/json", headers={"authorization": f"Bearer {written}", **headers}
        )

    return post


@pytest.fixture
def ask(client: Client, written: str) -> Send:
    """Return a function that asks an address with the token."""

    def fetch(address: str, **headers: str) -> Any:
        return client.get(address, headers={"authorization": f"Bearer {written}", **headers})

    return fetch
