import pytest

from assistance.extraction import status
from assistance.extraction.text import Source


def read(text: str, near: str | None = None) -> str | None:
    source = Source(text)
    sentence = source.sentences[0]
    at = source.token_at(source.plain.index(near)) if near else None
    found = status.settle(source, status.find(source, sentence.first, sentence.last), at)
    return found.value.value if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Japan handed over ten machines", "delivered"),
        ("Ten machines have already been given to Kyiv", "delivered"),
        ("Japan will hand over ten machines", "announced"),
        ("Ten machines will be offered once parliament approves the package", "announced"),
        ("Japan handed over the first of the ten machines", "in_delivery"),
        ("When all have arrived, the service will have 30 machines", "announced"),
        ("When all had arrived, the service received 30 machines", "delivered"),
        ("Ten machines are to be provided", "announced"),
        ("Norway pledged support", "announced"),
        ("the parliament approved a package", "agreed"),
        ("Sweden has allocated money", "agreed"),
        ("a project has been launched", "in_delivery"),
        ("the cargo is on its way", "in_delivery"),
        ("the training is being worked out", "under_consideration"),
        ("Rome is considering new aid", "under_consideration"),
        ("the course has already been held", "completed"),
        ("the programme was put on hold", "suspended"),
        ("the grant was terminated", "cancelled"),
        ("Japan has not given machines", None),
        ("the weather is fine", None),
    ],
)
def test_status_in_english_is_told(text: str, expected: str | None) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Японія передала десять машин", "delivered"),
        ("рятувальники вже отримали машини", "delivered"),
        ("Японія надасть десять машин", "announced"),
        ("Норвегія оголосила про допомогу", "announced"),
        ("уряд виділив кошти", "agreed"),
        ("сторони підписали меморандум", "agreed"),
        ("проєкт реалізується з весни", "in_delivery"),
        ("вантаж прямує до Києва", "in_delivery"),
        ("Рим розглядає можливість допомоги", "under_consideration"),
        ("навчання завершено", "completed"),
        ("допомогу призупинено", "suspended"),
        ("грант скасовано", "cancelled"),
        ("погода гарна", None),
    ],
)
def test_status_in_ukrainian_is_told(text: str, expected: str | None) -> None:
    assert read(text) == expected


def test_status_nearest_to_the_sum_decides() -> None:
    text = "Having received thanks, Sweden approved a package of SEK 5 million"
    assert (read(text, "5"), read(text)) == ("agreed", "delivered")


def test_status_that_is_weighed_goes_before_the_nearest() -> None:
    assert read("Sweden is considering whether the agreed €5 million will be given", "5") == "under_consideration"


def test_status_span_is_the_words_that_tell_it() -> None:
    text = "Japan handed over ten machines"
    source = Source(text)
    found = status.settle(source, status.find(source, 0, len(source.tokens)))
    assert found is not None
    assert (found.span.words(text), found.rule) == ("handed over", "status.delivered")
