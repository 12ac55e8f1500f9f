import pytest

from assistance.extraction import cues, verbs
from assistance.extraction.text import Source
from assistance.extraction.wordlists import section, table
from assistance.vocabulary import CommitmentStatus


def tags(word: str, lemma: str) -> set[str]:
    return {tag for form in verbs.forms_of(word) if form.lemma == lemma for tag in form.tags}


@pytest.mark.parametrize(
    ("word", "lemma", "expected"),
    [
        ("supplies", "supply", {"s"}),
        ("supplied", "supply", {"past", "part"}),
        ("transferring", "transfer", {"ing"}),
        ("shipped", "ship", {"past", "part"}),
        ("gave", "give", {"past"}),
        ("given", "give", {"part"}),
        ("cancelled", "cancel", {"past", "part"}),
        ("canceled", "cancel", {"past", "part"}),
        ("completes", "complete", {"s"}),
    ],
)
def test_forms_of_an_english_verb_are_derived(word: str, lemma: str, expected: set[str]) -> None:
    assert tags(word, lemma) == expected


@pytest.mark.parametrize(
    ("word", "lemma", "expected"),
    [
        ("надала", "надати", {"past"}),
        ("надано", "надати", {"impersonal"}),
        ("наданими", "надати", {"adjective"}),
        ("надасть", "надати", {"future"}),
        ("надамо", "надати", {"future"}),
        ("наданням", "надати", {"noun"}),
        ("надають", "надавати", {"present"}),
        ("надаватиме", "надавати", {"future"}),
        ("надається", "надавати", {"present"}),
        ("виділять", "виділити", {"future"}),
        ("доставлять", "доставити", {"future"}),
        ("оплачено", "оплатити", {"impersonal"}),
        ("затверджено", "затвердити", {"impersonal"}),
        ("скасовано", "скасувати", {"impersonal"}),
        ("скасування", "скасувати", {"noun"}),
        ("погодилися", "погодитися", {"past"}),
        ("привезла", "привезти", {"past"}),
    ],
)
def test_forms_of_a_ukrainian_verb_are_derived(word: str, lemma: str, expected: set[str]) -> None:
    assert tags(word, lemma) == expected


def test_noun_for_a_thing_is_no_form_of_a_verb() -> None:
    assert not verbs.forms_of("обладнання")
    assert not verbs.forms_of("забезпечення")


@pytest.mark.parametrize(
    ("word", "acts"), [("donated", True), ("supplies", False), ("надано", True), ("надання", False)]
)
def test_verb_acts_where_it_is_no_noun(word: str, *, acts: bool) -> None:
    assert verbs.acts(Source(word).tokens, 0) is acts


@pytest.mark.parametrize("name", ["verbs_en", "verbs_uk"])
def test_every_class_has_a_status_for_every_mood(name: str) -> None:
    entry = table(name)
    kinds = {*entry["verbs"], *entry["nouns"], *(key.split(".")[0] for key in entry["phrases"])}
    moods = ("past", "present", "now", "ongoing", "lasting", "state", "future", "maybe", "infinitive", "gerund", "noun",
             "participle", "purpose")  # fmt: skip
    assert kinds <= set(section("moods", "table"))
    assert all(cues.meaning(kind, mood) in CommitmentStatus for kind in kinds for mood in moods)


@pytest.mark.parametrize(
    "word", ["уклали", "вклала", "заклали", "відклали", "підготувала", "підтримали", "склали", "набула"]
)
def test_irregular_past_of_a_ukrainian_verb_is_derived(word: str) -> None:
    assert any("past" in form.tags for form in verbs.forms_of(word))


def test_every_irregular_past_told_for_a_ukrainian_verb_ends_as_a_past() -> None:
    entries = (word for every in section("verbs_uk", "verbs").values() for entry in every for word in entry.split())
    told = [word.partition(",")[2] for word in entries if word.startswith("past=")]
    assert {stem[-1] for stem in told} <= {"л", "-"}
