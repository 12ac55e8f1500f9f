import pytest

from assistance.extraction import status
from assistance.extraction.text import Source
from tests.extraction.reading_aloud import status_near


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
    assert status_near(text) == expected


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
    assert status_near(text) == expected


GOVERNED_IN_ENGLISH = [
    ("Norway promised to give ten boats", "announced"),
    ("Norway agreed to give ten boats", "agreed"),
    ("The parliament voted to provide ten boats", "agreed"),
    ("A contract for the supply of ten boats was signed in Oslo", "agreed"),
    ("Norway announced the allocation of 30 million kroner", "announced"),
    ("Norway announced that it has transferred 30 million kroner", "delivered"),
    ("Norway is considering giving ten boats", "under_consideration"),
    ("Norway has agreed to consider the transfer of boats", "under_consideration"),
    ("Whether the boats will be given is still being discussed", "under_consideration"),
    ("Deliveries of the boats have begun", "in_delivery"),
    ("Deliveries of the boats are expected to begin in March", "announced"),
    ("Norway has begun delivering the boats", "in_delivery"),
    ("Norway has completed the delivery of the boats", "delivered"),
    ("The handover of ten boats took place in Odesa", "delivered"),
    ("He thanked Norway for handing over the boats", "delivered"),
    ("Norway has decided to withdraw the offer", "cancelled"),
    ("Norway will not provide any boats", "cancelled"),
    ("Under the agreement, Norway will give ten boats", "agreed"),
]


@pytest.mark.parametrize(("text", "expected"), GOVERNED_IN_ENGLISH)
def test_verb_that_governs_another_decides(text: str, expected: str) -> None:
    assert status_near(text) == expected


GOVERNED_IN_UKRAINIAN = [
    ("Естонія пообіцяла передати п'ять катерів", "announced"),
    ("Естонія готова передати п'ять катерів", "announced"),
    ("Естонія погодилася передати п'ять катерів", "agreed"),
    ("Сейм проголосував за виділення 20 млн євро", "agreed"),
    ("Агентство уклало меморандум, яким передбачено надання 30 млн крон", "agreed"),
    ("Естонія розглядає можливість передати катери", "under_consideration"),
    ("Естонія може надати ще п'ять катерів", "under_consideration"),
    ("Естонія не виключає передачі катерів", "under_consideration"),
    ("Розпочалися поставки катерів з Естонії", "in_delivery"),
    ("Триває передача катерів", "in_delivery"),
    ("Естонія здійснила поставку двох катерів", "delivered"),
    ("У порту відбулася передача п'яти катерів", "delivered"),
    ("Дякуємо Естонії за передачу катерів", "delivered"),
    ("Постачання катерів поставлено на паузу", "suspended"),
    ("Естонія відмовилася передати катери", "cancelled"),
]


@pytest.mark.parametrize(("text", "expected"), GOVERNED_IN_UKRAINIAN)
def test_verb_that_governs_another_decides_in_ukrainian(text: str, expected: str) -> None:
    assert status_near(text) == expected


MOODS = [
    ("The boats have been handed over", "delivered"),
    ("The boats are being loaded", "in_delivery"),
    ("The boats will from Friday be handed over", "announced"),
    ("Norway might provide another ten boats", "under_consideration"),
    ("The money promised in May reached Kyiv in June", "delivered"),
    ("Norway is giving ten boats", "announced"),
    ("Sweden to send ten patrol boats", "announced"),
    ("The boats were shipped to Odesa last year", "delivered"),
    ("The boats have been shipped to Odesa", "in_delivery"),
    ("the supplies of the town", None),
    ("Катери буде передано навесні", "announced"),
    ("Катери мають передати навесні", "announced"),
    ("Катери було передано навесні", "delivered"),
    ("Естонія передаватиме катери щороку", "announced"),
    ("Естонія передала б катери", "under_consideration"),
    ("Вантажі надходять щодня", "in_delivery"),
    ("Естонія не передала катерів", None),
    ("Угоду щодо катерів підписано", "agreed"),
    ("Для лікарень закуповують катери", "in_delivery"),
]


@pytest.mark.parametrize(("text", "expected"), MOODS)
def test_mood_of_a_verb_tells_the_status(text: str, expected: str | None) -> None:
    assert status_near(text) == expected


CLAUSES = [
    ("Norway gave ten boats, which will help to guard the coast", "boats", "delivered"),
    ("The ports will share ten boats that Norway has given to Ukraine", "boats", "delivered"),
    ("Suspended is the project for which the agency had set aside 13 million dollars", "13", "suspended"),
    ("The boats promised by Norway arrived in Odesa", "boats", "delivered"),
    ("Норвегія передала десять катерів, які допоможуть стерегти узбережжя", "катерів", "delivered"),
    ("Угоду, за якою Норвегія передає десять катерів, підписано в Осло", "катерів", "agreed"),
    ("Among the cancelled is the programme on which Oslo had spent 5 million kroner", "5", "cancelled"),
]


@pytest.mark.parametrize(("text", "near", "expected"), CLAUSES)
def test_clause_that_speaks_of_the_thing_decides(text: str, near: str, expected: str) -> None:
    assert status_near(text, near) == expected


def test_status_nearest_to_the_sum_decides() -> None:
    text = "Sweden has handed over ten boats and approved a package of SEK 5 million"
    assert (status_near(text, "5"), status_near(text, "ten")) == ("agreed", "delivered")


def test_status_that_is_weighed_goes_before_the_nearest() -> None:
    assert (
        status_near("Sweden is considering whether the agreed €5 million will be given", "5") == "under_consideration"
    )


def test_status_span_is_the_words_that_tell_it() -> None:
    text = "Japan has already handed over ten machines"
    source = Source(text)
    found = status.settle(source, status.find(source, 0, len(source.tokens)))
    assert found is not None
    assert (found.span.words(text), found.rule) == ("has already handed over", "status.past-hand")


@pytest.mark.parametrize(
    ("text", "yields"),
    [("the delivery of ten boats", True), ("The package totals 5 million", True), ("Norway gave ten boats", False)],
)
def test_status_that_little_speaks_for_yields_to_what_was_told_before(text: str, *, yields: bool) -> None:
    source = Source(text)
    found = status.settle(source, status.find(source, 0, len(source.tokens)))
    assert found is not None
    assert status.yields(found) is yields
