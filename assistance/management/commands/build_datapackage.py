"""``manage.py build_datapackage [--out FILE] [--as-of DAY [--recorded DAY]]``: all public tables in one ZIP."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from assistance.interchange.package import RestlessError, Stamp, Written, build_package
from assistance.management.whole_files import whole_file
from assistance.models.as_of import known


class Command(BaseCommand):
    help = "Writes all public tables as one ZIP: CSV, datapackage.json (Frictionless) and the method in words."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--out", type=Path, default=Path("datapackage.zip"), metavar="FILE", help="where to write (%(default)s)"
        )
        parser.add_argument("--as-of", type=day, metavar="DAY", help="what releases published by this day told")
        parser.add_argument("--recorded", type=day, metavar="DAY", help="and by the records as they stood then")

    def handle(self, *args: Any, **options: Any) -> None:
        as_of, recorded, out = options["as_of"], options["recorded"], options["out"]
        if problem := problem_with(as_of, recorded):
            raise CommandError(problem)
        try:
            with known(as_of=as_of, recorded=recorded) if as_of else nullcontext(), whole_file(out) as file:
                stamp = build_package(file, progress=self.told if options["verbosity"] else lambda written: None)
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}. Name another file.") from error
        except RestlessError as error:
            raise CommandError("Records were written all the while. Nothing is stored; try again later.") from error
        if options["verbosity"]:
            self.stdout.write(f"{out}: {stamped(stamp)}")

    def told(self, written: Written) -> None:
        """Tell how large a table became."""
        self.stderr.write(f"{written.path}: {written.rows}")


def day(text: str) -> date:
    """Return the day that ``text`` writes; raise ``CommandError`` where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"“{text}” is no day. Write it as year, month and day, such as 2024-06-30.") from error


def problem_with(as_of: date | None, recorded: date | None) -> str:
    """Return why nothing can be told of these days, empty where it can."""
    if recorded and not as_of:
        return "--recorded is the day of the records; name by --as-of the day that is asked about, too."
    if future := next((each for each in (as_of, recorded) if each and each > timezone.localdate()), None):
        return f"{future} has not come yet. Choose a day up to today."
    if as_of and recorded and recorded < as_of:
        return "Records of an earlier day cannot tell what was known on a later one."
    return ""


def stamped(stamp: Stamp) -> str:
    """Return of when the package is, and whether it has a licence."""
    licence = stamp.licence or "no licence declared (DATA_LICENCE)"
    return f"{stamp.version}, {licence}"
