"""People at the staff's pages."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from assistance.models import Claim
from tests.factories import ClaimFactory, UserFactory


@pytest.fixture
def chief(db: None) -> User:
    """A superuser."""
    return UserFactory(username="chief", superuser=True)


@pytest.fixture
def admin_page(client: Client, chief: User) -> Client:
    """A superuser's browser."""
    client.force_login(chief)
    return client


@pytest.fixture
def staff_page(client: Client, staff: User) -> Client:
    """The browser of staff with every permission of the app."""
    client.force_login(staff)
    return client


@pytest.fixture
def onlooker(client: Client, db: None) -> Client:
    """The browser of staff who may look at claims, releases and commitments, and no more."""
    viewer = UserFactory(staff=True, permissions=["view_claim", "view_release", "view_commitment"])
    client.force_login(viewer)
    return client


@pytest.fixture
def claim(db: None) -> Claim:
    """A claim that awaits a decision."""
    return ClaimFactory(complete=True)
