"""``manage.py import_rates FILE… --by staff``: exchange rates, of Ukraine's bank out of files or of Europe's."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from assistance.intake.rate_files import RateFileError
from assistance.intake.rates import currencies_in_use, ecb_rates, import_nbu_rates, record_rates
from assistance.management.people import user_called


class Command(BaseCommand):
    help = (
        "Stores exchange rates that are not stored yet: the official rates of the National Bank of Ukraine out of "
        "files (its JSON, or CSV), or with --ecb the European Central Bank's reference rates. It may be run again at "
        "any time."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "files", nargs="*", type=Path, metavar="FILE", help="rates of the National Bank of Ukraine, JSON or CSV"
        )
        parser.add_argument("--ecb", action="store_true", help="the European Central Bank's rates of currencies in use")
        parser.add_argument(
            "--since", type=date.fromisoformat, default=date(2022, 1, 1), help="first day of --ecb, 2022-01-01"
        )
        parser.add_argument("--by", metavar="USERNAME", help="who imports (default: import)")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (options["ecb"] or options["files"]):
            raise CommandError("Name a source: a file of the National Bank of Ukraine, or --ecb.")
        by = user_called(options["by"])
        tell = self.stdout.write if options["verbosity"] else lambda line: None
        for path in options["files"]:
            tell(_import(path, by))
        if options["ecb"]:
            currencies = currencies_in_use()
            tell(f"Reading rates of {len(currencies)} currencies since {options['since']} …")
            stored = record_rates(ecb_rates(currencies, since=options["since"]), by=by)
            tell(f"New rates: {stored}")


def _import(path: Path, by: User) -> str:
    """Store the rates in the file ``path``, all or none, and return what came of it in words."""
    try:
        found = import_nbu_rates(path.read_bytes(), name=path.name, by=by)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    except RateFileError as error:
        raise CommandError(f"{path}: {error} Nothing of this file was stored.") from error
    skipped = f"; skipped, as no currencies in use: {', '.join(found.skipped)}" if found.skipped else ""
    return f"{path.name}: {found.new} new rates, {found.known} known already{skipped}"
