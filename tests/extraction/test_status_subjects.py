"""What sentences about loans, convoys, courses and buildings tell of their status."""

import pytest

from tests.extraction.reading_aloud import status_near

IN_ENGLISH = [
    ("The first tranche of the loan landed in the treasury on Monday", "tranche", "delivered"),
    ("The second tranche of €90 million is conditional on reforms", "90", "announced"),
    ("The loan of €90 million was disbursed in full", "90", "delivered"),
    ("The bank's board gave its nod to a loan of €90 million", "90", "agreed"),
    ("The €90 million loan agreement took effect on Monday", "90", "agreed"),
    ("Poland wants to hand Ukraine ten more tankers", "tankers", "announced"),
    ("Warsaw has hinted that it may hand Ukraine ten tankers", "tankers", "under_consideration"),
    ("Ten tankers rolled across the Polish border overnight", "tankers", "in_delivery"),
    ("Ten tankers from Poland reached Chernihiv overnight", "tankers", "delivered"),
    ("Poland is readying ten tankers for dispatch", "tankers", "announced"),
    ("Ten tankers are on standby in Lublin", "tankers", "announced"),
    ("Warsaw shelved the plan to give ten tankers", "tankers", "cancelled"),
    ("The tender for ten tankers was cancelled", "tankers", "cancelled"),
    ("Delivery of the ten tankers slipped to next year", "tankers", "suspended"),
    ("Ten tankers were lost to the programme when USAID wound it up", "tankers", "cancelled"),
    ("So far 300 officers have completed the course", "300", "completed"),
    ("300 officers are attending a course in Vilnius", "300", "in_delivery"),
    ("300 officers will take part in a course in Vilnius", "300", "announced"),
    ("Officers have been undergoing training in Vilnius since May", None, "in_delivery"),
    ("The rehabilitation centre, built with Dutch money, opened in Vinnytsia", "centre", "delivered"),
    ("The Netherlands is building a rehabilitation centre in Vinnytsia", "centre", "in_delivery"),
    ("A memorandum on building a rehabilitation centre was inked in The Hague", "centre", "agreed"),
    ("The Hague has made a commitment of €90 million", "90", "announced"),
    ("The Hague came up with €90 million", "90", "announced"),
    ("The Hague is throwing in another €90 million", "90", "announced"),
]

IN_UKRAINIAN = [
    ("Перший транш кредиту вже надійшов до бюджету", "транш", "delivered"),
    ("Другий транш на 90 млн євро очікують у липні", "90", "announced"),
    ("Рада директорів банку дала добро на кредит у 90 млн євро", "90", "agreed"),
    ("Угода про кредит на 90 млн євро набула чинності", "90", "agreed"),
    ("Варшава натякнула, що може передати десять автоцистерн", "автоцистерн", "under_consideration"),
    ("Десять автоцистерн уночі дісталися Чернігова", "автоцистерн", "delivered"),
    ("Польща готує до відправлення десять автоцистерн", "автоцистерн", "announced"),
    ("Передачу десяти автоцистерн відклали на наступний рік", "автоцистерн", "suspended"),
    ("Варшава відмовилася від плану передати десять автоцистерн", "автоцистерн", "cancelled"),
    ("Тендер на десять автоцистерн скасували", "автоцистерн", "cancelled"),
    ("300 офіцерів уже закінчили курс", "300", "completed"),
    ("300 офіцерів проходять курс у Вільнюсі", "300", "in_delivery"),
    ("300 офіцерів візьмуть участь у курсі", "300", "announced"),
    ("Нідерланди будують центр реабілітації у Вінниці", "центр", "in_delivery"),
    ("У Вінниці відкрили центр реабілітації, збудований коштом Нідерландів", "центр", "delivered"),
    ("Гаага зобов'язалася виділити 90 млн євро", "90", "announced"),
    ("Гаага додає ще 90 млн євро", "90", "announced"),
    ("Ще 90 млн євро надійде з Гааги", "90", "announced"),
    ("Гаага схвалила пакет на 90 млн євро, половину якого витратять на житло", "90", "agreed"),
    ("Уряд Нідерландів погодив передачу генераторів", "генераторів", "agreed"),
    ("Кабмін Данії надав згоду передати генератори", "генератори", "agreed"),
    ("Генератори вже працюють у лікарнях Сум", "Генератори", "delivered"),
    ("Генератори доправлять до лікарень до кінця тижня", "Генератори", "announced"),
    ("Триває відвантаження генераторів у порту Гданська", "генераторів", "in_delivery"),
    ("Генератори перебувають на митниці", "Генератори", "in_delivery"),
]


@pytest.mark.parametrize(("text", "near", "expected"), [*IN_ENGLISH, *IN_UKRAINIAN])
def test_wording_tells_the_status(text: str, near: str | None, expected: str) -> None:
    assert status_near(text, near) == expected
