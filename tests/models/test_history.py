"""The history of what staff edit: each version, who wrote it and why."""

import pytest
from django.apps import apps
from django.contrib.auth.models import User

from assistance.models import (
    AwaitedImport,
    BulkChange,
    Commitment,
    Correction,
    FetchedAddress,
    ImportRun,
    ImportRunItem,
    Organisation,
    Release,
    Source,
)
from assistance.models.append_only import AppendOnly
from assistance.models.sources import STATE
from tests.factories import (
    ApiTokenFactory,
    CommitmentClaimFactory,
    CommitmentFactory,
    CommitmentPartyFactory,
    CommitmentPlaceFactory,
    CommitmentSectorFactory,
    DeliveryEventFactory,
    EquipmentLineFactory,
    ExchangeRateFactory,
    NeedCoverageFactory,
    NeedFactory,
    OrganisationAliasFactory,
    OrganisationFactory,
    ProjectFactory,
    ProjectPlaceFactory,
    ProjectReferenceFactory,
    ProjectSectorFactory,
    ReleaseFactory,
    SavedFilterFactory,
    SourceFactory,
    StaffProfileFactory,
    StatedTotalFactory,
    ThanksFactory,
    WithholdingFactory,
)

pytestmark = pytest.mark.django_db

#: A factory for each staff-edited model, and a field of it with another value.
EDITED = {
    ReleaseFactory: ("title", "Another title"),
    OrganisationFactory: ("name_en", "Another name"),
    OrganisationAliasFactory: ("name", "another name"),
    ProjectFactory: ("title_en", "Another title"),
    ProjectSectorFactory: ("sector", "cyber"),
    ProjectPlaceFactory: ("region", "UA-59"),
    ProjectReferenceFactory: ("number", "another number"),
    CommitmentFactory: ("title_en", "Another title"),
    CommitmentPartyFactory: ("role", "extending"),
    CommitmentSectorFactory: ("sector", "cyber"),
    CommitmentPlaceFactory: ("region", "UA-59"),
    CommitmentClaimFactory: ("relation", "repeats"),
    EquipmentLineFactory: ("name_en", "another item"),
    DeliveryEventFactory: ("note", "Another note."),
    NeedFactory: ("what_en", "another thing"),
    NeedCoverageFactory: ("quantity", 11),
    StatedTotalFactory: ("scope_en", "another scope"),
    ExchangeRateFactory: ("source", "Another bank"),
    WithholdingFactory: ("reason", "Another reason"),
    StaffProfileFactory: ("language", "uk"),
    ThanksFactory: ("by_whom", "The minister"),
    SavedFilterFactory: ("name", "Another name"),
    SourceFactory: ("licence", "CC BY 4.0"),
    ApiTokenFactory: ("name", "Another name"),
}

each_model = pytest.mark.parametrize("factory", EDITED, ids=lambda factory: factory._meta.model.__name__)


def test_models_with_history_are_all_tested():
    models = {
        model
        for model in apps.get_app_config("assistance").get_models()
        if not (issubclass(model, AppendOnly) or model._meta.proxy or model.__name__.startswith("Historical"))
        and model not in (AwaitedImport, BulkChange, FetchedAddress, ImportRun, ImportRunItem)
        and model is not Correction  # answered, not edited: tests/admin/test_corrections.py
    }
    assert {factory._meta.model for factory in EDITED} == models


@each_model
def test_row_edited_leaves_both_versions_and_who_wrote_it(factory, staff: User):
    row = factory()
    field, value = EDITED[factory]
    before = getattr(row, field)
    setattr(row, field, value)
    row._history_user = staff
    row._change_reason = "The embassy corrected it."
    row.save()
    after, created = row.history.all()
    assert (created.history_type, created.history_user, getattr(created, field)) == ("+", None, before)
    assert (after.history_type, after.history_user, getattr(after, field)) == ("~", staff, value)
    assert after.history_change_reason == "The embassy corrected it."


@each_model
def test_row_deleted_leaves_its_last_version_and_who_deleted_it(factory, staff: User):
    row = factory() if factory is not OrganisationFactory else factory(name_en="", name_uk="Організація")
    history, key = type(row).history, row.pk
    row._history_user = staff
    row.delete()
    last = history.filter(**{row._meta.pk.name: key}).first()
    assert (last.history_type, last.history_user) == ("-", staff)


@pytest.mark.parametrize(
    ("model", "left_out"),
    [(Release, {"text"}), (Commitment, {"search_text"}), (Organisation, set()), (Source, set(STATE))],
)
def test_history_leaves_out_what_is_never_edited_or_is_derived(model, left_out):
    tracked = {field.name for field in model.history.model.tracked_fields}
    assert {field.name for field in model._meta.fields} - tracked == left_out


def test_history_outlives_the_account_that_wrote_it(staff: User):
    organisation = OrganisationFactory()
    organisation._history_user = staff
    organisation.save()
    staff.delete()
    assert [(row.history_type, row.history_user) for row in organisation.history.all()] == [("~", None), ("+", None)]


def test_total_leaves_history_of_its_donors():
    total = StatedTotalFactory()
    total.donors.add(OrganisationFactory())
    assert total.history.count() == 2
