"""What a row has: ``fields``, ``expand``, ``lang``, ``as_of`` and ``in``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from assistance.review import withhold_fact
from assistance.vocabulary import WithheldScope
from tests.api.conftest import Get
from tests.api.dataset import SITE, Everything, written_commitment, written_deliveries
from tests.factories import CommitmentFactory, ExchangeRateFactory

pytestmark = pytest.mark.django_db


def refused(answer: Any) -> tuple[str, list[str]]:
    """Return the one parameter that is wrong, and what may be given."""
    (error,) = answer["errors"]
    return error["field"], error.get("allowed", [])


def test_fields_leave_out_all_others(get: Get, everything: Everything) -> None:
    assert get("commitments/?fields=id,status")["results"] == [
        {"id": everything.commitment.pk, "status": "in_delivery"}
    ]
    assert get(f"commitments/{everything.commitment.pk}/?fields=kind") == {"kind": "equipment"}
    assert get("equipment/?fields=id,promised")["results"] == [{"id": everything.line.pk, "promised": "10.00"}]


def test_unknown_field_is_refused_with_those_there_are(get: Get) -> None:
    name, allowed = refused(get("needs/?fields=id,colour", status=400))
    assert name == "fields"
    assert {"id", "what", "release"} <= set(allowed)
    assert refused(get("commitments/?fields=converted", status=400))[0] == "fields"


def test_expand_adds_what_the_list_leaves_out(get: Get, everything: Everything) -> None:
    lean = written_commitment(everything)
    whole = get(f"commitments/{everything.commitment.pk}/")
    names = ("equipment", "claims", "status_changes")
    (row,) = get(f"commitments/?expand={','.join(names)}")["results"]
    assert row == {**lean, **{name: whole[name] for name in names}}
    (row,) = get("commitments/?expand=deliveries,equipment")["results"]
    assert row["deliveries"] == written_deliveries(everything)["deliveries"]
    assert row["equipment"] == whole["equipment"]
    (line,) = get("equipment/?expand=deliveries&fields=id")["results"]
    assert line == {"id": everything.line.pk, "deliveries": written_deliveries(everything)["deliveries"]}
    assert get("commitments/?fields=deliveries")["results"] == [{"deliveries": row["deliveries"]}]


def test_expanded_release_is_as_it_stands_alone(get: Get, everything: Everything) -> None:
    whole = get(f"releases/{everything.release.pk}/")
    rows = get("releases/?expand=text,claims,needs,stated_totals,traps")["results"]
    assert whole in rows
    assert not {"text", "claims", "needs", "stated_totals", "traps"} & set(get("releases/")["results"][0])


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("commitments", ["equipment", "deliveries", "claims", "status_changes"]), ("donors", ["ladder"]),
        ("recipients", ["ladder"]), ("equipment", ["deliveries", "evidence"]),
        ("releases", ["text", "claims", "needs", "stated_totals", "traps"]),
    ],
)  # fmt: skip
def test_unknown_expansion_is_refused_with_those_there_are(get: Get, name: str, allowed: list[str]) -> None:
    assert refused(get(f"{name}/?expand=everything", status=400)) == ("expand", allowed)


def test_language_asked_for_goes_before_the_browser_s(client: Client, everything: Everything) -> None:
    response = client.get("/api/v1/commitments/?lang=uk&fields=places,url", headers={"accept-language": "en"})
    assert response.json()["results"] == [
        {
            "url": f"{SITE}/uk/commitments/{everything.commitment.pk}/",
            "places": [{"code": "UA-63", "name": "Харківська область"}],
        }
    ]
    assert response["Content-Language"] == "uk"
    assert client.get("/api/v1/", headers={"accept-language": "en"})["Content-Language"] == "en"


def test_unknown_language_is_refused(get: Get) -> None:
    assert refused(get("?lang=fr", status=400)) == ("lang", ["en", "uk"])


@pytest.mark.parametrize("name", ["commitments", "equipment", "deliveries", "releases", "claims", "donors"])
def test_day_asked_for_by_parameter_is_that_of_the_address(client: Client, everything: Everything, name: str) -> None:
    below = client.get(f"/as-of/2026-11-05/api/v1/{name}/")
    asked = client.get(f"/api/v1/{name}/?as_of=2026-11-05")
    assert asked.status_code == 200
    assert asked.json() == below.json()
    assert asked.json() != client.get(f"/api/v1/{name}/").json() or name == "donors"


def test_day_of_the_records_is_asked_for_too(client: Client, everything: Everything) -> None:
    at = "/as-of/2026-11-05/recorded/2026-11-22"
    asked = client.get("/api/v1/commitments/?as_of=2026-11-05&recorded=2026-11-22").json()
    assert asked == client.get(f"{at}/api/v1/commitments/").json()
    assert asked["results"][0]["url"] == f"{SITE}{at}/en/commitments/{everything.commitment.pk}/"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/api/v1/commitments/?as_of=2030-01-01", "has not come yet"),
        ("/api/v1/commitments/?as_of=yesterday", "There is no such day"),
        ("/api/v1/commitments/?recorded=2026-11-22", "Name the day that is asked about"),
        ("/api/v1/commitments/?as_of=2026-11-20&recorded=2026-11-19", "Our records begin"),
        ("/as-of/2026-11-05/api/v1/commitments/?as_of=2026-11-05", "The day stands in the address already"),
    ],
)
def test_day_that_cannot_be_asked_about_is_refused(
    client: Client, everything: Everything, address: str, words: str
) -> None:
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert words in response.json()["detail"]
    assert [error["field"] for error in response.json()["errors"]] == ["as_of"]


@pytest.mark.parametrize("address", ["/api/v1/changes/", "/api/v1/reports/between/"])
def test_what_changed_is_of_no_day(client: Client, everything: Everything, address: str) -> None:
    assert refused(client.get(f"{address}?as_of=2026-11-05").json())[0] == "as_of"
    response = client.get(f"/as-of/2026-11-05{address}")
    assert (response.status_code, response["Location"]) == (302, address)


@pytest.fixture
def rates() -> None:
    """A dollar in euros on the day of the first release, and in hryvnias on that of the delivery."""
    ExchangeRateFactory(currency="EUR", target="USD", date=date(2026, 11, 2), rate=Decimal("1.25"), source="ECB")
    ExchangeRateFactory(currency="USD", target="UAH", date=date(2026, 11, 10), rate=Decimal(40), source="NBU")


def quote(pair: str, rate: str, day: str, source: str) -> dict[str, str]:
    currency, target = pair.split("/")
    return {"currency": currency, "target": target, "rate": rate, "day": day, "source": source}


@pytest.mark.usefixtures("rates")
def test_amounts_are_told_in_the_currency_asked_for_with_every_rate(get: Get, everything: Everything) -> None:
    CommitmentFactory(public=True)
    CommitmentFactory(public=True, amount=5, currency="JPY")
    rows = get("commitments/?in=EUR&fields=currency&cursor=")["results"]
    told = quote("EUR/USD", "1.25000000", "2026-11-02", "ECB")
    converted = {"amount": "2000000.00", "upper": None, "currency": "EUR", "day": "2026-11-02", "quotes": [told]}
    assert rows == [
        {"currency": "USD", "converted": converted, "converted_reason": None},
        {"currency": None, "converted": None, "converted_reason": "no_amount"},
        {"currency": "JPY", "converted": None, "converted_reason": "not_converted"},
    ]
    (valued, unvalued) = get("deliveries/?in=UAH&fields=value")["results"]
    assert valued["converted"]["amount"] == "7800000.00"
    assert valued["converted"]["quotes"] == [quote("USD/UAH", "40.00000000", "2026-11-10", "NBU")]
    assert unvalued["converted_reason"] == "no_amount"
    (total,) = get("stated-totals/?in=EUR&fields=id")["results"]
    assert (total["converted"]["amount"], total["converted_reason"]) == ("9600000000.00", None)
    alone = get(f"commitments/{everything.commitment.pk}/?in=USD&fields=id")
    assert (alone["converted"]["amount"], alone["converted"]["quotes"]) == ("2500000.00", [])


@pytest.mark.usefixtures("rates")
def test_currency_without_rates_is_refused_and_withheld_amounts_are_told_in_none(
    get: Get, everything: Everything, staff: Any
) -> None:
    assert refused(get("commitments/?in=XAF", status=400)) == ("in", ["EUR", "UAH", "USD"])
    withhold_fact(everything.commitment, scope=WithheldScope.AMOUNT, by=staff, reason="Asked for.")
    for name in ("commitments", "deliveries"):
        for row in get(f"{name}/?in=EUR&fields=id")["results"]:
            assert (row["converted"], row["converted_reason"]) == (None, "no_amount")
