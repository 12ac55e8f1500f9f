"""The same told twice, lists and their lines, details of a summary."""

import pytest

from assistance.extraction import extract
from tests.extraction.reading_aloud import claims


def things(body: str) -> list[list[str]]:
    """Return the things of each claim, without their categories."""
    found = claims(extract(f"Help for Ukraine\n\n{body}"))
    return [[str(one).rpartition(" (")[0] for one in row["items"]] for row in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "lines",
    ["- 12 pumps;\n- 40 ladders;\n- carabiners and ropes.", "• 12 pumps\n• 40 ladders\n• carabiners and ropes"],
)
def test_lines_of_a_list_belong_to_what_opens_it(lines: str) -> None:
    body = f"Norway has handed over equipment to the rescuers of Ukraine. The list:\n\n{lines}"

    assert things(body) == [["12 pumps", "40 ladders", "? carabiners", "? ropes"]]


def test_line_of_a_list_with_a_giver_of_its_own_is_a_claim_of_its_own() -> None:
    body = "The rescuers of Ukraine have received:\n\n- 12 pumps from Norway;\n- 40 ladders from Latvia."

    assert things(body) == [["12 pumps"], ["40 ladders"]]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Norway gave Ukraine 12 pumps. The 12 pumps were handed over by Norway in Lviv.", [["12 pumps"]]),
        ("Norway gave Ukraine 12 pumps. Norway also gave Ukraine 5 boats.", [["12 pumps"], ["5 boats"]]),
        ("Norway sent a convoy with aid to Kherson. The lorries carry food, 40 boats and pumps.",
         [["? food", "40 boats", "? pumps"]]),
        ("Norway sent aid to Kherson. On board are 40 boats and medicines.", [["40 boats", "? medicines"]]),
        ("Norway sent a convoy to Sumy. The cargo included 40 boats and 12 tents.", [["40 boats", "12 tents"]]),
        ("Norway gave Kherson 12 pumps. With them came 40 hoses.", [["12 pumps", "40 hoses"]]),
        ("Norway gave Kherson 12 trucks. Each of the trucks carries a crane and a winch.", [["12 trucks"]]),
        ("The package from Norway for Ukraine includes 12 pumps and tents.", [["12 pumps", "? tents"]]),
        ("Norway gave Ukraine pumps and boats. In all, Norway handed over 12 pumps and 3 boats.",
         [["12 pumps", "3 boats"]]),
        ("Norway gave the police of Ukraine 12 cars. Norway gave the State Border Guard Service of Ukraine 12 cars.",
         [["12 cars"], ["12 cars"]]),
        ("Норвегія передала Україні 12 насосів. Рятувальники отримали від Норвегії 12 насосів.", [["12 насосів"]]),
    ],
)  # fmt: skip
def test_gift_told_again_is_one_claim_unless_something_differs(body: str, expected: list[list[str]]) -> None:
    assert things(body) == expected


def test_line_of_a_list_with_the_number_of_another_is_no_summary_of_it() -> None:
    text = "Help\n\nJapan handed over to Ukraine:\n\n– disinfectants – 1 tonne;\n\n– immunosuppressants – 1 tonne;\n"
    (claim,) = extract(text).claims
    assert [(item.name, item.quantity) for item in claim.items] == [("disinfectants", 1), ("immunosuppressants", 1)]


def test_later_is_no_agreement() -> None:
    text = "Допомога\n\nНорвегія передала 12 насосів Україні. Згодом Україна отримає від Данії 3 човни."
    assert [claim.status.value.value for claim in extract(text).claims] == ["delivered", "announced"]


def test_things_to_come_are_what_a_settled_sum_is_for() -> None:
    text = (
        "Help for Ukraine\n\nNorway has approved EUR 70 million for Ukraine's energy sector. "
        "Cities will be supplied with generators and boilers."
    )
    (claim,) = extract(text).claims
    assert [item.name for item in claim.items] == ["generators", "boilers"]
