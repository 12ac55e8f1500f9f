"""Whole answers of the reports, on the one small dataset."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from assistance.models import Commitment, ExchangeRate
from assistance.review import withhold, withhold_fact
from assistance.vocabulary import WithheldScope
from tests.api.conftest import Get
from tests.api.dataset import Everything, written_japan, written_link, written_rungs
from tests.api.test_queries import fill
from tests.factories import (
    ClaimFactory,
    CommitmentClaimFactory,
    CommitmentFactory,
    DeliveryEventFactory,
    DeliveryOccasionFactory,
    EquipmentLineFactory,
    ExchangeRateFactory,
    NeedFactory,
    OrganisationFactory,
)

pytestmark = pytest.mark.django_db

NOTHING = {"records": 0, "amounts": 0, "places": 0, "equipment": 0}
STATED = [{"currency": "USD", "amount": "2500000.00", "count": 1, "bases": ["stated"]}]
GENERATORS = {"en": "generators", "uk": "генератори"}


def answer(get: Get, address: str) -> dict[str, Any]:
    """Return an answer without its note, which it must have."""
    found: dict[str, Any] = get(f"reports/{address}")
    assert len(found.pop("note")) > 60
    return found


def steps(**lines: int) -> list[dict[str, Any]]:
    return [{"progress": step, "lines": lines.get(step, 0)} for step in ("all", "part", "unknown", "none")]


def tally(**unlike: Any) -> dict[str, Any]:
    return {
        "unit": None,
        "lines": 1,
        "promised": "10.00",
        "promised_unknown": 0,
        "shipped": {"known": "4.00", "upper": None, "at_least": True},
        "handed_over": {"known": "4.00", "upper": "4.00", "at_least": False},
        "outstanding": "6.00",
        "outstanding_upper": "6.00",
        "outstanding_unknown": 0,
        "progress": steps(part=1),
        **unlike,
    }


def given(data: Everything) -> dict[str, Any]:
    return {**written_link(data), "donors": [written_japan(data)]}


def test_equipment_by_category_stands_beside_what_is_asked_for(get: Get, everything: Everything) -> None:
    group = {"item": None, "parts": [], "outside": 0}
    asked = {"unit": None, "needs": 1, "quantity": "40.00", "unknown": 0}
    assert answer(get, "equipment/") == {
        "by": "category",
        "withheld": NOTHING,
        "rows": [
            {**group, "category": "generator_power", "lines": 1, "tallies": [tally()], "asked_for": []},
            {**group, "category": "drone", "lines": 0, "tallies": [], "asked_for": [asked]},
        ],
    }


def test_equipment_by_item_and_by_donor(get: Get, everything: Everything) -> None:
    items = get("reports/equipment/?by=item")["rows"]
    assert [(row["category"], row["item"]["en"], row["lines"]) for row in items] == [
        ("drone", "drones", 0), ("generator_power", "generators", 1),
    ]  # fmt: skip
    (row,) = get("reports/equipment/?by=donor")["rows"]
    parts = [{"value": str(everything.japan.pk), "label": "Japan"}]
    assert (row["category"], row["item"], row["parts"], row["asked_for"]) == (None, None, parts, None)
    assert row["tallies"] == [tally()]


def test_equipment_of_unknown_number_is_null_and_units_stand_apart(get: Get) -> None:
    commitment = CommitmentFactory(public=True)
    EquipmentLineFactory(commitment=commitment, uncounted=True)
    EquipmentLineFactory(commitment=commitment, quantity=3, unit="t")
    EquipmentLineFactory(commitment__public=True, commitment__status="cancelled", quantity=99)
    (row,) = get("reports/equipment/")["rows"]
    nothing = {"known": "0.00", "upper": "0.00", "at_least": False}
    unknown = {"promised": None, "promised_unknown": 1, "outstanding": None, "outstanding_upper": None}
    common = {"shipped": nothing, "handed_over": nothing, "progress": steps(none=1)}
    assert (row["lines"], row["outside"]) == (2, 1)
    assert row["tallies"] == [
        tally(**common, **unknown, outstanding_unknown=1),
        tally(**common, unit="t", promised="3.00", outstanding="3.00", outstanding_upper="3.00"),
    ]


def test_narrowed_equipment_tells_of_needs_only_where_it_is_narrowed_by_category(
    get: Get, everything: Everything
) -> None:
    (row,) = get("reports/equipment/?category=drone")["rows"]
    assert row["asked_for"] == [{"unit": None, "needs": 1, "quantity": "40.00", "unknown": 0}]
    (row,) = get(f"reports/equipment/?donor={everything.japan.pk}")["rows"]
    assert (row["category"], row["asked_for"]) == ("generator_power", None)
    assert get("reports/equipment/?by=moon", status=400)["errors"][0]["allowed"] == ["category", "item", "donor"]


def test_needs_are_added_up_by_category_and_unit(get: Get, everything: Everything) -> None:
    NeedFactory(public=True, quantity=None, unit="t")
    row = {"category": "drone", "asked_again": 0}
    states = ("open", "part", "unknown", "covered")
    assert answer(get, "needs/") == {
        "withheld": NOTHING,
        "rows": [
            {
                **row,
                "unit": None,
                "needs": 1,
                "asked_for": "40.00",
                "asked_unknown": 0,
                "covered": "10.00",
                "at_least": False,
                "missing": "30.00",
                "missing_unknown": 0,
                "states": [{"state": state, "needs": int(state == "part")} for state in states],
            },
            {
                **row,
                "unit": "t",
                "needs": 1,
                "asked_for": None,
                "asked_unknown": 1,
                "covered": "0.00",
                "at_least": False,
                "missing": None,
                "missing_unknown": 1,
                "states": [{"state": state, "needs": int(state == "open")} for state in states],
            },
        ],
    }
    assert [row["unit"] for row in get("reports/needs/?covered=true")["rows"]] == [None]


def test_need_asked_twice_counts_once(get: Get) -> None:
    first = NeedFactory(public=True)
    NeedFactory(public=True, repeats=first)
    (row,) = get("reports/needs/")["rows"]
    assert (row["needs"], row["asked_for"], row["asked_again"]) == (1, "40.00", 1)


def test_commitments_stand_against_deliveries(get: Get, everything: Everything) -> None:
    data = everything
    value = {"currency": "USD", "scope": "item", "least": "195000.00", "most": "195000.00"}
    delivery = {"equipment": data.line.pk, "name": GENERATORS, "stage": "handed_over", "happened_on": "2026-11-10"}
    total = {
        "parts": [{"value": str(data.japan.pk), "label": "Japan"}],
        "status": "in_delivery",
        "counted": True,
        "count": 1,
        "without_amount": 0,
        "withheld": 0,
        "sums": STATED,
    }
    how_far = {"lines": 1, "progress": steps(part=1)}
    assert answer(get, "deliveries/") == {
        "withheld": NOTHING,
        "donors": [{**how_far, "total": total, "with_lines": 1, "with_deliveries": 1, "with_values": 1}],
        "commitments": [
            {
                **how_far,
                "commitment": given(data),
                "amount": "2500000.00",
                "currency": "USD",
                "last_delivery": "2026-11-10",
                "tallies": [tally()],
                "values": [{**delivery, "values": [value]}],
            }
        ],
    }


def test_values_of_deliveries_are_ranges_and_are_never_added(get: Get) -> None:
    occasion = DeliveryOccasionFactory(line__commitment__public=True)
    for number in (2, 5):
        DeliveryEventFactory(line=occasion.line, occasion=occasion, value=number, currency="EUR")
    DeliveryEventFactory(line=occasion.line, value=7, currency="EUR", happened_on=None)
    (row,) = get("reports/deliveries/")["commitments"]
    assert [[(value["least"], value["most"]) for value in each["values"]] for each in row["values"]] == [
        [("2.00", "5.00")], [("7.00", "7.00")],
    ]  # fmt: skip
    assert (row["amount"], row["currency"]) == (None, None)


def test_deliveries_tell_neither_values_nor_equipment_that_are_withheld(
    get: Get, everything: Everything, staff: User
) -> None:
    Commitment.objects.update(title_en="Aid", title_uk="")
    for scope in (WithheldScope.AMOUNT, WithheldScope.EQUIPMENT):
        withhold_fact(everything.commitment, scope=scope, by=staff, reason="Asked for.")
        found = answer(get, "deliveries/")
        (row,) = found["commitments"]
        assert (row["amount"], row["values"], found["donors"][0]["total"]["withheld"]) == (None, [], 1)
    assert (row["lines"], row["tallies"], row["last_delivery"]) == (0, [], None)
    assert found["withheld"] == {**NOTHING, "amounts": 1, "equipment": 1}


def promised(day: str, **more: Any) -> Any:
    """Return a public commitment that a release of ``day`` alone tells of."""
    commitment = CommitmentFactory(public=True, **more)
    CommitmentClaimFactory(commitment=commitment, claim__release__published_on=date.fromisoformat(day))
    return commitment


def test_promise_is_silent_from_its_last_public_word_on(get: Get) -> None:
    donor = OrganisationFactory(japan=True)
    silent = promised("2026-05-26", donors=[donor], status="agreed")
    promised("2026-05-27")
    promised("2020-01-01", status="delivered")
    CommitmentFactory(public=True)
    (row,) = (found := answer(get, "silent/")).pop("rows")
    assert found == {"today": "2026-11-22", "silent_for": 180, "withheld": NOTHING}
    assert (row["commitment"]["id"], row["last_heard"], row["days"]) == (silent.pk, "2026-05-26", 180)
    assert [each["name"]["en"] for each in row["commitment"]["donors"]] == ["Japan"]
    assert [row["days"] for row in get("reports/silent/?days=100")["rows"]] == [180, 179]
    assert get(f"reports/silent/?days=1&status=announced&donor={donor.pk}")["rows"] == []


@pytest.mark.parametrize("days", ["0", "-1", "x", "1.5", "10000", "²", "9" * 5000])
def test_silence_of_no_number_of_days_is_refused(get: Get, days: str) -> None:
    (error,) = get(f"reports/silent/?days={days}", status=400)["errors"]
    assert error == {"field": "days", "message": "Enter a whole number from 1 to 9999."}


def test_what_is_not_public_breaks_no_silence(get: Get, staff: User) -> None:
    silent = promised("2026-01-01")
    line = EquipmentLineFactory(commitment=silent)
    DeliveryEventFactory(line=line, happened_on=date(2026, 11, 20))
    hidden = ClaimFactory(release__published_on=date(2026, 11, 21))
    CommitmentClaimFactory(commitment=silent, claim=hidden, relation="repeats")
    assert get("reports/silent/")["rows"] == []
    withhold_fact(silent, scope=WithheldScope.EQUIPMENT, by=staff, reason="Asked for.")
    # The first release tells of the equipment, so that nothing public gives a day now.
    assert get("reports/silent/")["rows"] == []
    other = promised("2026-01-01")
    CommitmentClaimFactory(commitment=other, relation="repeats", claim=ClaimFactory(release__withheld=True))
    assert [row["last_heard"] for row in get("reports/silent/")["rows"]] == ["2026-01-01"]


def test_promises_whose_day_is_over_are_overdue(get: Get, everything: Everything) -> None:
    data = everything
    data.line.due_on = date(2026, 11, 12)
    data.line.save()
    late = CommitmentFactory(public=True, period_end=date(2026, 1, 1))
    for status in ("under_consideration", "suspended", "delivered", "cancelled"):
        CommitmentFactory(public=True, period_end=date(2026, 1, 1), status=status)
    CommitmentFactory(period_end=date(2026, 1, 1))
    found = answer(get, "overdue/")
    item = {
        "equipment": data.line.pk,
        "name": GENERATORS,
        "unit": None,
        "due_on": "2026-11-12",
        "promised": "10.00",
        "outstanding": "6.00",
        "outstanding_upper": "6.00",
    }
    assert found.pop("rows")[1:] == [
        {"commitment": given(data), "promised_for": "2026-11-12", "days": 10, "items": [item]}
    ]
    assert found == {"today": "2026-11-22", "withheld": NOTHING}
    (first, _second) = get("reports/overdue/")["rows"]
    assert (first["commitment"]["id"], first["days"], first["items"]) == (late.pk, 325, [])


def test_day_of_equipment_that_is_withheld_is_not_overdue(get: Get, staff: User) -> None:
    commitment = CommitmentFactory(public=True)
    EquipmentLineFactory(commitment=commitment, due_on=date(2026, 1, 1))
    assert len(get("reports/overdue/")["rows"]) == 1
    withhold_fact(commitment, scope=WithheldScope.EQUIPMENT, by=staff, reason="Asked for.")
    assert get("reports/overdue/")["rows"] == []


READ = {
    "releases_read": 2,
    "releases_public": 2,
    "publishers": 1,
    "last_release": "2026-11-12",
    "claims_decided": 0,
    "claims_waiting": 2,
    "share_decided": None,
    "withheld": NOTHING,
}


def test_completeness_tells_what_was_read_and_decided(get: Get, everything: Everything) -> None:
    assert answer(get, "completeness/") == READ


def test_overview_has_every_figure_of_the_page(get: Get, client: Client, everything: Everything) -> None:
    ExchangeRateFactory(currency="EUR", target="USD", rate="1.25", date=date(2026, 11, 2), source="The bank")
    quote = {"currency": "EUR", "target": "USD", "day": "2026-11-02", "rate": "1.25000000", "source": "The bank"}
    found = answer(get, "overview/")
    breakdowns = found.pop("breakdowns")
    rung = {"count": 1, "sums": STATED}
    converted = {"amount": "2000000.00", "count": 1, "unconverted": 0, "quotes": [quote]}
    assert found == {
        "ladder": written_rungs(in_delivery=rung),
        "in_one_currency": {
            "target": "EUR",
            "rates_of": None,
            "sources": ["The bank"],
            "unconverted": 0,
            "rungs": [{"status": "in_delivery", **converted}],
        },
        "completeness": READ,
    }
    assert [each["by"] for each in breakdowns] == ["donor", "recipient", "sector", "year"]
    for each in breakdowns:
        assert each["rows"] == get(f"reports/totals/?by={each['by']}")["rows"]
    page = client.get("/en/").context
    assert [part.subject for part in page["parts"]] == [each["by"] for each in breakdowns]


def test_overview_without_rates_has_no_currency_for_all(get: Get, everything: Everything) -> None:
    ExchangeRate.objects.all().delete()
    assert get("reports/overview/")["in_one_currency"] is None


def rung_of(found: dict[str, Any], status: str) -> dict[str, Any]:
    return next(rung for rung in found["rungs"] if rung["status"] == status)


def test_between_two_days_the_difference_is_told_with_what_makes_it(get: Get, everything: Everything) -> None:
    data = everything
    found = answer(get, "between/?from=2026-11-02&to=2026-11-20")
    status = {"counted": True, "without_amount": 0, "withheld": 0}
    one, none = {"count": 1, "sums": STATED, **status}, {"count": 0, "sums": [], **status}
    empty = {"currency": "USD", "amount": "0.00", "count": 0, "bases": []}
    move = {"amount": "2500000.00", "currency": "USD", "withheld": False}
    assert rung_of(found, "announced") == {
        "status": "announced",
        "counted": True,
        "before": {"status": "announced", **one},
        "after": {"status": "announced", **none},
        "difference": -1,
        "sums": [{"currency": "USD", "before": STATED[0], "after": empty, "difference": "-2500000.00"}],
    }
    assert rung_of(found, "in_delivery") == {
        "status": "in_delivery",
        "counted": True,
        "before": {"status": "in_delivery", **none},
        "after": {"status": "in_delivery", **one},
        "difference": 1,
        "sums": [{"currency": "USD", "before": empty, "after": STATED[0], "difference": "2500000.00"}],
    }
    others = [rung for rung in found.pop("rungs") if rung["status"] not in ("announced", "in_delivery")]
    assert {rung["difference"] for rung in others} == {0}
    assert found == {
        "first": "2026-11-02",
        "last": "2026-11-20",
        "records_of": None,
        "withheld": NOTHING,
        "moves": [
            {
                "commitment": given(data),
                "before": {"status": "announced", **move},
                "after": {"status": "in_delivery", **move},
            }
        ],
    }


def test_between_without_days_is_the_year_until_today(get: Get, everything: Everything) -> None:
    found = get("reports/between/")
    assert (found["first"], found["last"]) == ("2026-11-02", "2026-11-22")
    promised("2020-01-01")
    assert get("reports/between/")["first"] == "2025-11-22"


def test_between_narrowed_to_a_donor_not_known_on_the_first_day_keeps_none_of_that_day(
    get: Get, everything: Everything
) -> None:
    promised("2026-11-01", donors=[OrganisationFactory()])
    found = get(f"reports/between/?from=2026-11-01&donor={everything.japan.pk}")
    assert [rung["before"]["count"] for rung in found["rungs"] if rung["before"]["count"]] == []
    assert [(move["commitment"]["id"], move["before"]) for move in found["moves"]] == [(everything.commitment.pk, None)]
    (error,) = get("reports/between/?donor=99999", status=400)["errors"]
    assert error["field"] == "donor"


@pytest.mark.parametrize(
    ("query", "field", "words"),
    [
        ("from=soon", "from", "There is no such day."),
        ("to=2026-02-30", "to", "There is no such day."),
        ("to=2026-11-23", "to", "has not come yet"),
        ("from=2026-11-01", "from", "The earliest release here is of 2 November 2026."),
        ("from=2026-11-20&to=2026-11-10", "from", "after the later one"),
        ("records_of=2026-11-21", "records_of", "Our records begin on 22 November 2026."),
    ],
)
def test_between_days_that_cannot_be_compared_says_why(
    get: Get, everything: Everything, query: str, field: str, words: str
) -> None:
    (error,) = get(f"reports/between/?{query}", status=400)["errors"]
    assert (error["field"], words in error["message"]) == (field, True), error


def test_between_by_the_records_of_a_day(get: Get, everything: Everything) -> None:
    found = get("reports/between/?from=2026-11-02&records_of=2026-11-22")
    assert (found["records_of"], found["last"], len(found["moves"])) == ("2026-11-22", "2026-11-22", 1)


def test_between_is_asked_of_no_day(client: Client, everything: Everything) -> None:
    response = client.get("/as-of/2026-11-12/api/v1/reports/between/?from=2026-11-02")
    assert (response.status_code, response["Location"]) == (302, "/api/v1/reports/between/?from=2026-11-02")


def test_between_tells_nothing_that_is_withheld_today(get: Get, everything: Everything, staff: User) -> None:
    withhold_fact(everything.commitment, scope=WithheldScope.AMOUNT, by=staff, reason="Asked for.")
    found = get("reports/between/?from=2026-11-12")
    assert [rung["sums"] for rung in found["rungs"] if rung["sums"]] == []
    withhold(everything.commitment, by=staff, reason="Asked for.")
    found = get("reports/between/?from=2026-11-12")
    assert (found["moves"], found["withheld"]["records"]) == ([], 1)


@pytest.mark.parametrize("name", ["equipment", "needs", "silent", "overdue", "deliveries", "overview", "completeness"])
def test_reports_can_be_asked_as_of_a_day(client: Client, everything: Everything, name: str) -> None:
    body = client.get(f"/as-of/2026-11-05/api/v1/reports/{name}/").json()
    assert len(body["note"]) > 60
    if "today" in body:
        assert body["today"] == "2026-11-05"
    if name == "equipment":
        assert body["rows"][0]["tallies"][0]["handed_over"]["known"] == "0.00"


@pytest.mark.parametrize("number", [1, 4])
@pytest.mark.parametrize(
    ("name", "queries"),
    [
        ("equipment/", 7),
        ("needs/", 3),
        ("deliveries/", 10),
        ("silent/", 7),
        ("overdue/", 8),
        ("overview/", 20),
        ("completeness/", 9),
    ],
)
def test_report_takes_a_fixed_number_of_queries(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, name: str, queries: int, number: int
) -> None:
    fill(number)
    for _ in range(number):
        promised("2026-01-01", period_end=date(2026, 2, 1), donors=[OrganisationFactory()])
    with django_assert_num_queries(queries):
        client.get(f"/api/v1/reports/{name}")


def test_between_takes_as_many_queries_for_few_as_for_many(client: Client) -> None:
    counted = []
    for _ in range(2):
        fill(2)
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/api/v1/reports/between/?from=2026-11-02").status_code == 200
        counted.append(len(captured))
    assert counted[0] == counted[1]
