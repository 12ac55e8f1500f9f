"""Fetching in the background, at the word of staff."""

from __future__ import annotations

from functools import partial

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django_tasks import task

from assistance.intake.fetching import Visit, fetch_source, new_visitor
from assistance.models import Source


@task
def fetch_from(source: int, by: int) -> None:
    """Fetch from the source of that key, in the name of the user of that key, in the background."""
    visit = Visit(by=User.objects.get(pk=by), visitor=new_visitor(), most=settings.FETCH_MAX_ITEMS)
    fetch_source(Source.objects.get(pk=source), visit)


def order_fetch(source: Source, *, by: User) -> None:
    """Have ``source`` fetched from in the background, once what was written is there for all to see."""
    transaction.on_commit(partial(fetch_from.enqueue, source.pk, by.pk))
