"""``manage.py export_iati --out FILE``: the public commitments as an IATI 2.03 activities file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from assistance.interchange.iati import NoPublisherError, Publisher, Written, publisher, write_activities
from assistance.management.whole_files import whole_file
from assistance.models import Commitment


class Command(BaseCommand):
    help = "Writes the public commitments as an IATI 2.03 activities file; IATI_REPORTING_ORG_REF says who reports."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", type=Path, metavar="FILE", help="where to write (default: standard output)")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            reporting = publisher(site=settings.SITE_URL, page=page)
        except NoPublisherError as error:
            raise CommandError(str(error)) from error
        out: Path | None = options["out"]
        if out is None:
            written = write(sys.stdout.buffer, reporting)
        else:
            try:
                written = write_whole(out, reporting)
            except OSError as error:
                raise CommandError(f"{out} cannot be written: {error.strerror}. Name another file.") from error
        if options["verbosity"]:
            for line in summary(written):
                self.stderr.write(line)


def page(number: int) -> str:
    """Return the address of a commitment's page."""
    with override("en"):
        return str(settings.SITE_URL).rstrip("/") + reverse("web:commitment", args=[number])


def write(out: BinaryIO, reporting: Publisher) -> Written:
    """Write the file as of today."""
    now = timezone.localtime()
    return write_activities(out, Commitment.objects.published(), reporting, at=now, known_by=now.date())


def write_whole(path: Path, reporting: Publisher) -> Written:
    """Write the file whole or not at all."""
    with whole_file(path) as out:
        return write(out, reporting)


def summary(written: Written) -> list[str]:
    """Return in words how much was written, and what was left out and why."""
    left_out = [f"Left out, {reason}: {number}" for reason, number in sorted(written.left_out.items())]
    return [f"Activities: {written.activities}", *left_out]
