"""``manage.py import_rates --ecb --by staff``: exchange rates of the currencies that commitments are stated in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from assistance.intake.rates import currencies_in_use, ecb_rates, record_rates
from assistance.management.people import user_called


class Command(BaseCommand):
    help = (
        "Stores the European Central Bank's reference rates that are not stored yet. It may be run again at any time."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--ecb", action="store_true", help="from the European Central Bank, the only source so far")
        parser.add_argument("--since", type=date.fromisoformat, default=date(2022, 1, 1), help="first day, 2022-01-01")
        parser.add_argument("--by", metavar="USERNAME", help="who imports (default: import)")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["ecb"]:
            raise CommandError("Name a source: --ecb.")
        by = user_called(options["by"])
        currencies = currencies_in_use()
        if options["verbosity"]:
            self.stdout.write(f"Reading rates of {len(currencies)} currencies since {options['since']} …")
        stored = record_rates(ecb_rates(currencies, since=options["since"]), by=by)
        if options["verbosity"]:
            self.stdout.write(f"New rates: {stored}")
