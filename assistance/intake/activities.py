"""Activities of IATI files into the queue: each a release of its own, with one claim, for staff to decide on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.contrib.auth.models import User
from django.db import DatabaseError

from assistance.extraction import read_activity
from assistance.intake.documents import ReleaseDocument
from assistance.intake.recording import Recording, is_stored, record_release
from assistance.readers import ActivityText, DocumentError, count_activities, read_activities
from assistance.vocabulary import LeftOut, Rendition
from assistance.vocabulary.labels import gettext_noop


def activities_in(path: Path) -> int:
    """Return how many activities the file has; raises ``DocumentError`` where it cannot be read to its end."""
    try:
        with path.open("rb") as file:
            return count_activities(file)
    except OSError as error:
        raise DocumentError(
            gettext_noop("cannot be opened: %(problem)s."), problem=error.strerror or str(error)
        ) from error


def record_activities(
    path: Path, *, country: str, source_url: str, max_characters: int, by: User
) -> Iterator[Recording | LeftOut | DocumentError]:
    """Store the activities of a file that go to ``country``; yield for each what became of it.

    Each is stored whole or not at all. ``source_url`` is where the file was taken from. An activity that is stored
    already changes nothing; one that tells something else supersedes the earlier version, by its identifier.
    """
    with path.open("rb") as file:
        for activity in read_activities(file, country=country, max_characters=max_characters):
            if isinstance(activity, LeftOut):
                yield activity
                continue
            try:
                yield _record(activity, country, source_url, by)
            except DocumentError as error:
                yield DocumentError(
                    gettext_noop("%(identifier)s %(problem)s"),
                    identifier=activity.identifier,
                    problem=(error.reason, error.details),
                )


def _record(activity: ActivityText, country: str, source_url: str, by: User) -> Recording:
    document = ReleaseDocument(
        text=activity.text,
        source_url=source_url,
        published=activity.published,
        rendition=Rendition.RECORD,
        reference=activity.identifier,
    )
    if is_stored(document):
        return record_release(document, by=by)
    read = read_activity(activity.text, country=country, published=activity.published)
    named = ReleaseDocument(**vars(document) | {"publisher": read.publisher[:255]})
    try:
        return record_release(named, by=by, found=read.found)
    except DatabaseError as error:
        raise DocumentError(gettext_noop("was refused by the database: %(problem)s"), problem=str(error)) from error
