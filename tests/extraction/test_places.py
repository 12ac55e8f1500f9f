import pytest

from assistance.extraction import extract, places
from assistance.extraction.text import Source


def read(text: str) -> list[tuple[str, str | None, str]]:
    source = Source(text)
    found = [place for sentence in source.sentences for place in places.find(source, sentence)]
    return [(one.name, one.region.value if one.region else None, one.span.words(text)) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("communities in Kyiv region", [("Kyiv region", "UA-32", "Kyiv region")]),
        ("in Sumy, Kharkiv and Poltava oblasts", [
            ("Sumy region", "UA-59", "Sumy"),
            ("Kharkiv region", "UA-63", "Kharkiv"),
            ("Poltava region", "UA-53", "Poltava oblasts"),
        ]),
        ("at work in Kherson", [("Kherson", "UA-65", "Kherson")]),
        ("KYIV, 4 April 2024 - They came", []),
        ("у Харківській та Сумській областях", [
            ("Kharkiv region", "UA-63", "Харківській"),
            ("Sumy region", "UA-59", "Сумській областях"),
        ]),
        ("на Донеччині", [("Donetsk region", "UA-14", "Донеччині")]),
        ("для Миколаєва", [("Mykolaiv", "UA-48", "Миколаєва")]),
        ("in Berlin", []),
        ("in the Chuhuiv and Izium districts", [
            ("Chuhuiv district", "UA-63", "Chuhuiv"), ("Izium district", "UA-63", "Izium districts"),
        ]),
        ("у Роменському районі", [("Romny district", "UA-59", "Роменському районі")]),
        ("для Бучанської громади", [("Bucha", "UA-32", "Бучанської")]),
        ("для Тростянецької міської лікарні", [("Trostianets", "UA-59", "Тростянецької")]),
        ("Харківському національному університету", [("Kharkiv", "UA-63", "Харківському")]),
        ("Львівській обласній клінічній лікарні", [("Lviv", "UA-46", "Львівській")]),
        ("Донецькій обласній військовій адміністрації", [("Donetsk region", "UA-14", "Донецькій обласній")]),
        ("школам Ярешківської громади", []),
        ("харківському водоканалу", [("Kharkiv", "UA-63", "харківському")]),
        ("харківському підліткові", []),
        ("Сумській надійшло 34 насоси, Запорізькій – 15.", [
            ("Sumy region", "UA-59", "Сумській"), ("Zaporizhzhia region", "UA-23", "Запорізькій"),
        ]),
        ("Сумська подякувала", []),
        ("hospitals in Zmiiv and Okhtyrka", [("Zmiiv", "UA-63", "Zmiiv"), ("Okhtyrka", "UA-59", "Okhtyrka")]),
        ("hospitals of Trostianets", [("Trostianets", "UA-59", "Trostianets")]),
        ("across Donbas", [("Donbas", "UA-14", "Donbas")]),
        ("mines in eastern Ukraine", [("eastern Ukraine", None, "eastern Ukraine")]),
        ("goods for Zakarpattia", [("Zakarpattia region", "UA-21", "Zakarpattia")]),
        ("generators for Kyiv", [("Kyiv", "UA-30", "Kyiv")]),
        ("The pumps were handed over in Kyiv.", [("Kyiv", "UA-30", "Kyiv")]),
        ("насоси до столиці", [("Kyiv", "UA-30", "столиці")]),
        ("the embassy in Kyiv wrote", []),
        ("Kyiv asks for more.", []),
        ("during his visit to Odesa", []),
        ("volunteers from Kharkiv", []),
        ("strikes on Nikopol", []),
        ("dams on the Dnipro", []),
        ("22.12.2023, Kyiv", []),
    ],
)  # fmt: skip
def test_place_is_found(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Boilers were sent to Sumy region. Nine schools of the region have them.", ["Sumy region", "Sumy region"]),
        ("Boilers came. Nine schools of the region have them.", []),
        ("Печі прямують до Бучі. Котли подарував громаді Будапешт.", ["Bucha", "Bucha"]),
        ("Печі прямують до Бучі. Котли одержала Роменська громада.", ["Bucha", "Romny"]),
        ("Gdynia, Odesa's twin, pledged a bus.", []),
        ("posts in the southern operational area", ["southern operational area"]),
        ("schools in Zaporizhzhia, Khmelnitskyi, and Sumy oblasts", [
            "Zaporizhzhia region", "Khmelnytskyi region", "Sumy region",
        ]),
        ("Навчання саперів відбулося в Житомирі.", ["Zhytomyr"]),
        ("Зустріч міністрів відбулася в Житомирі.", []),
        ("Київ отримав від данців автобуси.", ["Kyiv"]),
        ("Kyiv received EUR 3 million.", []),
    ],
)  # fmt: skip
def test_place_is_told_by_what_stands_around_it(text: str, expected: list[str]) -> None:
    assert [name for name, _, _ in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway gave 10 pumps to Odesa, and Sweden sent 5 cranes to Lviv.", [["Odesa"], ["Lviv"]]),
        ("Norway sent 12 buses to Ukraine. Officials will direct the aid to Donetsk and Kharkiv oblasts.", [
            ["Donetsk region", "Kharkiv region"],
        ]),
        ("Norway gave EUR 3 million to Ukraine. In spring, 25 ventilators came to Chernivtsi.", [[]]),
        ("Сапери ДСНС працюють на Сумщині. Норвегія доправила їм 3 машини.", [["Sumy region"]]),
    ],
)  # fmt: skip
def test_claim_bears_the_places_told_around_it(text: str, expected: list[list[str]]) -> None:
    assert [[place.name for place in claim.places] for claim in extract("News\n\n" + text).claims] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aid for Ukraine\n\nSlovenia trained 25 Ukrainian police officers in Ljubljana.", ["Ljubljana"]),
        ("Aid for Ukraine\n\nGermany trained 25 Ukrainian divers in Nuremberg.", ["Nuremberg"]),
        ("Допомога Україні\n\nНімеччина навчила 25 українських водолазів у Нюрнберзі.", ["Nuremberg"]),
        ("Допомога Україні\n\nНімеччина навчила 25 українських водолазів у місті Бонн.", ["Bonn"]),
        ("Допомога Україні\n\nНімеччина передала 25 човнів. Вони з Нюрнберга.", []),
    ],
)
def test_training_abroad_bears_its_town(text: str, expected: list[str]) -> None:
    assert [place.name for claim in extract(text).claims for place in claim.places] == expected


def test_next_gift_keeps_its_places() -> None:
    text = "Допомога Україні\n\n53 насоси Данія передала Донецькій області. Сумській надійшло 34 насоси."
    places_of = [[place.name for place in claim.places] for claim in extract(text).claims]
    assert places_of == [["Donetsk region"], ["Sumy region"]]
