"""Properties of the extractor over texts nobody thought of: words of the lists, numbers and signs in any order."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from textwrap import fill
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistance.extraction import Extraction, Finding, extract
from assistance.extraction.text import Source
from assistance.extraction.wordlists import table
from tests.extraction.test_robustness import findings

quick = settings(
    max_examples=80, derandomize=True, deadline=None, database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)  # fmt: skip


def phrases(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, dict | list):
        for each in entry.values() if isinstance(entry, dict) else entry:
            yield from phrases(each)


def spelt(pattern: str) -> str:
    """Return words that the pattern of a phrase fits."""
    plain = pattern.replace("~", "of the").replace("_", "all")
    return re.sub(r"\|\S+", "", plain).replace("*", "")


LISTS = ["states", "organisations", "agencies", "recipients", "verbs", "items", "money", "roles", "clauses", "traps",
         "needs", "regions", "numbers", "quantities", "abbreviations"]  # fmt: skip
LISTED = sorted({spelt(pattern) for name in LISTS for pattern in phrases(table(name))})
SIGNS = [".", ",", ";", ":", "!", "?", "(", ")", "[", "]", '"', "'", "«", "»", "“", "’", "-", "–", "•", "%", "/", "&",
         "$", "€", "£", "₴", "US$", "№", "\n", "\n\n", "\n• ", "\t", "\r\n", "\x00", "\x07", "\u00a0", "\u00ad",
         "\u200b", "\u0301", "\u0306", "\ud800", "☃", "中文"]  # fmt: skip
numbers = st.one_of(
    st.integers(0, 10**16).map(str),
    st.decimals("0", "99999", places=2).map(str),
    st.integers(0, 10**9).map("{:,}".format),
    st.sampled_from(["1/2", "5-7", "10:30", "0", "0.0", "1.5 million", "5 млн", "2023-2024", "05.06.2024", "7bn"]),
)
pieces = st.one_of(st.sampled_from(LISTED), st.sampled_from(LISTED), numbers, st.sampled_from(SIGNS))
jumbles = st.builds(
    lambda parts, gap: gap.join(parts), st.lists(pieces, max_size=60), st.sampled_from([" ", " ", " ", ""])
)

counts = st.integers(2, 999)
GIVERS = ["Germany", "The Government of Japan", "Norway", "USAID", "Hope Foundation", "The European Union"]
GIVERS_UK = ["Японія", "Уряд Німеччини", "Норвегія", "Європейський Союз", 'Фонд "Надія"']
english = st.builds(
    "{} {} {} {} {} {}.".format,
    st.sampled_from(GIVERS),
    st.sampled_from(["gave Ukraine", "will provide to Ukraine", "handed over to the people's councils of Sumy region"]),
    counts,
    st.sampled_from(["generators", "fire trucks", "boats and 3 tents", "mine detectors"]),
    st.sampled_from(["worth EUR", "for $", "worth about USD"]),
    counts.map("{} million".format),
)
ukrainian = st.builds(
    "{} {} {} {} на {} {}.".format,
    st.sampled_from(GIVERS_UK),
    st.sampled_from(["передала Україні", "надасть Україні", "передав для об'єктів ДСНС"]),
    counts,
    st.sampled_from(["генераторів", "пожежних автомобілів", "комп'ютерів та 3 човни"]),
    counts,
    st.sampled_from(["млн євро", "тис. доларів США", "млрд єн"]),
)
filler = st.sampled_from(["More will follow this year.", "The work goes on every day in all of the region."])
bodies = st.one_of(
    *(st.lists(st.one_of(sentence, filler), min_size=2, max_size=5).map(" ".join) for sentence in (english, ukrainian))
)
releases = st.lists(bodies, min_size=1, max_size=3).map(lambda parts: "\n\n".join(["Aid for Ukraine", *parts]))


def bare(name: str) -> str:
    """Return a name, which is kept as the text has it, with one kind of quote and space."""
    return " ".join(Source(name).plain.split())


def told(found: Extraction) -> list[Any]:
    """Return what an extraction says; not where, nor with which quotes and spaces."""
    return [
        *(
            (
                one.rule, one.status.value, one.kind.value,
                one.amount and (one.amount.value, one.amount.currency, one.amount.hedge, one.amount.upper),
                [(bare(party.name), party.role, party.country) for party in one.parties],
                [(bare(item.name), item.quantity, item.unit) for item in one.items],
                [place.name for place in one.places], {sector.value for sector in one.sectors},
            )
            for one in found.claims
        ),
        *((bare(need.what), need.quantity) for need in found.needs),
        *((total.amount.value, [bare(donor.name) for donor in total.donors]) for total in found.stated_totals),
        *(trap.reason for trap in found.traps),
        found.language, found.published, len(found.sentences),
    ]  # fmt: skip


def lies_in(text: str, one: Finding) -> bool:
    return 0 <= one.span.start < one.span.end <= len(text) and bool(re.fullmatch(r"[a-z]+\.[a-z0-9-]+", one.rule))


@quick
@given(st.one_of(jumbles, releases, st.text(max_size=200)))
def test_no_text_raises_and_every_span_lies_in_it(text: str) -> None:
    found = extract(text)
    assert [one for one in findings(found) if not lies_in(text, one)] == []
    assert all(0 <= span.start < span.end <= len(text) for span in found.sentences)
    assert all(left.end <= right.start for left, right in pairwise(found.sentences))


@quick
@given(st.one_of(jumbles, releases))
def test_numbers_are_finite_and_of_the_right_sign(text: str) -> None:
    found = extract(text)
    amounts = [one.amount for one in (*found.claims, *found.stated_totals) if one.amount]
    assert all(one.value.is_finite() and one.value > 0 for one in amounts)
    assert all(one.upper is None or (one.upper.is_finite() and one.upper > one.value) for one in amounts)
    counted: list[Decimal | None] = [item.quantity for claim in found.claims for item in claim.items]
    counted += [need.quantity for need in found.needs]
    assert all(one is None or (one.is_finite() and one > 0) for one in counted)


@quick
@given(st.one_of(jumbles, releases))
def test_sum_and_kind_of_a_claim_stand_in_its_evidence(text: str) -> None:
    for claim in extract(text).claims:
        parts = [claim.kind, *([claim.amount] if claim.amount else [])]
        assert all(claim.span.start <= one.span.start and one.span.end <= claim.span.end for one in parts)


@quick
@given(releases, st.integers(40, 100))
def test_line_breaks_at_any_width_change_nothing(text: str, width: int) -> None:
    title, *body = text.split("\n\n")
    wrapped = "\n\n".join([title, *(fill(part, width, break_long_words=False) for part in body)])
    if all(part.count("\n") != 1 for part in wrapped.split("\n\n")):
        assert told(extract(wrapped)) == told(extract(text))
        assert told(extract(wrapped.replace("\n", "\r\n"))) == told(extract(text))


@pytest.mark.parametrize(
    ("plain", "other"),
    [("\n", "\r\n"), (" ", "\u00a0"), (" ", "\u202f"), ("'", "’"), ("'", "ʼ"), ("и", "и\u00ad"), ("r", "r\u200b"),
     ("й", "и\u0306"), ("ї", "і\u0308"), ("о", "о\u0301"), ('"', "»")],
)  # fmt: skip
@settings(quick, max_examples=25)
@given(text=releases)
def test_typography_changes_nothing(text: str, plain: str, other: str) -> None:
    assert told(extract(text.replace(plain, other))) == told(extract(text))


@quick
@given(st.one_of(jumbles, releases))
def test_same_text_gives_the_same_findings(text: str) -> None:
    assert extract(text) == extract(text)
