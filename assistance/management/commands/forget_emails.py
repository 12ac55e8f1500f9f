"""``manage.py forget_emails``: delete the e-mail addresses of readers whose reports were answered long ago."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assistance.models import Correction

#: How long an address is kept: after the answer, and after the report at most. The page on privacy says so.
AFTER_ANSWER, AFTER_REPORT = timedelta(days=90), timedelta(days=365)


class Command(BaseCommand):
    help = "Deletes readers' e-mail addresses 90 days after the answer to their report, a year after it at the latest."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", metavar="E-MAIL", help="delete this address now, wherever it stands")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if options["address"]:
            forgotten = Correction.objects.filter(email__iexact=options["address"]).update(email="")
        else:
            forgotten = Correction.objects.all().forget_emails(
                handled_before=now - AFTER_ANSWER, made_before=now - AFTER_REPORT
            )
        self.stdout.write(f"E-mail addresses deleted: {forgotten}")
