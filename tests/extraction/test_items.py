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
        ("gave a 250 kVA generator, four 110 kV transformers and 19-seat buses", [
            "1 250 kVA generator (generator_power)", "4 110 kV transformers (generator_power)",
            "? 19-seat buses (vehicle)",
        ]),
        ("gave 155 mm shells and 6 Vallon VMR3 metal detectors",
         ["? 155 mm shells (weapon_ammo)", "6 Vallon VMR3 metal detectors (detector)"]),
        ("33 vehicles, 20 of them fire engines", ["33 vehicles (vehicle)", "20 fire engines (fire_rescue)"]),
        ("100 vehicles, including 40 ambulances", ["100 vehicles (vehicle)", "40 ambulances (medical)"]),
        ("got two fully equipped ambulances", ["2 ambulances (medical)"]),
        ("got 60 suits of body armour and the same number of helmets",
         ["60 suits of body armour (protective)", "60 helmets (protective)"]),
        ("six each of pumps and tents", ["6 pumps (fire_rescue)", "6 tents (shelter_supply)"]),
        ('got 20 "Bozena-5" demining machines', ["20 demining machines (demining_machine)"]),
        ("gave 3 wagons of coal", ["3 wagons coal (generator_power)"]),
        ("gave two 12-metre, 40-tonne cranes", ["2 40-tonne cranes (engineering_machine)"]),
        ("gave two trailers with lighting masts", ["2 trailers with lighting masts (vehicle)"]),
        ("gave 26 ambulances, 20 of them with radios", ["26 ambulances (medical)"]),
        ("a workshop for testing mine detectors", []),
        ("they were trained in laboratories", []),
        ("data were read from damaged mobile phones", []),
        ("ambulance crews are at risk", []),
        ("gave equipment worth EUR 4 million", ["? equipment (other)"]),
        ("gave equipment: pumps and tents", ["? pumps (fire_rescue)", "? tents (shelter_supply)"]),
        ("sent 600 tonnes of assistance", ["600 tonnes assistance (other)"]),
        ("provided assistance", []),
        ("supplied seed drills", ["? seed drills (other)"]),
        ("gave 40 pipes for gas mains", ["40 pipes for gas mains (generator_power)"]),
        ("gave drones for river patrols to the police", ["? drones for river patrols (drone)"]),
        ("gave two tractors for transporting machines", ["2 tractors for transporting machines (vehicle)"]),
        ("gave robots for the removal of rubble", ["? robots for the removal of rubble (other)"]),
        ("gave 12 stoves for displaced families", ["12 stoves (shelter_supply)"]),
        ("gave 12 buses for Ukrainian towns", ["12 buses (vehicle)"]),
        ("gave 12 bicycles for postmen", ["12 bicycles (vehicle)"]),
        ("gave pumps for use in towns", ["? pumps (fire_rescue)"]),
        ("gave 3 box lorries K600 and pickups", ["3 box lorries K600 (vehicle)", "? pickups (vehicle)"]),
        ("got 14 used but serviceable lorries", ["14 serviceable lorries (vehicle)"]),
        ("got 4 trucks and 8 Skoda Kodiaqs", ["4 trucks (vehicle)", "8 Skoda Kodiaqs (vehicle)"]),
        ("gave ten vans with spare parts, tools and manuals", ["10 vans with spare parts (vehicle)"]),
        ("gave demining equipment to Ukraine: detectors and visors",
         ["? detectors (detector)", "? visors (protective)"]),
        ("gave heating units and lighting devices",
         ["? heating units (generator_power)", "? lighting devices (generator_power)"]),
        ("gave mobile water treatment systems", ["? mobile water treatment systems (shelter_supply)"]),
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
        ("передали екскаватор і лабораторію", ["1 екскаватор (engineering_machine)", "1 лабораторію (other)"]),
        ("кожен трансформатор важливий", []),
        ("35 БпЛА для трьох загонів", ["35 БпЛА (drone)"]),
        ("передали 12 сканерів для виявлення вибухівки", ["12 сканерів для виявлення вибухівки (detector)"]),
        ("передали 5-ти громадам 20 вантажівок", ["20 вантажівок (vehicle)"]),
        ("вакцинація та контейнерні перевезення", []),
        ("вчаться водіння катерів", []),
        ("їздять на пікапах", []),
        ("отримали три УЗД-сканери", ["3 УЗД-сканери (detector)"]),
        ("отримали 12 квадрокоптерів Mavic 3T", ["12 квадрокоптерів Mavic 3T (drone)"]),
        ("передали десять «швидких»", ["10 швидких (medical)"]),
        ("ремонтні бригади приїхали", []),
        ("передали 20-тонний кран", ["1 20-тонний кран (engineering_machine)"]),
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Finland sent three trucks carrying 70 generators", ["70 generators (generator_power)"]),
        ("Латвія вислала 4 фури з 25 котлами", ["25 котлами (generator_power)"]),
        ("Two planes took off from Rome with 90 tents", ["90 tents (shelter_supply)"]),
        ("Portugal sent five trucks and 8 vans with radios", ["5 trucks (vehicle)", "8 vans with radios (vehicle)"]),
        ("money for the repair of 6 shelters, and 40 beds", ["40 beds (shelter_supply)"]),
        ("кошти на ремонт 9 котелень", []),
        ("will protect parts of the grid", []),
        ("look inside doors and windows", []),
        ("crews were using worn equipment and tools", []),
        ("gave 20 generators for medical supply depots and clinics", ["20 generators (generator_power)"]),
        ("got ten water tanks on truck chassis", ["10 water tanks (shelter_supply)"]),
        ("7 цистерн, якими возитимуть питну воду", ["7 цистерн (fire_rescue)"]),
        ("600 ліжок іноземні лікарі отримали", ["600 ліжок (shelter_supply)"]),
        ("120 серверів і ліцензії на системи виявлення", ["120 серверів (it_comms)", "? ліцензії (it_comms)"]),
        ("aid for demining and global food security", []),
        ("An aircraft of the Republic of Korea took off with 50 tents", ["50 tents (shelter_supply)"]),
        ("pumps from the second Riga power plant", ["? pumps (fire_rescue)"]),
        ("In May 2023 parishioners collected blankets", ["? blankets (shelter_supply)"]),
    ],
)
def test_circumstances_and_carriers_are_no_things(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sweden gave nine used minibuses and 300 items of rescue equipment",
         ["9 minibuses (vehicle)", "300 items rescue equipment (fire_rescue)"]),
        ("gave 35 tonnes of coagulant and 12 pumps", ["35 tonnes coagulant (other)", "12 pumps (fire_rescue)"]),
        ("gave 40 tonnes of medical and other relief goods", ["40 tonnes medical and other relief goods (other)"]),
        ("half a tonne of bandages and 3 tents", ["0.5 tonnes bandages (medical)", "3 tents (shelter_supply)"]),
        ("gave 7 sets of equipment for the removal of rubble",
         ["7 sets equipment for the removal of rubble (other)"]),
        ("gave four mechanical street sweepers", ["4 mechanical street sweepers (engineering_machine)"]),
        ("gave four pumps each to ten towns, 40 in all", ["40 pumps (fire_rescue)"]),
        ("по три насоси кожній із 15 громад, разом 45", ["45 насоси (fire_rescue)"]),
        ("received masks and blast suits with helmets, 40 sets;",
         ["? masks (protective)", "40 sets blast suits with helmets (protective)"]),
        ("– bomb suits with visors, 12 sets;", ["12 sets bomb suits with visors (protective)"]),
        ("автомобілі швидкої допомоги – 14 авто;", ["14 units автомобілі швидкої допомоги (medical)"]),
        ("передали: монітори пацієнта, 8; матраци пружинні, 30; бинти, пів тонни; ковдри, дві палети.",
         ["8 монітори пацієнта (medical)", "30 матраци пружинні (shelter_supply)", "0.5 tonnes бинти (medical)",
          "2 pallets ковдри (shelter_supply)"]),
        ("Японія передала роботизований екзоскелет", ["1 роботизований екзоскелет (medical)"]),
        ("delivered more equipment", ["? equipment (other)"]),
        ("gave a package of equipment", []),
        ("gave a package of helmets", ["1 packages helmets (protective)"]),
    ],
)  # fmt: skip
def test_quantities_told_in_unusual_places_are_read(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("передали понтонну переправу й новий томограф",
         ["1 понтонну переправу (engineering_machine)", "1 томограф (medical)"]),
        ("одержала модульне укриття та шкільну кухню",
         ["1 модульне укриття (shelter_supply)", "1 шкільну кухню (shelter_supply)"]),
        ("отримала 3D-принтер, водовоз і вантажівку",
         ["1 3D-принтер (it_comms)", "1 водовоз (vehicle)", "1 вантажівку (vehicle)"]),
        ("передали медичне обладнання, питну воду й зимовий одяг", [
            "? медичне обладнання (medical)", "? питну воду (shelter_supply)", "? зимовий одяг (protective)",
        ]),
        ("отримали 7 мікроавтобусів для перевезення людей з інвалідністю",
         ["7 мікроавтобусів для перевезення (vehicle)"]),
        ("передав 20 генераторів для забезпечення роботи шкіл", ["20 генераторів (generator_power)"]),
        ("передали шість цистерн для підвезення води", ["6 цистерн для підвезення води (fire_rescue)"]),
        ("отримали набори для лікування опіків", ["? набори для лікування опіків (other)"]),
        ("надали обладнання для розмінування, радіозв'язку та кіберзахисту", [
            "? обладнання для розмінування (other)", "? обладнання для радіозв'язку (other)",
            "? обладнання для кіберзахисту (other)",
        ]),
        ("надали обладнання для пошуку та знищення боєприпасів", ["? обладнання для пошуку (other)"]),
        ("отримали 3 сенсорні панелі та меблі для їдальні", [
            "3 сенсорні панелі (other)", "? меблі для їдальні (shelter_supply)",
        ]),
        ("5 автомобілів, обладнаних лебідками та ноутбуками", ["5 автомобілів (vehicle)"]),
        ("Катери оснащено насосами й прожекторами", []),
        ("Машина має насос і лебідку.", []),
        ("Генератори забезпечать теплом дві школи.", []),
        ("частина автобусів вирушить завтра", []),
        ("для неї збудують підземне укриття", []),
        ("удари пошкодили трансформатори", []),
        ("листи отримали 65 громад-партнерок", []),
        ("передала 9,5 тонни медичного вантажу", ["9.5 tonnes медичного вантажу (other)"]),
        ("вантаж уже в дорозі", []),
    ],
)  # fmt: skip
def test_one_of_a_thing_its_purpose_and_its_fittings_are_told_apart(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("передали обладнання й техніку для розмінування",
         ["? обладнання для розмінування (demining_machine)", "? техніку для розмінування (demining_machine)"]),
        ("обладнання, необхідне для роботи під водою, передала Франція",
         ["? обладнання необхідне для роботи під водою (other)"]),
        ("передали одяг", ["? одяг (shelter_supply)"]),
        ("надіслали 11 фур із гуманітарною допомогою", []),
        ("кошти на закупівлю труб", ["? труб (generator_power)"]),
        ("це вже друга така лабораторія", ["? лабораторія (other)"]),
    ],
)  # fmt: skip
def test_a_name_that_says_little_is_held_up_by_what_stands_beside_it(text: str, expected: list[str]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "бригади швидкої допомоги приїхали", "лікарня екстреної медичної допомоги", "засоби масової інформації",
        "провели круглий стіл", "захищають атомні електростанції", "реформа системи охорони здоров'я",
        "учасники координаційної платформи", "збили ворожі дрони",
    ],
)  # fmt: skip
def test_phrase_with_the_name_of_a_thing_in_it_may_name_none(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("пакет складається з 66 автомобілів, а також ДНК-лабораторії",
         ["66 автомобілів (vehicle)", "1 ДНК-лабораторії (other)"]),
        ("кошти на закупівлю пожежної машини", ["1 пожежної машини (fire_rescue)"]),
        ("поставили другий із чотирьох трансформаторів", ["1 трансформаторів (generator_power)"]),
        ("передали комплект запасних частин", ["1 sets запасних частин (other)"]),
        ("передали близько трьохсот ковдр", ["300 ковдр (shelter_supply)"]),
        ("доставили 6 вантажних контейнерів з допомогою", []),
        ("запчастини до газотурбінних установок", ["? запчастини до газотурбінних установок (other)"]),
    ],
)  # fmt: skip
def test_one_of_a_ukrainian_thing_is_told_by_its_case_and_unit(text: str, expected: list[str]) -> None:
    assert read(text) == expected
