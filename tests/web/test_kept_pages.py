"""Pages the server keeps: the same page again without putting it together, until anything it tells was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assistance.models.as_of_rules import OURS, TOLD
from assistance.models.record_state import written_in
from assistance.review import withhold
from tests import factories as make
from tests.web.conftest import World, address
from tests.web.html import page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keeping(settings: Any) -> Iterator[None]:
    """Keep pages, as in earnest."""
    there = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "tests of kept pages"}
    settings.CACHES = {**settings.CACHES, "pages": there}
    caches["pages"].clear()
    yield
    caches["pages"].clear()


def queries(client: Client, there: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(there).status_code == 200
    return len(captured)


def test_page_asked_for_again_costs_the_one_query_that_tells_whether_it_changed(client: Client, world: World) -> None:
    for name, there in world.addresses().items():
        if name == "report":
            continue
        first = client.get(there)
        with CaptureQueriesContext(connection) as captured:
            again = client.get(there)
        assert len(captured) == 1, name
        assert (again.content, dict(again.headers)) == (first.content, dict(first.headers)), name


def test_page_is_put_together_anew_after_a_change(client: Client, world: World) -> None:
    commitment = world.commitments[0]
    there = address("commitment", commitment)
    client.get(there)
    commitment.title_en = "Another title"
    commitment.save()

    assert "Another title" in page(client.get(there)).text


def test_page_of_what_was_withheld_is_gone_at_once(client: Client, world: World, staff: User) -> None:
    commitment = world.commitments[0]
    there = address("commitment", commitment)
    assert client.get(there).status_code == 200
    withhold(commitment, by=staff, reason="The donor asked for it.")

    assert client.get(there).status_code == 404


def test_page_is_put_together_anew_on_the_day_an_embargo_ends(client: Client, world: World, staff: User) -> None:
    hidden = make.CommitmentFactory(public=True, title_en="A secret until the first of December")
    withhold(hidden, by=staff, reason="Until it is signed.", until=date(2026, 12, 1))
    assert hidden.title_en not in page(client.get(address("commitments"))).text

    with time_machine.travel("2026-12-01T00:01:00+02:00", tick=False):
        assert hidden.title_en in page(client.get(address("commitments"))).text


def test_languages_hosts_and_days_are_kept_apart(client: Client, world: World) -> None:
    english, ukrainian = (client.get(address("commitments", language=language)).content for language in ("en", "uk"))
    assert english != ukrainian
    elsewhere = client.get(address("commitments"), headers={"host": "localhost"})
    assert b"//localhost/" in elsewhere.content
    assert b"//localhost/" not in client.get(address("commitments")).content
    dated = client.get("/as-of/2026-11-22/en/commitments/")
    assert dated.content != english
    assert client.get(address("commitments")).content == english


@pytest.mark.parametrize("query", ["?q=generators", "?page=1"])
def test_answer_to_a_query_is_not_kept(client: Client, world: World, query: str) -> None:
    there = address("commitments")
    client.get(there)
    assert queries(client, there) == 1
    assert queries(client, there + query) == queries(client, there + query) > 1


def test_page_as_of_a_day_and_a_file_are_not_kept(client: Client, world: World) -> None:
    for there in ("/as-of/2026-11-22/en/", "/en/commitments.csv"):
        assert queries(client, there) == queries(client, there) > 1


def test_page_that_is_not_there_is_not_kept(client: Client, db: None) -> None:
    there = address("commitment", 1)
    assert client.get(there).status_code == 404
    make.CommitmentFactory(pk=1, public=True)
    assert client.get(there).status_code == 200


def test_pages_are_made_of_no_table_but_those_whose_state_is_told(client: Client, world: World) -> None:
    told = {model._meta.db_table for model in (*OURS, *TOLD)} | {
        written_in(each)._meta.db_table for each in (*OURS, *TOLD)
    }
    with CaptureQueriesContext(connection) as captured:
        for name, there in world.addresses().items():
            if name != "report":
                client.get(there)
    asked = {
        table for query in captured.captured_queries for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])
    }
    assert "assistance_commitment" in asked
    assert asked - told == set()
