"""``manage.py extract``: read release files and print what they say, without touching a database."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from assistance.extraction import Extraction, extract
from assistance.extraction.annotation import as_annotation
from assistance.extraction.explain import Explanation, explain
from assistance.intake import DocumentError, ReleaseDocument, read_document, release_files
from assistance.management.explaining import describe_steps
from assistance.management.printing import describe


class Command(BaseCommand):
    help = "Reads release files (.txt, .html, .pdf), or those of folders, and prints what was found in them."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="a release file (.txt, .html, .pdf) or a folder of them"
        )
        parser.add_argument("--format", choices=["text", "json"], default="text", help="how to print (default: text)")

        parser.add_argument(
            "--explain", action="store_true", help="print also how each sentence was read, with the rule of each step"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["explain"] and options["format"] == "json":
            raise CommandError("--explain prints text for a person. Leave out --format json.")
        entries, failed = [], 0
        for path in release_files(options["paths"]):
            try:
                document = read_document(path, max_bytes=settings.RELEASE_MAX_BYTES)
            except DocumentError as error:
                failed += 1
                self.stderr.write(f"{path} {error}")
                continue
            found = read(document)
            if options["format"] == "json":
                entries.append(as_annotation(path.stem, document.text, found))
            else:
                self.stdout.write(describe(path.stem, document.text, found))
            if options["explain"]:
                self.stdout.write(describe_steps(path.stem, document.text, reasons(document)))
        if options["format"] == "json":
            self.stdout.write(json.dumps(entries, ensure_ascii=False, indent=1))
        if failed:
            raise CommandError(f"{failed} file(s) could not be read; see above.", returncode=1)


def read(document: ReleaseDocument) -> Extraction:
    """Return what ``document`` says, with what its sidecar tells beforehand."""
    return extract(document.text, title=document.title, published=document.published, language=document.language)


def reasons(document: ReleaseDocument) -> Explanation:
    """Return how ``document`` was read and why."""
    return explain(document.text, title=document.title, published=document.published, language=document.language)
