"""The two releases the tracker began with, and their retellings in the archive."""

from datetime import date
from pathlib import Path

import pytest

from assistance.extraction import Extraction, extract
from tests.extraction.reading_aloud import claims

HERE = Path(__file__).parent
ORIGINALS = HERE.parents[1].parent / "shared" / "releases"

MACHINES = [
    "? off-road vehicles for pyrotechnics (vehicle)",
    "? mechanized demining machines (demining_machine)",
    "? metal detectors (detector)",
    "? quadcopters (drone)",
    "? excavators (engineering_machine)",
    "? bulldozers (engineering_machine)",
    "? motor graders (engineering_machine)",
    "? buses (vehicle)",
]
JAPAN: list[dict[str, object]] = [
    {
        "status": "in_delivery",
        "kind": "equipment",
        "donors": ["Japan"],
        "implementers": ["UNDP"],
        "recipients": ["State Emergency Service of Ukraine", "communities in Kyiv region"],
        "amount": "4500000 USD",
        "items": [
            "? vehicles (vehicle)",
            "? armor protection (protective)",
            "? metal detectors (detector)",
            "? special equipment (other)",
        ],
        "places": ["Kyiv region"],
    },
    {
        "status": "under_consideration",
        "kind": "equipment",
        "donors": ["Japan"],
        "implementers": [],
        "recipients": ["State Emergency Service of Ukraine"],
        "amount": None,
        "items": MACHINES,
        "places": [],
    },
    {
        "status": "under_consideration",
        "kind": "training",
        "donors": ["Japan"],
        "implementers": [],
        "recipients": ["State Emergency Service of Ukraine"],
        "amount": None,
        "items": [],
        "places": ["Cambodia"],
    },
]
JAPAN_TRAPS = {("1,000 Points", "statistic"), ("300 of", "no_giving"), ("90%", "share")}
G7_TRAPS = [
    ("2 years", "date_or_time"),
    ("128,000 war", "loss"),
    ("195 thousand attacks", "loss"),
    ("4 times", "statistic"),
    ("70 evacuation", "statistic"),
    ("300,000 people", "statistic"),
    ("750", "statistic"),
    ("450 such", "statistic"),
    ("2,000 schools", "statistic"),
]


def original(name: str) -> tuple[str, Extraction]:
    if not ORIGINALS.is_dir():
        pytest.skip("the original releases are not part of the repository")
    text = (ORIGINALS / name).read_text("utf-8")
    return text, extract(text)


def traps(text: str, found: Extraction) -> list[tuple[str, str]]:
    return [(trap.span.words(text), trap.reason.value) for trap in found.traps]


def check_japan(text: str, found: Extraction) -> None:
    assert claims(found) == JAPAN
    assert [{sector.value.value for sector in one.sectors} >= {"demining"} for one in found.claims] == [
        True,
        True,
        True,
    ]
    first, second, third = found.claims
    assert (first.period, third.period) == (None, None)
    assert second.period is not None
    assert (second.period.start, second.period.end) == (date(2023, 1, 1), date(2024, 12, 31))
    assert {"JICA", "Japan International Cooperation Agency"} <= set(second.parties[0].aliases)
    evidence = second.span.words(text)
    assert evidence.startswith("The Agency is considering")
    assert evidence.endswith("motor graders, buses.")
    assert [need.what.startswith("providing the mobile Points of Invincibility") for need in found.needs] == [True]
    assert found.stated_totals == ()
    assert set(traps(text, found)) == JAPAN_TRAPS


def check_g7(text: str, found: Extraction) -> None:
    assert (found.claims, found.stated_totals) == ((), ())
    assert [(need.what, need.quantity, need.category.value) for need in found.needs] == [
        ("smart video surveillance systems", None, "it_comms"),
    ]
    assert traps(text, found) == G7_TRAPS
    assert found.published is not None
    assert found.published.isoformat() == "2024-10-03"


JAPAN_RETELLINGS = ("mia-2022-12-08-japan-demining.txt", "uatv-2022-12-08-japan-demining.txt")
PUBLISHED = HERE.parents[1] / "fixtures" / "releases"


@pytest.mark.parametrize("name", JAPAN_RETELLINGS)
def test_japan_release_of_the_archive_gives_its_three_claims_and_the_need(name: str) -> None:
    text = (PUBLISHED / name).read_text("utf-8")
    found = extract(text)
    keys = ("status", "kind", "donors", "implementers", "amount", "places")
    assert [[one[key] for key in keys] for one in claims(found)] == [[one[key] for key in keys] for one in JAPAN]
    assert [len(one.items) for one in found.claims] == [4, 8, 0]
    assert [one.name for one in found.claims[0].parties[2:]] == [
        "State Emergency Service of Ukraine",
        "communities of Kyiv region" if name.startswith("mia") else "communities of the Kyiv region",
    ]
    period = found.claims[1].period
    assert period is not None
    assert (period.start, period.end) == (date(2023, 1, 1), date(2024, 12, 31))
    assert {"JICA", "Japan International Cooperation Agency"} <= set(found.claims[1].parties[0].aliases)
    assert [need.what for need in found.needs] == ["help from partners in fitting out the mobile points"]


def test_g7_release_of_the_archive_gives_a_need_and_no_claim() -> None:
    found = extract((PUBLISHED / "mia-2024-10-03-g7-interior-ministers.txt").read_text("utf-8"))
    assert (found.claims, found.stated_totals) == ((), ())
    assert [need.what for need in found.needs] == ["smart video surveillance systems"]
    numbers = ["128,000", "195 thousand", "70", "300,000", "750", "450", "2,000"]
    text = (PUBLISHED / "mia-2024-10-03-g7-interior-ministers.txt").read_text("utf-8")
    assert [trap.span.words(text).rpartition(" ")[0] for trap in found.traps] == numbers


def test_japan_release_original_gives_its_three_claims() -> None:
    check_japan(*original("mia-2022-12-08-japan-demining.txt"))


def test_g7_release_original_gives_a_need_and_no_claim() -> None:
    check_g7(*original("mia-2024-10-03-g7-interior-ministers.txt"))
