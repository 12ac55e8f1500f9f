"""What a sentence adds to the claims before it: who gave, whose money, what it is worth, that it is settled."""

import pytest

from assistance.extraction import extract
from tests.extraction.reading_aloud import claims


def told(text: str, *names: str) -> list[list[object]]:
    """Return what claims tell under ``names``, and by which rule each was made."""
    found = extract(text)
    return [
        [*(row[name] for name in names), claim.rule.removeprefix("assemble.")]
        for row, claim in zip(claims(found), found.claims, strict=True)
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("12 pumps and 3 boats were handed over to the rescuers of Lviv region. All of it was paid for by Finland.",
         [["Finland"], [], "told-after"]),
        ("UNDP handed over 12 pumps to the rescuers of Lviv region. They were paid for by Finland.",
         [["Finland"], ["UNDP"], "told-after"]),
        ("UNDP handed over 12 cars to the police of Ukraine. The money came from Japan.",
         [["Japan"], ["UNDP"], "told-after"]),
        ("International partners gave the police of Ukraine 12 cars. Finland and Latvia gave them.",
         [["Finland", "Latvia"], [], "told-after"]),
        ("The day began with a visit of Finland to Kyiv. It is considering sending Ukraine 12 pumps.",
         [["Finland"], [], "pronoun"]),
        ("Рятувальники отримали 12 насосів. Донором став уряд Фінляндії.", [["Finland"], [], "told-after"]),
    ],
)  # fmt: skip
def test_giver_named_in_another_sentence_is_taken(body: str, expected: list[object]) -> None:
    assert told(f"Help\n\n{body}", "donors", "implementers") == [expected]


@pytest.mark.parametrize(
    ("body", "things"),
    [
        ("Finland gave the rescuers of Lviv region 12 pumps. The consignment is worth EUR 300,000.",
         "12 pumps (fire_rescue)"),
        ("Фінляндія передала рятувальникам 12 насосів. Вартість вантажу — 300 тисяч євро.",
         "12 насосів (fire_rescue)"),
    ],
)  # fmt: skip
def test_worth_told_afterwards_belongs_to_the_things(body: str, things: str) -> None:
    assert told(f"Help\n\n{body}", "donors", "items", "amount") == [[["Finland"], [things], "300000 EUR", "named"]]


@pytest.mark.parametrize(
    ("body", "implementers"),
    [
        ("Finland will give Ukraine EUR 2 million. With this money UNDP will buy 12 pumps.", ["UNDP"]),
        ("Finland will give Ukraine EUR 2 million, and with this money 12 pumps will be bought.", []),
    ],
)
def test_things_bought_with_a_sum_belong_to_it(body: str, implementers: list[str]) -> None:
    assert told(f"Help\n\n{body}", "amount", "items", "implementers") == [
        ["2000000 EUR", ["12 pumps (fire_rescue)"], implementers, "named"]
    ]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("Finland plans to give Ukraine 12 pumps. This was agreed when the ministers met in Kyiv.", "agreed"),
        ("Finland plans to give Ukraine 12 pumps. The ministers met in Kyiv.", "announced"),
        ("Фінляндія планує передати Україні 12 насосів. Про домовленість повідомили міністри.", "agreed"),
    ],
)
def test_plan_is_agreed_where_the_next_sentence_says_so(body: str, status: str) -> None:
    assert told(f"Help\n\n{body}", "status") == [[status, "named"]]


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ("Finland handed over 12 pumps to Ukraine. The 12 pumps from Finland were handed over in Kyiv.", 1),
        ("Finland handed over 12 pumps to Ukraine. Later Finland handed over another 12 pumps.", 2),
        ("Finland gave Ukraine boats and pumps. There are 12 boats and 4 pumps.", 1),
        ("Фінляндія передала Україні 12 насосів. Згодом Фінляндія передала ще 12 насосів.", 2),
    ],
)
def test_gift_told_again_is_one_claim_and_one_more_gift_another(body: str, number: int) -> None:
    assert len(told(f"Help\n\n{body}")) == number


def test_english_text_that_names_no_ukraine_makes_no_claim() -> None:
    gift = "Finland handed over 12 pumps to the town of Oulu."
    assert told(f"Help\n\n{gift}") == []
    assert told(f"Help for Ukraine\n\n{gift}", "donors") != []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Norway signed a grant of EUR 12 million for Ukraine. The rest, EUR 2 million, will go to schools.",
         ["agreed", "agreed"]),
        ("Norway announced EUR 12 million for Ukraine. Of this sum, EUR 2 million is reserved for schools.",
         ["announced", "announced"]),
        ("Norway allocated EUR 2 million to Ukraine. Of this sum, EUR 5 million will go to schools.",
         ["agreed", "announced"]),
        ("Норвегія виділила Україні 12 млн євро. Решту, 2 млн євро, отримає школа в Сумах.", ["agreed", "agreed"]),
        ("The governments of Norway and Ukraine signed an agreement. The programme amounts to EUR 4 million.",
         ["agreed"]),
        ("Norway will contribute EUR 4 million to Ukraine. The agreement with the bank was signed on Wednesday.",
         ["agreed"]),
        ("Norway will contribute EUR 4 million to Ukraine. A visit was agreed on Wednesday.", ["announced"]),
        ("Норвегія надасть Україні 4 млн євро. Угоду підписали в середу.", ["agreed"]),
    ],
)  # fmt: skip
def test_part_of_a_sum_is_as_settled_as_the_sum(body: str, expected: list[str]) -> None:
    assert [status for status, _ in told(f"Help for Ukraine\n\n{body}", "status")] == expected


def test_sum_that_donors_are_asked_for_is_no_claim() -> None:
    text = "Fund\n\nA further USD 17 million is needed, and the minister appealed to donors to find it."
    assert extract(text).claims == ()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("The Norwegian Refugee Council repaired a school in Irpin.", [["completed", "services", "named"]]),
        ("At the expense of Azerbaijan, a school in Irpin was rebuilt.", [["completed", "services", "named"]]),
        ("Норвезька рада у справах біженців відремонтувала школу в Ірпені.", [["completed", "services", "named"]]),
        ("The city repaired a school in Irpin.", []),
        (
            "The keys were handed over, and Korean instructors have taught the rescuers of Ukraine how to drive.",
            [["completed", "training", "named"]],
        ),
        (
            "Норвезькі інструктори навчали рятувальників України працювати на висоті.",
            [["completed", "training", "named"]],
        ),
    ],
)
def test_repairs_by_somebody_named_are_a_claim(body: str, expected: list[object]) -> None:
    assert told(f"Help for Ukraine\n\n{body}", "status", "kind") == expected


def test_further_things_that_are_being_bought_are_a_claim_of_their_own() -> None:
    text = (
        "Help\n\nThe European Union handed over 12 pumps to the rescuers of Ukraine. "
        "Further purchases are under way: 3 boats are being procured for them."
    )
    assert told(text, "status", "donors") == [
        ["delivered", ["European Union"], "named"], ["in_delivery", ["European Union"], "leading"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Norway is giving Lviv 25 trams. The first six trams set off today.", ["in_delivery"]),
        ("Norway procured 25 pumps for Lviv. They are being distributed among the schools.", ["in_delivery"]),
        ("Norway will give Lviv 25 pumps. They will be distributed among the schools.", ["announced"]),
        ("Норвегія передасть Львову 25 трамваїв. Перші шість трамваїв вирушили сьогодні.", ["in_delivery"]),
        ("Найближчими днями прямують до України:\n\n– 40 насосів із Норвегії;\n\n– 20 човнів із Данії.",
         ["in_delivery", "in_delivery"]),
        ("Японія оголосила про нову допомогу Україні. Уже прямують:\n\n– 40 насосів;", ["in_delivery"]),
    ],
)  # fmt: skip
def test_later_sentence_tells_how_far_a_gift_has_come(body: str, expected: list[str]) -> None:
    assert [status for status, _ in told(f"Help for Ukraine\n\n{body}", "status")] == expected


@pytest.mark.parametrize(
    "body",
    [
        "The World Bank estimated the needs of reconstruction at USD 486 billion.",
        "Потреби відновлення України Світовий банк оцінив у 486 млрд доларів.",
    ],
)
def test_estimated_need_is_no_gift(body: str) -> None:
    assert extract(f"Help for Ukraine\n\n{body}").claims == ()


@pytest.mark.parametrize(
    "opening",
    ["Серед них –", "До неї увійшли", "У вантажі –", "Це", "Йдеться про", "Вантаж містить", "Усього передали"],
)
def test_details_of_the_next_sentence_belong_to_what_was_told(opening: str) -> None:
    found = extract(f"Допомога Сумам\n\nЛитва передала Сумам гуманітарну допомогу. {opening} 70 ковдр і 5 насосів.")
    assert [row["items"] for row in claims(found)] == [["70 ковдр (shelter_supply)", "5 насосів (fire_rescue)"]]


def test_part_of_what_the_same_sentence_counts_points_to_nothing_before() -> None:
    found = extract(
        "Допомога школам\n\nЕстонія передала школам 90 ноутбуків. Школи мають 800 планшетів, з них 9 нових."
    )
    assert [row["items"] for row in claims(found)] == [["90 ноутбуків (it_comms)"]]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Norway handed over 12 pumps to Ukraine. Another 1 million euros was allocated by a decree of May.",
         ["delivered", "agreed"]),
        ("The governments of Norway and Ukraine signed an agreement. Norwegian instructors will train the rescuers.",
         ["agreed"]),
        ("Norway will suspend payments for internet in Ukraine.", ["suspended"]),
        ("Уряди Норвегії та України підписали угоду. Вона передбачає, що Норвегія навчатиме рятувальників.",
         ["agreed"]),
        ("Норвегія передала Україні 12 насосів, а 20 рятувальників пройшли навчання в Осло.",
         ["delivered", "completed"]),
    ],
)  # fmt: skip
def test_status_told_beside_what_is_given(body: str, expected: list[str]) -> None:
    assert [status for status, _ in told(f"Help for Ukraine\n\n{body}", "status")] == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Norway gave Ukraine 12 pumps. Hundreds of millions of kroner were put into schools of Lviv region by Norway.",
         ["delivered", "delivered"]),
        ("Norway allocated Ukraine EUR 5 million. In May 10% of the aid will be directed by Norway to victims.",
         ["agreed", "announced"]),
        ("Norway gave Ukraine 12 pumps. Seven projects will be financed by Norway in Ukraine.",
         ["delivered", "announced"]),
        ("Норвегія передала Україні 12 насосів. Сотні мільйонів крон Норвегія виділила школам України.",
         ["delivered", "agreed"]),
    ],
)  # fmt: skip
def test_sum_without_a_number_is_something_given(body: str, expected: list[str]) -> None:
    assert [status for status, _ in told(f"Help for Ukraine\n\n{body}", "status")] == expected
