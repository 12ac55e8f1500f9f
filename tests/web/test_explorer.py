"""The explorer: choices with the number of commitments each would leave, links that take a choice away, sizes."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.test import Client

from assistance.models import Commitment, Organisation
from assistance.vocabulary import ItemCategory, Region, Sector, WithheldManner, WithheldScope
from tests import factories as make
from tests.web.conftest import address
from tests.web.html import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def donors() -> tuple[Organisation, Organisation]:
    """Two donors: the first of two commitments alone and of a third together with the second; a draft beside them."""
    first, second = make.OrganisationFactory(name_en="Norway"), make.OrganisationFactory(name_en="Malta")
    powered = add([first], "announced", date(2025, 3, 1), sectors=[Sector.ENERGY], regions=[Region.KHARKIV])
    make.EquipmentLineFactory.create_batch(2, commitment=powered, category=ItemCategory.VEHICLE)
    add([first], "agreed", date(2026, 3, 1), sectors=[Sector.ENERGY, Sector.MEDICAL], amount=5, currency="EUR")
    add([first, second], "agreed", date(2026, 3, 1), regions=[Region.SUMY], amount=5, currency="NOK")
    make.CommitmentFactory(donors=[first], status="agreed", sectors=[Sector.ENERGY], amount=5, currency="EUR")
    return first, second


def add(donors: list[Organisation], status: str, day: date, **values: object) -> Commitment:
    """Return a public commitment that a release of ``day`` speaks of."""
    commitment = make.CommitmentFactory(public=True, donors=donors, status=status, **values)
    make.CommitmentClaimFactory(commitment=commitment, claim__release__published_on=day)
    return commitment


def counts(client: Client, name: str, **query: object) -> dict[str, int]:
    """Return the numbers beside the choices of one filter, in the order they are shown in."""
    facets = {facet.name: facet for facet in client.get(address("commitments"), query).context["facets"]}
    return {option.value: option.count for option in facets[name].options}


def test_each_choice_bears_the_number_it_would_leave(client: Client, donors: tuple[Organisation, Organisation]) -> None:
    first, second = (str(donor.pk) for donor in donors)
    assert counts(client, "donor") == {first: 3, second: 1}
    assert counts(client, "status") == {"announced": 1, "agreed": 2}
    assert counts(client, "sector") == {"energy": 2, "medical": 1}
    assert counts(client, "place") == {"UA-63": 1, "UA-59": 1}
    assert counts(client, "item_category") == {"vehicle": 1}
    assert counts(client, "year") == {"2026": 2, "2025": 1}
    assert list(counts(client, "year")) == ["2026", "2025"]
    assert counts(client, "currency") == {"EUR": 1, "NOK": 1}
    assert counts(client, "has_amount") == {"true": 2, "false": 1}
    assert counts(client, "kind") == {"equipment": 3}
    assert counts(client, "recipient") == {}


def test_a_number_stands_under_the_choices_of_the_other_filters(
    client: Client, donors: tuple[Organisation, Organisation]
) -> None:
    first, second = (str(donor.pk) for donor in donors)
    assert counts(client, "donor", donor=second, status="agreed") == {first: 2, second: 1}
    assert counts(client, "status", donor=second, status="agreed") == {"agreed": 1}
    assert counts(client, "year", q="nothing of the kind") == {}
    assert counts(client, "status", status="completed") == {"announced": 1, "agreed": 2, "completed": 0}


def test_every_number_is_what_choosing_it_finds(client: Client, donors: tuple[Organisation, Organisation]) -> None:
    chosen = {"donor": str(donors[0].pk), "status": "agreed"}
    found = client.get(address("commitments"), chosen)
    for facet in found.context["facets"]:
        for option in facet.options:
            response = client.get(address("commitments"), {**chosen, facet.name: option.value})
            assert response.context["page"].paginator.count == option.count, (facet.name, option.value)


@pytest.mark.parametrize(
    ("scope", "names"),
    [
        (WithheldScope.PLACE, {"place"}),
        (WithheldScope.AMOUNT, {"currency", "has_amount"}),
        (WithheldScope.EQUIPMENT, {"item_category"}),
    ],
)
@pytest.mark.parametrize("manner", WithheldManner)
def test_what_is_withheld_is_counted_nowhere_that_tells_it(
    client: Client, donors: tuple[Organisation, Organisation], scope: WithheldScope, names: set[str], manner: str
) -> None:
    before = {facet.name: facet for facet in client.get(address("commitments")).context["facets"]}
    for commitment in Commitment.objects.published():
        make.WithholdingFactory(commitment=commitment, scope=scope, manner=manner)
    after = {facet.name: facet for facet in client.get(address("commitments")).context["facets"]}
    assert {name for name, facet in after.items() if not facet.options} == names | {"recipient", "channel"}
    assert {name for name, facet in after.items() if facet != before[name]} == names


def test_the_numbers_stand_beside_their_words(client: Client, donors: tuple[Organisation, Organisation]) -> None:
    found = page(client.get(address("commitments"), {"status": "agreed"}))
    (status,) = found.all("details", id="facet-status")
    assert status.text == "Status 1 chosen Status Announced 1 Agreed 2"
    assert "open" in status.attributes
    (place,) = found.all("details", id="facet-place")
    assert "open" not in place.attributes


def test_a_form_with_an_error_counts_nothing(client: Client, donors: tuple[Organisation, Organisation]) -> None:
    response = client.get(address("commitments"), {"year": "soon"})
    assert response.status_code == 400
    assert response.context["facets"] == []
    assert page(response).all("input", id="id_year")[0].attributes["value"] == "soon"


def test_the_address_of_a_state_has_no_empty_parameters(
    client: Client, donors: tuple[Organisation, Organisation]
) -> None:
    asked = {"q": "", "order": "newest", "year": "2026", "has_amount": "true", "size": "50", "project": ""}
    response = client.get(address("commitments"), asked)
    assert response["HX-Push-Url"] == "/en/commitments/?has_amount=true&year=2026&size=50"
    assert client.get(address("commitments"))["HX-Push-Url"] == "/en/commitments/"


def test_a_choice_is_taken_away_by_its_link_and_the_rest_is_kept(
    client: Client, donors: tuple[Organisation, Organisation]
) -> None:
    asked = {"q": "Commitment", "status": ["agreed", "announced"], "size": "50", "page": "1"}
    found = page(client.get(address("commitments"), asked))
    links = {link.text: link.attributes["href"] for link in found.all("a") if "Take away" in link.text}
    assert links == {
        "Take away: Search: Commitment": "/en/commitments/?status=agreed&status=announced&size=50",
        "Take away: Status: Agreed": "/en/commitments/?q=Commitment&status=announced&size=50",
        "Take away: Status: Announced": "/en/commitments/?q=Commitment&status=agreed&size=50",
    }
    assert [link.text for link in found.all("a", href="/en/commitments/")] == ["Commitments", "Clear all filters"]


def test_a_page_has_as_many_rows_as_asked(client: Client) -> None:
    make.CommitmentFactory.create_batch(51, public=True)
    for size, rows in ((None, 25), (25, 25), (50, 50), (100, 51)):
        response = client.get(address("commitments"), {"size": size} if size else {})
        assert len(response.context["page"]) == rows
        (current,) = [
            link.text for link in page(response).all("a", **{"aria-current": "true"}) if link.text.isdecimal()
        ]
        assert current == str(size or 25)
    assert [box.attributes["value"] for box in page(response).all("input", name="size")] == ["100"]
    for wrong in ("10", "0", "x", "1000000"):
        assert client.get(address("commitments"), {"size": wrong}).status_code == 404


def test_the_scripts_evaluate_nothing_and_keep_nothing(client: Client) -> None:
    found = page(client.get(address("commitments")))
    (config,) = found.all("meta", name="htmx-config")
    told = json.loads(config.attributes["content"])
    assert told["allowEval"] is False
    assert told["includeIndicatorStyles"] is False
    assert told["historyCacheSize"] == 0
    assert [script.text for script in found.all("script")] == ["", ""]
    assert not page(client.get(address("overview"))).all("script")
