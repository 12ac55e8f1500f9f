"""Actions on many records: looked at first, one change, undone as one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from assistance import review
from assistance.models import BulkChange, Commitment, Release
from assistance.models.history import write
from assistance.vocabulary import BulkAction, WithholdingReason
from tests.admin.pages import address, words
from tests.conftest import NOW
from tests.factories import (
    ClaimFactory,
    CommitmentFactory,
    EquipmentLineFactory,
    NeedFactory,
    ProjectFactory,
    ReleaseFactory,
    WithholdingFactory,
)
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


def test_line_moved_away_since_keeps_a_commitment_from_being_put_back(staff: User) -> None:
    line, other = EquipmentLineFactory(), CommitmentFactory()
    edit = lambda each: review.edit_commitment(each, by=staff, reason="So.", sector="energy")  # noqa: E731
    change, _outcomes = review.in_bulk("edit", [line.commitment], edit, by=staff, reason="So.")  # type: ignore[arg-type]
    line.commitment = other
    write(line, by=staff)
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


def made_public(staff: User, *records: Any) -> BulkChange:
    change, _outcomes = review.in_bulk(
        BulkAction.PUBLISH, records, lambda each: review.publish(each, by=staff), by=staff
    )
    assert change is not None
    return change


def problems(outcomes: list[review.Outcome]) -> list[str]:
    return [outcome.problem for outcome in outcomes if outcome.problem]


def test_undoing_a_publishing_brings_back_the_earlier_withholding_as_it_was(staff: User) -> None:
    record = CommitmentFactory(with_claim=True)
    held = review.withhold(
        record, by=staff, reason="The police asked.", public_reason=WithholdingReason.SECURITY, until=date(2027, 3, 1)
    )
    change = made_public(staff, record)
    assert problems(review.undo_in_bulk(change, by=staff, reason="Too early.")) == []
    standing = record.withholdings.standing().get()
    assert (standing.pk, standing.reason, standing.public_reason) == (held.pk, "The police asked.", "security")
    assert (standing.until, standing.lifted_by, standing.lift_reason) == (date(2027, 3, 1), None, "")
    assert [row.history_change_reason for row in standing.history.all()][:2] == ["Too early.", "Made public."]
    assert visibility(record) == ["withheld"]


def test_undoing_a_withholding_brings_back_the_earlier_one(staff: User) -> None:
    public, before = CommitmentFactory(public=True, with_claim=True), CommitmentFactory(public=True, with_claim=True)
    review.publish(public, by=staff)
    held = review.withhold(before, by=staff, reason="The police asked.", until=date(2027, 3, 1))
    change, _outcomes = review.in_bulk(
        BulkAction.WITHHOLD, [public, before], lambda each: review.withhold(each, by=staff, reason="All."), by=staff
    )
    assert change is not None
    assert problems(review.undo_in_bulk(change, by=staff, reason="Not all.")) == []
    assert visibility(public, before) == ["public", "withheld"]
    assert (public.withholdings.standing().count(), before.withholdings.standing().get()) == (0, held)


def test_undoing_a_publishing_takes_back_the_releases_it_made_public(staff: User) -> None:
    shared, public, ended = ReleaseFactory(), ReleaseFactory(public=True), ReleaseFactory(visibility="withheld")
    WithholdingFactory(commitment=None, release=ended, until=date(2026, 11, 20))
    commitments = [
        CommitmentFactory(claims=[ClaimFactory(release=release)]) for release in (shared, shared, public, ended)
    ]
    change = made_public(staff, *commitments)
    assert Release.objects.published().count() == 3
    assert problems(review.undo_in_bulk(change, by=staff, reason="Too early.")) == []
    assert visibility(*commitments) == ["draft"] * 4
    assert [Release.objects.get(pk=each.pk).visibility for each in (shared, public, ended)] == [
        "draft", "public", "withheld",
    ]  # fmt: skip
    assert ended.withholdings.ended().exists()


def test_undoing_a_publishing_leaves_a_release_that_something_public_rests_on_since(staff: User) -> None:
    release = ReleaseFactory(title="A statement")
    change = made_public(staff, CommitmentFactory(claims=[ClaimFactory(release=release)]))
    review.publish(NeedFactory(release=release), by=staff)
    outcomes = review.undo_in_bulk(change, by=staff, reason="Too early.")
    assert [(str(each.record), "rest on this release" in each.problem) for each in outcomes if each.problem] == [
        (str(release), True)
    ]
    assert Release.objects.published().get() == release


def test_record_withheld_anew_since_stays_as_it_is(staff: User) -> None:
    record = CommitmentFactory(with_claim=True)
    change, _outcomes = review.in_bulk(
        BulkAction.WITHHOLD, [record], lambda each: review.withhold(each, by=staff, reason="All."), by=staff
    )
    held = review.withhold(record, by=staff, reason="For another reason.")
    assert change is not None
    assert problems(review.undo_in_bulk(change, by=staff, reason="No.")) == [
        "It was changed since, and stays as it is."
    ]
    assert record.withholdings.standing().get() == held


def test_record_is_not_made_public_again_on_a_release_that_no_longer_is(staff: User) -> None:
    record = CommitmentFactory(public=True, with_claim=True)
    review.publish(record, by=staff)
    change, _outcomes = review.in_bulk(
        BulkAction.WITHHOLD, [record], lambda each: review.withhold(each, by=staff, reason="All."), by=staff
    )
    review.withhold(record.claims.get().release, by=staff, reason="Asked for.")
    assert change is not None
    assert "is not public any more" in problems(review.undo_in_bulk(change, by=staff, reason="No."))[0]
    assert visibility(record) == ["withheld"]


def test_change_written_down_before_withholdings_were_is_undone(staff: User) -> None:
    record = CommitmentFactory(with_claim=True)
    change = made_public(staff, record)
    change.entries = [{name: change.entries[0][name] for name in ("model", "id", "before", "after")}]
    assert problems(review.undo_in_bulk(change, by=staff, reason="Too early.")) == []
    assert visibility(record) == ["draft"]


def look(client: Client, action: str, **sent: str) -> Any:
    """Choose everything in the list, as its link “select all” does."""
    some = Commitment.objects.order_by("pk").values_list("pk", flat=True)[:2]
    everything = {"action": action, "_selected_action": list(some), "select_across": "1"}
    return client.post(address(Commitment, "changelist"), everything | sent)


def typed_on(page: Any) -> dict[str, str]:
    """Return what the page of a bulk action sends when its button is pressed."""
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', words(page))
    return {name: value for name, value in fields if name != "csrfmiddlewaretoken"} | {
        "confirmed": "yes",
        "reason": "All.",
    }


def test_more_records_than_a_form_has_fields_are_looked_at_changed_and_put_back(
    staff_page: Client, staff: User, settings: Any
) -> None:
    commitments = [CommitmentFactory() for _ in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS // 50)]
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = len(commitments) - 1
    page = look(staff_page, "withhold_selected")
    assert page.context["able"] == len(commitments)
    later = CommitmentFactory()
    assert staff_page.post(address(Commitment, "changelist"), typed_on(page)).status_code == 302
    assert set(visibility(*commitments)) == {"withheld"}
    assert visibility(later) == ["draft"]
    undo = reverse("admin:assistance_bulkchange_undo", args=[BulkChange.objects.get().pk])
    assert staff_page.post(undo, {"reason": "Not all."}).status_code == 302
    assert set(visibility(*commitments)) == {"draft"}


def test_record_that_left_the_list_since_the_look_stays_as_it_is_and_that_is_said(staff_page: Client) -> None:
    one, gone = CommitmentFactory(), CommitmentFactory()
    sent = typed_on(look(staff_page, "withhold_selected"))
    gone.delete()
    page = staff_page.post(address(Commitment, "changelist"), sent, follow=True)
    assert visibility(one) == ["withheld"]
    assert "1 record is not in this list any more" in words(page)


def test_too_many_records_at_once_are_refused_with_a_word(staff_page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistance.admin.bulk.MOST", 2)
    CommitmentFactory.create_batch(3)
    with unchanged():
        page = staff_page.post(
            address(Commitment, "changelist"),
            {"action": "withhold_selected", "_selected_action": ["1"], "select_across": "1"},
            follow=True,
        )
    assert "At most 2 records are changed together." in words(page)


@pytest.mark.parametrize("sent", ["", "1,x", "²", "1" * 19])
def test_choice_that_got_lost_changes_nothing_and_is_said(staff_page: Client, sent: str) -> None:
    CommitmentFactory()
    with unchanged():
        page = look(staff_page, "withhold_selected", _chosen=sent, confirmed="yes", reason="All.")
    assert page.status_code == 302
    assert "Choose anew" in words(staff_page.get(address(Commitment, "changelist")))


def test_of_many_that_stay_as_they_are_the_first_are_named(staff_page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistance.admin.bulk.TOLD", 1)
    CommitmentFactory(with_claim=True)
    bare = [CommitmentFactory(title_en=f"Bare {number}") for number in range(3)]
    sent = typed_on(look(staff_page, "publish_selected"))
    page = words(staff_page.post(address(Commitment, "changelist"), sent, follow=True))
    assert [f"{each}: No claim" in page for each in bare] == [True, False, False]
    assert "2 more stay as they are." in page
