"""Base forms, in both languages."""

import pytest

from assistance.vocabulary import lemma, lemmas, stem


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("генераторів", "генератор"),
        ("ГЕНЕРАТОРИ", "генератор"),
        ("Японії", "японія"),
        ("Японією", "японія"),
        ("дронами", "дрон"),
        ("Києва", "київ"),
        ("generators", "generator"),
        ("Batteries", "battery"),
        ("ДСНС", "дснс"),
        ("Mi-8", "mi-8"),
        ("12", "12"),
        ("", ""),
    ],
)
def test_lemma_is_the_base_form_folded(word, base):
    assert lemma(word) == base


def test_lemmas_of_a_text_come_once_each_in_order():
    assert lemmas("Генератори з Японії: 10 генераторів, Japan’s generators") == [
        "генератор",
        "з",
        "японія",
        "10",
        "japan",
        "generator",
    ]


@pytest.mark.parametrize(
    ("word", "common"),
    [
        ("генераторами", "генератор"),
        ("Японії", "япон"),
        ("Києва", "києва"),
        ("дітей", "дітей"),
        ("vehicles", "vehicle"),
    ],
)
def test_stem_is_what_is_common_to_the_forms_or_the_word(word, common):
    assert stem(word) == common
