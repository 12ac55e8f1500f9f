from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.api.dataset import Everything

Get = Callable[..., Any]


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
