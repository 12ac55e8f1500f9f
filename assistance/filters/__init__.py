"""What every public list can be narrowed by: one FilterSet a list, for the pages and the API alike.

Conditions on related rows are sub-selects, never joins, so that no later sum counts a row twice.
"""

from assistance.filters.changes import ChangeFilter
from assistance.filters.claims import ClaimFilter
from assistance.filters.commitments import CommitmentFilter
from assistance.filters.counted import CountedFilterSet
from assistance.filters.equipment import DeliveryFilter, EquipmentFilter, NeedFilter
from assistance.filters.organisations import OrganisationFilter, ProjectFilter
from assistance.filters.queue import QueueFilter
from assistance.filters.rates import RateFilter
from assistance.filters.releases import ReleaseFilter, StatedTotalFilter

__all__ = [
    "ChangeFilter",
    "ClaimFilter",
    "CommitmentFilter",
    "CountedFilterSet",
    "DeliveryFilter",
    "EquipmentFilter",
    "NeedFilter",
    "OrganisationFilter",
    "ProjectFilter",
    "QueueFilter",
    "RateFilter",
    "ReleaseFilter",
    "StatedTotalFilter",
]
