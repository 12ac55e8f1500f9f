"""What the pages say that deliveries were worth."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from assistance.vocabulary import Relation
from tests import factories as make
from tests.web.conftest import address
from tests.web.html import page

pytestmark = pytest.mark.django_db


def delivered(**stated: Any) -> Any:
    """Return a delivery of generators in public that a public claim reports, with its amount as its value."""
    release = make.ReleaseFactory(public=True, text="Japan handed over 10 generators worth USD 195,000.")
    claim = make.ClaimFactory(release=release, words=release.text, amount=Decimal(195_000), currency="USD")
    make.ClaimEvidenceFactory(claim=claim, fact="amount", words="USD 195,000")
    item = make.ClaimItemFactory(claim=claim, words="10 generators")
    commitment = make.CommitmentFactory(public=True)
    make.CommitmentClaimFactory(commitment=commitment, claim=claim, relation=Relation.DELIVERS)
    line = make.EquipmentLineFactory(commitment=commitment)
    return make.DeliveryEventFactory(line=line, claim=claim, claim_item=item, valued=True, **stated)


def worths(client: Client, event: Any) -> list[str]:
    """Return what the page of the commitment says that its deliveries were worth, with plain spaces."""
    found = page(client.get(address("commitment", event.line.commitment)))
    rows = [element for element in found.elements if element.attributes.get("class") == "worth"]
    return [element.text.replace("\xa0", " ") for element in rows]


def test_value_of_a_delivery_opens_the_sentence_it_rests_on(client: Client) -> None:
    event = delivered()
    told = worths(client, event)
    assert told[0].startswith("worth USD 195,000 (stated by the donor) Japan handed over 10 generators worth")
    assert told[-1] == "Handed over: generators, worth USD 195,000 (stated by the donor)"
    found = page(client.get(address("commitment", event.line.commitment)))
    assert "USD 195,000" in [mark.text for mark in found.all("mark", class_="fact-amount")]


def test_value_that_no_release_states_is_decided_by_staff(client: Client) -> None:
    told = worths(client, delivered(value=Decimal(200_000), valuation_basis="unknown"))
    assert told[0] == "worth USD 200,000 (valuation basis unknown) decided by staff"


def test_value_of_all_items_is_told_with_each_of_them_as_that_of_all(client: Client) -> None:
    event = delivered(value_scope="batch")
    other = make.EquipmentLineFactory(commitment=event.line.commitment, name_en="radios")
    make.DeliveryEventFactory(line=other, claim=event.claim, note="")
    words = "worth USD 195,000 together with the other items of its release (stated by the donor)"
    found = page(client.get(address("equipment")))
    rows = {row.attributes["id"]: row.text.replace("\xa0", " ") for row in found.all("tr") if "id" in row.attributes}
    assert [words in rows[f"line-{line.pk}"] for line in (event.line, other)] == [True, True]
    assert worths(client, event)[-1] == f"Handed over: {words}"


def test_values_of_several_reports_are_a_range(client: Client) -> None:
    event = delivered()
    occasion = make.DeliveryOccasionFactory(line=event.line)
    for value in (None, Decimal(200_000)):
        currency = "USD" if value else ""
        make.DeliveryEventFactory(line=event.line, occasion=occasion, value=value, currency=currency)
    event.occasion = occasion
    event.save()
    text = page(client.get(address("commitment", event.line.commitment))).text.replace("\xa0", " ")
    assert text.count("They state its value from USD 195,000 to USD 200,000.") == 6
    assert "395,000" not in text
