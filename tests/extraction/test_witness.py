"""Which texts are one witness: copies, reprints and translations; and which only look so."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistance.extraction.witness import Print, likeness
from assistance.vocabulary import Likeness

RELEASES = Path(__file__).resolve().parents[2] / "fixtures" / "releases"

ENGLISH = """Japan and UNDP hand over equipment to rescuers in Kharkiv region

KYIV, 4 April 2024 – The Government of Japan and UNDP have handed over 12 pickup trucks, 150 metal detectors and \
40 sets of protective gear worth USD 1.85 million to the State Emergency Service of Ukraine.

The equipment goes to pyrotechnic teams in Kharkiv and Mykolaiv regions. Another five vehicles will arrive by the end \
of May.

Demining is where recovery begins, the ambassador said at the ceremony, which 30 rescuers attended.

Since 2022, Japan has given more than USD 60 million for humanitarian demining in Ukraine.
"""
UKRAINIAN = """Японія та ПРООН передали техніку рятувальникам Харківщини

КИЇВ, 4 квітня 2024 року – Уряд Японії та ПРООН передали Державній службі України з надзвичайних ситуацій 12 пікапів, \
150 металошукачів і 40 комплектів засобів захисту вартістю 1,85 млн доларів США.

Обладнання отримають піротехнічні підрозділи у Харківській та Миколаївській областях. Ще п’ять автомобілів надійдуть \
до кінця травня.

Відбудова починається з розмінування, сказав посол під час церемонії, у якій узяли участь 30 рятувальників.

Від 2022 року Японія надала понад 60 млн доларів на гуманітарне розмінування в Україні.
"""
PARAGRAPHS = ENGLISH.split("\n\n")
ABOUT = (
    "The Example Fund works on roads, water and schools with the people of many small towns and villages near the sea. "
    "It helps them to plan what they want, to find who builds it well, and to keep in good order what was built. "
    "Whoever wants to know more about it finds its yearly accounts on its pages, or may write a letter to its office."
)


def kind(left, right, **kwargs):
    there, back = likeness(Print(left), Print(right)), likeness(Print(right), Print(left))
    assert there.kind is back.kind
    assert there.score == pytest.approx(back.score)
    return there.kind


def stored(name):
    return (RELEASES / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        ENGLISH.replace("\n\n", "\n \n\n"),
        ENGLISH.upper(),
        ENGLISH.replace("–", "-").replace(" ", "\u00a0"),
        ENGLISH.replace("equipment", "equip\u00adment"),
    ],
    ids=["same", "lines", "capitals", "signs", "soft hyphen"],
)
def test_text_with_the_same_words_is_the_same_text(text):
    assert kind(ENGLISH, text) is Likeness.SAME_TEXT


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(["Rescuers get new cars, the ministry says", *PARAGRAPHS[1:]]),
        "\n\n".join(PARAGRAPHS[:3]),
        f"News of 5 April, 14:30. 3,145 readers\n\n{ENGLISH}\n\nPhoto: 6 pictures\n\nRead also: 20 boats for Odesa",
        ENGLISH.replace("handed over", "delivered").replace("goes to", "is meant for"),
        f"{ENGLISH}\nThe ministry adds that 17 more teams will be trained in June, and 4 in July of this year.\n",
    ],
    ids=["other lead", "trimmed", "furniture", "some words", "more at the end"],
)
def test_text_told_in_the_same_words_is_a_reprint(text):
    assert kind(ENGLISH, text) is Likeness.REPRINT


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH.replace("12 pickup trucks", "18 pickup trucks"),
        ENGLISH.replace("USD 1.85 million", "USD 2.4 million"),
        ENGLISH.replace("five vehicles", "nine vehicles"),
        ENGLISH.replace("12", "18")
        .replace("150", "90")
        .replace("1.85", "1.2")
        .replace("40", "25")
        .replace("Kharkiv", "Sumy"),
    ],
    ids=["one number", "the sum", "a number in words", "the pattern of another"],
)
def test_text_that_tells_other_figures_in_the_same_words_is_no_reprint(text):
    assert kind(ENGLISH, text) is None


def test_releases_that_share_no_more_than_what_stands_below_each_are_two_witnesses():
    left = f"Boats for Odesa\n\nDenmark has given 14 boats worth EUR 650,000 to rescuers.\n\n{ABOUT}\n"
    right = f"Pumps for Sumy\n\nNorway is to send 45 pumps worth EUR 3.1 million in June.\n\n{ABOUT}\n"

    assert kind(left, right) is None


def test_release_in_the_other_language_is_a_translation():
    assert kind(ENGLISH, UKRAINIAN) is Likeness.TRANSLATION


def test_translation_that_was_trimmed_is_one():
    assert kind(ENGLISH, "\n\n".join(UKRAINIAN.split("\n\n")[:4])) is Likeness.TRANSLATION


@pytest.mark.parametrize(
    "text",
    [
        UKRAINIAN.replace("12 пікапів", "18 пікапів").replace("150", "90").replace("1,85", "2,4"),
        UKRAINIAN.replace("4 квітня", "9 червня")
        .replace("1,85 млн", "850 тис.")
        .replace("40", "75")
        .replace("30", "16"),
        "Норвегія допоможе\n\nНорвегія надасть 12 насосів. Вони важать 150 тонн і прибудуть за 40 днів.\n",
        "Японія допоможе\n\nЯпонія надасть Україні 60 млн доларів, повідомив посол.\n",
    ],
    ids=["other figures", "other gift", "other donor", "one sum"],
)
def test_other_release_in_the_other_language_is_no_translation(text):
    assert kind(ENGLISH, text) is None


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("mia-2022-12-08-japan-demining", "uatv-2022-12-08-japan-demining", Likeness.REPRINT),
        ("pravda-2024-02-17-us-investigators", "unn-2024-02-17-us-investigators", None),
        ("lb-2025-12-02-japan-27-million", "mia-2025-12-03-japan-programme", None),
        ("mia-2024-07-09-japan-two-more-machines", "ukrinform-2024-07-06-japan-cambodia", None),
        ("demine-2024-07-09-japan-machines", "mofa-2024-07-10-japan-four-machines", None),
    ],
)
def test_stored_releases_are_told_apart(left, right, expected):
    assert kind(stored(left), stored(right)) is expected


def test_of_the_releases_of_the_demo_two_alone_are_one_witness():
    prints = {path.stem: Print(path.read_text("utf-8")) for path in sorted(RELEASES.glob("*.txt"))}
    names = list(prints)
    pairs = [(one, other) for at, one in enumerate(names) for other in names[at + 1 :]]

    linked = {pair for pair in pairs if likeness(*(prints[name] for name in pair)).kind is not None}

    assert linked == {("mia-2022-12-08-japan-demining", "uatv-2022-12-08-japan-demining")}


def test_verdict_gives_its_reasons():
    verdict = likeness(Print(ENGLISH), Print(UKRAINIAN))

    assert verdict.score > 0.9
    assert verdict.reasons[0].endswith(" of figures, days, parties and places alike")
    assert verdict.reasons[1].startswith("numbers: USD 1850000, ")


def test_language_told_beforehand_is_used():
    assert likeness(Print("A. B.", "en"), Print("A. C.", "uk")).kind is None


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_are_compared(left, right):
    assert 0 <= likeness(Print(left), Print(right)).score <= 1
