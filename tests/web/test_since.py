"""Since when an answer has been as it is, and that nothing is sent again which did not change."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.utils.http import http_date

from assistance.models import Commitment
from assistance.review import withhold_fact
from assistance.vocabulary import WithheldScope
from tests.factories import CommitmentFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_cache")]

START = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Kyiv"))
#: A list, a record alone, and a file.
ADDRESSES = ["/api/v1/commitments/", "/api/v1/commitments/{key}/", "/en/commitments/{key}.bib"]


@pytest.fixture
def commitment() -> Commitment:
    return CommitmentFactory(public=True, amount=5, currency="EUR", title_en="Generators")


def after(seconds: float) -> time_machine.travel:
    return time_machine.travel(START + timedelta(seconds=seconds), tick=False)


def stamp(seconds: int) -> str:
    return http_date((START + timedelta(seconds=seconds)).timestamp())


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_stays_as_it_is_is_not_sent_again(client: Client, commitment: Commitment, address: str) -> None:
    there = address.format(key=commitment.pk)
    with after(0):
        client.get(there)
    with after(5):
        first = client.get(there)
    assert first["Last-Modified"] == stamp(0)
    with after(90):
        again = client.get(there, headers={"if-modified-since": first["Last-Modified"]})
        by_tag = client.get(there, headers={"if-none-match": first["ETag"]})
        head = client.head(there)
    assert (again.status_code, again.content, again["Last-Modified"]) == (304, b"", stamp(0))
    assert (by_tag.status_code, by_tag["ETag"]) == (304, first["ETag"])
    assert (head["ETag"], head["Last-Modified"]) == (first["ETag"], stamp(0))


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_changed_is_sent_again_with_a_new_time(client: Client, commitment: Commitment, address: str) -> None:
    there = address.format(key=commitment.pk)
    with after(0):
        client.get(there)
    Commitment.objects.filter(pk=commitment.pk).update(title_en="Transformers")
    with after(5):
        changed = client.get(there, headers={"if-modified-since": stamp(0)})
    assert (changed.status_code, changed.has_header("Last-Modified")) == (200, False)
    assert b"Transformers" in changed.content
    with after(6):
        assert client.get(there)["Last-Modified"] == stamp(5)


def test_what_changes_within_a_second_bears_no_time_that_two_contents_share(
    client: Client, commitment: Commitment
) -> None:
    there = f"/api/v1/commitments/{commitment.pk}/"
    with after(0.1):
        assert not client.get(there).has_header("Last-Modified")
    Commitment.objects.filter(pk=commitment.pk).update(title_en="Transformers")
    with after(0.9):
        assert not client.get(there).has_header("Last-Modified")


def test_later_time_than_that_of_the_content_proves_nothing(client: Client, commitment: Commitment) -> None:
    there = f"/api/v1/commitments/{commitment.pk}/"
    with after(0):
        client.get(there)
    with after(60):
        assert client.get(there, headers={"if-modified-since": stamp(30)}).status_code == 200


def test_withheld_fact_and_its_end_change_answer_tag_and_time(
    client: Client, commitment: Commitment, staff: User
) -> None:
    there = f"/api/v1/commitments/{commitment.pk}/"
    tomorrow = (START + timedelta(days=1)).date()
    with after(0):
        client.get(there)
    with after(5):
        told = client.get(there)
        withhold_fact(
            commitment, by=staff, scope=WithheldScope.AMOUNT, reason="Safety.",
            until=tomorrow,
        )  # fmt: skip
        withheld = client.get(there, headers={"if-modified-since": told["Last-Modified"]})
    assert (withheld.status_code, withheld.json()["amount"]) == (200, None)
    with after(86400):
        again = client.get(there, headers={"if-none-match": withheld["ETag"], "if-modified-since": stamp(5)})
    assert (again.status_code, again.json()["amount"]) == (200, "5.00")


def test_draft_that_is_worked_on_changes_nothing_that_is_told(client: Client, commitment: Commitment) -> None:
    draft = CommitmentFactory(title_en="Hidden")
    with after(0):
        client.get("/api/v1/commitments/")
    draft.title_en = "Still hidden"
    draft.save()
    with after(5):
        assert client.get("/api/v1/commitments/")["Last-Modified"] == stamp(0)


def test_languages_have_times_of_their_own(client: Client, commitment: Commitment) -> None:
    for second, language in ((0, "en"), (3, "uk"), (6, "en"), (7, "uk")):
        with after(second):
            response = client.get("/api/v1/commitments/", headers={"accept-language": language})
        if second > 5:
            assert response["Last-Modified"] == stamp({"en": 0, "uk": 3}[language])


def test_answer_may_be_kept_for_a_minute_and_an_error_not(client: Client, commitment: Commitment) -> None:
    kept = "public, max-age=60, must-revalidate"
    for address in ("", "commitments/", f"commitments/{commitment.pk}/", "reports/totals/", "schema/"):
        assert client.get(f"/api/v1/{address}")["Cache-Control"] == kept, address
    for address in ("commitments/?year=soon", "commitments/999/", "nothing/"):
        assert not client.get(f"/api/v1/{address}").has_header("Cache-Control"), address
