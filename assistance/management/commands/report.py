"""``manage.py report --donor jp --format docx``: a report on public facts as a document, its sources as footnotes."""

from __future__ import annotations

from argparse import ArgumentTypeError
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from assistance.interchange import TableError
from assistance.interchange.report import FORMATS, TypesettingError
from assistance.models.as_of import known
from assistance.presentation.asked import (
    Asked,
    AskedError,
    currency_called,
    days_between,
    party_called,
    project_called,
    sector_called,
)
from assistance.presentation.report_file import ReportFile, report_file
from assistance.vocabulary import Language, PartyRole


class Command(BaseCommand):
    help = (
        "Writes a report on public commitments: figures, charts and tables, each figure with the words it rests on. "
        "Without --donor, --recipient, --sector and --project it is about all of them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--donor", metavar="WHO", help="ISO country code, number or name of a donor")
        parser.add_argument("--recipient", metavar="WHO", help="ISO country code, number or name of a recipient")
        parser.add_argument("--sector", metavar="CODE", help="a sector")
        parser.add_argument("--project", metavar="TITLE", help="number or title of a project")
        parser.add_argument("--from", dest="since", type=day, metavar="DAY", help="first day, such as 2024-07-01")
        parser.add_argument("--to", dest="until", type=day, metavar="DAY", help="last day")
        parser.add_argument("--as-of", type=day, metavar="DAY", help="as told by releases up to this day")
        parser.add_argument("--currency", default="", metavar="CODE", help="convert amounts too, beside those stated")
        parser.add_argument("--format", choices=[*FORMATS], default="docx", help="(default: docx)")
        parser.add_argument("--language", choices=[word.value for word in Language], default="en")
        parser.add_argument("--out", type=Path, metavar="FILE", help="where to write (default: a name made up here)")

    def handle(self, *args: Any, **options: Any) -> None:
        as_of: date | None = options["as_of"]
        if as_of and as_of > timezone.localdate():
            raise CommandError(f"{as_of} has not come yet. Choose a day up to today.")
        try:
            with known(as_of=as_of) if as_of else nullcontext():
                made = report_file(
                    asked_in(options),
                    form=options["format"],
                    language=options["language"],
                    progress=lambda step: self.stderr.write(step) if options["verbosity"] else None,
                )
        except (AskedError, TypesettingError, TableError) as error:
            raise CommandError(str(error)) from error
        path = options["out"] or Path(made.name)
        try:
            write_whole(path, made)
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}. Name another file.") from error
        if options["verbosity"]:
            self.stdout.write(str(path))


def day(text: str) -> date:
    """Return the day that ``text`` names; raise ``ArgumentTypeError`` for none."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is no day. Write it as 2024-07-01.") from error


def asked_in(options: dict[str, Any]) -> Asked:
    """Return what the options ask for; raise ``AskedError`` where that is not there, or may be several things."""
    return Asked(
        donor=party_called(options["donor"], PartyRole.FUNDING) if options["donor"] else None,
        recipient=party_called(options["recipient"], PartyRole.RECIPIENT) if options["recipient"] else None,
        sector=sector_called(options["sector"]) if options["sector"] else None,
        project=project_called(options["project"]) if options["project"] else None,
        days=days_between(options["since"], options["until"]),
        to=currency_called(options["currency"]),
    )


def write_whole(path: Path, made: ReportFile) -> None:
    """Write the file whole or not at all: what was there before stays until the new one is finished."""
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(made.content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
