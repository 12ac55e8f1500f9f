"""``manage.py replay_decisions``: write decisions kept as data, as if staff took them in the admin."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from assistance.intake import DocumentError, read_text, release_files
from assistance.management.people import user_called
from assistance.models import Release, sha256_of
from assistance.review import ReviewError
from assistance.review.replay import replay


class Command(BaseCommand):
    help = "Replays the decisions of a folder on the releases of another; those taken before are left as they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("decisions", type=Path, help="folder of organisations.json, decisions.json and the like")
        parser.add_argument("releases", type=Path, help="folder of the release files the decisions speak of")
        parser.add_argument("--by", metavar="USERNAME", help="who decides (default: import)")

    def handle(self, *args: Any, **options: Any) -> None:
        data = {path.stem: load(path) for path in sorted(options["decisions"].glob("*.json"))}
        if not data:
            raise CommandError(f"No .json files in {options['decisions']}. Name the folder that holds the decisions.")
        releases = stored_releases(options["releases"])
        try:
            run = replay(data, releases=releases, by=user_called(options["by"]))
        except ReviewError as error:
            raise CommandError(f"Nothing was written: {error}") from error
        self.stdout.write(f"Replayed: {run.done}, nothing to do: {run.skipped}.")


def load(path: Path) -> Any:
    """Return the JSON of ``path``; raise ``CommandError`` where it is none."""
    try:
        return json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise CommandError(f"{path} is no JSON: {error}") from error


def stored_releases(folder: Path) -> dict[str, Release]:
    """Return the stored release of each file in ``folder`` under the file's stem."""
    stored = {}
    for path in release_files([folder]):
        try:
            text = read_text(path, max_bytes=settings.RELEASE_MAX_BYTES)
        except DocumentError as error:
            raise CommandError(f"{path} {error}") from error
        release = Release.objects.filter(sha256=sha256_of(text)).first()
        if release is None:
            raise CommandError(f"{path} is not stored yet. Run first: manage.py import_releases {folder}")
        stored[path.stem] = release
    return stored
