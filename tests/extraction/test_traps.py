import pytest

from assistance.extraction import extract


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Front\n\nInvestigators recorded 128,000 war crimes.", [("128,000 war", "loss")]),
        ("Front\n\nAbout 90% of citizens turn to 300 mobile points.", [("90%", "share"), ("300 mobile", "statistic")]),
        ("Talks\n\nDuring 2 years they met 7 times.", [("2 years", "date_or_time"), ("7 times", "statistic")]),
        ("Money\n\nThe Cabinet of Ministers of Ukraine allocated UAH 300 million for 20 boats.", [
            ("UAH 300 million", "own_spending"), ("20 boats", "own_spending"),
        ]),
        ("Wish\n\nWe need 50 mine detectors.", [("50 mine", "need")]),
        ("Power\n\nA plant of 20 MW burnt down.", [("20 MW", "specification")]),
        ("Police\n\nOfficers seized 45 pistols.", [("45 pistols", "no_giving")]),
        ("Time\n\n03.10.2024 16:30\n\nThey met on 5 May 2023.", []),
        ("Втрати\n\nВорог завдав 195 тисяч ударів.", [("195 тисяч ударів", "loss")]),
        ("Гроші\n\nКабмін виділив 500 млн грн із резервного фонду.", [("500 млн грн", "own_spending")]),
        ("Люди\n\nЕвакуювали 300 осіб за 5 днів.", [("300 осіб", "statistic"), ("5 днів", "date_or_time")]),
    ],
)  # fmt: skip
def test_number_that_is_not_assistance_is_a_trap(text: str, expected: list[tuple[str, str]]) -> None:
    found = extract(text)
    assert ([(trap.span.words(text), trap.reason.value) for trap in found.traps], found.claims) == (expected, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gift\n\nDenmark gave Ukraine DKK 180 million, or more than USD 25 million.", "USD 25 million"),
        ("Gift\n\nNorway gave NOK 500 million, about 49 million dollars, to Ukraine.", "49 million dollars"),
        ("Gift\n\nNorway gave NOK 500 million – roughly USD 49 million – to Ukraine.", "USD 49 million"),
        ("Gift\n\nNorway gave Ukraine NOK 500 million, which equals some USD 49 million.", "USD 49 million"),
        ("Дар\n\nДанія виділила Україні 180 млн данських крон, що перевищує 25 млн доларів.", "25 млн доларів"),
    ],
)
def test_equivalent_in_another_currency_is_a_trap_and_no_second_claim(text: str, expected: str) -> None:
    found = extract(text)
    assert [(trap.span.words(text), trap.reason.value) for trap in found.traps] == [(expected, "other_currency")]
    assert len(found.claims) == 1


def test_sums_in_two_currencies_side_by_side_are_two_claims() -> None:
    found = extract("Gift\n\nNorway gave Ukraine NOK 500 million, and Denmark gave USD 49 million.")
    assert len(found.claims) == 2


def test_second_currency_of_a_gift_is_a_trap() -> None:
    text = "Gift\n\nCanada gave CAD 2 million (USD 1.5 million) to Ukraine."
    found = extract(text)
    assert [(trap.span.words(text), trap.reason.value, trap.rule) for trap in found.traps] == [
        ("USD 1.5 million", "other_currency", "traps.second-currency"),
    ]
    assert [one.amount and one.amount.span.words(text) for one in found.claims] == ["CAD 2 million"]


@pytest.mark.parametrize(
    "text",
    [
        "Outward\n\nUkraine handed over 40 dehumidifiers to Poland after the floods.",
        "Outward\n\nOur rescuers are ready to share their experience of clearing 5,000 mines with other countries.",
        "Others\n\nPoland has provided EUR 5 million to Moldova for refugees.",
        "Others\n\nJapan gives USD 30 million to Africa.",
        "Назовні\n\nУкраїна передала Польщі 40 осушувачів повітря.",
        "Own\n\nThe state budget gives the police UAH 2 billion for 300 vehicles.",
        "Sanctions\n\nThe United States will freeze USD 5 billion of assets and put 12 ships on a list.",
        "Sanctions\n\nBritain gave notice of sanctions against 40 tankers.",
        "Army\n\nGermany will spend €100 billion on an army of its own and buy 35 aircraft from the United States.",
        "Gang\n\nThe police and Polish colleagues detained 12 people who sold 40 cars from Germany for EUR 2 million.",
        "Drill\n\nRescuers held exercises in Lviv with colleagues from Slovakia. 20 fire trucks took part.",
        "Visit\n\nThe minister of Ukraine visited Japan and saw 10 demining machines. Japan has 3,000 rescuers.",
        "Attack\n\nRussia attacked with 120 drones and 15 missiles. In Odesa 20 cars were damaged.",
        "Зустріч\n\nМіністр зустрівся з Послом Франції. Торік Нацполіція придбала 300 автомобілів за 1,2 млрд грн.",
        "Навчання\n\nРятувальники провели навчання разом із колегами зі Словаччини. Залучили 20 пожежних автомобілів.",
        "Кордон\n\nПрикордонники виявили 3 автомобілі з цигарками на 2 млн грн, що прямували до Румунії.",
        "Bill\n\nThe war has caused Ukraine losses of USD 411 billion.",
        "Road\n\nPolice officers of Germany stopped 20 vehicles with 15 tonnes of food.",
        "Costs\n\nSchooling for 205,000 Ukrainian pupils cost the Polish budget PLN 3.1 billion in a year.",
        "Кошти\n\nУтримання українських шукачів притулку коштувало бюджету Чехії 12 млрд крон.",
    ],
)
def test_help_that_does_not_come_to_ukraine_is_no_claim(text: str) -> None:
    assert (extract(text).claims, extract(text).stated_totals) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "Ruins\n\nUkrainian rescuers work in Türkiye after the earthquakes. Japan has sent a field hospital.",
        "Fires\n\nA crew of the State Emergency Service fights forest fires in Greece. Italy gave 20 pumps.",
        "Flour\n\n20 lorries will be shipped to Syria this week. Germany announced EUR 60 million for schools.",
        "Борошно\n\nДо Сирії вирушили 20 вантажівок. Німеччина оголосила про 60 млн євро на школи.",
        "Trade\n\nTrade between Japan and Ukraine amounted to USD 388 million last year.",
        "Зерно\n\nУкраїна скерувала до Сомалі 25 тисяч тонн пшениці. Німеччина внесла на це 15 млн євро.",
        "Землетрус\n\nДо Туреччини після землетрусу вирушили 90 рятувальників. Азербайджан надіслав 700 наметів.",
    ],
)
def test_release_that_opens_with_help_to_others_tells_no_claim_unless_it_comes_home(text: str) -> None:
    assert extract(text).claims == ()
    coming = "Norway handed over 12 pumps to Ukraine." if text.isascii() else "Норвегія передала Україні 12 насосів."
    assert len(extract(f"{text} {coming}").claims) == 1


def test_code_of_a_state_is_no_place_abroad() -> None:
    found = extract("Plant\n\nNorway handed over 12 turbines of 3 MW to Ukrainian hospitals.")
    assert [claim.items[0].quantity for claim in found.claims] == [12]


def test_furniture_of_a_page_tells_nothing() -> None:
    text = "News\n\nThe weather is fine.\n\nSee also:\n\nGermany gave Ukraine 20 generators\n03.10.2024 16:00"
    assert extract(text).claims == ()


@pytest.mark.parametrize(
    "body",
    [
        "Перші 500 тонн українського борошна цього тижня рушили до Сирії. Партнером є Всесвітня продовольча програма.",
        "За програмою «Зерно з України» до Ємену дійшли 20 вантажівок борошна. Німеччина оголосила про 60 млн євро.",
    ],
)
def test_what_ukraine_gives_to_others_is_no_help_to_it(body: str) -> None:
    assert extract(f"Новий рейс\n\n{body}").claims == ()


@pytest.mark.parametrize(
    "body",
    [
        "На ремонт укриття 15 млн грн спрямував обласний бюджет.",
        "Громада отримала 12 автобусів за кошти державної субвенції.",
        "Не від закордонних донорів: сусідня область прислала нам три вантажівки.",
        "На все розмінування країні треба 37 млрд доларів.",
    ],
)
def test_what_ukraine_pays_itself_is_nobodys_gift(body: str) -> None:
    (claim,) = extract(f"Допомога Україні\n\nНорвегія передала Україні 12 насосів. {body}").claims
    assert claim.items[0].quantity == 12
