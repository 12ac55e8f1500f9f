import cProfile
import re
import time
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from assistance.extraction import VERSION, Claim, Extraction, Finding, extract
from tests.bench.texts import PIECES, adversarial

ARCHIVE = Path(__file__).parents[2] / "fixtures" / "releases"
RETOLD = (ARCHIVE / "mia-2022-12-08-japan-demining.txt").read_text("utf-8")


def findings(found: Extraction) -> list[Finding]:
    inner: list[Finding] = [*found.claims, *found.needs, *found.stated_totals, *found.traps]
    for one in found.claims:
        inner += [one.kind, one.status, *one.parties, *one.items, *one.sectors, *one.places]
        inner += [each for each in (one.amount, one.period) if each is not None]
    return inner


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        "\x00\x01\x02",
        "•",
        "a\n\n•\n\n-",
        "$",
        "5",
        "€5",
        "USD million",
        "и\u0306" * 50,
        "\u200b\u00ad",
        "\ud800 lone",
        "((((\"\"\"\"''''",
        "1,2,3.4.5,6/7/8",
        "99999999999999999999999 euros",
        "half a",
        "від",
        "Fund of",
        "of of of Fund Fund Fund",
    ],
)
def test_odd_input_raises_nothing(text: str) -> None:
    found = extract(text)
    assert (found.claims, found.version) == ((), VERSION)


@pytest.mark.parametrize("name", PIECES)
def test_adversarial_text_is_read_soon(name: str) -> None:
    text = adversarial(name, 5_000)
    started = time.process_time()
    found = extract(text)
    assert time.process_time() - started < 5
    assert all(one.span.end <= len(text) for one in findings(found))


def calls(text: str) -> int:
    """Return how many functions reading a text calls: work counted, which no busy machine changes."""
    profile = cProfile.Profile()
    profile.runcall(extract, text)
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize(
    "name",
    ["opening brackets", "lines that run on", "paragraphs", "bullets", "bullets of new things",
     "prose", "prose said again", "one line of prose", "organisations that give", "organisations that join",
     "names of one state", "sums", "it goes on"],
)  # fmt: skip
def test_work_grows_with_the_length_and_no_faster(name: str) -> None:
    extract(adversarial(name, 14_000))  # what is read once and kept counts for neither
    assert calls(adversarial(name, 14_000)) < 4 * 1.4 * calls(adversarial(name, 3_500))


@pytest.mark.parametrize(
    "dressing", [str, lambda text: text.replace("e", "e\u00ad"), lambda text: text.replace("й", "и\u0306")]
)
def test_spans_lie_in_the_text_and_words_are_verbatim(dressing: type[str]) -> None:
    text = dressing(RETOLD + "\n\nЯпонія передала Україні 12 пожежних автомобілів на 5 млн євро.")
    found = extract(text)
    assert len(found.claims) == 4
    for one in findings(found):
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert one.span.words(text) == text[one.span.start : one.span.end]
        assert re.fullmatch(r"[a-z]+\.[a-z0-9-]+", one.rule)


def test_parts_of_a_claim_stand_in_its_evidence() -> None:
    (claim,) = extract("Gift\n\nCanada gave Ukraine 40 tents worth CAD 2 million in Sumy region.").claims
    inner: list[Finding] = [claim.kind, claim.status, *claim.parties, *claim.items, *claim.places]
    assert claim.amount is not None
    assert all(claim.span.start <= one.span.start and one.span.end <= claim.span.end for one in [*inner, claim.amount])


def test_sentences_are_in_order_and_do_not_overlap() -> None:
    spans = extract(RETOLD).sentences
    assert all(left.end <= right.start for left, right in pairwise(spans))


def shape(claims: tuple[Claim, ...]) -> list[tuple[str, list[str], list[str], str | None]]:
    return [
        (
            one.status.value.value,
            [party.name for party in one.parties],
            [" ".join(item.name.split()) for item in one.items],
            f"{one.amount.value:f}" if one.amount else None,
        )
        for one in claims
    ]


def test_line_breaks_inside_a_paragraph_change_nothing() -> None:
    head, *body = RETOLD.split("\n\n")
    wrapped = "\n\n".join([head, *(part.replace(", ", ",\n") for part in body)])
    assert shape(extract(wrapped).claims) == shape(extract(RETOLD).claims)


def test_names_bear_no_line_breaks() -> None:
    text = "Aid\n\nThe Blue\nHeron Foundation gave Ukraine power\nstations and 5 fire\ntrucks."
    (claim,) = extract(text).claims
    assert [party.name for party in claim.parties] == ["Blue Heron Foundation", "Ukraine"]
    assert [item.name for item in claim.items] == ["power stations", "fire trucks"]


def test_windows_line_ends_change_nothing() -> None:
    assert shape(extract(RETOLD.replace("\n", "\r\n")).claims) == shape(extract(RETOLD).claims)


def test_given_title_language_and_day_are_kept() -> None:
    text = "Norway gave Ukraine 12 tents."
    found = extract(text, title="Tents", published=date(2024, 1, 2), language="en")
    assert (found.title, found.published, found.language, len(found.claims)) == ("Tents", date(2024, 1, 2), "en", 1)


def test_same_text_gives_the_same_findings() -> None:
    assert extract(RETOLD) == extract(RETOLD)
