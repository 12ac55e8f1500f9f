import pytest

from assistance.extraction import items
from assistance.extraction.numerals import numerals
from assistance.extraction.text import Source, language_of
from tests.extraction.reading_aloud import item


def read(text: str) -> list[str]:
    source, language = Source(text), language_of(text)
    numbers = numerals(source, language)
    return [
        item(items.as_item(source, thing))
        for sentence in source.sentences
        for thing in items.find(source, sentence, language, numbers, frozenset())
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("received 12 fire trucks and a DNA laboratory", ["12 fire trucks (fire_rescue)", "1 DNA laboratory (other)"]),
        ("received two Iveco Daily 4x4 rescue and fire vehicles",
         ["2 Iveco Daily 4x4 rescue and fire vehicles (fire_rescue)"]),
        ("gave 18 RCH 155 self-propelled artillery systems",
         ["18 RCH 155 self-propelled artillery systems (weapon_ammo)"]),
        ("gave 12 Leopard 2 tanks", ["12 Leopard 2 tanks (weapon_ammo)"]),
        ("gave Ukraine 12 boats", ["12 boats (vehicle)"]),
        ("gave 9 systems of 3D ground laser scanning", ["9 systems of 3D ground laser scanning (detector)"]),
        ("gave 60 tonnes of foaming agent", ["60 tonnes foaming agent (fire_rescue)"]),
        ("gave 50 pairs each of gloves, boots and helmets", [
            "50 pairs gloves (protective)", "50 pairs boots (protective)", "50 pairs helmets (protective)",
        ]),
        ("gave helmets, ohmmeters and vests",
         ["? helmets (protective)", "? ohmmeters (other)", "? vests (protective)"]),
        ("gave helmets, spyglasses and vests",
         ["? helmets (protective)", "? spyglasses (other)", "? vests (protective)"]),
        ("gave dozens of generators", ["? generators (generator_power)"]),
        ("the vehicles will go to Kyiv", []),
        ("money for the repair of power plants", []),
        ("gave equipment", []),
        ("gave equipment for demining", ["? equipment for demining (other)"]),
        ("Ukraine lacks generators", ["? generators (generator_power)"]),
        ("off-road vehicles for pyrotechnics, excavators, buses", [
            "? off-road vehicles for pyrotechnics (vehicle)", "? excavators (engineering_machine)", "? buses (vehicle)",
        ]),
    ],
)  # fmt: skip
def test_item_in_english_is_found(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("отримали 66 автомобілів і 250 дронів", ["66 автомобілів (vehicle)", "250 дронів (drone)"]),
        ("отримали машини механізованого розмінування", ["? машини механізованого розмінування (demining_machine)"]),
        ("отримали 60 малих і середніх трансформаторів", ["60 малих і середніх трансформаторів (generator_power)"]),
        ("отримали 140 генераторів малої та середньої потужності", [
            "140 генераторів малої та середньої потужності (generator_power)",
        ]),
        ("отримали 5 позашляховиків Toyota Hilux", ["5 позашляховиків Toyota Hilux (vehicle)"]),
        ("бандажі – 7800;", ["7800 бандажі (medical)"]),
        ("анальгетики – 12,5 тонни;", ["12.5 tonnes анальгетики (medical)"]),
        ("отримали обладнання", []),
        ("отримали обладнання для підводного розмінування", ["? обладнання для підводного розмінування (other)"]),
        ("передали п’ять тисяч фільтрів для води", ["5000 фільтрів для води (shelter_supply)"]),
    ],
)  # fmt: skip
def test_item_in_ukrainian_is_found(text: str, expected: list[str]) -> None:
    assert read(text) == expected


def test_item_span_takes_in_its_quantity() -> None:
    text = "They gave about 60 tonnes of foaming agent."
    source = Source(text)
    (thing,) = items.find(source, source.sentences[0], "en", numerals(source, "en"), frozenset())
    found = items.as_item(source, thing)
    assert (found.span.words(text), found.hedge.value, found.rule) == (
        "60 tonnes of foaming agent",
        "about",
        "items.fire-rescue",
    )


def test_item_is_not_taken_from_tokens_of_a_party() -> None:
    source = Source("gave 5 fire trucks")
    assert items.find(source, source.sentences[0], "en", numerals(source, "en"), frozenset({2, 3})) == ()
