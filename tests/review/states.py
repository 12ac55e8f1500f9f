"""What the tests of decisions look at: claims as the review reads them, and the whole database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps

from assistance.models import Claim
from tests.factories import ClaimFactory


def database() -> dict[str, list[dict[str, Any]]]:
    """Return every row of the app, history among them."""
    models = apps.get_app_config("assistance").get_models()
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models}


@contextmanager
def unchanged() -> Iterator[None]:
    """Fail where anything was written."""
    before = database()
    yield
    assert database() == before


def fetched(pk: int) -> Claim:
    """Return a claim with its facts, as the review reads it."""
    return Claim.objects.with_facts().get(pk=pk)


def claim_with(**kwargs: Any) -> Claim:
    """Return a claim made by its factory, fetched with its facts."""
    return fetched(ClaimFactory(**kwargs).pk)
