"""``manage.py fetch_releases``: store what is new in feeds and at addresses."""

from __future__ import annotations

from argparse import ArgumentParser
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from assistance.fetching import FetchError, whole
from assistance.intake import (
    DocumentError,
    Fetched,
    FetchReport,
    Visit,
    fetch_address,
    fetch_list,
    fetch_source,
    new_visitor,
)
from assistance.management.commands.import_releases import at_least_one
from assistance.management.people import user_called
from assistance.models import Source
from assistance.readers import read_bytes, read_plain
from assistance.vocabulary import FetchOutcome

WORDS = {
    FetchOutcome.STORED: "stored",
    FetchOutcome.SUPERSEDES: "stored, supersedes the earlier text of the same address",
    FetchOutcome.UNCHANGED: "unchanged",
    FetchOutcome.REFUSED: "refused",
    FetchOutcome.FAILED: "not reached",
}
SUMMED_UP = WORDS | {FetchOutcome.STORED: "new", FetchOutcome.SUPERSEDES: "superseding"}


class Command(BaseCommand):
    help = "Stores what is new in feeds (RSS, Atom) and at addresses; each release whole or not at all, none published."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "sources",
            nargs="*",
            metavar="SOURCE",
            help="the address of a feed or of a page, or a file that lists addresses, one a line, # before comments; "
            "without any, all sources that are asked regularly",
        )
        parser.add_argument(
            "--most",
            type=at_least_one,
            default=settings.FETCH_MAX_ITEMS,
            metavar="N",
            help=f"how many addresses of a source are asked for at most (default: {settings.FETCH_MAX_ITEMS})",
        )
        parser.add_argument("--by", metavar="USERNAME", help="whose name the history bears (default: import)")

    def handle(self, *args: Any, **options: Any) -> None:
        visit = Visit(by=user_called(options["by"]), visitor=new_visitor(), most=options["most"], tell=self.tell)
        self.verbosity: int = options["verbosity"]
        runs = [self.run_for(given, visit) for given in options["sources"]] or [
            (str(source), partial(fetch_source, source, visit)) for source in Source.objects.enabled()
        ]
        if not runs:
            raise CommandError(
                "No source is asked regularly. Enter one in the admin, or name a feed, a page or a file of addresses."
            )
        failed = 0
        for name, fetch in runs:
            if self.verbosity:
                self.stdout.write(f"{name} …")
            report = fetch()
            failed += report.failed
            self.sum_up(name, report)
        if failed:
            raise CommandError(
                f"Not everything was had from {failed} of {len(runs)} source(s); see above.", returncode=1
            )

    def run_for(self, given: str, visit: Visit) -> tuple[str, partial[FetchReport]]:
        """Return what fetches from ``given``: from a source of the tracker's if it is the feed of one."""
        if "://" in given:
            try:
                source = Source.objects.filter(address__in=[given, whole(given)]).first()
            except FetchError as error:
                raise CommandError(f"{given} {error}") from error
            return given, partial(fetch_source, source, visit) if source else partial(fetch_address, given, visit)
        try:
            text = read_plain(read_bytes(Path(given), max_bytes=settings.RELEASE_MAX_BYTES))
        except DocumentError as error:
            raise CommandError(f"{given} {error} An address begins with https:// or http://.") from error
        return given, partial(fetch_list, text, visit)

    def tell(self, fetched: Fetched, number: int, total: int) -> None:
        """Print what became of one address."""
        line = f"[{number}/{total}] {fetched.address}"
        if fetched.problem:
            self.stderr.write(f"{line} {fetched.problem}")
            return
        words = WORDS[fetched.outcome]
        if fetched.outcome != FetchOutcome.UNCHANGED:
            words = f"{words}; claims: {fetched.claims}, needs: {fetched.needs}"
        if fetched.doubtful:
            words = (
                f"{words}; {fetched.doubtful} character(s) could not be read in the page's encoding: look at the text"
            )
        if self.verbosity:
            self.stdout.write(f"{line}: {words}")

    def sum_up(self, name: str, report: FetchReport) -> None:
        """Print what came of one source."""
        problem = report.problem or report.put_off
        if problem:
            self.stderr.write(f"{name} {problem}")
            return
        counts = {one: report.counts.get(one.value, 0) for one in FetchOutcome}
        words = ", ".join(f"{SUMMED_UP[one]}: {number}" for one, number in counts.items())
        left = f"; {report.left} left for the next time" if report.left else ""
        self.stdout.write(f"{name}: {words}{left}.")
