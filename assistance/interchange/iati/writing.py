"""Writing an activities file, one activity after the other, so that memory does not grow with the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import BinaryIO

from lxml import etree

from assistance.interchange.iati.activities import activity_of, fetched, why_not
from assistance.interchange.iati.publisher import Publisher
from assistance.models.commitments import CommitmentQuerySet
from assistance.vocabulary import CommitmentStatus
from assistance.vocabulary.iati import VERSION


@dataclass(frozen=True, kw_only=True)
class Written:
    """How many activities a file has, and how many commitments were left out for which reason."""

    activities: int
    left_out: Mapping[str, int]


def write_activities(
    out: BinaryIO, commitments: CommitmentQuerySet, publisher: Publisher, *, at: datetime, known_by: date
) -> Written:
    """Write ``commitments``, fetched for the public, to ``out`` as an IATI file generated ``at`` that moment.

    Nothing that happened after ``known_by`` is in it. What is merely considered is promised by nobody and left out, and
    so is what no activity can be made of.
    """
    considered = commitments.filter(status=CommitmentStatus.UNDER_CONSIDERATION).count()
    left_out = Counter({"merely under consideration": considered} if considered else {})
    written = 0
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("iati-activities", {"version": VERSION, "generated-datetime": at.isoformat("T", "seconds")}):
            file.write("\n")
            for commitment in fetched(commitments.exclude(status=CommitmentStatus.UNDER_CONSIDERATION)):
                if reason := why_not(commitment):
                    left_out[reason] += 1
                    continue
                file.write(activity_of(commitment, publisher, known_by=known_by), pretty_print=True)
                written += 1
    return Written(activities=written, left_out=dict(left_out))
