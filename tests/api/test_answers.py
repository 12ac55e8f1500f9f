"""Whole answers of every address, on the one small dataset."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.api.conftest import Get
from tests.api.dataset import (
    NOW,
    PASSAGE,
    SITE,
    Everything,
    span,
    written_claim,
    written_commitment,
    written_deliveries,
    written_japan,
    written_line,
    written_link,
    written_need,
    written_rungs,
    written_source,
)
from tests.factories import (
    CommitmentFactory,
    DeliveryEventFactory,
    DeliveryOccasionFactory,
    DeliverySettlementFactory,
    EquipmentLineFactory,
    NeedFactory,
    ReleaseFactory,
)

pytestmark = pytest.mark.django_db

REPORTS = ("overview", "equipment", "needs", "deliveries", "silent", "overdue", "completeness", "between")
GIVEN: dict[str, Any] = {
    "count": 1,
    "sums": [{"currency": "USD", "amount": "2500000.00", "count": 1, "bases": ["stated"]}],
}


NOTHING_WITHHELD = {"records": 0, "amounts": 0, "places": 0, "equipment": 0}


def page_of(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"count": len(rows), "next": None, "previous": None, "withheld": NOTHING_WITHHELD, "results": list(rows)}


def test_start_names_every_address(get: Get) -> None:
    lists = (
        "commitments", "claims", "donors", "recipients", "projects", "equipment", "deliveries", "releases", "needs",
        "rates", "changes",
    )  # fmt: skip
    assert get("") == {
        **{name: f"{SITE}/api/v1/{name}/" for name in lists},
        "stated_totals": f"{SITE}/api/v1/stated-totals/",
        "totals": f"{SITE}/api/v1/reports/totals/",
        **{f"{name}_report": f"{SITE}/api/v1/reports/{name}/" for name in REPORTS},
        "schema": f"{SITE}/api/v1/schema/",
    }


def test_commitments_with_everything_are_lean(get: Get, everything: Everything) -> None:
    assert get("commitments/") == page_of(written_commitment(everything))


def test_commitment_with_everything_is_whole(get: Get, everything: Everything) -> None:
    data, later = everything, f"Follow-up\n\n{PASSAGE}"
    empty = {"value": "", "role": None, "quantity": None, "unit": None}
    second = {
        "id": data.second.pk,
        "relation": "delivers",
        "kind": "equipment",
        "status": "in_delivery",
        "amount": None,
        "amount_upper": None,
        "amount_hedge": None,
        "currency": None,
        "period": {"start": None, "end": None},
        "passage": span(PASSAGE, later),
        "decided_evidence": [],
        "evidence": [
            {**empty, "fact": "status", "value": "in_delivery", **span("will hand over", later)},
            {**empty, "fact": "item", "value": "generators", "quantity": "10.00", **span("10 generators", later)},
        ],
        "release": {
            "id": data.later.pk,
            "title": "Follow-up",
            "publisher": "Ministry of Internal Affairs of Ukraine",
            "published_on": "2026-11-12",
            "source_url": "https://example.org/releases/2",
            "url": f"{SITE}/en/releases/{data.later.pk}/",
        },
    }
    words = {"claim": data.first.pk, "release": data.release.pk, **span("will hand over")}
    assert get(f"commitments/{data.commitment.pk}/") == {
        **written_commitment(data),
        "equipment": [{**written_line(data), **written_deliveries(data)}],
        "claims": [{**written_claim(data), "release": written_source(data)}, second],
        "status_changes": [
            {
                "old": None,
                "new": "announced",
                "happened_on": None,
                "recorded_at": NOW,
                "grounds": {"reason": None, "evidence": words},
            },
            {
                "old": "announced",
                "new": "in_delivery",
                "happened_on": "2026-11-10",
                "recorded_at": NOW,
                "grounds": {"reason": "The embassy confirmed it.", "evidence": None},
            },
        ],
    }


def test_commitment_with_nothing_states_nulls(get: Get) -> None:
    bare = CommitmentFactory(public=True, title_en="Bare", title_uk="")
    assert get(f"commitments/{bare.pk}/") == {
        "id": bare.pk,
        "title": {"en": "Bare", "uk": None},
        "status": "announced",
        "url": f"{SITE}/en/commitments/{bare.pk}/",
        "kind": "equipment",
        "amount": None,
        "amount_upper": None,
        "amount_hedge": None,
        "currency": None,
        "valuation_basis": "unknown",
        "period": {"start": None, "end": None},
        "project": None,
        "first_reported": None,
        "independent_sources": 0,
        "sources_withheld": False,
        "updated_at": NOW,
        **{name: [] for name in ("sectors", "places", "parties", "equipment", "claims", "status_changes", "withheld")},
    }


def test_commitment_of_a_hedged_range_tells_hedge_and_both_ends(get: Get) -> None:
    bare = CommitmentFactory(
        public=True, amount=16_000_000, amount_upper=20_000_000, amount_hedge="about", currency="EUR"
    )
    whole, listed = get(f"commitments/{bare.pk}/"), get("commitments/")["results"][0]
    for answer in (whole, listed):
        assert (answer["amount"], answer["amount_upper"]) == ("16000000.00", "20000000.00")
        assert (answer["amount_hedge"], answer["currency"]) == ("about", "EUR")


def test_donors_are_lean_and_a_donor_is_whole(get: Get, everything: Everything) -> None:
    data = everything
    lean = {**written_japan(data), "commitments": 1, "url": f"{SITE}/en/donors/{data.japan.pk}/"}
    lean["updated_at"] = NOW
    assert get("donors/") == page_of(lean)
    whole = get(f"donors/{data.japan.pk}/")
    assert "must not be added" in whole.pop("note")
    assert whole == {
        **lean,
        "ladder": written_rungs(in_delivery=GIVEN),
        "commitments_list": f"{SITE}/api/v1/commitments/?donor={data.japan.pk}",
    }


def test_projects_are_lean_and_a_project_is_whole(get: Get, everything: Everything) -> None:
    key = everything.project.pk
    lean = {
        "id": key,
        "title": {"en": "Warm winter", "uk": None},
        "url": f"{SITE}/en/projects/{key}/",
        "description": {"en": None, "uk": None},
        "period": {"start": "2026-01-01", "end": "2027-12-31"},
        "sectors": [{"sector": "demining", "dac_code": "15250"}],
        "places": [{"code": "UA-63", "name": "Kharkiv region"}],
        "references": [{"scheme": "ita_registration", "number": "5001"}],
        "commitments": 1,
        "updated_at": NOW,
    }
    assert get("projects/") == page_of(lean)
    assert get(f"projects/{key}/") == {
        **lean,
        "ladder": written_rungs(in_delivery=GIVEN),
        "commitments_list": f"{SITE}/api/v1/commitments/?project={key}",
    }


def test_equipment_that_several_reports_tell_of_is_a_range_until_settled(get: Get) -> None:
    occasion = DeliveryOccasionFactory(line__commitment__public=True)
    for quantity in (2, 4):
        DeliveryEventFactory(line=occasion.line, occasion=occasion, quantity=quantity)
    address = f"equipment/{occasion.line_id}/"

    def account() -> tuple[Any, ...]:
        line = get(address)
        (settled,) = {str(event["settled"]) for event in line["deliveries"] if event["occasion"] == occasion.pk}
        return line["handed_over"], line["outstanding"], line["outstanding_upper"], settled

    assert account() == ({"known": "2.00", "upper": "4.00", "at_least": False}, "6.00", "8.00", "None")
    DeliverySettlementFactory(occasion=occasion, reason="The act says four.")
    settled = str({"quantity": "4.00", "reason": "The act says four."})
    assert account() == ({"known": "4.00", "upper": "4.00", "at_least": False}, "6.00", "6.00", settled)


def test_equipment_is_lean_in_the_list_and_whole_alone(get: Get, everything: Everything) -> None:
    data = everything
    lean = {**written_line(data), "commitment": written_link(data), "donors": [written_japan(data)]}
    lean["updated_at"] = NOW
    assert get("equipment/") == page_of(lean)
    assert get(f"equipment/{data.line.pk}/") == {**lean, **written_deliveries(data)}


def test_equipment_of_unknown_quantity_is_null_never_zero(get: Get) -> None:
    line = EquipmentLineFactory(commitment__public=True, uncounted=True, unit="t")
    answer = get(f"equipment/{line.pk}/")
    assert (answer["promised"], answer["outstanding"], answer["unit"]) == (None, None, "t")


def test_releases_are_lean_and_a_release_is_whole(get: Get, everything: Everything) -> None:
    data = everything
    lean = {
        **written_source(data),
        "language": "en",
        "rendition": "original",
        "licence": "CC BY 4.0",
        "sha256": data.release.sha256,
        "retrieved_at": "2026-11-03T11:00:00+02:00",
        "supersedes": None,
        "superseded_by": None,
        "updated_at": NOW,
    }
    assert get("releases/")["results"][1] == lean
    assert get(f"releases/{data.release.pk}/") == {
        **lean,
        "text": data.release.text,
        "claims": [{**written_claim(data), "commitment": written_link(data)}],
        "needs": [written_need(data)],
        "stated_totals": [
            {
                "id": data.total.pk,
                "amount": "12000000000.00",
                "currency": "USD",
                "hedge": "exact",
                "scope": {"en": "since 2022", "uk": "з 2022 року"},
                "donors": [written_japan(data)],
                "period": {"start": None, "end": None},
                "evidence": span("USD 12 billion", data.release.text),
            }
        ],
        "traps": [
            {
                **span("340 fires", data.release.text),
                "reason": "statistic",
                "explanation": "Counts people, events or facilities, not assistance",
            }
        ],
    }


def test_release_with_another_version_names_it(get: Get) -> None:
    older = ReleaseFactory(public=True)
    newer = ReleaseFactory(public=True, supersedes=older)
    assert get(f"releases/{older.pk}/")["superseded_by"] == newer.pk
    assert get(f"releases/{newer.pk}/")["supersedes"] == older.pk


def test_needs_are_the_same_in_the_list_and_alone(get: Get, everything: Everything) -> None:
    need = {**written_need(everything), "release": written_source(everything), "updated_at": NOW}
    assert get("needs/") == page_of(need)
    assert get(f"needs/{everything.need.pk}/") == need


def test_need_without_coverage_is_open(get: Get) -> None:
    need = NeedFactory(public=True, quantity=None)
    answer = get(f"needs/{need.pk}/")
    assert (answer["covered"], answer["coverage"], answer["quantity"]) == (False, [], None)


def test_needs_asked_again_stand_once_in_the_list(get: Get) -> None:
    first = NeedFactory(public=True, release__published_on=date(2022, 5, 25))
    again = NeedFactory(public=True, release__published_on=date(2024, 8, 20), repeats=first)
    NeedFactory(release__published_on=date(2025, 1, 1), repeats=first)
    (row,) = get("needs/")["results"]
    asked = {name: row["account"][name] for name in ("asked", "first_asked", "last_asked")}
    assert (row["id"], row["repeats"]) == (first.pk, None)
    assert asked == {"asked": 2, "first_asked": "2022-05-25", "last_asked": "2024-08-20"}
    assert get(f"needs/{again.pk}/")["repeats"] == first.pk


def test_stated_totals_stand_beside_what_is_itemised(get: Get, everything: Everything) -> None:
    data = everything
    row = {
        "id": data.total.pk,
        "amount": "12000000000.00",
        "currency": "USD",
        "hedge": "exact",
        "scope": {"en": "since 2022", "uk": "з 2022 року"},
        "donors": [written_japan(data)],
        "period": {"start": None, "end": None},
        "evidence": span("USD 12 billion", data.release.text),
        "itemised": {
            "amount": "2500000.00",
            "count": 1,
            "since": None,
            "until": "2026-11-02",
            "without_amount": 0,
            "other_currencies": 0,
            "joint": 0,
            "undated": 0,
        },
        "gap": "11997500000.00",
        "release": written_source(data),
        "updated_at": NOW,
    }
    assert get("stated-totals/") == page_of(row)
    assert get(f"stated-totals/{data.total.pk}/") == row
    assert get(f"stated-totals/?donor={data.japan.pk}&currency=USD") == page_of(row)
    assert get("stated-totals/?currency=EUR") == page_of()


def test_evidence_spans_cut_their_words_out_of_the_release(get: Get, everything: Everything) -> None:
    release = get(f"releases/{everything.release.pk}/")
    rows = [*release["traps"], *(total["evidence"] for total in release["stated_totals"])]
    for claim in release["claims"]:
        rows += [claim["passage"], *claim["evidence"]]
    assert len(rows) == 11
    assert [release["text"][row["start"] : row["end"]] for row in rows] == [row["words"] for row in rows]


def test_answers_in_ukrainian_name_places_in_it_and_point_to_its_pages(client: Any, everything: Everything) -> None:
    key = everything.commitment.pk
    response = client.get(f"/api/v1/commitments/{key}/", headers={"accept-language": "uk"})
    assert response.json()["url"] == f"{SITE}/uk/commitments/{key}/"
    assert "Accept-Language" in response["Vary"]
