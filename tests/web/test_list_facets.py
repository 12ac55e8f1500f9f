"""Every list but that of commitments: choices with the number of rows each would leave, links that take one away."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from assistance.vocabulary import ItemCategory, Region, Sector, WithheldManner, WithheldScope
from tests import factories as make
from tests.web.conftest import address
from tests.web.html import page

pytestmark = pytest.mark.django_db

LISTS = ("donors", "recipients", "projects", "releases", "equipment", "needs")


@pytest.fixture
def listed() -> dict[str, Any]:
    """Two commitments with a donor, a recipient, a project, a release, equipment and a need each; a draft beside."""
    norway = make.OrganisationFactory(name_en="Norway", country="NO", type="10")
    fund = make.OrganisationFactory(name_en="Fund", country="", type="60")
    service = make.OrganisationFactory(name_en="Service", country="UA", type="10")
    project = make.ProjectFactory(title_en="Quiet nights")
    project.sectors.create(sector=Sector.ENERGY)
    project.places.create(region=Region.KHARKIV)
    for number, (donor, status, category, language) in enumerate(
        [(norway, "agreed", ItemCategory.DRONE, "en"), (fund, "delivered", ItemCategory.VEHICLE, "uk")]
    ):
        release = make.ReleaseFactory(
            public=True,
            title=f"Announcement {number}",
            publisher="UNDP",
            language=language,
            published_on=date(2026, 1, 1 + number),
        )
        commitment = make.CommitmentFactory(
            public=True, status=status, donors=[donor], recipients=[service], project=project if number else None
        )
        line = make.EquipmentLineFactory(commitment=commitment, category=category)
        need = make.NeedFactory(release=release, visibility="public", category=category)
        if number:
            make.NeedCoverageFactory(need=need, line=line)
            make.NeedFactory(release=make.ReleaseFactory(public=True), visibility="public", repeats=need)
    make.CommitmentFactory(donors=[norway], recipients=[service], with_line=True)
    return {"norway": norway, "fund": fund, "service": service, "project": project}


def counts(client: Client, name: str, **query: object) -> dict[str, dict[str, int]]:
    """Return the numbers beside the choices of each filter of a list."""
    facets = client.get(address(name), query).context["facets"]
    return {facet.name: {option.value: option.count for option in facet.options} for facet in facets}


def test_each_choice_of_a_list_bears_the_number_it_would_leave(client: Client, listed: dict[str, Any]) -> None:
    norway, fund, service = (str(listed[name].pk) for name in ("norway", "fund", "service"))
    assert counts(client, "donors") == {"type": {"10": 1, "60": 1}, "country": {"NO": 1}}
    assert counts(client, "recipients") == {"type": {"10": 1}, "country": {"UA": 1}}
    assert counts(client, "projects") == {"sector": {"energy": 1}, "place": {"UA-63": 1}}
    assert counts(client, "releases")["language"] == {"en": 2, "uk": 1}
    assert counts(client, "equipment") == {
        "category": {"drone": 1, "vehicle": 1},
        "status": {"agreed": 1, "delivered": 1},
        "donor": {norway: 1, fund: 1},
        "recipient": {service: 2},
    }
    assert counts(client, "needs") == {
        "category": {"drone": 1, "vehicle": 1},
        "coverage": {"open": 1, "part": 1},
        "asked_again": {"true": 1, "false": 1},
    }


@pytest.mark.parametrize("name", LISTS)
def test_every_number_of_a_list_is_what_choosing_it_finds(client: Client, listed: dict[str, Any], name: str) -> None:
    found = client.get(address(name))
    options = [(facet.name, option) for facet in found.context["facets"] for option in facet.options]
    assert options
    for facet, option in options:
        response = client.get(address(name), {facet: option.value})
        assert response.context["page"].paginator.count == option.count, (facet, option.value)


def test_a_number_of_a_list_stands_under_the_choices_of_its_other_filters(
    client: Client, listed: dict[str, Any]
) -> None:
    norway = str(listed["norway"].pk)
    under = counts(client, "equipment", donor=norway, category="drone")
    assert under["category"] == {"drone": 1}
    assert under["donor"] == {norway: 1}
    assert counts(client, "needs", coverage="part")["category"] == {"vehicle": 1}


@pytest.mark.parametrize("name", LISTS)
def test_a_choice_of_a_list_is_taken_away_by_its_link(client: Client, listed: dict[str, Any], name: str) -> None:
    facet = client.get(address(name)).context["facets"][0]
    chosen = page(client.get(address(name), {facet.name: facet.options[0].value}))
    links = [link.attributes["href"] for link in chosen.all("a") if "Take away" in link.text]
    assert links == [address(name)]


@pytest.mark.parametrize(
    ("name", "query", "shown"),
    [
        ("projects", {"q": "NIGHT quiet"}, ["Quiet nights"]),
        ("projects", {"q": "knight"}, []),
        ("equipment", {"q": "генераторів"}, ["generators"]),
        ("equipment", {"q": "Generator"}, ["generators"]),
        ("equipment", {"q": "generators."}, []),
        ("equipment", {"item": " GENERATORS "}, ["generators"]),
        ("equipment", {"item": "generator"}, []),
        ("needs", {"q": "дронів"}, ["drones"]),
        ("needs", {"q": "drone"}, ["drones"]),
        ("releases", {"q": "undp announcements 1"}, ["Announcement 1"]),
    ],
)
def test_a_list_is_searched_in_both_languages_and_whatever_the_form_of_the_word(
    client: Client, listed: dict[str, Any], name: str, query: dict[str, str], shown: list[str]
) -> None:
    found = client.get(address(name), query).context["page"]
    names = {getattr(row, "title", "") or getattr(row, "name", "") or getattr(row, "what", "") for row in found}
    assert names == set(shown)


def test_an_item_is_found_by_its_name_whatever_apostrophe_and_case_it_is_written_with(client: Client) -> None:
    commitment = make.CommitmentFactory(public=True)
    make.EquipmentLineFactory(commitment=commitment, name_en="", name_uk="Комп’ютерна техніка")
    make.EquipmentLineFactory(commitment=commitment, name_en="computers (all)", name_uk="комп'ютерна техніка")
    for query, found in (
        ({"item": "комп'ютерна  техніка"}, 1),
        ({"item": "Computers (all)"}, 1),
        ({"q": "комп`ютер"}, 2),
    ):
        assert client.get(address("equipment"), query).context["page"].paginator.count == found, query


@pytest.mark.parametrize("manner", WithheldManner)
def test_withheld_equipment_is_counted_in_no_choice_of_the_list(
    client: Client, listed: dict[str, Any], manner: str
) -> None:
    for commitment in (row.commitment for row in client.get(address("equipment")).context["page"]):
        make.WithholdingFactory(commitment=commitment, scope=WithheldScope.EQUIPMENT, manner=manner)
    assert counts(client, "equipment") == {"category": {}, "status": {}, "donor": {}, "recipient": {}}
    assert counts(client, "needs")["coverage"] == {"open": 2}


def test_a_list_whose_form_has_an_error_counts_nothing(client: Client, listed: dict[str, Any]) -> None:
    response = client.get(address("needs"), {"category": "hope"})
    assert response.status_code == 400
    assert response.context["facets"] == []
