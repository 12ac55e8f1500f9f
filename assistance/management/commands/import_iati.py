"""``manage.py import_iati FILE…``: activities of other publishers into the queue."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import URLValidator

from assistance.intake import DocumentError, Recording, Stored, activities_in, record_activities
from assistance.management.people import user_called
from assistance.vocabulary import COUNTRIES, LeftOut

OUTCOMES = {Stored.NEW: "new", Stored.SUPERSEDES: "superseding", Stored.UNCHANGED: "unchanged"}
NOT_STORED = "not stored"
#: What became of an activity that says again what an earlier version of it said: a text is stored once.
BACK_AGAIN = "as in an earlier version, while a later one stands; check these in the admin"
#: How many seconds pass between two lines of progress.
EVERY = 5


class Command(BaseCommand):
    help = (
        "Stores the activities of IATI 2 files that go to Ukraine, each as a release with a claim for review. "
        "Nothing of them is public, or a commitment, before staff decide."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="FILE", help="an IATI activities file (2.01 to 2.03)"
        )
        parser.add_argument("--country", default="UA", metavar="CODE", help="ISO 3166-1 code (default: UA)")
        parser.add_argument("--source", default="", metavar="URL", help="the address that the file was taken from")
        parser.add_argument("--by", metavar="USERNAME", help="whose name the history bears (default: import)")

    def handle(self, *args: Any, **options: Any) -> None:
        country = options["country"].upper()
        if country not in COUNTRIES:
            raise CommandError(f"“{options['country']}” is no country. Write its ISO 3166-1 code, such as UA.")
        if options["source"]:
            try:
                URLValidator(schemes=["http", "https"])(options["source"])
            except ValidationError as error:
                raise CommandError(f"“{options['source']}” is no address. Write one such as https://….") from error
        by = user_called(options["by"])
        problems = 0
        for path in options["paths"]:
            try:
                problems += self.take(path, options["verbosity"], country=country, source_url=options["source"], by=by)
            except DocumentError as error:
                problems += 1
                self.stderr.write(f"{path} {error}")
        if problems:
            raise CommandError(f"{problems} file(s) or activities could not be stored; see above.", returncode=1)

    def take(self, path: Path, verbosity: int, **how: Any) -> int:
        """Store what ``path`` holds and tell of it; return how many activities could not be stored."""
        total = activities_in(path)
        told, said_at, claims = Counter[str](), time.monotonic(), 0
        recorded = record_activities(path, max_characters=settings.RELEASE_MAX_BYTES, **how)
        for number, outcome in enumerate(recorded, start=1):
            if isinstance(outcome, DocumentError):
                self.stderr.write(f"{path}: {outcome}")
            claims += outcome.claims if isinstance(outcome, Recording) else 0
            told[called(outcome)] += 1
            if verbosity and time.monotonic() - said_at > EVERY:
                self.stdout.write(f"{path}: {number} of {total} activities …")
                said_at = time.monotonic()
        self.stdout.write(f"{path}: {summary(total, told, claims)}")
        return told[NOT_STORED]


def called(outcome: Recording | LeftOut | DocumentError) -> str:
    """Return what became of an activity, in words."""
    if isinstance(outcome, DocumentError):
        return NOT_STORED
    if isinstance(outcome, LeftOut):
        return f"left out, {outcome.label[:1].lower()}{outcome.label[1:]}"
    if outcome.outcome == Stored.UNCHANGED and hasattr(outcome.release, "superseded_by"):
        return BACK_AGAIN
    return OUTCOMES[outcome.outcome]


def summary(total: int, told: Counter[str], claims: int) -> str:
    """Return the closing line of a file."""
    parts = [f"{words}: {told[words]}" for words in (*OUTCOMES.values(), NOT_STORED)]
    parts += [f"{words}: {number}" for words, number in sorted(told.items()) if words.startswith("left out")]
    parts += [f"{BACK_AGAIN}: {told[BACK_AGAIN]}"] if told[BACK_AGAIN] else []
    return f"activities: {total}; {'; '.join(parts)}; claims for review: {claims}"
