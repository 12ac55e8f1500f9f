"""Whole small releases of our own making and every claim they tell."""

import pytest

from assistance.extraction import extract
from tests.extraction.reading_aloud import claims


def row(
    status: str,
    donors: list[str],
    *,
    amount: str | None = None,
    items: list[str] | None = None,
    through: list[str] | None = None,
    to: list[str] | None = None,
    places: list[str] | None = None,
    kind: str | None = None,
) -> dict[str, object]:
    return {
        "status": status,
        "kind": kind or ("equipment" if items else "financial"),
        "donors": donors,
        "implementers": through or [],
        "recipients": to if to is not None else ["Ukraine"],
        "amount": amount,
        "items": items or [],
        "places": places or [],
    }


SES = "State Emergency Service of Ukraine"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Norway gives\n\nNorway has donated 12 fire trucks and 300 sets of protective clothing to the State"
            " Emergency Service of Ukraine.",
            [row("delivered", ["Norway"],
                 items=["12 fire trucks (fire_rescue)", "300 sets protective clothing (protective)"],
                 to=[SES])],
            id="donor-before-goods",
        ),
        pytest.param(
            "Gift\n\nFour ambulances were handed over to hospitals in Sumy region by the Italian Red Cross.",
            [row("delivered", ["Italian Red Cross"], items=["4 ambulances (medical)"], to=["hospitals in Sumy region"],
                 places=["Sumy region"])],
            id="donor-after-goods",
        ),
        pytest.param(
            "Loan\n\nThe Swedish government will allocate SEK 1.2 billion to Ukraine through the World Bank. The"
            " money is meant for the repair of power plants.",
            [row("announced", ["Sweden"], amount="1200000000 SEK", through=["World Bank"])],
            id="donor-as-adjective-and-purpose",
        ),
        pytest.param(
            "Package\n\nSpain handed over a new package of aid to Ukraine. The package includes 5"
            " boats, 20 tents and radios.",
            [row("delivered", ["Spain"],
                 items=["5 boats (vehicle)", "20 tents (shelter_supply)", "? radios (it_comms)"])],
            id="details-in-the-next-sentence",
        ),
        pytest.param(
            "Aid\n\nAustria delivered the following to Ukraine:\n\n• 20 tents;\n• 10 pumps.",
            [row("delivered", ["Austria"], items=["20 tents (shelter_supply)", "10 pumps (fire_rescue)"])],
            id="list-under-a-colon",
        ),
        pytest.param(
            "Money\n\nDenmark pledged €20m to Ukraine. Background: Earlier, Finland gave Ukraine €3 million.",
            [row("announced", ["Denmark"], amount="20000000 EUR"), row("delivered", ["Finland"], amount="3000000 EUR")],
            id="recap-is-a-claim-of-its-own",
        ),
        pytest.param(
            "Money\n\nDenmark pledged €20m to Ukraine on Monday.\n\nThe €20m will be used by"
            " Ukraine, Denmark promised.",
            [row("announced", ["Denmark"], amount="20000000 EUR")],
            id="sum-told-twice-is-one-claim",
        ),
        pytest.param(
            "Robots\n\nThe Netherlands is considering supplying Ukraine with 10 demining robots.",
            [row("under_consideration", ["Netherlands"], items=["10 demining robots (demining_machine)"])],
            id="considering",
        ),
        pytest.param(
            "Gifts\n\nGermany, for its part, delivered 15 excavators to Ukraine, and Denmark gave 200 helmets.",
            [row("delivered", ["Germany"], items=["15 excavators (engineering_machine)"]),
             row("delivered", ["Denmark"], items=["200 helmets (protective)"])],
            id="two-givers-in-one-sentence",
        ),
        pytest.param(
            "Tents\n\nForeign partners handed over 30 tents to Ukraine.",
            [row("delivered", [], items=["30 tents (shelter_supply)"])],
            id="partners-without-a-name",
        ),
        pytest.param(
            "Tents\n\nForeign partners handed over 30 tents to Ukraine. The tents came from the"
            " Nordic Relief Association.",
            [row("delivered", ["Nordic Relief Association"], items=["30 tents (shelter_supply)"])],
            id="giver-named-afterwards",
        ),
        pytest.param(
            "USAID\n\nUSAID gave USD 2 million to the National Police of Ukraine.",
            [row("delivered", ["United States"], amount="2000000 USD", to=["National Police of Ukraine"])],
            id="agency-stands-for-its-state",
        ),
        pytest.param(
            "Pumps\n\nOn behalf of the German government GIZ handed over 6 pumps to Ukraine.",
            [row("delivered", ["Germany"], items=["6 pumps (fire_rescue)"], through=["GIZ"])],
            id="agency-beside-its-state-carries",
        ),
        pytest.param(
            "Talks\n\nSDC, the Swiss Agency for Development and Cooperation, works with the National Police on"
            " forensics. It is considering a grant project for Ukrainian police officers in 2025-2026. The list under"
            " discussion names cameras, scanners and laptops.",
            [row("under_consideration", ["Switzerland"], to=["National Police of Ukraine"],
                 items=["? cameras (it_comms)", "? scanners (detector)", "? laptops (it_comms)"])],
            id="it-stands-for-the-agency-before",
        ),
        pytest.param(
            "Talks\n\nDenmark has a long tradition of mine action. It will give Ukraine 12 metal detectors.",
            [row("announced", ["Denmark"], items=["12 metal detectors (detector)"])],
            id="it-stands-for-the-state-before",
        ),
        pytest.param(
            "Project\n\nA new project of technical assistance to Ukraine from Norway in cooperation with UNICEF is"
            " under way, worth USD 3 million.\n\nThe weather was fine.\n\nTraining of SES sappers in Croatia is being"
            " worked out with Norway.",
            [row("in_delivery", ["Norway"], amount="3000000 USD", through=["UNICEF"]),
             row("under_consideration", ["Norway"], kind="training", to=[SES], places=["Croatia"])],
            id="carrier-of-one-project-is-not-that-of-another",
        ),
        pytest.param(
            "Power\n\nGerman Galushchenko said that 20 transformers were handed over to Ukraine by Norway.",
            [row("delivered", ["Norway"], items=["20 transformers (generator_power)"])],
            id="first-name-is-no-donor",
        ),
        pytest.param(
            "Cars\n\nPortugal handed over three Iveco Daily 4x4 rescue and fire vehicles to Ukraine.",
            [row("delivered", ["Portugal"], items=["3 Iveco Daily 4x4 rescue and fire vehicles (fire_rescue)"])],
            id="model-in-the-name",
        ),
        pytest.param(
            "Systems\n\nPartners will hand over to Ukraine six demining systems made by DOK-ING of Croatia.",
            [row("announced", [], items=["6 demining systems (other)"])],
            id="where-it-is-made-gives-nothing",
        ),
        pytest.param(
            "Power\n\nSweden announced SEK 350 million of support for Ukraine.\n\nThe larger part, SEK 200 million,"
            " will go to the power grid. UNICEF will use SEK 50 million of it. With the remaining SEK 150 million,"
            " UNHCR is going to equip shelters.",
            [row("announced", ["Sweden"], amount="350000000 SEK"), row("announced", ["Sweden"], amount="200000000 SEK"),
             row("announced", ["Sweden"], amount="50000000 SEK", through=["UNICEF"]),
             row("announced", ["Sweden"], amount="150000000 SEK", through=["UNHCR"])],
            id="parts-of-a-sum",
        ),
        pytest.param(
            "Norway\n\nNorway will provide more than NOK 21 million for Ukraine. Earlier, Finland gave Ukraine"
            " €3 million.\n\nNearly NOK 14 million will go to survivors.",
            [row("announced", ["Norway"], amount="21000000 NOK"), row("delivered", ["Finland"], amount="3000000 EUR"),
             row("announced", ["Norway"], amount="14000000 NOK", to=["survivors"])],
            id="own-currency-tells-the-giver",
        ),
        pytest.param(
            "Norway\n\nNorway gave Ukraine 20 generators. Ten pumps were also handed over.",
            [row("delivered", ["Norway"], items=["20 generators (generator_power)", "10 pumps (fire_rescue)"])],
            id="also-handed-over",
        ),
        pytest.param(
            "Pumps\n\nThe hospitals in Sumy region have received 40 pumps from UNDP. Denmark and Sweden paid for them.",
            [row("delivered", ["Denmark", "Sweden"], items=["40 pumps (fire_rescue)"], through=["UNDP"],
                 to=["hospitals in Sumy region"], places=["Sumy region"])],
            id="who-pays-gives-and-who-hands-over-carries",
        ),
        pytest.param(
            "Power\n\nLatvia will send 6 transformers to Ukraine. This was agreed when the ministers met.",
            [row("agreed", ["Latvia"], items=["6 transformers (generator_power)"])],
            id="agreed-in-the-next-sentence",
        ),
        pytest.param(
            "Power\n\nLatvia is considering whether to give Ukraine one more transformer.\n\nIt has already delivered"
            " 12 generators to Ukraine.",
            [row("under_consideration", ["Latvia"], items=["1 transformer (generator_power)"]),
             row("delivered", ["Latvia"], items=["12 generators (generator_power)"])],
            id="it-stands-for-the-giver-of-another-claim",
        ),
        pytest.param(
            "Norway\n\nNorway will provide more than NOK 21 million for Ukraine.\n\nTetra Tech, an engineering company,"
            " will receive NOK 7.5 million for demining.",
            [row("announced", ["Norway"], amount="21000000 NOK"),
             row("announced", ["Norway"], amount="7500000 NOK", through=["Tetra Tech"])],
            id="part-that-a-carrier-receives",
        ),
        pytest.param(
            "Pause\n\nCanada has paused its aid projects in Ukraine. The weather was fine. Aid of Canada to Ukraine was"
            " put on hold by a letter.",
            [row("suspended", ["Canada"], kind="mixed")],
            id="stop-told-twice",
        ),
        pytest.param(
            "Sappers\n\nLithuania will provide training for the sappers of the State Emergency Service in Lithuania.",
            [row("announced", ["Lithuania"], kind="training", to=[SES], places=["Lithuania"])],
            id="training-without-goods",
        ),
    ],
)  # fmt: skip
def test_claims_in_english_are_assembled(text: str, expected: list[dict[str, object]]) -> None:
    assert claims(extract(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Німеччина\n\nНімеччина передала ДСНС України 12 пожежних автомобілів. Допомога надійшла через GIZ.",
            [row("delivered", ["Germany"], items=["12 пожежних автомобілів (fire_rescue)"], through=["GIZ"], to=[SES])],
            id="carrier-in-the-next-sentence",
        ),
        pytest.param(
            "Швеція\n\nУряд Швеції виділить Україні 1,2 млрд шведських крон на розмінування"
            " Харківської області через ПРООН.",
            [row("announced", ["Sweden"], amount="1200000000 SEK", through=["UNDP"], places=["Kharkiv region"])],
            id="sum-and-carrier",
        ),
        pytest.param(
            "Польща\n\nЗа підтримки Польщі прикордонники отримали 5 позашляховиків Toyota Hilux і 20 тепловізорів.",
            [row("delivered", ["Poland"],
                 items=["5 позашляховиків Toyota Hilux (vehicle)", "20 тепловізорів (detector)"],
                 to=["State Border Guard Service of Ukraine"])],
            id="with-the-support-of",
        ),
        pytest.param(
            "Поліція\n\nНаціональна поліція отримала від Франції нову партію техніки: 6 автомобілів, 20 дронів, два"
            " сканери та ДНК-лабораторію.",
            [row("delivered", ["France"], to=["National Police of Ukraine"],
                 items=["6 автомобілів (vehicle)", "20 дронів (drone)", "2 сканери (detector)",
                        "1 ДНК-лабораторію (other)"])],
            id="things-after-a-colon-are-no-givers",
        ),
        pytest.param(
            "Машини\n\nНімеччина передасть Україні 22 машини розмінування: 14 машин надійдуть до кінця 2024 року, ще"
            " 8 прибудуть до квітня 2025 року.",
            [row("announced", ["Germany"], items=["22 машини розмінування (demining_machine)"]),
             row("announced", ["Germany"], items=["14 машин (vehicle)"]),
             row("announced", ["Germany"], items=["8 машин (vehicle)"])],
            id="whole-and-parts-in-one-sentence",
        ),
        pytest.param(
            "Машини\n\nУряд Данії надасть Україні 9 машин розмінування. Про домовленість повідомив міністр. Постачання"
            " розбите на два етапи: 5 машин надійдуть до кінця року, ще 4 прибудуть навесні.",
            [row("agreed", ["Denmark"], items=["9 машин розмінування (demining_machine)"]),
             row("announced", ["Denmark"], items=["5 машин (vehicle)"]),
             row("announced", ["Denmark"], items=["4 машин (vehicle)"])],
            id="whole-and-parts-in-two-sentences",
        ),
        pytest.param(
            "Вантажі\n\nУкраїнські лікарні отримали нові гуманітарні вантажі від Польщі та Данії. До них долучилася"
            " Швеція.\n\nУ звіті перелічено 10 дефібриляторів і 20 наметів.",
            [row("delivered", ["Poland", "Denmark", "Sweden"], to=["medical institutions of Ukraine"],
                 items=["10 дефібриляторів (medical)", "20 наметів (shelter_supply)"])],
            id="givers-who-join-and-a-list-after",
        ),
        pytest.param(
            "Насоси\n\nАгентство США з міжнародного розвитку (USAID) передало Державній службі України з надзвичайних"
            " ситуацій 40 насосів.",
            [row("delivered", ["United States"], items=["40 насосів (fire_rescue)"], to=[SES])],
            id="agency-of-neuter-gender",
        ),
        pytest.param(
            "Внески\n\nКраїни зробили для України нові внески: Швеція – 12,5 млн євро, Хорватія – 5 млн євро.",
            [row("announced", ["Sweden"], amount="12500000 EUR"), row("announced", ["Croatia"], amount="5000000 EUR")],
            id="contributions-with-dashes",
        ),
        pytest.param(
            "Дар\n\nПольща передала Україні спорядження вартістю 2 млн євро: намети та 5 човнів.",
            [row("delivered", ["Poland"], amount="2000000 EUR",
                 items=["? намети (shelter_supply)", "5 човнів (vehicle)"])],
            id="what-it-is-worth-is-no-name",
        ),
        pytest.param(
            "Франція\n\nФранцузька сторона розглядає можливість передати Національній поліції 10 лабораторій.",
            [row("under_consideration", ["France"],
                 items=["10 лабораторій (other)"], to=["National Police of Ukraine"])],
            id="considering",
        ),
        pytest.param(
            "США\n\nАмериканська допомога Україні на 25 мільйонів доларів США призупинена. Нагадаємо, у 2023 році США"
            " передали Україні 150 автомобілів.",
            [row("suspended", ["United States"], amount="25000000 USD"),
             row("delivered", ["United States"], items=["150 автомобілів (vehicle)"])],
            id="suspended-and-recap",
        ),
        pytest.param(
            "Вантаж\n\nВід уряду Японії через ЮНІСЕФ лікарні Сумської області одержали 3 дефібрилятори.",
            [row("delivered", ["Japan"], items=["3 дефібрилятори (medical)"], through=["UNICEF"],
                 to=["лікарні Сумської області"], places=["Sumy region"])],
            id="from-and-through",
        ),
        pytest.param(
            "ЄС\n\nЩо Україна одержить від ЄС:\n\n• від Німеччини надійдуть 56 генераторів і намети;\n• Австрія"
            " передасть 20 цистерн для води.",
            [row("announced", ["Germany"], items=["56 генераторів (generator_power)", "? намети (shelter_supply)"]),
             row("announced", ["Austria"], items=["20 цистерн для води (shelter_supply)"])],
            id="bullets-with-givers-of-their-own",
        ),
    ],
)  # fmt: skip
def test_claims_in_ukrainian_are_assembled(text: str, expected: list[dict[str, object]]) -> None:
    assert claims(extract(text)) == expected


def test_sum_over_many_years_is_a_stated_total() -> None:
    text = "Aid\n\nSince the start of the war Norway has given NOK 4.5 billion to Ukraine."
    found = extract(text)
    (total,) = found.stated_totals
    assert found.claims == ()
    assert (f"{total.amount.value:f}", total.amount.currency, [one.name for one in total.donors]) == (
        "4500000000",
        "NOK",
        ["Norway"],
    )


@pytest.mark.parametrize(
    ("text", "total", "donors"),
    [
        ("Norway's support to Ukraine as a whole has exceeded NOK 4.5 billion.", "4500000000 NOK", ["Norway"]),
        ("Japan has provided or pledged over USD 70 million for demining in Ukraine.", "70000000 USD", ["Japan"]),
        ("Ukraine can count on more than USD 244 million from abroad for demining.", "244000000 USD", []),
        (
            "Since the start of the war equipment for demining worth over USD 60 million has been received from Japan.",
            "60000000 USD",
            ["Japan"],
        ),
        ("By 24 February the Fund had collected more than €1.11 billion from donors.", "1110000000 EUR", []),
        ("Партнери загалом зібрали для розмінування України близько 500 млн євро.", "500000000 EUR", []),
    ],
)
def test_sum_that_adds_up_many_commitments_is_a_stated_total(text: str, total: str, donors: list[str]) -> None:
    found = extract(f"Aid to Ukraine\n\n{text}")
    assert found.claims == ()
    assert [
        (f"{one.amount.value:f} {one.amount.currency}", [party.name for party in one.donors])
        for one in found.stated_totals
    ] == [(total, donors)]


def test_things_after_a_total_are_no_part_of_it() -> None:
    text = (
        "Aid\n\nAltogether, Japan has provided or pledged over USD 70 million for demining since the invasion began."
        " Ukraine has received 40 metal detectors from Japan so far."
    )
    found = extract(text)
    assert [one.items[0].name for one in found.claims] == ["metal detectors"]
    assert len(found.stated_totals) == 1


@pytest.mark.parametrize(
    "text", ["Losses in Ukraine have exceeded USD 411 billion.", "Tax offices had collected UAH 2 billion by May."]
)
def test_sum_without_a_giver_or_aid_is_no_total(text: str) -> None:
    found = extract(f"News\n\n{text}")
    assert (found.claims, found.stated_totals) == ((), ())


def test_title_that_repeats_a_claim_adds_none() -> None:
    text = "Italy gives Ukraine 5 boats worth €2 million\n\nItaly gave Ukraine 5 boats worth €2 million on Monday."
    assert claims(extract(text)) == [row("delivered", ["Italy"], amount="2000000 EUR", items=["5 boats (vehicle)"])]


def test_body_described_by_a_name_is_meant_throughout() -> None:
    text = (
        "Aid for Ukraine\n\nDenmark gave 20 beds to the regional hospital in Poltava. "
        "Earlier Denmark had donated 5 ventilators."
    )
    receivers = [party.name for claim in extract(text).claims for party in claim.parties if party.role == "recipient"]
    assert receivers == ["regional hospital in Poltava"] * 2
