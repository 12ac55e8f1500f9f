"""Explanations: each sentence with what was seen in it and what became of it."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistance.extraction import engine, extract
from assistance.extraction.explain import CLAIM_RULES, ClaimTrace, Fate, explain
from assistance.vocabulary import TrapReason

TITLE = "Norway hands over generators"
GIVEN = "Norway has handed over 20 generators worth EUR 1.5 million to the State Emergency Service of Ukraine."


def last(body, title=TITLE):
    return explain(f"{title}\n\n{body}\n").sentences[-1]


def seen(sentence):
    return [(trace.kind, trace.words, trace.meaning, trace.rule) for trace in sentence.mentions]


def test_sentence_of_a_claim_tells_its_mentions_with_their_rules():
    sentence = last(GIVEN)

    assert (sentence.number, sentence.words, sentence.fate, sentence.claims) == (2, GIVEN, Fate.CLAIM, (1,))
    assert seen(sentence) == [
        ("party", "Norway", "Norway: name, context “plain”, gives", "parties.name"),
        ("status", "has handed over", "delivered", "status.past-hand"),
        (
            "thing",
            "20 generators",
            "generators: 20 (exact), generator_power",
            "items.generator-power, quantities.number-before",
        ),
        ("sum", "EUR 1.5 million", "EUR 1,500,000 (exact)", "money.code-before"),
        (
            "party",
            "State Emergency Service of Ukraine",
            "State Emergency Service of Ukraine: recipient, context “to”, receives",
            "parties.recipient",
        ),
    ]


def test_ranges_second_sums_places_and_years_are_told():
    sentence = last("Norway will give Sumy region EUR 4–5 million (about USD 6 million) in 2025–2026.")

    assert [row for row in seen(sentence) if row[0] in {"sum", "place", "period"}] == [
        ("place", "Sumy region", "Sumy region (UA-59)", "places.region"),
        ("sum", "EUR 4–5 million", "EUR 4,000,000 to 5,000,000 (exact)", "money.code-before"),
        (
            "sum",
            "USD 6 million",
            "USD 6,000,000 (about); repeats the sum before it in another currency",
            "money.code-before",
        ),
        ("period", "2025–2026", "2025-01-01 to 2026-12-31", "dates.years"),
    ]


def test_claim_tells_its_rule_and_its_sentences():
    why = explain(f"{TITLE}\n\n{GIVEN}\n\nThe sky was blue that day.\n")

    assert why.claims == (
        ClaimTrace(number=1, rule="assemble.named", means="who gives is named with it", sentences=(2,)),
    )


@pytest.mark.parametrize(
    ("body", "fate"),
    [
        (f"{GIVEN}\n\nThe border guards need 30 smart cameras.", Fate.NEED),
        (f"{GIVEN}\n\nSince the start of the war Norway has given Ukraine EUR 900 million of aid.", Fate.TOTAL),
        (f"{GIVEN}\n\nThe sky was blue that day.", Fate.NOTHING),
        (f"{GIVEN}\n\nRead also: Japan hands over 10 machines.", Fate.FURNITURE),
        (f"{GIVEN}\n\nSanctions were imposed on 20 companies.", Fate.BARRED),
    ],
)
def test_sentence_without_a_claim_tells_why(body, fate):
    assert last(body).fate is fate


def test_title_makes_no_claim_where_there_is_a_body():
    assert explain(f"{TITLE}\n\n{GIVEN}\n").sentences[0].fate is Fate.TITLE


def test_barred_sentence_tells_the_reason_and_the_words():
    sentence = last("Two men were detained with 20 generators.")

    assert (sentence.fate, sentence.barrier, sentence.bars) == (Fate.BARRED, TrapReason.NO_GIVING, "detained")


def test_body_under_a_barred_title_is_told_to_be_left_out():
    assert last(GIVEN, title="Sanctions against smugglers").fate is Fate.BARRED_BY_TITLE


def test_sentence_that_tells_nothing_says_what_a_claim_needs():
    assert last("The sky was blue that day.").lacks == (
        "a word of giving",
        "a sum, things or a training",
        "somebody who gives",
        "a word for aid, or somebody who receives",
    )


def test_numbers_not_counted_stand_in_their_sentence_with_reason_and_rule():
    (trap,) = last("More than 300 buildings stand empty.").traps

    assert (trap.reason, trap.rule) == (TrapReason.STATISTIC, "traps.statistic")


def test_what_is_told_beforehand_is_used():
    why = explain(GIVEN, title="Norway", published=date(2024, 5, 6), language="en")

    assert why.found == extract(GIVEN, title="Norway", published=date(2024, 5, 6), language="en")


@pytest.mark.parametrize("text", ["", " \n", "\ufeff", "4", "•", "Україна"])
def test_text_without_anything_is_explained(text):
    assert explain(text).claims == ()


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.sampled_from([GIVEN, TITLE, "• ", "\n\n", " ", "Японія передала 5 машин.", "€5m", "(", "§"]), max_size=12
    )
)
def test_any_text_is_explained_and_its_claims_have_places(parts):
    text = "".join(parts)
    why = explain(text)

    assert why.found == extract(text)
    assert all(sentence.words == sentence.span.words(text) for sentence in why.sentences)


def test_every_rule_by_which_claims_are_made_is_put_into_words():
    code = "".join(path.read_text("utf-8") for path in Path(engine.__file__).parent.glob("*.py"))
    rules = set(re.findall(r'"(assemble\.[a-z-]+)"', code)) - {"assemble.total"}

    assert rules == set(CLAIM_RULES)
