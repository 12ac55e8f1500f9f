"""Statuses changed, records published and withheld."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from assistance.models import (
    Commitment,
)
from assistance.vocabulary import Visibility
from tests.admin.pages import (
    address,
)
from tests.factories import (
    CommitmentFactory,
    NeedFactory,
    StatedTotalFactory,
    StatusChangeFactory,
    UserFactory,
)
from tests.review.states import unchanged


def test_status_changed_with_a_reason_and_a_day(staff_page: Client, staff: User) -> None:
    commitment = CommitmentFactory()
    StatusChangeFactory(commitment=commitment)
    url = address(Commitment, "status", commitment.pk)
    assert staff_page.get(url).status_code == 200
    sent = {"status": "suspended", "reason": "The donor paused it.", "happened_on": "2026-11-01"}
    assert staff_page.post(url, sent).status_code == 302
    change = commitment.status_changes.last()
    assert (change.status, change.reason, str(change.happened_on)) == (*sent.values(),)
    assert change.made_by == staff


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"status": "suspended", "reason": ""}, "This field is required."),
        ({"status": "announced", "reason": "Again."}, "Select a valid choice."),
    ],
)
def test_status_refused_says_so(staff_page: Client, sent: dict[str, str], message: str) -> None:
    commitment = CommitmentFactory()
    StatusChangeFactory(commitment=commitment)
    with unchanged():
        page = staff_page.post(address(Commitment, "status", commitment.pk), sent)
    assert message in page.content.decode()


def test_status_needs_permission(onlooker: Client) -> None:
    commitment = CommitmentFactory()
    sent = {"status": "suspended", "reason": "No."}
    assert onlooker.post(address(Commitment, "status", commitment.pk), sent).status_code == 403


RECORDS = [CommitmentFactory, NeedFactory, StatedTotalFactory]


def record_of(factory: Any) -> Any:
    return factory(with_claim=True) if factory is CommitmentFactory else factory()


@pytest.mark.parametrize("factory", RECORDS)
def test_record_published_and_withheld_through_its_pages(staff_page: Client, factory: Any) -> None:
    record = record_of(factory)
    publish, withhold = (address(type(record), page, record.pk) for page in ("publish", "withhold"))
    assert publish in staff_page.get(address(type(record), "change", record.pk)).content.decode()
    assert staff_page.get(publish).status_code == 200
    staff_page.post(publish, {"reason": ""})
    record.refresh_from_db()
    assert record.visibility == Visibility.PUBLIC
    with unchanged():
        assert "This field is required." in staff_page.post(withhold, {"reason": ""}).content.decode()
    staff_page.post(withhold, {"scope": "record", "manner": "hidden", "reason": "The donor asked for it."})
    record.refresh_from_db()
    assert record.visibility == Visibility.WITHHELD
    assert record.history.first().history_change_reason == "The donor asked for it."


@pytest.mark.parametrize("factory", RECORDS)
def test_records_published_and_withheld_from_their_list(staff_page: Client, factory: Any) -> None:
    records = [record_of(factory) for _ in range(2)]
    url = address(type(records[0]), "changelist")
    chosen = {"_selected_action": [record.pk for record in records]}
    staff_page.post(url, chosen | {"action": "publish_selected", "confirmed": "yes"})
    assert {type(record).objects.get(pk=record.pk).visibility for record in records} == {"public"}
    with unchanged():
        asked = staff_page.post(url, chosen | {"action": "withhold_selected"})
    assert 'name="reason"' in asked.content.decode()
    staff_page.post(url, chosen | {"action": "withhold_selected", "confirmed": "yes", "reason": "Asked for."})
    assert {type(record).objects.get(pk=record.pk).visibility for record in records} == {"withheld"}


def test_commitment_without_a_claim_stays_in_draft(staff_page: Client) -> None:
    bare, supported = CommitmentFactory(), CommitmentFactory(with_claim=True)
    with unchanged():
        page = staff_page.post(address(Commitment, "publish", bare.pk), {"reason": ""})
    assert "No claim supports this commitment." in page.content.decode()
    chosen = {"_selected_action": [bare.pk, supported.pk], "action": "publish_selected", "confirmed": "yes"}
    page = staff_page.post(address(Commitment, "changelist"), chosen, follow=True)
    assert "No claim supports this commitment." in page.content.decode()
    assert list(Commitment.objects.published()) == [supported]


def test_publishing_needs_permission(client: Client, db: None) -> None:
    client.force_login(UserFactory(staff=True, permissions=["view_commitment", "change_commitment"]))
    commitment = CommitmentFactory(with_claim=True)
    page = client.get(address(Commitment, "change", commitment.pk)).content.decode()
    assert address(Commitment, "publish", commitment.pk) not in page
    with unchanged():
        assert client.post(address(Commitment, "publish", commitment.pk), {"reason": ""}).status_code == 403
        assert client.post(address(Commitment, "withhold", commitment.pk), {"reason": "x"}).status_code == 403
        chosen = {"_selected_action": [commitment.pk], "action": "publish_selected"}
        client.post(address(Commitment, "changelist"), chosen)


def test_release_of_public_records_is_not_withheld(staff_page: Client) -> None:
    release = NeedFactory(public=True).release
    page = staff_page.post(address(type(release), "withhold", release.pk), {"reason": "Asked for."})
    assert "Public records rest on this release." in page.content.decode()
