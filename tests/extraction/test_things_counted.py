"""Numbers that count things whose name stands elsewhere or behind other words, and things that a sum is for."""

import pytest

from assistance.extraction import reading
from assistance.extraction.items import as_item
from assistance.extraction.numerals import numerals
from assistance.extraction.text import Source, language_of
from tests.extraction.reading_aloud import item


def told(text: str) -> list[str]:
    source, language = Source(text), language_of(text)
    every = reading.read(source, language, numerals(source, language))
    return [item(as_item(source, thing)) for said in every for thing in said.things]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Poland sent three Lithuanian generators.", ["3 generators (generator_power)"]),
        ("Germany sent 20 Italian pumps and 12 UK tents.", ["20 pumps (fire_rescue)", "12 tents (shelter_supply)"]),
        ("In 2022 Norway tents came.", ["? tents (shelter_supply)"]),
        ("Of these, 41 are lorries and three were ambulances.", ["41 lorries (vehicle)", "3 ambulances (medical)"]),
        ("Польща передала три литовські генератори.", ["3 генератори (generator_power)"]),
        ("Надійшло 496 укомплектованих аптечок та 20 відремонтованих насосів.",
         ["496 аптечок (medical)", "20 насосів (fire_rescue)"]),
    ],
)  # fmt: skip
def test_number_counts_behind_words_that_belong_to_no_name(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway gave nine drones in March and another six in May.", ["9 drones (drone)", "6 drones (drone)"]),
        ("Malta gave 22 drones, Spain another 9 and Cyprus five.", ["22 drones (drone)", "9 drones (drone)",
                                                                   "5 drones (drone)"]),
        ("Out of almost 500 terminals, nearly 300 were supplied by Poland.", ["300 terminals (it_comms)"]),
        ("Of the 500 terminals came 300.", ["500 terminals (it_comms)"]),
        ("UNICEF delivered 16.1 tonnes of coagulant; the first batch, 13.7 tonnes, came in May.",
         ["16.1 tonnes coagulant (other)", "13.7 tonnes coagulant (other)"]),
        ("Прага передала дев’ять дронів у березні та ще шість у травні.", ["9 дронів (drone)", "6 дронів (drone)"]),
        ("Із 500 терміналів майже 300 передала Польща.", ["300 терміналів (it_comms)"]),
        ("Надано 16 тонн коагулянту. Першу партію, 13,7 тонни, передано в травні.",
         ["16 tonnes коагулянту (shelter_supply)", "13.7 tonnes коагулянту (shelter_supply)"]),
    ],
)  # fmt: skip
def test_number_alone_counts_what_was_named_before(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spain will give €90 million for the production of drones.", ["? drones (drone)"]),
        ("Spain allocated €25 million for the purchase of gas for Ukraine.", ["? gas (generator_power)"]),
        ("The factory speaks about the production of drones.", []),
        ("Ukraine uses gas.", []),
        ("Spain delivered 26,000 tonnes of aid.", ["26000 tonnes aid (other)"]),
        ("Spain delivered 13 packages of military aid.", ["13 packages military aid (weapon_ammo)"]),
        ("Spain delivered aid.", []),
        ("Spain gave a package of aid.", []),
        ("Іспанія дасть 90 млн євро на виробництво дронів.", ["? дронів (drone)"]),
        ("Іспанія виділила 25 млн євро на закупівлю газу для України.", ["? газу (generator_power)"]),
        ("Завод говорить про виробництво дронів.", []),
    ],
)
def test_thing_that_says_little_is_told_by_a_sum_or_a_measure(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Latvia sent a set of spare motors.", ["1 sets spare motors (other)"]),
        ("Latvia sent a consignment of artificial kidneys.", ["? artificial kidneys (other)"]),
        ("Latvia sent a set of documents.", []),
        ("A consignment of artificial kidneys.", []),
        ("Латвія передала чергову партію гідропонних грядок – 16,1 тонни.",
         ["16.1 tonnes гідропонних грядок (other)"]),
        ("Латвія передала комплект документів.", []),
        ("Latvia gave four boats, a hearse and a chairlift.",
         ["4 boats (vehicle)", "1 hearse (vehicle)", "1 chairlift (other)"]),
        ("Latvia gave four boats, a letter and a promise.", ["4 boats (vehicle)"]),
        ("Latvia sent coal, 70,000 tonnes at a cost of $30 million.", ["70000 tonnes coal (generator_power)"]),
        ("Латвія везе брикети, по дві тонни на родину.", ["? брикети (generator_power)"]),
        ("Latvia sent seven complete field bakeries and 50 trained dogs.",
         ["7 field bakeries (shelter_supply)", "50 dogs (other)"]),
        ("Latvia sent 2,000 sheets of slate.", ["2000 sheets slate (shelter_supply)"]),
    ],
)  # fmt: skip
def test_portion_of_what_no_list_knows_is_a_thing(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Latvia sent 90,000 metres of cables and wires.", ["90000 meters cables and wires (generator_power)"]),
        ("Latvia sent 5 tonnes each of flour and sugar.",
         ["5 tonnes flour (shelter_supply)", "5 tonnes sugar (shelter_supply)"]),
        ("Latvia sent 90 km of cables, wires and 5 pumps.",
         ["90 kilometers cables (generator_power)", "? wires (generator_power)", "5 pumps (fire_rescue)"]),
        ("Латвія везе 27 тисяч метрів кабелю та проводів.", ["27000 meters кабелю та проводів (generator_power)"]),
        ("Body armour and helmets were handed over.", ["? Body armour (protective)", "? helmets (protective)"]),
    ],
)  # fmt: skip
def test_one_measure_holds_for_two_names(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Six generators were loaded on lorries and sent by truck.", ["6 generators (generator_power)"]),
        ("Latvia gave two tractors on which demining machines are hauled.", ["2 tractors (vehicle)"]),
        ("He reminded that demining equipment had been given.", ["? demining equipment (other)"]),
        ("Latvia had given that demining equipment.", []),
        ("Надійшла інженерна техніка – самоскиди та бульдозери.",
         ["? самоскиди (engineering_machine)", "? бульдозери (engineering_machine)"]),
        ("NZD 7 million for humanitarian assistance in Ukraine.", []),
    ],
)  # fmt: skip
def test_what_carries_sums_up_or_points_back_is_no_thing(text: str, expected: list[str]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Malta gave 20 trams, namely 15 of the T6A5 type and five T3SUCS.",
         ["20 trams (vehicle)", "15 T6A5 trams (vehicle)", "5 T3SUCS trams (vehicle)"]),
        ("Malta gave 20 trams and spoke of 15 of the old type.", ["20 trams (vehicle)"]),
        ("Прага передала двадцять трамваїв: п’ятнадцять T6A5 та п’ять типу T3SUCS.",
         ["20 трамваїв (vehicle)", "15 трамваїв T6A5 (vehicle)", "5 трамваїв T3SUCS (vehicle)"]),
        ("Прага передала п’ять машин T3SUCS та шість T6A5.",
         ["5 машин T3SUCS (vehicle)", "6 машин T6A5 (vehicle)"]),
        ("Передано 103 палети ліків в асортименті.", ["103 pallets ліків в асортименті (medical)"]),
    ],
)  # fmt: skip
def test_number_and_model_tell_a_thing(text: str, expected: list[str]) -> None:
    assert told(text) == expected
