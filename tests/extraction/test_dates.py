from datetime import date

import pytest

from assistance.extraction import dates
from assistance.extraction.text import Source


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Title\n\n17.07.2023\n\nBody.", date(2023, 7, 17)),
        ("Title\n\n03.10.2024 16:30\n\nBody.", date(2024, 10, 3)),
        ("Title\n\nTuesday, 17 December 2024, 20:06\n\nBody.", date(2024, 12, 17)),
        ("Title\n\nApril 5, 2024\n\nBody.", date(2024, 4, 5)),
        (
            "Title\n\nKYIV, 4 April 2024 – The fund gave a great many things on this day to a great many people here.",
            date(2024, 4, 4),
        ),
        ("Заголовок\n\n25 травня 2022 року\n\nТекст.", date(2022, 5, 25)),
        ("Title\n\n2024-05-06\n\nBody.", date(2024, 5, 6)),
        ("Title\n\nDecember 8, the minister met an ambassador.", None),
        ("Title\n\n31.02.2024\n\nBody.", None),
        (
            "Title\n\nThe long sentence that opens this release mentions 5 May 2021 as a day on"
            " which something happened.",
            None,
        ),
        ("", None),
    ],
)
def test_publication_day_is_read_from_the_head(text: str, day: date | None) -> None:
    assert dates.published(Source(text)) == day


@pytest.mark.parametrize(
    ("text", "near", "expected"),
    [
        ("met on December 8 in Kyiv", date(2022, 12, 9), [date(2022, 12, 8)]),
        ("met on December 8 in Kyiv", None, []),
        ("у вівторок, 3 жовтня 2024 року", None, [date(2024, 10, 3)]),
        ("on 07.10.2022 and 8 May 2023", None, [date(2022, 10, 7), date(2023, 5, 8)]),
        ("on 30 February", date(2024, 1, 1), []),
    ],
)
def test_day_without_a_year_is_completed_only_from_publication(
    text: str, near: date | None, expected: list[date]
) -> None:
    assert [one.day for one in dates.find(Source(text), near)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("help in the period 2023-2024 is planned", (date(2023, 1, 1), date(2024, 12, 31), "dates.years")),
        ("has given aid since 2015 to all", (date(2015, 1, 1), None, "dates.since")),
        ("у 2024 році надали допомогу", (date(2024, 1, 1), date(2024, 12, 31), "dates.year")),
        ("gave 2024 tents", None),
        ("paid €2023", None),
    ],
)
def test_period_is_read(text: str, expected: tuple[date, date | None, str] | None) -> None:
    source = Source(text)
    found = dates.period(source, source.sentences[0])
    assert (found and (found.start, found.end, found.rule)) == expected
