"""The staff's admin."""

from assistance.admin import (
    bulk_changes,
    claims,
    commitments,
    decisions,
    donors,
    equipment,
    imports,
    needs,
    organisations,
    people,
    projects,
    releases,
    totals,
    withholding,
)
from assistance.admin.site import site

__all__ = [
    "bulk_changes",
    "claims",
    "commitments",
    "decisions",
    "donors",
    "equipment",
    "imports",
    "needs",
    "organisations",
    "people",
    "projects",
    "releases",
    "site",
    "totals",
    "withholding",
]
