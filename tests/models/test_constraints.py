"""Every constraint of every model has a case: a new one without a test fails here."""

import importlib
import pkgutil

import pytest
from django.apps import apps
from django.db import models

import tests.models
from assistance import models as assistance_models
from tests.models.constraints import Case, constraints_of_models


def all_cases() -> list[Case]:
    modules = pkgutil.iter_modules(tests.models.__path__, "tests.models.")
    found = [importlib.import_module(module.name) for module in modules]
    return [case for module in found for case in getattr(module, "CONSTRAINTS", ())]


def test_constraints_each_have_one_case() -> None:
    assert sorted(case.name for case in all_cases()) == sorted(constraints_of_models())


def test_constraint_names_are_given_once() -> None:
    given = [c.name for model in apps.get_app_config("assistance").get_models() for c in model._meta.constraints]
    assert len(given) == len(set(given))


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_case_has_both_sides_on_its_own_model(case: Case) -> None:
    assert case.accepts
    assert case.refuses
    assert constraints_of_models()[case.name][0] is case.factory._meta.model


def test_constraints_are_checks_or_unique() -> None:
    assert {type(constraint) for _, constraint in constraints_of_models().values()} == {
        models.CheckConstraint,
        models.UniqueConstraint,
    }


def test_models_package_exports_every_model() -> None:
    stored = {
        model.__name__
        for model in apps.get_app_config("assistance").get_models()
        if not model.__name__.startswith("Historical")
    }
    assert stored <= set(assistance_models.__all__)
