"""Imports in the background as they are stored."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from assistance.models import ImportRun
from assistance.vocabulary import FileOutcome, RunState
from tests.factories import ImportRunFactory, ImportRunItemFactory, ReleaseFactory, UserFactory
from tests.models.constraints import Case, accepted, refused, refused_by

pytestmark = pytest.mark.django_db

OVER = ("done", "failed", "cancelled")


def now():
    return timezone.now()


CONSTRAINTS = (
    Case(
        name="import_state_known",
        factory=ImportRunFactory,
        accepts=({"state": "waiting"}, {"running": True}, *({"state": word, "finished_at": now()} for word in OVER)),
        refuses=({"state": "asleep"}, {"state": ""}),
    ),
    Case(
        name="import_cancelled_by_someone",
        factory=ImportRunFactory,
        accepts=({}, lambda other: {"cancel_requested_by": other.started_by, "cancel_requested_at": now()}),
        refuses=(lambda other: {"cancel_requested_by": other.started_by}, {"cancel_requested_at": now()}),
    ),
    Case(
        name="import_over_once_ended",
        factory=ImportRunFactory,
        accepts=tuple({"state": word, "finished_at": now()} for word in OVER),
        refuses=(
            *({"state": word, "finished_at": None} for word in OVER),
            {"state": "waiting", "finished_at": now()},
            {"running": True, "finished_at": now()},
        ),
    ),
    Case(
        name="import_running_has_a_worker",
        factory=ImportRunFactory,
        accepts=({"running": True}, {"worker": ""}),
        refuses=({"running": True, "worker": ""}, {"running": True, "started_at": None}),
    ),
    Case(
        name="import_file_once_at_a_position",
        factory=ImportRunItemFactory,
        accepts=(lambda other: {"run": other.run}, lambda other: {"position": other.position}),
        refuses=(lambda other: {"run": other.run, "position": other.position},),
    ),
    Case(
        name="import_file_outcome_known",
        factory=ImportRunItemFactory,
        accepts=({}, {"stored": True}, {"refused": True}, {"outcome": FileOutcome.NOT_READ.value, "content": None}),
        refuses=({"outcome": "lost", "content": None}, {"outcome": "", "content": None}),
    ),
    Case(
        name="import_file_has_its_release",
        factory=ImportRunItemFactory,
        accepts=(
            *({"stored": True, "outcome": word} for word in ("stored", "unchanged", "supersedes")),
            {"refused": True, "release": None},
        ),
        refuses=(
            {"stored": True, "release": None},
            lambda _other: {"release": ReleaseFactory()},
            lambda _other: {"refused": True, "release": ReleaseFactory()},
        ),
    ),
    Case(
        name="import_file_refused_with_a_reason",
        factory=ImportRunItemFactory,
        accepts=({"refused": True, "reason": "is empty."}, {"reason": ""}),
        refuses=({"refused": True, "reason": ""}, {"reason": "is empty."}),
    ),
    Case(
        name="import_file_kept_until_read",
        factory=ImportRunItemFactory,
        accepts=(
            {"content": b""},
            {"content": b"Text", "sidecar": b"{}"},
            {"content": None, "path": "/srv/releases/a.txt"},
            {"stored": True, "path": "/srv/releases/a.txt"},
        ),
        refuses=(
            {"content": None},
            {"content": b"Text", "path": "/srv/releases/a.txt"},
            {"content": None, "sidecar": b"{}", "path": "/srv/releases/a.txt"},
            {"stored": True, "content": b"Text"},
            {"refused": True, "sidecar": b"{}"},
        ),
    ),
)


@accepted(CONSTRAINTS)
def test_import_accepted(case, facts):
    assert case.store(facts).pk


@refused(CONSTRAINTS)
def test_import_refused(case, facts):
    with refused_by(case.name):
        case.store(facts)


def test_newest_come_with_what_they_came_to_in_one_query(django_assert_num_queries):
    older, newer = ImportRunFactory(created_at=now() - timedelta(days=1)), ImportRunFactory()
    ImportRunFactory(created_at=now() - timedelta(days=2))
    ImportRunItemFactory.create_batch(2, run=newer, stored=True, claims=3)
    ImportRunItemFactory(run=newer, refused=True)
    ImportRunItemFactory(run=newer)
    ImportRunItemFactory(run=newer, outcome=FileOutcome.NOT_READ.value, content=None)
    with django_assert_num_queries(1):
        first, second = ImportRun.objects.newest(2)
        assert (first, second, first.started_by.username) == (newer, older, newer.started_by.username)
    assert (first.stored, first.refused, first.waiting, first.not_read, first.unchanged, first.supersedes) == (
        (2, 1, 1, 1, 0, 0)
    )
    assert (first.read, first.claims) == (3, 6)
    assert (second.read, second.claims, second.stored) == (0, 0, 0)


@pytest.mark.parametrize(
    ("traits", "silent", "free", "resumable"),
    [
        ({}, timedelta(0), True, False),
        ({}, timedelta(minutes=1), True, True),
        ({"running": True}, timedelta(minutes=4), False, False),
        ({"running": True}, timedelta(minutes=6), True, True),
        ({"done": True}, timedelta(minutes=6), False, False),
        ({"failed": True}, timedelta(0), False, True),
    ],
)
def test_run_is_free_and_resumable_by_its_state_and_its_silence(traits, silent, free, resumable):
    run = ImportRunFactory(**traits, alive_at=now() - silent)
    assert ImportRun.objects.free(now()).exists() == free
    assert run.can_be_resumed == resumable


def test_run_is_over_in_three_states():
    assert [state for state in RunState if ImportRun(state=state).is_over] == [
        RunState.DONE,
        RunState.FAILED,
        RunState.CANCELLED,
    ]


def test_run_bears_the_name_of_what_was_given():
    assert str(ImportRun(source="three files", started_by=UserFactory())) == "three files"
