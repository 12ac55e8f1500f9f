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


def test_title_that_repeats_a_claim_adds_none() -> None:
    text = "Italy gives Ukraine 5 boats worth €2 million\n\nItaly gave Ukraine 5 boats worth €2 million on Monday."
    assert claims(extract(text)) == [row("delivered", ["Italy"], amount="2000000 EUR", items=["5 boats (vehicle)"])]
