"""A claim merged as a delivery: what is written down is shown first, and can be decided otherwise."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from assistance.models import Claim, Commitment, DeliveryEvent, EquipmentLine
from assistance.review import accept
from assistance.vocabulary import ItemCategory, ValueScope
from tests.admin.pages import review_url, typed, words
from tests.factories import ClaimItemFactory, CommitmentFactory, EquipmentLineFactory
from tests.review.states import claim_with, fetched, unchanged


@pytest.fixture
def known(staff: User) -> Commitment:
    """A commitment of USD 2.5 million and ten generators."""
    return accept(claim_with(complete=True), by=staff)


@pytest.fixture
def two(claim: Claim) -> Claim:
    """A claim of USD 2.5 million for generators and helmets."""
    ClaimItemFactory(claim=claim, name="helmets", category=ItemCategory.PROTECTIVE.value, quantity=Decimal(4))
    return fetched(claim.pk)


def row(item: Any, **values: str) -> dict[str, str]:
    """Return what is typed into the row of an item, by the names of its fields."""
    return {f"delivered__{item.pk}__{name}": value for name, value in values.items()}


def looked_at(client: Client, claim: Claim, into: Commitment) -> Any:
    """Return the page after the claim was compared with a commitment as a delivery."""
    sent = {"merge__number": str(into.pk), "merge__relation": "delivers"}
    return client.post(review_url(claim), typed(client.get(review_url(claim)), **sent, _compare=""))


def sent_again(client: Client, page: Any, claim: Claim, button: str, **values: str) -> Any:
    return client.post(review_url(claim), typed(page, **values, **{button: ""}))


def test_compare_as_a_delivery_shows_what_was_read(staff_page: Client, known: Commitment, two: Claim) -> None:
    with unchanged():
        page = looked_at(staff_page, two, known)
    form = page.context["forms"].deliveries
    assert [each.item.name for each in form.rows] == ["generators", "helmets"]
    assert [each["line"].value() for each in form.rows] == [known.equipment.get().pk, None]
    assert [each["quantity"].value() for each in form.rows] == [Decimal(10), Decimal(4)]
    assert [form.worth[name].value() for name in ("value", "currency", "of")] == [Decimal(2_500_000), "USD", ""]
    told = words(page).replace("\xa0", " ")
    assert "generators: 10 – handed over, worth USD 2,500,000 together with the other items of its release" in told
    assert "The value is the whole amount of the commitment." in told


def test_rows_are_only_there_for_a_delivery(staff_page: Client, known: Commitment, claim: Claim) -> None:
    page = staff_page.get(review_url(claim))
    assert page.context["forms"].deliveries is None
    sent = {"merge__number": str(known.pk), "merge__relation": "repeats"}
    assert staff_page.post(review_url(claim), typed(page, **sent, _compare="")).context["forms"].deliveries is None


def test_merge_writes_what_was_read_where_nothing_was_changed(
    staff_page: Client, known: Commitment, two: Claim
) -> None:
    assert sent_again(staff_page, looked_at(staff_page, two, known), two, "_merge").status_code == 302
    first, second = DeliveryEvent.objects.order_by("pk")
    assert (first.value, first.value_scope, second.value) == (Decimal(2_500_000), ValueScope.BATCH, None)
    assert [event.line.name for event in (first, second)] == ["generators", "helmets"]
    assert "deliveries" not in two.decisions.get().changes


def test_merge_writes_what_was_decided_otherwise(staff_page: Client, known: Commitment, two: Claim) -> None:
    other = EquipmentLineFactory(commitment=known, name_en="armour", category=ItemCategory.PROTECTIVE.value)
    generators, helmets = two.items.order_by("pk")
    page = looked_at(staff_page, two, known)
    changed = row(generators, stage="on_balance", counting="running_total", quantity="12", happened_on="2023-01-11")
    changed |= row(helmets, line=str(other.pk))
    changed |= {"worth__value": "195000", "worth__currency": "eur", "worth__valuation_basis": "customs"}
    changed |= {"worth__of": str(helmets.pk), "worth__value_hedge": "about"}
    page = sent_again(staff_page, page, two, "_compare", **changed)
    told = words(page).replace("\xa0", " ")
    assert "generators: 12 – on the recipient&#x27;s balance, in all so far, 11 January 2023" in told
    assert "armour: 4 – handed over, worth about EUR 195,000 (customs declaration)" in told
    assert not DeliveryEvent.objects.exists()
    assert sent_again(staff_page, page, two, "_merge").status_code == 302
    first, second = DeliveryEvent.objects.order_by("pk")
    assert (first.stage, first.counting, first.quantity) == ("on_balance", "running_total", Decimal(12))
    assert (first.happened_on, first.value) == (date(2023, 1, 11), None)
    assert (second.line, second.value, second.currency) == (other, Decimal(195_000), "EUR")
    assert (second.value_scope, second.valuation_basis, second.value_hedge) == ("item", "customs", "about")
    assert two.decisions.get().changes["deliveries"]["decided"][1]["worth"]["value"] == "195000"
    known.refresh_from_db()
    assert known.amount == Decimal(2_500_000)


def test_item_left_out_is_not_written(staff_page: Client, known: Commitment, two: Claim) -> None:
    page = looked_at(staff_page, two, known)
    sent = row(two.items.get(name="generators"), left_out="on")
    assert sent_again(staff_page, page, two, "_merge", **sent).status_code == 302
    event = DeliveryEvent.objects.get()
    assert (event.line.name, event.value, event.value_scope) == ("helmets", Decimal(2_500_000), ValueScope.ITEM)


WRONG = [
    ("worth", {"worth__value": "0"}, "A value is above zero."),
    ("worth", {"worth__currency": ""}, "A value needs its currency"),
    ("worth", {"worth__currency": "XXX"}, "no ISO 4217 currency"),
    ("worth", {"worth__value": "12345678901234"}, "13 digits before the decimal point"),
    ("worth", {"worth__value_upper": "6"}, "above its lower end, the value"),
    ("row", {"quantity": "-1"}, "greater than or equal to 0"),
    ("row", {"quantity": "many"}, "Enter a number."),
    ("row", {"happened_on": "yesterday"}, "Enter a valid date."),
    ("row", {"line": "OTHER"}, "This is no line of the commitment."),
    ("row", {"line": "TONNES"}, "Units are not converted"),
    ("row", {"stage": "lost"}, "Select a valid choice."),
]


@pytest.mark.parametrize("button", ["_compare", "_merge"])
@pytest.mark.parametrize(("part", "sent", "told"), WRONG, ids=[told for _part, _sent, told in WRONG])
def test_what_cannot_stand_is_told_at_the_field_and_all_is_kept(
    staff_page: Client, known: Commitment, claim: Claim, part: str, sent: dict[str, str], told: str, button: str
) -> None:
    lines = {"OTHER": EquipmentLineFactory(), "TONNES": EquipmentLineFactory(commitment=known, unit="t")}
    sent = {name: str(lines[value].pk) if value in lines else value for name, value in sent.items()}
    page = looked_at(staff_page, claim, known)
    typed_in = row(claim.items.get(), **sent) if part == "row" else sent
    beside = {"facts__title_en": "Own title", "merge__reason": "One ceremony.", "worth__valuation_basis": "book"}
    with unchanged():
        answer = sent_again(staff_page, page, claim, button, **beside, **typed_in)
    deliveries = answer.context["forms"].deliveries
    form = deliveries.worth if part == "worth" else deliveries.rows[0]
    (field,) = form.errors
    assert told in form.errors.as_text()
    assert str(form.errors[field]) in words(answer)
    assert field in {name.rpartition("__")[2] for name in typed_in}
    assert [form[name].value() for name in form.errors] == [typed_in[next(iter(typed_in))]]
    assert deliveries.worth["valuation_basis"].value() == "book"
    assert "Own title" in words(answer)
    assert "One ceremony." in words(answer)


def test_value_of_an_item_left_out_is_refused(staff_page: Client, known: Commitment, two: Claim) -> None:
    helmets = two.items.get(name="helmets")
    page = looked_at(staff_page, two, known)
    sent = row(helmets, left_out="on") | {"worth__of": str(helmets.pk)}
    with unchanged():
        answer = sent_again(staff_page, page, two, "_merge", **sent)
    assert "so the value has no place" in answer.context["forms"].deliveries.worth.errors["of"][0]


def test_another_commitment_keeps_what_was_typed_but_for_the_lines(
    staff_page: Client, known: Commitment, claim: Claim
) -> None:
    other = EquipmentLineFactory(commitment=CommitmentFactory(), name_en="generators")
    page = looked_at(staff_page, claim, known)
    sent = row(claim.items.get(), stage="shipped") | {"merge__number": str(other.commitment_id), "merge__target": ""}
    with unchanged():
        answer = sent_again(staff_page, page, claim, "_merge", **sent, worth__value="7")
    deliveries = answer.context["forms"].deliveries
    assert (deliveries.into, deliveries.rows[0]["line"].value()) == (other.commitment, other.pk)
    assert (deliveries.rows[0]["stage"].value(), deliveries.worth["value"].value()) == ("shipped", "7")
    assert "look at their lines" in words(answer)
    assert sent_again(staff_page, answer, claim, "_merge").status_code == 302
    event = DeliveryEvent.objects.get()
    assert (event.line, event.stage, event.value) == (other, "shipped", Decimal(7))


def test_what_was_typed_of_deliveries_outlives_another_button(
    staff_page: Client, known: Commitment, claim: Claim
) -> None:
    page = looked_at(staff_page, claim, known)
    answer = sent_again(staff_page, page, claim, "_reject", worth__value="195001")
    assert answer.context["forms"].deliveries.worth["value"].value() == "195001"
    assert EquipmentLine.objects.count() == 1
