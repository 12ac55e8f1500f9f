"""What is stored, one subject a file."""

from assistance.models.api_tokens import ApiToken, ApiTokenUse
from assistance.models.append_only import AppendOnlyError
from assistance.models.bulk import BulkChange
from assistance.models.claims import (
    Claim,
    ClaimEvidence,
    ClaimItem,
    ClaimParty,
    ClaimPlace,
    ClaimSector,
    Decision,
)
from assistance.models.commitments import (
    Commitment,
    CommitmentClaim,
    CommitmentParty,
    CommitmentPlace,
    CommitmentSector,
)
from assistance.models.corrections import Correction
from assistance.models.decided import DecidedEvidence
from assistance.models.equipment import DeliveryEvent, DeliveryOccasion, DeliverySettlement, EquipmentLine
from assistance.models.evidence import Evidence
from assistance.models.import_runs import ImportRun, ImportRunItem
from assistance.models.imports import AwaitedImport
from assistance.models.needs import Need, NeedCoverage
from assistance.models.organisations import Donor, Organisation, OrganisationAlias
from assistance.models.profiles import StaffProfile
from assistance.models.projects import Project, ProjectPlace, ProjectReference, ProjectSector
from assistance.models.rates import ECB, NBU, ExchangeRate
from assistance.models.releases import Release, ReleaseTextError, copies_among, sha256_of
from assistance.models.saved_filters import SavedFilter
from assistance.models.snoozes import Snooze
from assistance.models.sources import FetchedAddress, Source
from assistance.models.status_changes import StatusChange
from assistance.models.thanks import Thanks
from assistance.models.totals import StatedTotal
from assistance.models.traps import Trap
from assistance.models.withholdings import Withholding

__all__ = [
    "ECB",
    "NBU",
    "ApiToken",
    "ApiTokenUse",
    "AppendOnlyError",
    "AwaitedImport",
    "BulkChange",
    "Claim",
    "ClaimEvidence",
    "ClaimItem",
    "ClaimParty",
    "ClaimPlace",
    "ClaimSector",
    "Commitment",
    "CommitmentClaim",
    "CommitmentParty",
    "CommitmentPlace",
    "CommitmentSector",
    "Correction",
    "DecidedEvidence",
    "Decision",
    "DeliveryEvent",
    "DeliveryOccasion",
    "DeliverySettlement",
    "Donor",
    "EquipmentLine",
    "Evidence",
    "ExchangeRate",
    "FetchedAddress",
    "ImportRun",
    "ImportRunItem",
    "Need",
    "NeedCoverage",
    "Organisation",
    "OrganisationAlias",
    "Project",
    "ProjectPlace",
    "ProjectReference",
    "ProjectSector",
    "Release",
    "ReleaseTextError",
    "SavedFilter",
    "Snooze",
    "Source",
    "StaffProfile",
    "StatedTotal",
    "StatusChange",
    "Thanks",
    "Trap",
    "Withholding",
    "copies_among",
    "sha256_of",
]
