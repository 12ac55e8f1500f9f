import pytest

from assistance.extraction import reading
from assistance.extraction.items import as_item
from assistance.extraction.numerals import numerals
from assistance.extraction.text import Source, language_of
from tests.extraction.reading_aloud import item, things


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gave helmets, spyglasses and vests", ["? helmets", "? spyglasses", "? vests"]),
        ("gave helmets, vests, whistles and clamps.", ["? helmets", "? vests", "? whistles", "? clamps"]),
        ("gave 57 whistles", ["57 whistles"]),
        ("handed over 20 generators and 57 whistles", ["20 generators", "57 whistles"]),
        ("gave 57 teachers", []),
        ("gave helmets to Bilopillia, Krolevets and buses", ["? helmets", "? buses"]),
        ("in 57 whistles", []),
        ("14 machines will come this year, another 8 will follow", ["14 machines", "8 machines"]),
        ("Georgia sent nine generators, and Spain another 20.", ["9 generators", "20 generators"]),
        ("передали 57 свистків", ["57 свистків"]),
        ("передали 57 учителям", []),
        ("передали 24 січня", []),
        ("надіслали дев’ять генераторів, а інші – ще 20", ["9 генераторів", "20 генераторів"]),
    ],
)  # fmt: skip
def test_thing_that_no_list_knows_is_found(text: str, expected: list[str]) -> None:
    assert things(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Canada delivered 50 generators. Another 46 are going to veterans.",
         ["50 generators (generator_power)", "46 generators (generator_power)"]),
        ("A GCS-200 demining machine was transferred. Two more will follow from Switzerland.",
         ["1 GCS-200 demining machine (demining_machine)", "2 GCS-200 demining machine (demining_machine)"]),
        ("Canada delivered 50 generators. Thirty came in May, ten arrived today.",
         ["50 generators (generator_power)", "30 generators (generator_power)", "10 generators (generator_power)"]),
        ("Canada delivered 50 generators. Nine others arrived in May.",
         ["50 generators (generator_power)", "9 generators (generator_power)"]),
        ("Canada delivered 50 generators. Thirty were wounded.", ["50 generators (generator_power)"]),
        ("Canada delivered 50 generators. Another 46 people died.", ["50 generators (generator_power)"]),
        ("Передано 286 холодильників.\n\nПерші вже на місцях:\n\nЗакарпаття – 77 штук;\n\nВінниччина – 40.",
         ["286 холодильників (shelter_supply)", "77 units холодильників (shelter_supply)",
          "40 холодильників (shelter_supply)"]),
    ],
)  # fmt: skip
def test_number_counts_what_a_sentence_before_named(text: str, expected: list[str]) -> None:
    source, language = Source(text), language_of(text)
    told = reading.read(source, language, numerals(source, language))
    assert [item(as_item(source, thing)) for said in told for thing in said.things] == expected
