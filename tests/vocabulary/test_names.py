"""When two spellings of a name are the same."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistance.vocabulary import normalise_name

#: Names in the letters and signs of both languages.
names = st.text(
    alphabet=string.ascii_letters + string.digits + "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяАЄЇҐЯ éüłö'’ʼ-–—\u00a0.,()&"
)


@pytest.mark.parametrize(
    ("name", "normalised"),
    [
        ("Japan", "japan"),
        ("  Japan \n", "japan"),
        ("Czech\u00a0Republic", "czech republic"),
        ("Czech \t Republic", "czech republic"),
        ("Японія", "японія"),
        ("ЇЖАК ҐАНОК", "їжак ґанок"),
        ("Об’єднані", "об'єднані"),
        ("Обʼєднані", "об'єднані"),
        ("Об‘єднані", "об'єднані"),
        ("Об`єднані", "об'єднані"),
        ("Об´єднані", "об'єднані"),
        ("Об'єднані", "об'єднані"),
        ("Rolls–Royce", "rolls-royce"),
        ("Rolls—Royce", "rolls-royce"),
        ("Rolls‑Royce", "rolls-royce"),
        ("Straße", "strasse"),
        ("Ｊａｐａｎ", "japan"),
        ("Cafe\u0301", "café"),
        ("", ""),
        (" \u00a0\n", ""),
    ],
)
def test_name_is_normalised(name, normalised):
    assert normalise_name(name) == normalised


@pytest.mark.parametrize(("one", "other"), [("Iran", "Iraq"), ("Київ", "Кийів"), ("UNDP", "UNDPs"), ("Й", "И")])
def test_names_of_others_stay_apart(one, other):
    assert normalise_name(one) != normalise_name(other)


@given(names)
def test_name_normalised_twice_is_the_same(name):
    assert normalise_name(normalise_name(name)) == normalise_name(name)


@given(names)
def test_name_in_capitals_is_the_same(name):
    assert normalise_name(name.upper()) == normalise_name(name)


@given(names)
def test_name_spaced_otherwise_is_the_same(name):
    assert normalise_name("\u00a0" + name.replace(" ", " \n ") + " ") == normalise_name(name)
