"""``manage.py send_digest``: mail each desk officer what is due of their donors, what was read, what changed."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assistance.management.digests import compose, language_of, send_once
from assistance.reports import desk_officers, digest

#: What may become of an officer's digest.
OUTCOMES = ("sent", "printed", "nothing to tell", "had theirs", "left out")


def a_day(text: str) -> date:
    """Return the day that ``text`` writes as 2026-11-22; raise ``CommandError`` where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"“{text}” is no day. Write it as 2026-11-22.") from error


class Command(BaseCommand):
    help = "Mails each desk officer a digest of the last seven days; nothing where there is nothing to tell."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", metavar="DATE", help="the day to report on (default: today)")
        parser.add_argument("--dry-run", action="store_true", help="print the mails, send none")
        parser.add_argument("--again", action="store_true", help="send even to those who had theirs on that day")

    def handle(self, *args: Any, **options: Any) -> None:
        today = a_day(options["today"]) if options["today"] else timezone.localdate()
        done = Counter(self._tell(officer, today, options) for officer in desk_officers())
        words = ", ".join(f"{word}: {done[word]}" for word in OUTCOMES)
        self.stdout.write(f"{words[0].upper()}{words[1:]}.")

    def _tell(self, officer: User, today: date, options: dict[str, Any]) -> str:
        """Send or print the digest of ``officer``; return one of ``OUTCOMES``."""
        if not officer.has_perm("assistance.view_commitment") or not officer.has_perm("assistance.view_claim"):
            self.stdout.write(f"{officer} may not see claims and commitments: give them a role.")
            return "left out"
        found = digest(officer, today=today)
        if not found.has_news:
            return "nothing to tell"
        if not officer.email:
            self.stdout.write(f"{officer} has no address: enter one under Users.")
            return "left out"
        mail = compose(found, language=language_of(officer))
        if options["dry_run"]:
            self.stdout.write(f"To: {officer.email}\nSubject: {mail.subject}\n\n{mail.body}")
            return "printed"
        return "sent" if send_once(mail, officer, today=today, again=options["again"]) else "had theirs"
