"""The figures the floor is made of."""

from typing import Any

import pytest

from tests.extraction.scoring import Score, alike, normal, pairs, same_donor, shared

TEXT = "Norway gave 20 tents. Sweden is thinking about 5 million kronor."
NORWAY = {"name": "Norway", "type": "government", "country": "NO", "aliases": []}
SWEDEN = {"name": "Sweden", "type": "government", "country": "SE", "aliases": []}
TENTS = {"name": "tents", "aliases": [], "quantity": 20, "unit": None, "category": "shelter_supply"}
KRONOR = {"value": 5000000, "currency": "SEK"}


def commitment(**fields: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        **{key: [] for key in ("donors", "implementers", "recipients", "items", "locations")},
        "amount": None,
        "status": "delivered",
        "evidence": "Norway gave 20 tents.",
    }
    return {**empty, **fields}


GIFT = commitment(donors=[NORWAY], items=[TENTS])
PLAN = commitment(
    donors=[SWEDEN],
    amount=KRONOR,
    status="under_consideration",
    evidence="Sweden is thinking about 5 million kronor.",
)


def figures(found: list[dict[str, Any]], told: list[dict[str, Any]], **annotation: Any) -> dict[str, float]:
    score = Score()
    score.add(TEXT, found, {"commitments": told, **annotation})
    return score.figures()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Armoured Vehicles", "armoured vehicle", True),
        ("the Ministry of Culture", "Culture", True),
        ("supplies", "supply", True),
        ("генераторів", "генератори", True),
        ("Харківська область", "Харківської області", True),
        ("Red Cross of Denmark", "Red Cross", True),
        ("State Border Guard Service", "State Emergency Service", False),
        ("large yellow water pumps", "pumps", False),
        ("Kyiv region", "Odesa region", False),
        ("", "", False),
    ],
)
def test_names_are_compared_by_their_stems(one: str, other: str, *, expected: bool) -> None:
    assert (alike(one, other), alike(other, one)) == (expected, expected)


def test_name_of_empty_words_alone_keeps_them() -> None:
    assert normal("the Government") == {"the", "government"}


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({**NORWAY, "name": "Kingdom in the north"}, True),
        ({**NORWAY, "name": "Tromsø", "type": "subnational"}, False),
        ({**SWEDEN, "name": "Sverige", "aliases": ["Norway"]}, True),
        (SWEDEN, False),
    ],
)
def test_donors_are_the_same_by_country_or_by_any_name(other: dict[str, Any], *, expected: bool) -> None:
    assert same_donor(NORWAY, other) is expected


def test_sharing_finds_the_largest_pairing() -> None:
    assert shared(["either", "first"], ["first", "second"], lambda one, other: one in {"either", other}) == 2


def test_commitments_are_paired_by_what_they_share() -> None:
    assert set(pairs([PLAN, GIFT], [GIFT, PLAN])) == {(0, 1), (1, 0)}


def test_everything_right_gives_full_marks() -> None:
    reached = figures([GIFT, PLAN], [GIFT, PLAN])

    assert (reached.pop("false alarms"), reached.pop("not verbatim")) == (0, 0)
    assert set(reached.values()) == {1.0}


def test_what_is_missed_and_what_is_wrong_count_apart() -> None:
    reached = figures([{**GIFT, "status": "agreed", "items": [{**TENTS, "quantity": 2}]}], [GIFT, PLAN])

    assert (reached["donors precision"], reached["donors recall"]) == (1.0, 0.5)
    assert (reached["items F1"], reached["quantities F1"], reached["amounts recall"]) == (1.0, 0.0, 0.0)
    assert (reached["records precision"], reached["records recall"]) == (1.0, 0.5)
    assert (reached["status"], reached["whole"]) == (0.0, 0.0)


def test_commitment_found_where_none_is_told_is_a_false_alarm() -> None:
    reached = figures([{**GIFT, "evidence": "Norway has given."}], [])

    assert (reached["false alarms"], reached["not verbatim"], reached["facts precision"]) == (1, 1, 0.0)


def test_sum_in_a_second_currency_counts_neither_way() -> None:
    again = {**PLAN, "donors": [], "amount": {"value": 450000, "currency": "EUR"}, "evidence": "Norway gave"}

    reached = figures([GIFT, PLAN, again], [GIFT, PLAN], neutral_amounts=[again["amount"]])
    assert (reached["amounts precision"], reached["records precision"]) == (1.0, 1.0)
