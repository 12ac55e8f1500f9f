"""What the records have come to: it is another text after every write that the public could be told of."""

import pytest
from django.contrib.auth.models import User

from assistance.models import Commitment, Need, StaffProfile
from assistance.models.as_of_rules import OURS, TOLD
from assistance.models.record_state import state_of_records, written_in
from tests import factories as make
from tests.models.test_history import EDITED

pytestmark = pytest.mark.django_db

PUBLIC = {factory: edit for factory, edit in EDITED.items() if factory._meta.model in {*OURS, *TOLD}}
#: A factory for each kind of row that is written once.
ONCE = [
    make.ClaimFactory,
    make.DecisionFactory,
    make.StatusChangeFactory,
    make.TrapFactory,
]


@pytest.mark.parametrize("factory", PUBLIC, ids=lambda factory: factory._meta.model.__name__)
def test_state_differs_after_a_row_was_added_edited_and_deleted(factory):
    states = [state_of_records()]
    row = factory() if factory is not make.OrganisationFactory else factory(name_en="", name_uk="Організація")
    states.append(state_of_records())
    name, value = PUBLIC[factory]
    if factory is make.OrganisationFactory:
        name, value = "country", "DE"
    setattr(row, name, value)
    row.save()
    states.append(state_of_records())
    row.delete()
    states.append(state_of_records())
    assert len(set(states)) == 4


@pytest.mark.parametrize("factory", ONCE, ids=lambda factory: factory._meta.model.__name__)
def test_state_differs_after_a_row_that_is_written_once(factory):
    before = state_of_records()
    factory()
    assert state_of_records() != before


def test_state_differs_after_a_donor_of_a_stated_total_was_exchanged():
    total, donor = make.StatedTotalFactory(), make.OrganisationFactory()
    total.donors.set([make.OrganisationFactory()])
    before = state_of_records()
    total.donors.set([donor])
    assert state_of_records() != before


def test_state_differs_after_a_version_that_was_numbered_earlier_and_written_later():
    commitment = make.CommitmentFactory()
    late = commitment.history.get()
    late.delete()
    commitment.save()
    before = state_of_records()
    late.save(force_insert=True)
    assert state_of_records() != before


def test_state_stays_while_nothing_is_written(django_assert_num_queries):
    make.CommitmentFactory()
    first = state_of_records()
    with django_assert_num_queries(1):
        assert state_of_records() == first


def test_state_stays_after_what_the_public_is_never_told(staff: User):
    before = state_of_records()
    StaffProfile.objects.create(user=staff, language="uk")
    assert state_of_records() == before


def test_every_write_to_a_public_table_leaves_a_row():
    assert {written_in(model) for model in (*OURS, *TOLD)} >= {Commitment.history.model, Need.history.model}


def test_model_whose_rows_change_without_a_trace_is_refused():
    with pytest.raises(TypeError, match="User has no history"):
        written_in(User)
