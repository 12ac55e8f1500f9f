"""The worked examples work: those in Python are run as the page prints them, against a server of the test's own."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import Any

import pytest
from django.test import Client

from assistance.web.worked_examples import ANY_SITE, PYTHON, R
from tests.factories import CommitmentFactory, OrganisationFactory
from tests.web.html import page


@pytest.fixture
def world(transactional_db: None) -> None:
    donor = OrganisationFactory(name_en="Japan", name_uk="Японія")
    facts: list[dict[str, Any]] = [
        {"title_en": "Generators", "amount": "100.50", "currency": "EUR"},
        {"title_en": "Transformers", "amount": "200.25", "currency": "EUR"},
        {"title_en": "Drones", "amount": None, "currency": ""},
    ]
    for each in facts:
        CommitmentFactory(public=True, status="agreed", donors=[donor], **each)
    CommitmentFactory(title_en="Hidden", status="agreed", amount=7, currency="EUR", donors=[donor])


def printed(client: Client, site: str) -> list[str]:
    """Return the programs in Python that the page of ``site`` shows, after the two lines for spreadsheets."""
    response = client.get("/en/data/examples/", headers={"host": site.removeprefix("http://")})
    codes = ["".join(code.texts) for code in page(response).all("code")]
    return codes[2 : 2 + len(PYTHON)]


def run(program: str) -> list[str]:
    """Return the lines that ``program`` prints, run as a reader would."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.usefixtures("world")
def test_examples_in_python_print_what_they_promise(client: Client, live_server: Any) -> None:
    rows, totals, unchanged, pandas = (run(program) for program in printed(client, live_server.url))

    assert sorted(line.partition(" ")[2] for line in rows) == [
        "agreed 100.50 EUR Generators",
        "agreed 200.25 EUR Transformers",
        "agreed None None Drones",
    ]
    assert totals == ["Japan; agreed; 300.75; EUR"]
    assert unchanged == ["unchanged"]
    assert [line.split() for line in pandas] == [
        ["count", "sum"],
        ["status_code", "currency"],
        ["agreed", "EUR", "2", "300.75"],
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "uk"])
def test_every_example_names_the_site_it_is_read_on_and_addresses_that_are_there(client: Client, language: str) -> None:
    response = client.get(f"/{language}/data/examples/")
    codes = ["".join(code.texts) for code in page(response).all("code")]
    text = "\n".join(codes)

    assert len(codes) == 2 + len(PYTHON) + len(R)
    assert ANY_SITE not in text
    found = set(re.findall(r"http://testserver([^\"\s]*)", text))
    assert found == {
        "/api/v1/commitments/",
        "/api/v1/commitments/?status=agreed&page_size=200",
        "/api/v1/reports/totals/?by=donor",
        "/en/commitments.csv",
    }
    assert {address: client.get(address).status_code for address in found} == dict.fromkeys(found, 200)


@pytest.mark.django_db
def test_columns_that_examples_name_are_those_of_the_file(client: Client) -> None:
    header = client.get("/en/commitments.csv").content.decode("utf-8-sig").splitlines()[0].split(",")
    assert {"status_code", "currency", "amount"} <= set(header)
