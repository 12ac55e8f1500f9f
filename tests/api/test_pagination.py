from __future__ import annotations

import pytest

from assistance.models import Organisation, Project
from tests.api.conftest import Get
from tests.api.refusals import wrong
from tests.factories import CommitmentFactory, EquipmentLineFactory, NeedFactory

pytestmark = pytest.mark.django_db

WHOLE = "Enter a whole number from 1 to 200."


def test_pages_link_to_their_neighbours_and_keep_the_filters(get: Get) -> None:
    rows = CommitmentFactory.create_batch(3, public=True)
    first = get("commitments/?page_size=2&status=announced")
    site = "http://testserver/api/v1/commitments/"
    assert (first["count"], first["previous"]) == (3, None)
    assert first["next"] == f"{site}?page=2&page_size=2&status=announced"
    second = get("commitments/?page_size=2&status=announced&page=2")
    assert (second["next"], second["previous"]) == (None, f"{site}?page_size=2&status=announced")
    assert [row["id"] for page in (first, second) for row in page["results"]] == [row.pk for row in reversed(rows)]


def test_page_without_size_has_fifty_rows(get: Get) -> None:
    CommitmentFactory.create_batch(51, public=True)
    assert len(get("commitments/")["results"]) == 50
    assert len(get("commitments/?page_size=200")["results"]) == 51


@pytest.mark.parametrize("size", ["0", "201", "-1", "ten", "1.5", "1e2", "99999999999999999999"])
def test_page_size_out_of_bounds_is_refused(get: Get, size: str) -> None:
    assert get(f"commitments/?page_size={size}", status=400) == wrong({"field": "page_size", "message": WHOLE})


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("2", "There is no page 2. Pages run from 1 to 1."),
        ("0", "There is no page 0. Pages run from 1 to 1."),
        ("-1", "There is no page -1. Pages run from 1 to 1."),
        ("last", "Enter a whole number."),
        ("1.5", "Enter a whole number."),
    ],
)
def test_page_that_is_not_there_is_refused(get: Get, page: str, message: str) -> None:
    assert get(f"commitments/?page={page}", status=400) == wrong({"field": "page", "message": message})


@pytest.mark.parametrize("name", ["commitments", "donors", "equipment", "releases", "needs", "projects"])
def test_rows_alike_in_all_but_the_key_stand_on_one_page_each(get: Get, name: str) -> None:
    for _ in range(5):
        commitment = CommitmentFactory(public=True, title_en="Same", with_donor=True, with_project=True)
        EquipmentLineFactory(commitment=commitment)
        NeedFactory(public=True)
    Organisation.objects.update(name_en="Same", name_uk="")
    Project.objects.update(title_en="Same", title_uk="")
    keys = [get(f"{name}/?page_size=1&page={page}")["results"][0]["id"] for page in range(1, 6)]
    assert len(set(keys)) == 5
