"""Text in, findings out. Plain Python without clock, network, settings or database."""

from assistance.extraction.annotation import as_annotation
from assistance.extraction.engine import VERSION, extract
from assistance.extraction.findings import (
    Amount,
    Claim,
    Extraction,
    Finding,
    Item,
    KindMention,
    Need,
    Party,
    Period,
    Place,
    SectorMention,
    Span,
    StatedTotal,
    StatusMention,
    Trap,
)
from assistance.extraction.iati import Activity, read_activity

__all__ = [
    "VERSION",
    "Activity",
    "Amount",
    "Claim",
    "Extraction",
    "Finding",
    "Item",
    "KindMention",
    "Need",
    "Party",
    "Period",
    "Place",
    "SectorMention",
    "Span",
    "StatedTotal",
    "StatusMention",
    "Trap",
    "as_annotation",
    "extract",
    "read_activity",
]
