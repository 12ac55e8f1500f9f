"""Actions on many records: looked at first, one change, undone as one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from assistance import review
from assistance.models import BulkChange, Commitment
from assistance.models.history import write
from tests.admin.pages import address, words
from tests.conftest import NOW
from tests.factories import CommitmentFactory, EquipmentLineFactory, ProjectFactory, ReleaseFactory
from tests.review.states import unchanged


@pytest.fixture
def clock() -> Iterator[Any]:
    """The time, to be moved on between two changes."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield lambda: traveller.shift(timedelta(minutes=1))


def act(client: Client, action: str, *commitments: Commitment, **sent: str) -> Any:
    chosen = {"action": action, "_selected_action": [each.pk for each in commitments]}
    return client.post(address(Commitment, "changelist"), chosen | sent)


def visibility(*commitments: Commitment) -> list[str]:
    return [Commitment.objects.get(pk=each.pk).visibility for each in commitments]


def test_publishing_many_shows_first_what_will_happen_to_each(staff_page: Client) -> None:
    able, unable = CommitmentFactory(with_claim=True), CommitmentFactory(title_en="Bare")
    with unchanged():
        page = act(staff_page, "publish_selected", able, unable)
    assert [bool(outcome.problem) for outcome in page.context["outcomes"]] == [False, True]
    assert "No claim supports this commitment" in words(page)
    assert 'name="confirmed"' in words(page)
    assert act(staff_page, "publish_selected", able, unable, confirmed="yes", reason="").status_code == 302
    assert visibility(able, unable) == ["public", "draft"]
    change = BulkChange.objects.get()
    assert [(entry["model"], entry["id"]) for entry in change.entries] == [("commitment", able.pk)]


def test_nothing_is_written_down_where_nothing_could_be_done(staff_page: Client) -> None:
    bare = CommitmentFactory()
    page = act(staff_page, "publish_selected", bare)
    assert 'name="confirmed"' not in words(page)
    act(staff_page, "publish_selected", bare, confirmed="yes", reason="")
    assert not BulkChange.objects.exists()


def test_publishing_many_is_undone_but_for_those_changed_since(staff_page: Client, staff: User) -> None:
    one, other = CommitmentFactory(with_claim=True), CommitmentFactory(with_claim=True, title_en="Changed since")
    act(staff_page, "publish_selected", one, other, confirmed="yes", reason="")
    other.refresh_from_db()
    write(other, by=staff)
    undo = reverse("admin:assistance_bulkchange_undo", args=[BulkChange.objects.get().pk])
    assert undo in words(staff_page.get(address(BulkChange, "change", BulkChange.objects.get().pk)))
    assert "required" in words(staff_page.post(undo, {"reason": ""}))
    page = staff_page.post(undo, {"reason": "Too early."}, follow=True)
    assert visibility(one, other) == ["draft", "public"]
    assert "Changed since: It was changed since, and stays as it is." in words(page)
    assert one.history.first().history_change_reason == "Too early."
    assert "undone already" in words(staff_page.post(undo, {"reason": "Again."}))
    assert undo not in words(staff_page.get(address(BulkChange, "change", BulkChange.objects.get().pk)))


def test_withholding_many_is_undone(staff_page: Client, staff: User) -> None:
    public, draft = CommitmentFactory(with_claim=True, public=True), CommitmentFactory(with_claim=True)
    with unchanged():
        assert 'name="confirmed"' in words(act(staff_page, "withhold_selected", public, draft))
    sent = {"confirmed": "yes", "reason": "Asked for.", "public_reason": "other", "until": ""}
    assert act(staff_page, "withhold_selected", public, draft, **sent).status_code == 302
    assert visibility(public, draft) == ["withheld", "withheld"]
    review.undo_in_bulk(BulkChange.objects.get(), by=staff, reason="Not asked for.")
    assert visibility(public, draft) == ["public", "draft"]


def test_many_are_edited_after_a_look_and_that_is_undone(staff_page: Client, staff: User, clock: Any) -> None:
    project = ProjectFactory(title_en="Warm winter")
    one, so_already = CommitmentFactory(), CommitmentFactory(project=project)
    EquipmentLineFactory(commitment=one)
    clock()
    page = act(staff_page, "edit_selected", one, so_already)
    assert 'name="confirmed"' not in words(page)
    typed = {"project": str(project.pk), "valuation_basis": "", "sector": "", "reason": "One project."}
    with unchanged():
        page = act(staff_page, "edit_selected", one, so_already, _look="1", **typed)
    assert [outcome.problem for outcome in page.context["outcomes"]] == ["", "It is so already."]
    typed["sector"] = "energy"
    assert act(staff_page, "edit_selected", one, so_already, confirmed="yes", **typed).status_code == 302
    one.refresh_from_db()
    assert (one.project, one.sectors.get().sector) == (project, "energy")
    assert "warm winter" in one.search_text
    clock()
    review.undo_in_bulk(BulkChange.objects.get(), by=staff, reason="Two projects.")
    one.refresh_from_db()
    so_already.refresh_from_db()
    assert (one.project, one.sectors.count(), one.equipment.count()) == (None, 0, 1)
    assert (so_already.project, so_already.sectors.count()) == (project, 0)


def test_line_added_since_keeps_a_commitment_from_being_put_back(staff: User) -> None:
    commitment = CommitmentFactory()
    edit = lambda each: review.edit_commitment(each, by=staff, reason="So.", sector="energy")  # noqa: E731
    change, _outcomes = review.in_bulk("edit", [commitment], edit, by=staff, reason="So.")  # type: ignore[arg-type]
    EquipmentLineFactory(commitment=commitment)
    assert change is not None
    outcome = review.undo_in_bulk(change, by=staff, reason="No.")
    assert [each.problem for each in outcome] == ["It was changed since, and stays as it is."]


def test_release_that_public_records_rest_on_is_not_put_back(staff: User) -> None:
    release = ReleaseFactory()
    publish = lambda each: review.publish(each, by=staff)  # noqa: E731
    change, _outcomes = review.in_bulk("publish", [release], publish, by=staff)  # type: ignore[arg-type]
    CommitmentFactory(public=True, with_claim=True, link__claim__release=release)
    assert change is not None
    assert "rest on this release" in review.undo_in_bulk(change, by=staff, reason="No.")[0].problem


def test_changing_in_bulk_needs_a_reason(staff: User) -> None:
    with pytest.raises(review.ReviewError, match="needs a reason"):
        review.edit_commitment(CommitmentFactory(), by=staff, reason=" ", sector="energy")
