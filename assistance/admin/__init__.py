"""The staff's admin."""

from assistance.admin import (
    bulk_changes,
    claims,
    commitments,
    corrections,
    decisions,
    donors,
    equipment,
    imports,
    needs,
    organisations,
    people,
    projects,
    releases,
    saved_filters,
    sources,
    totals,
    withholding,
)
from assistance.admin.site import site

__all__ = [
    "bulk_changes",
    "claims",
    "commitments",
    "corrections",
    "decisions",
    "donors",
    "equipment",
    "imports",
    "needs",
    "organisations",
    "people",
    "projects",
    "releases",
    "saved_filters",
    "site",
    "sources",
    "totals",
    "withholding",
]
