"""Rows that are written once: every way Django offers to change or delete them is refused."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import Model, ProtectedError

from assistance.models import AppendOnlyError
from assistance.models.append_only import AppendOnly
from tests.factories import (
    ApiTokenUseFactory,
    ClaimEvidenceFactory,
    ClaimFactory,
    ClaimItemFactory,
    ClaimPartyFactory,
    ClaimPlaceFactory,
    ClaimSectorFactory,
    DecidedEvidenceFactory,
    DecisionFactory,
    DeliveryOccasionFactory,
    DeliverySettlementFactory,
    Rows,
    SnoozeFactory,
    StatusChangeFactory,
    TrapFactory,
)

pytestmark = pytest.mark.django_db

#: A factory for each append-only model, and a field of it with another value.
WRITTEN_ONCE: dict[type[Rows[Any]], tuple[str, str]] = {
    ClaimFactory: ("status", "completed"),
    ClaimEvidenceFactory: ("words", "Poland"),
    ClaimPartyFactory: ("name", "Poland"),
    ClaimItemFactory: ("name", "drones"),
    ClaimPlaceFactory: ("name", "Sumy region"),
    ClaimSectorFactory: ("sector", "cyber"),
    TrapFactory: ("reason", "loss"),
    DecidedEvidenceFactory: ("words", "Poland"),
    DecisionFactory: ("reason", "On second thoughts."),
    StatusChangeFactory: ("reason", "On second thoughts."),
    SnoozeFactory: ("reason", "On second thoughts."),
    DeliveryOccasionFactory: ("reason", "On second thoughts."),
    DeliverySettlementFactory: ("reason", "On second thoughts."),
    ApiTokenUseFactory: ("path", "/api/v1/staff/queue/"),
}

INSTANCE: dict[str, Callable[[Model, str], object]] = {
    "save": lambda row, field: row.save(),
    "save of one field": lambda row, field: row.save(update_fields=[field]),
    "delete": lambda row, field: row.delete(),
}
QUERYSET: dict[str, Callable[[Any, Model, str, str], object]] = {
    "update": lambda rows, row, field, value: rows.filter(pk=row.pk).update(**{field: value}),
    "update of none": lambda rows, row, field, value: rows.none().update(**{field: value}),
    "manager's update": lambda rows, row, field, value: rows.update(**{field: value}),
    "bulk_update": lambda rows, row, field, value: rows.bulk_update([row], [field]),
    "update_or_create": lambda rows, row, field, value: rows.update_or_create(pk=row.pk, defaults={field: value}),
    "delete": lambda rows, row, field, value: rows.filter(pk=row.pk).delete(),
    "manager's delete": lambda rows, row, field, value: rows.delete(),
}

each_model = pytest.mark.parametrize("factory", WRITTEN_ONCE, ids=lambda factory: factory._meta.model.__name__)


def stored(row: Model) -> dict[str, Any]:
    return type(row).objects.filter(pk=row.pk).values().get()


def test_append_only_models_are_all_tested():
    models = {model for model in apps.get_app_config("assistance").get_models() if issubclass(model, AppendOnly)}
    assert {factory._meta.model for factory in WRITTEN_ONCE} == models


@each_model
@pytest.mark.parametrize("attempt", INSTANCE)
def test_row_written_once_refuses(factory, attempt):
    row = factory()
    before = stored(row)
    field, value = WRITTEN_ONCE[factory]
    setattr(row, field, value)
    with pytest.raises(AppendOnlyError, match=f"^{type(row).__name__} rows are never (edited|deleted)"):
        INSTANCE[attempt](row, field)
    assert stored(row) == before


@each_model
@pytest.mark.parametrize("attempt", QUERYSET)
def test_rows_written_once_refuse(factory, attempt):
    row = factory()
    before = stored(row)
    field, value = WRITTEN_ONCE[factory]
    setattr(row, field, value)
    refusal = pytest.raises(AppendOnlyError, match=f"^{type(row).__name__} rows are never (edited|deleted)")
    with refusal, transaction.atomic():
        QUERYSET[attempt](type(row).objects, row, field, value)
    assert stored(row) == before


@each_model
def test_row_written_once_refuses_when_fetched_anew(factory):
    row = factory._meta.model.objects.get(pk=factory().pk)
    with pytest.raises(AppendOnlyError):
        row.save()


@each_model
def test_row_written_once_refuses_another_under_its_key(factory):
    row = factory()
    field, value = WRITTEN_ONCE[factory]
    other = type(row)(**stored(row) | {field: value})
    with pytest.raises(Exception):  # noqa: B017 - AppendOnlyError or the database's IntegrityError
        other.save()


@each_model
def test_rows_written_once_refuse_an_upsert(factory):
    row = factory()
    field, value = WRITTEN_ONCE[factory]
    setattr(row, field, value)
    with pytest.raises(AppendOnlyError):
        type(row).objects.bulk_create([row], update_conflicts=True, unique_fields=["pk"], update_fields=[field])


def test_related_rows_written_once_refuse():
    claim = ClaimItemFactory().claim
    for rows in (claim.items, claim.release.claims):
        with pytest.raises(AppendOnlyError):
            rows.all().delete()
        with pytest.raises(AppendOnlyError):
            rows.update(words="")


@pytest.mark.parametrize("nullable", ["commitment.decisions", "claim.status_changes"])
def test_nullable_links_of_rows_written_once_are_not_cleared(nullable):
    if nullable == "commitment.decisions":
        rows = DecisionFactory().commitment.decisions
    else:
        rows = StatusChangeFactory(reported=True).claim.status_changes
    with pytest.raises(AppendOnlyError):
        rows.clear()
    assert rows.count() == 1


@pytest.mark.parametrize(
    ("factory", "held"),
    [
        (ClaimFactory, "release"),
        (TrapFactory, "release"),
        (DecisionFactory, "commitment"),
        (DecisionFactory, "made_by"),
        (StatusChangeFactory, "commitment"),
        (StatusChangeFactory, "made_by"),
    ],
)
def test_row_written_once_holds_what_it_rests_on(factory, held):
    row = factory()
    with pytest.raises(ProtectedError):
        getattr(row, held).delete()
    assert stored(row)


@each_model
def test_rows_written_once_may_be_added(factory):
    factory.create_batch(2)
    assert factory._meta.model.objects.count() == 2
