"""How a named constraint is tested: with facts it accepts and facts it refuses.

Each test module of this folder keeps its models' cases in ``CONSTRAINTS``; ``test_constraints`` fails for a constraint
that no case names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from tests.factories import Rows

#: The facts of a row, or a function that tells them from a row stored before.
Facts = Mapping[str, Any] | Callable[[Any], Mapping[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Case:
    """The constraint ``name``, and facts for ``factory`` that it accepts and refuses."""

    name: str
    factory: type[Rows[Any]]
    accepts: tuple[Facts, ...]
    refuses: tuple[Facts, ...]

    def store(self, facts: Facts) -> models.Model:
        """Store a row with ``facts``, after another one where they depend on it; a refusal is raised from the row."""
        if callable(facts):
            facts = facts(self.factory())
        return self.factory(**facts)


def accepted(cases: tuple[Case, ...]) -> pytest.MarkDecorator:
    """Run a test for all that ``cases`` accept, as ``case`` and ``facts``."""
    return _parametrised((case, facts) for case in cases for facts in case.accepts)


def refused(cases: tuple[Case, ...]) -> pytest.MarkDecorator:
    """Run a test for all that ``cases`` refuse, as ``case`` and ``facts``."""
    return _parametrised((case, facts) for case in cases for facts in case.refuses)


def _parametrised(rows: Iterator[tuple[Case, Facts]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("case", "facts"), [pytest.param(*row, id=row[0].name) for row in rows])


def constraints_of_models() -> dict[str, tuple[type[models.Model], models.BaseConstraint]]:
    """Return every check and unique constraint of this app's own models, with its model, by name."""
    return {
        constraint.name: (model, constraint)
        for model in apps.get_app_config("assistance").get_models()
        for constraint in model._meta.constraints
    }


@contextmanager
def refused_by(name: str) -> Iterator[None]:
    """Expect the database to refuse what is done within, by the constraint ``name`` and no other."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        yield
    if connection.vendor == "postgresql":
        assert refusal.value.__cause__.diag.constraint_name == name
    else:
        assert str(refusal.value) == _sqlite_refusal(name)


def _sqlite_refusal(name: str) -> str:
    """Return what SQLite says: the name of a check, but of a unique constraint only the columns."""
    model, constraint = constraints_of_models()[name]
    if isinstance(constraint, models.UniqueConstraint):
        columns = [model._meta.get_field(field).column for field in constraint.fields]
        return "UNIQUE constraint failed: " + ", ".join(f"{model._meta.db_table}.{column}" for column in columns)
    return f"CHECK constraint failed: {name}"
