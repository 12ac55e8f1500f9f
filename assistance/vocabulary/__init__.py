"""The words and codes every floor agrees on. Plain Python: importing it loads no Django."""

from assistance.vocabulary.codes import COUNTRIES, CURRENCIES
from assistance.vocabulary.labels import Word
from assistance.vocabulary.names import normalise_name
from assistance.vocabulary.regions import Region
from assistance.vocabulary.sectors import DAC_PURPOSE, Sector
from assistance.vocabulary.words import (
    FIRM_STATUSES,
    IATI_ACTIVITY_STATUS,
    IATI_ORGANISATION_ROLE,
    CommitmentStatus,
    Counting,
    DeliveryStage,
    Fact,
    Hedge,
    ItemCategory,
    Kind,
    Language,
    Likeness,
    OrganisationType,
    Outcome,
    PartyRole,
    ReferenceScheme,
    Relation,
    Rendition,
    TrapReason,
    ValuationBasis,
    Visibility,
)

__all__ = [
    "COUNTRIES",
    "CURRENCIES",
    "DAC_PURPOSE",
    "FIRM_STATUSES",
    "IATI_ACTIVITY_STATUS",
    "IATI_ORGANISATION_ROLE",
    "CommitmentStatus",
    "Counting",
    "DeliveryStage",
    "Fact",
    "Hedge",
    "ItemCategory",
    "Kind",
    "Language",
    "Likeness",
    "OrganisationType",
    "Outcome",
    "PartyRole",
    "ReferenceScheme",
    "Region",
    "Relation",
    "Rendition",
    "Sector",
    "TrapReason",
    "ValuationBasis",
    "Visibility",
    "Word",
    "normalise_name",
]
