"""The staff's admin."""

from assistance.admin import (
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
