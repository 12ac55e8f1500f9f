"""What every public list can be narrowed by: one FilterSet a list, for the pages and the API alike.

Conditions on related rows are sub-selects, never joins, so that no later sum counts a row twice.
"""

from assistance.filters.changes import ChangeFilter
from assistance.filters.commitments import CommitmentFilter
from assistance.filters.counted import CountedFilterSet
from assistance.filters.equipment import EquipmentFilter, NeedFilter
from assistance.filters.organisations import OrganisationFilter, ProjectFilter
from assistance.filters.releases import ReleaseFilter, StatedTotalFilter

__all__ = [
    "ChangeFilter",
    "CommitmentFilter",
    "CountedFilterSet",
    "EquipmentFilter",
    "NeedFilter",
    "OrganisationFilter",
    "ProjectFilter",
    "ReleaseFilter",
    "StatedTotalFilter",
]
