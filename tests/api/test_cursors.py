"""Walking a list by its keys."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from assistance.models import Commitment
from assistance.review import publish
from tests.api.conftest import Get
from tests.factories import ClaimFactory, CommitmentFactory

pytestmark = pytest.mark.django_db


def walked(get: Get, address: str, towards: str = "next") -> list[Any]:
    """Return the keys on the pages from ``address`` on, page by page."""
    pages = []
    there: str | None = address
    while there:
        answer = get(there.removeprefix("http://testserver/api/v1/"))
        pages.append([row["id"] for row in answer["results"]])
        there = answer[towards]
    return pages


def test_walk_meets_every_row_once_and_leads_back(get: Get) -> None:
    keys = [CommitmentFactory(public=True).pk for _ in range(5)]
    assert walked(get, "commitments/?cursor=&page_size=2") == [keys[:2], keys[2:4], keys[4:]]
    second = get(get("commitments/?cursor=&page_size=2")["next"].removeprefix("http://testserver/api/v1/"))
    last = second["next"].removeprefix("http://testserver/api/v1/")
    assert (get(last)["count"], get(last)["next"]) == (5, None)
    assert walked(get, last, "previous") == [keys[4:], keys[2:4], keys[:2]]
    assert get("commitments/?cursor=&status=cancelled") == {
        "count": 0, "next": None, "previous": None, "results": [],
        "withheld": {"records": 0, "amounts": 0, "places": 0, "equipment": 0},
    }  # fmt: skip


def test_rows_that_come_or_go_between_are_neither_skipped_nor_doubled(get: Get) -> None:
    first, second, third, fourth = (CommitmentFactory(public=True) for _ in range(4))
    page = get("commitments/?cursor=&page_size=2")
    assert [row["id"] for row in page["results"]] == [first.pk, second.pk]
    Commitment.objects.filter(pk=first.pk).update(visibility="draft")
    fifth = CommitmentFactory(public=True)
    rest = walked(get, page["next"])
    assert [key for keys in rest for key in keys] == [third.pk, fourth.pk, fifth.pk]


def test_changes_are_walked_from_the_oldest_on(get: Get, staff: Any) -> None:
    for _ in range(5):
        publish(CommitmentFactory(claims=[ClaimFactory(release__public=True)]), by=staff)
    pages = walked(get, "changes/?cursor=&page_size=2")
    assert [len(page) for page in pages] == [2, 2, 1]
    names = [name for page in pages for name in page]
    assert {*names} == {row["id"] for row in get("changes/")["results"]}
    assert len({*names}) == 5
    second = get(get("changes/?cursor=&page_size=2")["next"].removeprefix("http://testserver/api/v1/"))
    assert walked(get, second["previous"], "previous") == [pages[0]]


@pytest.mark.parametrize("query", ["cursor=abc", "cursor=WzEsZmFsc2Vd:forged"])
def test_cursor_that_was_not_given_out_is_refused(get: Get, query: str) -> None:
    (error,) = get(f"commitments/?{query}", status=400)["errors"]
    assert error == {"field": "cursor", "message": "This cursor is not of this list. Begin again with an empty one."}


def test_cursor_of_another_list_is_refused(get: Get, client: Client) -> None:
    CommitmentFactory.create_batch(3, public=True, with_donor=True)
    given = get("commitments/?cursor=&page_size=2")["next"].partition("?")[2]
    assert client.get(f"/api/v1/commitments/?{given}").status_code == 200
    assert get(f"donors/?{given}", status=400)["errors"][0]["field"] == "cursor"


@pytest.mark.parametrize("other", ["page=1", "order=oldest"])
def test_cursor_stands_with_no_page_and_no_order(get: Get, other: str) -> None:
    (error,) = get(f"commitments/?cursor=&{other}", status=400)["errors"]
    assert error["field"] == other.partition("=")[0]
