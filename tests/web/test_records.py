"""One record as a file: the list's row, all that belongs to it, and how it is cited."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assistance.models import Commitment, Release
from assistance.review import withhold_fact
from assistance.vocabulary import Relation, WithheldScope
from tests import factories as make
from tests.web.conftest import CITED, LANGUAGES, World, address, file_address, record_address
from tests.web.html import page
from tests.web.test_downloads import from_csv, from_xlsx

pytestmark = [pytest.mark.django_db]

#: How many queries each file of one record needs, whatever belongs to it.
QUERIES = {"json": 15, "csv": 6, "bib": 9}


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel("2026-11-22T10:00:00Z", tick=False):
        yield


@pytest.fixture
def told() -> Commitment:
    """A public commitment of USD 2,500,000 that one public retelling tells of."""
    release = make.ReleaseFactory(
        public=True, retelling=True, title="Ten generators", publisher="The ministry", source_url="https://gov.example/1",
    )  # fmt: skip
    claim = make.ClaimFactory(complete=True, release=release)
    made: Commitment = make.CommitmentFactory(
        public=True, with_amount=True, claims=[claim], title_en="Aid to rescuers", title_uk="Допомога рятувальникам"
    )
    line = make.EquipmentLineFactory(commitment=made, claim_item=claim.items.get())
    make.DeliveryEventFactory(line=line, claim=claim, claim_item=claim.items.get(), note="", valued=True)
    return made


def whole(client: Client, commitment: Commitment) -> dict[str, Any]:
    answer: dict[str, Any] = client.get(record_address("commitment", commitment, "json")).json()
    return answer


def test_every_format_has_the_row_of_the_list(client: Client, world: World) -> None:
    commitment = world.commitments[1]
    listed = client.get(file_address("commitments", "json")).json()["rows"]
    told = whole(client, commitment)
    assert told["rows"] == [row for row in listed if row["id"] == commitment.pk]
    (in_csv,) = from_csv(client.get(record_address("commitment", commitment, "csv")))
    (in_xlsx,) = from_xlsx(client.get(record_address("commitment", commitment, "xlsx")))
    assert list(in_csv) == list(in_xlsx) == [*told["rows"][0], "as_of", "selection", "source"]
    assert (in_csv["id"], in_xlsx["id"]) == (str(commitment.pk), commitment.pk)
    assert in_csv["source"] == in_xlsx["source"] == "http://testserver" + address("commitment", commitment)


def test_json_holds_all_that_belongs_to_a_commitment(client: Client, told: Commitment) -> None:
    answer = whole(client, told)
    claim, line = told.claims.get(), told.equipment.get()
    assert {name: answer[name] for name in ("table", "as_of", "source", "api", "count")} == {
        "table": "commitments",
        "as_of": "2026-11-22T12:00:00+02:00",
        "source": f"http://testserver/en/commitments/{told.pk}/",
        "api": f"http://testserver/api/v1/commitments/{told.pk}/",
        "count": 1,
    }
    assert client.get(answer["api"]).json()["amount"] == answer["rows"][0]["amount"] == "2500000.00"
    assert [(row["id"], row["handed_over"]) for row in answer["equipment"]] == [(line.pk, "4.00")]
    (delivery,) = answer["deliveries"]
    assert delivery == {
        "id": line.deliveries.get().pk, "item_id": line.pk, "stage": "Handed over",
        "counting": "Increment", "quantity": "4.00", "occasion": None, "settled": None,
        "happened_on": "2026-11-10", "value": "195000.00", "value_upper": None, "currency": "USD",
        "value_hedge": "Exactly", "value_of": "This item alone", "grounds": None, "claim_id": claim.pk,
        "release_id": claim.release_id,
    }  # fmt: skip
    words = {(row["fact"], row["words"]) for row in answer["evidence"]}
    assert {("amount", "USD 2.5 million"), ("item", "10 generators"), (None, claim.words)} <= words
    text = claim.release.text
    for row in answer["evidence"]:
        assert text[row["start"] : row["end"]] == row["words"]
        assert (row["claim_id"], row["relation"], row["release"]) == (claim.pk, "First report", "Ten generators")
        assert (row["publisher"], row["original"]) == ("The ministry", "https://gov.example/1")


def test_json_leaves_out_what_is_not_public(client: Client, told: Commitment) -> None:
    public = told.claims.get()
    draft = make.ClaimFactory(complete=True, release=make.ReleaseFactory(title="A draft"))
    make.CommitmentClaimFactory(commitment=told, claim=draft, relation=Relation.REPEATS)
    make.DeliveryEventFactory(line=told.equipment.get(), claim=draft, claim_item=draft.items.get(), note="")
    answer = whole(client, told)
    assert [row["claim_id"] for row in answer["deliveries"]] == [public.pk, None]
    assert {row["release"] for row in answer["evidence"]} == {"Ten generators"}


def test_words_that_staff_chose_are_named_as_theirs(client: Client, told: Commitment) -> None:
    decision = make.DecisionFactory(claim=told.claims.get(), commitment=told)
    chosen = make.DecidedEvidenceFactory(decision=decision)
    rows = [row for row in whole(client, told)["evidence"] if row["chosen_by_staff"] == "yes"]
    assert [(row["fact"], row["words"]) for row in rows] == [("amount", chosen.words)]


@pytest.mark.parametrize("scope", [WithheldScope.AMOUNT, WithheldScope.EQUIPMENT])
def test_withheld_fact_is_neither_cited_nor_downloaded(
    client: Client, staff: User, told: Commitment, scope: WithheldScope
) -> None:
    withhold_fact(told, scope=scope, by=staff, reason="Asked for.")
    answer = whole(client, told)
    amount = {"amount": None, "equipment": "2500000.00"}[scope.value]
    assert (answer["rows"][0]["amount"], answer["evidence"]) == (amount, [])
    value = {"amount": [None], "equipment": []}[scope.value]
    assert [row["value"] for row in answer["deliveries"]] == value
    assert len(answer["equipment"]) == len(value)
    bib = client.get(address("commitment-bib", told)).content.decode()
    assert ("withheld; status: Announced." in bib) == (scope == WithheldScope.AMOUNT)
    assert "Its source is not shown while something it tells is withheld." in bib
    assert "Ten generators" not in bib
    csl = client.get(address("commitment-csl", told)).content.decode()
    assert ("2,500,000" in csl) == (scope == WithheldScope.EQUIPMENT)


def test_commitment_is_cited_with_what_it_says_and_its_source(client: Client, told: Commitment) -> None:
    here = f"http://testserver/en/commitments/{told.pk}/"
    found = page(client.get(address("commitment", told)))
    assert [entry.text for entry in found.all("p", class_="citation")] == [
        "“Aid to rescuers”: USD 2,500,000; status: Announced. "
        "Source: “Ten generators”, The ministry, 2 November 2026. "
        f"Assistance tracker, {here}, accessed on 22 November 2026."
    ]
    response = client.get(address("commitment-csl", told))
    assert response["Content-Type"] == "application/vnd.citationstyles.csl+json"
    name = f"assistance-tracker-commitment-{told.pk}"
    assert response["Content-Disposition"] == f'attachment; filename="{name}.csl.json"'
    assert json.loads(response.content) == [
        {
            "id": name,
            "type": "webpage",
            "title": "Aid to rescuers",
            "author": [{"literal": "Assistance tracker"}],
            "accessed": {"date-parts": [[2026, 11, 22]]},
            "URL": here,
            "language": "en",
            "note": "USD 2,500,000; status: Announced. Source: “Ten generators”, The ministry, 2 November 2026.",
        }
    ]


def test_release_is_cited_by_its_original(client: Client, told: Commitment) -> None:
    release = told.claims.get().release
    here = f"http://testserver/en/releases/{release.pk}/"
    found = page(client.get(address("release", release)))
    assert [entry.text for entry in found.all("p", class_="citation")] == [
        "“Ten generators”, The ministry, 2 November 2026. https://gov.example/1, accessed on 22 November 2026. "
        f"Retold in own words by Assistance tracker: {here}."
    ]
    response = client.get(address("release-bib", release))
    assert response["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert response.content.decode() == (
        f"@misc{{assistance-tracker-release-{release.pk},\n"
        "  author = {{The ministry}},\n"
        "  title = {{Ten generators}},\n"
        "  year = {2026},\n"
        "  month = nov,\n"
        "  day = {2},\n"
        "  url = {https://gov.example/1},\n"
        "  urldate = {2026-11-22},\n"
        "  langid = {english},\n"
        f"  note = {{Retold in own words by Assistance tracker: {here}.}}\n"
        "}\n"
    )


def test_release_without_publisher_day_or_address_says_so(client: Client) -> None:
    release = make.ReleaseFactory(public=True, publisher="", published_on=None, source_url="", title="A note")
    found = page(client.get(address("release", release)))
    assert found.all("p", class_="citation")[0].text == (
        "“A note”, publisher not stated, undated. No address of the original is recorded. "
        f"Text kept by Assistance tracker: http://testserver/en/releases/{release.pk}/."
    )
    (item,) = json.loads(client.get(address("release-csl", release)).content)
    assert item["URL"] == f"http://testserver/en/releases/{release.pk}/"
    assert "author" not in item


def test_commitment_of_no_release_is_cited_without_a_source(client: Client) -> None:
    bare = make.CommitmentFactory(public=True)
    found = page(client.get(address("commitment", bare)))
    assert "no amount stated; status: Announced. Assistance tracker, http" in found.all("p", class_="citation")[0].text


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_offers_its_files_and_they_answer(client: Client, told: Commitment, language: str) -> None:
    for name, row in (("commitment", told), ("release", told.claims.get().release)):
        found = page(client.get(address(name, row, language)))
        links = [link.attributes["href"] for link in found.all("a") if "download" in link.attributes]
        endings = [".bib", ".csl.json", ".csv", ".xlsx", ".json"][: 5 if name == "commitment" else 2]
        assert links == [f"/{language}/{name}s/{row.pk}{ending}" for ending in endings]
        for link in links:
            assert client.get(link).status_code == 200
        shown = [entry.text for entry in found.all("code")]
        assert " ".join(client.get(links[0]).content.decode().split()) in shown


def statuses(client: Client, row: Commitment | Release) -> set[int]:
    """Return how the files of one record answer."""
    name = "commitment" if isinstance(row, Commitment) else "release"
    found = [client.get(address(each, row)) for each in CITED if each.startswith(name)]
    if name == "commitment":
        found += [client.get(record_address(name, row, ending)) for ending in ("csv", "xlsx", "json")]
    return {response.status_code for response in found}


def test_files_of_what_is_not_public_are_missing(client: Client, told: Commitment) -> None:
    assert statuses(client, told) == statuses(client, told.claims.get().release) == {200}
    for hidden in (make.CommitmentFactory(), make.CommitmentFactory(withheld=True), make.ReleaseFactory()):
        assert statuses(client, hidden) == {404}
    assert client.get(record_address("commitment", told, "ods")).status_code == 404


def test_queries_do_not_grow_with_what_belongs_to_a_commitment(client: Client, told: Commitment) -> None:
    addresses = {
        "json": record_address("commitment", told, "json"),
        "csv": record_address("commitment", told, "csv"),
        "bib": address("commitment-bib", told),
    }
    for number in range(3):
        claim = make.ClaimFactory(
            complete=True, release=make.ReleaseFactory(public=True, published_on=date(2026, 3, 1))
        )
        make.CommitmentClaimFactory(commitment=told, claim=claim, relation=Relation.REPEATS)
        for _ in range(number):
            line = make.EquipmentLineFactory(commitment=told, claim_item=claim.items.get())
            make.DeliveryEventFactory(line=line, claim=claim, note="")
        counted = {}
        for name, there in addresses.items():
            with CaptureQueriesContext(connection) as captured:
                client.get(there)
            counted[name] = len(captured)
        assert counted == QUERIES, number
