"""Whole rows of the lists that have no page of their own, on the one small dataset."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from assistance.models import Commitment
from assistance.review import change_status, publish, withhold
from assistance.vocabulary import CommitmentStatus
from tests.api.conftest import Get
from tests.api.dataset import (
    NOW,
    SITE,
    Everything,
    written_claim,
    written_deliveries,
    written_link,
    written_rungs,
    written_source,
)
from tests.factories import (
    ClaimFactory,
    CommitmentFactory,
    DeliveryEventFactory,
    EquipmentLineFactory,
    ExchangeRateFactory,
    OrganisationFactory,
    StatusChangeFactory,
)

pytestmark = pytest.mark.django_db


def test_claim_stands_with_its_release_and_commitment(get: Get, everything: Everything) -> None:
    expected = {
        "updated_at": NOW,
        **written_claim(everything),
        "release": written_source(everything),
        "commitment": written_link(everything),
    }
    assert get(f"claims/{everything.first.pk}/") == expected
    listed = get("claims/")["results"]
    assert [row["id"] for row in listed] == [everything.second.pk, everything.first.pk]
    assert listed[1] == expected


def test_recipient_stands_with_what_it_receives(get: Get, everything: Everything) -> None:
    service = everything.service
    row = {
        "id": service.pk,
        "name": {
            "en": "State Emergency Service of Ukraine",
            "uk": "Державна служба України з надзвичайних ситуацій",
        },
        "type": "10",
        "country": "UA",
        "identifier": None,
        "commitments": 1,
        "url": f"{SITE}/en/recipients/{service.pk}/",
        "updated_at": NOW,
    }
    given = {"count": 1, "sums": [{"currency": "USD", "amount": "2500000.00", "count": 1, "bases": ["stated"]}]}
    ladder = written_rungs(in_delivery=given)
    assert get("recipients/")["results"] == [row]
    assert get("recipients/?expand=ladder")["results"] == [{**row, "ladder": ladder}]
    whole = get(f"recipients/{service.pk}/")
    assert whole.pop("note").startswith("Public commitments this recipient receives")
    link = f"{SITE}/api/v1/commitments/?recipient={service.pk}"
    assert whole == {**row, "ladder": ladder, "commitments_list": link}


def test_delivery_stands_with_its_item_and_commitment(get: Get, everything: Everything) -> None:
    line = {
        "id": everything.line.pk,
        "name": {"en": "generators", "uk": "генератори"},
        "category": "generator_power",
        "unit": None,
    }
    rows = [
        {**delivery, "equipment": line, "commitment": written_link(everything), "updated_at": NOW}
        for delivery in written_deliveries(everything)["deliveries"]
    ]
    assert get("deliveries/")["results"] == rows
    assert get(f"deliveries/{everything.delivery.pk}/") == rows[0]


def test_rate_stands_with_its_day_and_source(get: Get, everything: Everything) -> None:
    row = {
        "id": everything.rate.pk,
        "currency": "USD",
        "target": "UAH",
        "date": "2026-11-02",
        "rate": "41.25000000",
        "source": "National Bank of Ukraine",
        "updated_at": NOW,
    }
    assert get("rates/")["results"] == [row]
    assert get(f"rates/{everything.rate.pk}/") == row


NOTHING_CHANGED: dict[str, Any] = {
    "happened_on": None, "told_on": None, "record": None, "again": False, "status_before": None, "status": None,
    "before": None, "after": None, "delivery": None, "relation": None, "withheld": None, "merged": None, "claim": None,
    "release": None,
}  # fmt: skip


def test_change_tells_what_changed_and_nothing_of_what_is_public_no_longer(get: Get, staff: Any) -> None:
    shown = CommitmentFactory(title_en="Shown", title_uk="", claims=[ClaimFactory(release__public=True)])
    gone = CommitmentFactory(title_en="Gone", claims=[ClaimFactory(release__public=True)])
    for commitment in (shown, gone):
        publish(commitment, by=staff)
    withhold(Commitment.objects.get(pk=gone.pk), by=staff, reason="Asked for.")
    changes = {row["kind"]: row for row in get("changes/")["results"]}
    version = Commitment.history.filter(id=gone.pk).latest().history_id
    assert changes["withheld"] == {
        **NOTHING_CHANGED, "id": f"3-{version}", "kind": "withheld", "subject": "commitment", "recorded_at": NOW,
        "updated_at": NOW,
    }  # fmt: skip
    added = changes["added"]
    title = {"en": "Shown", "uk": None}
    assert added["record"] == {"id": shown.pk, "title": title, "url": f"{SITE}/en/commitments/{shown.pk}/"}
    assert (added["id"], added["status"], added["claim"]) == (f"1-{shown.pk}", "announced", shown.claims.get().pk)


def test_changes_are_narrowed_and_ordered(get: Get, staff: Any) -> None:
    japan = OrganisationFactory(japan=True)
    commitment = CommitmentFactory(donors=[japan], claims=[ClaimFactory(release__public=True)])
    other = CommitmentFactory(claims=[ClaimFactory(release__public=True)])
    for each in (commitment, other):
        publish(each, by=staff)
    assert len(get("changes/")["results"]) == 2
    assert [row["record"]["id"] for row in get(f"changes/?donor={japan.pk}")["results"]] == [commitment.pk]
    assert get("changes/?kind=delivery")["results"] == []
    newest = [row["id"] for row in get("changes/")["results"]]
    assert {*newest} == {row["id"] for row in get("changes/?order=oldest")["results"]}


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("claims/?relation=delivers", "second"), ("claims/?status=announced", "first"), ("claims/?kind=training", None),
        ("claims/?commitment={commitment}&release={release}", "first"), ("claims/?donor={donor}&language=uk", None),
        ("claims/?published_after=2026-11-03", "second"), ("claims/?q=kharkiv&published_before=2026-11-03", "first"),
        ("deliveries/?stage=handed_over", "delivery"), ("deliveries/?stage=shipped", "shipment"),
        ("deliveries/?happened_after=2026-11-01&donor={donor}", "delivery"), ("deliveries/?category=drone", None),
        ("deliveries/?equipment={line}&happened_before=2026-11-30", "delivery"),
        ("recipients/?country=UA", "service"), ("recipients/?q=undp", None),
        ("rates/?currency=USD&target=UAH&date_after=2026-11-02", "rate"), ("rates/?date_before=2026-11-01", None),
    ],
)  # fmt: skip
def test_filter_keeps_the_row_that_matches(get: Get, everything: Everything, address: str, shown: str | None) -> None:
    keys = {
        "commitment": everything.commitment.pk, "release": everything.release.pk, "donor": everything.japan.pk,
        "line": everything.line.pk,
    }  # fmt: skip
    found = [row["id"] for row in get(address.format(**keys))["results"]]
    assert found == ([getattr(everything, shown).pk] if shown else [])


@pytest.mark.parametrize(
    ("name", "orders"),
    [
        ("claims", ("newest", "oldest")), ("donors", ("name", "commitments")), ("recipients", ("name", "commitments")),
        ("projects", ("title", "commitments")), ("equipment", ("newest", "oldest", "name")),
        ("deliveries", ("newest", "oldest")), ("releases", ("newest", "oldest", "title")),
        ("needs", ("newest", "oldest")), ("stated-totals", ("newest", "oldest", "amount")),
        ("rates", ("newest", "oldest")), ("changes", ("newest", "oldest")),
    ],
)  # fmt: skip
def test_list_comes_in_the_orders_it_names(
    get: Get, everything: Everything, name: str, orders: tuple[str, ...]
) -> None:
    problem = get(f"{name}/?order=heavy", status=400)["errors"][0]
    assert (problem["field"], problem["allowed"]) == ("order", list(orders))
    keys = [[row["id"] for row in get(f"{name}/?order={order}")["results"]] for order in orders]
    assert keys[0] == [row["id"] for row in get(f"{name}/")["results"]]
    assert all(sorted(each, key=str) == sorted(keys[0], key=str) for each in keys)


def test_rows_of_a_list_stand_in_the_order_that_is_asked_for(get: Get) -> None:
    days = (date(2026, 5, 1), None, date(2026, 7, 1))
    line = EquipmentLineFactory(commitment__public=True)
    early, undated, late = (DeliveryEventFactory(line=line, happened_on=day).pk for day in days)
    assert [row["id"] for row in get("deliveries/")["results"]] == [late, early, undated]
    assert [row["id"] for row in get("deliveries/?order=oldest")["results"]] == [early, late, undated]
    small, large = (ExchangeRateFactory(date=day).pk for day in (date(2026, 1, 1), date(2026, 2, 1)))
    assert [row["id"] for row in get("rates/")["results"]] == [large, small]


def test_status_of_a_change_is_told_from_to(get: Get, staff: Any) -> None:
    commitment = CommitmentFactory(claims=[ClaimFactory(release__public=True)])
    StatusChangeFactory(commitment=commitment, status="announced")
    publish(commitment, by=staff)
    shown = Commitment.objects.get(pk=commitment.pk)
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC), tick=False):
        change_status(shown, to=CommitmentStatus.AGREED, by=staff, reason="Signed.", happened_on=date(2026, 11, 20))
        (row,) = get("changes/?kind=up")["results"]
    assert (row["status_before"], row["status"], row["happened_on"]) == ("announced", "agreed", "2026-11-20")
