import pytest

from assistance.extraction import as_annotation, extract, parties
from assistance.extraction.text import Source


def read(text: str) -> list[tuple[str, str]]:
    """Return name and words of all who receive in a text, Ukraine by its name left out."""
    source = Source(text)
    found = [one for sentence in source.sentences for one in parties.find(source, sentence)]
    kept = [one for one in found if one.who.form == "recipient" and one.context in ("plain", "to", "place", "through")]
    return [(one.who.name, parties.words(source, one)) for one in kept]


SES = "State Emergency Service of Ukraine"
BORDER = "State Border Guard Service of Ukraine"
POLICE = "National Police of Ukraine"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two cranes were handed over to the rescuers.", [(SES, "rescuers")]),
        ("Belgium gave 3 boats to the State Emergency Service.", [(SES, "State Emergency Service")]),
        ("Belgium trained Ukrainian sappers.", [(SES, "Ukrainian sappers")]),
        ("Belgian firefighters received two cranes.", []),
        ("The rescuers of Latvia got a boat.", []),
        ("According to the State Emergency Service, it burned.", []),
        ("The Ministry of Internal Affairs announced it.", []),
        ("Jeeps for the Ministry of Internal Affairs came.", [
            ("Ministry of Internal Affairs of Ukraine", "Ministry of Internal Affairs"),
        ]),
        ("The Ministry of Health said so.", []),
        ("It was given to the border guards and to the National Police.", [
            (BORDER, "border guards"), (POLICE, "National Police"),
        ]),
        ("for units of the National Police", [(POLICE, "National Police")]),
        ("for repairs of the energy system", []),
        ("a loan for Ukrenergo", [("Ukrenergo", "Ukrenergo")]),
        ("a grant to Lvivvodokanal", [("Lvivvodokanal", "Lvivvodokanal")]),
        ("a grant for the Ukrainian Red Cross", [("Ukrainian Red Cross Society", "Ukrainian Red Cross")]),
        ("sent to the Ukrainian side", [("Ukraine", "Ukrainian side")]),
    ],
)  # fmt: skip
def test_body_in_english_receives(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("stoves for the most vulnerable", [("the most vulnerable", "the most vulnerable")]),
        ("blankets for war-affected communities", [("war-affected communities", "war-affected communities")]),
        ("They help Ukrainian beekeepers.", [("Ukrainian beekeepers", "Ukrainian beekeepers")]),
        ("meals for residents of Orikhiv", [("residents of Orikhiv", "residents")]),
        ("a van for families of fallen soldiers", [("families of fallen soldiers", "families")]),
        ("beds for people who had to leave home; more will come", [
            ("people who had to leave home", "people"),
        ]),
        ("Five hospitals in Poltava region will receive beds.", [("hospitals in Poltava region", "hospitals")]),
        ("pumps for Trostianets and Romny communities", [
            ("Trostianets community", "Trostianets"), ("Romny community", "Romny"),
        ]),
        ("desks to schools and kindergartens of Izium", [
            ("schools and kindergartens of Izium", "schools and kindergartens"),
        ]),
        ("a lorry for the Novak Institute of Soil Science", [
            ("Novak Institute of Soil Science", "Novak Institute"),
        ]),
        ("The clinics were handed over to the mayor.", []),
        ("He came to schools of Bucha.", []),
        ("toys for Polish hospitals", []),
        ("Refugees lived in hotels.", []),
    ],
)  # fmt: skip
def test_description_in_english_receives(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two buses were given to Zhytomyr.", [("Zhytomyr", "Zhytomyr")]),
        ("generators for Kyiv", [("Kyiv", "Kyiv")]),
        ("Danish aid to Kyiv goes on.", []),
        ("He came to Kyiv.", []),
        ("The minister's visit to Odesa ended.", []),
        ("Two buses were given to the National Police in Zhytomyr.", [(POLICE, "National Police in Zhytomyr")]),
    ],
)
def test_place_receives(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Бельгія передала рятувальникам два крани.", [(SES, "рятувальникам")]),
        ("За підтримки Польщі прикордонники отримали човни.", [(BORDER, "прикордонники")]),
        ("У ДСНС розповіли про пожежу.", []),
        ("Голова Державної служби з надзвичайних ситуацій виступив.", []),
        ("Надали техніку слідчим підрозділам Національної поліції.", [
            (POLICE, "слідчим підрозділам Національної поліції"),
        ]),
        ("Міністр енергетики подякував.", []),
        ("Естонія передала лікарням Сумської області ліжка.", [("лікарням Сумської області", "лікарням")]),
        ("Естонія передала допомогу родинам загиблих.", [("родинам загиблих", "родинам")]),
        ("автобуси для прифронтових громад", [("прифронтових громад", "прифронтових громад")]),
        ("Естонія подарувала пасічникам мед.", [("пасічникам", "пасічникам")]),
        ("Завдяки благодійникам передали мед.", []),
        ("Естонія передала Сумщині насоси.", [("Sumy region", "Сумщині")]),
        ("Насоси їдуть до столиці.", [("Kyiv", "столиці")]),
        ("Він виступив у столиці Угорщини.", []),
        ("вручили українській стороні", [("Ukraine", "українській стороні")]),
    ],
)  # fmt: skip
def test_receiver_in_ukrainian_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kherson City Hospital No. 3 received beds.", ["Kherson City Hospital No. 3"]),
        ("beds for Children's Hospital No. 1 in Odesa", ["Children's Hospital No. 1 in Odesa"]),
        ("handed over to the utility company \"Poltavateploenergo\"", ["Poltavateploenergo"]),
        ("for the needs of city councils, heating utilities, and cultural and medical institutions", [
            "city councils", "heating utilities", "cultural and medical institutions",
        ]),
        ("Money came so that Ukrainian state institutions could train units.", ["Ukrainian state institutions"]),
        ("laptops to the administrative service centre of Okhtyrka", ["administrative service centre of Okhtyrka"]),
        ("Beds were given to the Izium hospital. Vans were given to the hospital.", [
            "Izium hospital", "Izium hospital",
        ]),
        ("Beds were given to the hospital.", []),
        ("vans for the police", [POLICE]),
        ("The police said so.", []),
        ("Stoves were given to Sumy region. Finland gave the region boilers.", ["Sumy region", "Sumy region"]),
        ("Поляки передали печі Бучанській громаді. Фіни подарували громаді котли.", [
            "Бучанській громаді", "Бучанській громаді",
        ]),
        ("Бельгія передала ліжка Тростянецькій міській лікарні.", ["Тростянецькій міській лікарні"]),
        ("Дніпровська обласна дитяча лікарня отримала ліжка.", ["Дніпровська обласна дитяча лікарня"]),
        ("Бельгія передала ліжка міській лікарні №4 Миколаєва.", ["міській лікарні №4 Миколаєва"]),
        ("Директор лікарні Іван Бойко сказав, що Бельгія передала ліжка.", []),
        ("Бельгія подарувала автобуси Охтирській міській раді.", ["Охтирській міській раді"]),
        ("Бельгія передала місту Київ автобуси.", ["Kyiv"]),
        ("Рятувальники Сумщини отримали насоси.", [SES]),
        ("Десять громад Чернігівщини отримали насоси.", ["громад Чернігівщини"]),
        ("Насоси передали КП «Київтеплоенерго».", ["Київтеплоенерго"]),
        ("Раніше Полтава домовилася з данцями про постачання котлів.", ["Poltava"]),
    ],
)  # fmt: skip
def test_receiver_is_named_as_closely_as_the_text_does(text: str, expected: list[str]) -> None:
    assert [name for name, _ in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Данія передала нефрологічному відділенню Полтавської обласної лікарні апарат.", [
            "нефрологічному відділенню Полтавської обласної лікарні",
        ]),
        ("Данія передала бойовим медикам 3-ї штурмової бригади ноші.", ["бойовим медикам 3-ї штурмової бригади"]),
        ("Данія передала учням прифронтових шкіл ноутбуки.", ["учням прифронтових шкіл"]),
        ("Данія передала водоканалам шести областей України насоси.", ["водоканалам шести областей України"]),
        ("Данія передала 5 тисячам сільських родин Миколаївщини насіння.", ["сільських родин Миколаївщини"]),
        ("Данія надала набори людям, які живуть поблизу фронту, і дрова.", ["людям, які живуть поблизу фронту"]),
        ("Данія надала кошти малому та середньому бізнесу України.", ["малому та середньому бізнесу України"]),
        ("Данія передала лікарням минулого тижня ліжка.", ["лікарням"]),
        ("Данія передала Сумщині інкубатори для немовлят.", ["Sumy region"]),
        ("Данія передала лікарням 100 зарядних станцій.", ["лікарням"]),
        ("Данія доставила у Краматорськ і Слов'янськ воду.", ["Kramatorsk", "Sloviansk"]),
        ("Данія лікувала людей у Краматорську.", []),
        ("Харківській області передали автобуси.", ["Kharkiv region"]),
        ("Ліон подарував Вінниці трамваї.", ["Vinnytsia"]),
        ("Мер Вінниці подякував за подаровані трамваї.", []),
        ("Данія передала Бюро економічної безпеки України автомобілі.", ["Bureau of Economic Security of Ukraine"]),
    ],
)  # fmt: skip
def test_description_in_ukrainian_goes_on_behind_its_head(text: str, expected: list[str]) -> None:
    assert [name for name, _ in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Насоси передали кінологічному центру ДСНС у Ромнах.", [(SES, "кінологічному центру ДСНС у Ромнах")]),
        ("Авто передали поліції Харківської області.", [(POLICE, "поліції Харківської області")]),
        ("Рятувальники Одещини отримали човни.", [(SES, "Рятувальники Одещини")]),
        ("It was given to the police of Kharkiv region.", [(POLICE, "the police of Kharkiv region")]),
    ],
)
def test_body_is_named_with_what_leads_up_to_it_and_its_place(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Denmark gave two boats to the 15th Mobile Border Detachment.", ["15th Mobile Border Detachment"]),
        ("Denmark gave stretchers to combat medics of the 3rd Assault Brigade.", [
            "combat medics of the 3rd Assault Brigade",
        ]),
        ("Denmark gave laptops to pupils of front-line schools.", ["pupils of front-line schools"]),
        ("Denmark gave cranes to the electricity distribution company of Odesa region.", [
            "electricity distribution company of Odesa region",
        ]),
        ("Denmark gave vans to the Kyiv Regional Centre for Emergency Medical Care and Disaster Medicine.", [
            "Kyiv Regional Centre for Emergency Medical Care and Disaster Medicine",
        ]),
        ("Denmark gave pumps to the Rivne and Khmelnytskyi nuclear power plants.", [
            "Rivne and Khmelnytskyi nuclear power plants",
        ]),
        ("Denmark gave CAD 3 million for survivors of sexual violence.", ["survivors of sexual violence"]),
        ("Denmark gave buses to the city of Chernihiv.", ["Chernihiv"]),
        ("Denmark gave buses to its twin city Kyiv.", ["Kyiv"]),
        ("The mayor of Zhovkva spoke.", []),
        ("Denmark gave tents to the police and the National Guard.", [POLICE, "National Guard of Ukraine"]),
        ("Denmark gave tents to Ukraine to support the fire stations.", []),
        ("Denmark gave tents to support the fire stations.", ["fire stations"]),
        ("Denmark gave tents to Chernihiv region for schools.", ["Chernihiv region"]),
        ("Ukrenergo, the state-owned company that runs the grid, received a loan.", ["Ukrenergo"]),
        ("Denmark gave money to the Ukrainian Red Cross.", ["Ukrainian Red Cross Society"]),
        ("Seven of them go to the Kharkiv and Mykolaiv regions.", ["Kharkiv region", "Mykolaiv region"]),
    ],
)  # fmt: skip
def test_description_in_english_takes_in_what_belongs_to_it(text: str, expected: list[str]) -> None:
    assert [name for name, _ in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Handed to units of the National Police and the National Guard.", [POLICE, "National Guard of Ukraine"]),
        ("Three robots went into the hands of bomb disposal experts of the National Police.", [POLICE]),
        ("Denmark gave seeds to Ukraine's farmers.", ["Ukraine's farmers"]),
        ("Denmark gave Ukraine modular clinics.", []),
        ("Данія виділила кошти на ремонт укриттів у школах Харківщини.", ["школах Харківщини"]),
        ("Укриття у школах Харківщини зачинені.", []),
        ("Першу лабораторію передали Офісу генпрокурора.", ["Prosecutor General's Office of Ukraine"]),
        ("Для обласної лікарні швидкої допомоги Project C.U.R.E. відправила ліжка.", [
            "обласної лікарні швидкої допомоги",
        ]),
    ],
)  # fmt: skip
def test_receiver_is_told_by_the_words_around_it(text: str, expected: list[str]) -> None:
    assert [name for name, _ in read(text)] == expected


def test_total_bears_those_who_received_it() -> None:
    text = "Aid\n\nSince 2022, Denmark has provided more than $287 million to the National Police of Ukraine."
    (total,) = extract(text).stated_totals
    assert [party.name for party in total.recipients] == [POLICE]


@pytest.mark.parametrize(
    "body",
    [
        "Lyon sent a bus to our twin city of Uman.",
        "Lyon sent a bus to our Ukrainian twin city of Uman.",
        "Lyon is going to send a fire truck to its sister city, Uman in Ukraine.",
    ],
)
def test_twin_towns_receive_under_their_own_name(body: str) -> None:
    found = as_annotation("t", f"Help for Ukraine\n\n{body}", extract(f"Help for Ukraine\n\n{body}"))
    assert [[one["name"] for one in claim["recipients"]] for claim in found["commitments"]] == [["Uman"]]


def receiving(text: str) -> list[list[str]]:
    """Return who receives by each claim of a text."""
    claims = extract("News of the day\n\n" + text).claims
    return [[one.name for one in claim.parties if one.role == "recipient"] for claim in claims]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway sent 40 beds. They will be distributed among the hospitals of Odesa.", ["hospitals of Odesa"]),
        ("Norway sent 40 beds to Ukraine. Their new owners are the rescuers.", [SES]),
        ("Norway gave 40 pumps. The pumps were handed over to the State Emergency Service.", [SES]),
        ("Norway sent 40 beds to the border guards. They will stand in hospitals of Odesa.", [BORDER]),
        ("Норвегія передала Україні 40 ліжок. Їхніми власниками стануть міські лікарні.", ["міські лікарні"]),
        ("Норвегія передала Україні 40 ліжок. Вони працюватимуть у дитячих лікарнях.", ["дитячих лікарнях"]),
        ("Норвегія передала Україні 40 насосів. Насоси розподілять між дитячими лікарнями.", ["дитячими лікарнями"]),
        ("Норвегія передала Україні 40 ліжок. Їх отримають прикордонники.", [BORDER]),
    ],
)  # fmt: skip
def test_who_gets_a_gift_is_told_in_the_sentence_after(text: str, expected: list[str]) -> None:
    assert receiving(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Paid for by Malta, School No. 4 in Izium, hit by a missile, was rebuilt.", ["School No. 4 in Izium"]),
        ("In Irpin, School No. 4 named after Maria Zank has been restored at the expense of Malta.", [
            "School No. 4 named after Maria Zank",
        ]),
        ("Malta donated 5 beds to Lviv's municipal hospital earlier this year.", ["Lviv's municipal hospital"]),
        ("Border guards of Ukraine received 6 vans from Malta.", [BORDER]),
        ("Rescuers have already received 6 vans from Malta, and Ukraine is grateful.", [SES]),
        ("A bus will be sent from Malta to our Ukrainian twin town of Uman.", ["Uman"]),
        ("Malta is sending a bus to its twin city, Uman in Ukraine.", ["Uman"]),
        ("Malta gives €7 million for relief in Ukraine and for refugees in neighbouring countries.", [
            "Ukraine", "refugees in neighbouring countries",
        ]),
        ("Мальта виділила Україні та її сусідам 7 млн євро.", ["Ukraine", "сусідам"]),
        ("Рятувальники вже отримали від Мальти 6 насосів.", [SES]),
        ("Коштом Мальти відбудували школу № 2 імені Івана Франка в Ірпені.", [
            "школу № 2 імені Івана Франка в Ірпені",
        ]),
        ("Мальта відремонтувала обласну лікарню за 200 тис. євро.", ["обласну лікарню"]),
        ("З Мальти до Луцька доїхали п'ять автобусів.", ["Lutsk"]),
    ],
)  # fmt: skip
def test_receiver_is_found_by_the_structure_of_the_sentence(text: str, expected: list[str]) -> None:
    assert receiving(text)[0] == expected


def test_place_in_a_row_receives_only_with_the_first_of_the_row() -> None:
    text = "Латвія дала 270 тис. євро фонду, сапери якого працюють на Київщині, Миколаївщині та Харківщині."
    assert not {"Mykolaiv region", "Kharkiv region"} & set(receiving(text)[0])


def test_receiver_within_the_name_of_a_fund_receives_nothing() -> None:
    assert read("Насоси передав фонд «Підтримка лікарень України» на початку року.") == []


def test_town_a_release_is_about_receives_where_ukraine_is_not_named() -> None:
    claims = extract("Новини Вознесенська\n\nНорвегія передала 6 насосів.\n").claims
    assert [(one.name, one.role.value) for one in claims[0].parties[1:]] == [("Voznesensk", "recipient")]
    assert [one.name for one in claims[0].places] == ["Voznesensk"]


def test_mobile_hospitals_and_laboratories_are_things() -> None:
    assert read("The National Police have been given mobile DNA laboratories and mobile clinics.") == [
        (POLICE, "National Police")
    ]


@pytest.mark.parametrize(
    ("text", "expected", "places"),
    [
        ("Buses were given to the Lokachi and Turiisk communities in Volyn region by Malta.", [
            "Lokachi community", "Turiisk community",
        ], ["Volyn region"]),
        ("Malta gave buses to the Haisyn, Yampil and Zhmerynka territorial hromadas.", [
            "Haisyn hromada", "Yampil hromada", "Zhmerynka hromada",
        ], ["Vinnytsia region"]),
        ("Мальта передала автобуси Гайсинській, Ямпільській та Жмеринській громадам.", [
            "Гайсинська громада", "Ямпільська громада", "Жмеринська громада",
        ], ["Vinnytsia region"]),
        ("Malta gave a bus to the Haisyn community.", ["Haisyn community"], ["Haisyn"]),
        ("In spring, hospitals, schools and churches of Ukraine received 20 generators from Malta.", [
            "hospitals", "schools", "churches of Ukraine",
        ], []),
    ],
)  # fmt: skip
def test_each_of_a_row_receives(text: str, expected: list[str], places: list[str]) -> None:
    assert receiving(text)[0] == expected
    assert [one.name for one in extract("News\n\n" + text).claims[0].places] == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Malta and Cuba give boats to the border guards\n\nMalta gave 5 boats to Ukraine's border guards.\n\n"
         "Japan is considering a gift of 8 jeeps.", [[BORDER], [BORDER]]),
        ("Malta gives a boat to the border guards\n\nMalta gave 5 boats to Ukraine's border guards.\n\n"
         "Japan gave 2 million euros.", [[BORDER], ["Ukraine"]]),
        ("Мальта передала рятувальникам катери\n\nМальта передала рятувальникам України 5 катерів.\n\n"
         "Японія надішле 8 насосів.", [[SES], [SES]]),
        ("Malta supports Ukrainian power engineers\n\nMalta gave 5 pumps to Ukraine.\n\n"
         "Malta has also pledged 2 million euros.", [["Ukraine"], ["Ukraine"]]),
    ],
)  # fmt: skip
def test_body_in_the_title_receives_things_of_others_too(text: str, expected: list[list[str]]) -> None:
    claims = extract(text).claims
    told = [[one.name for one in claim.parties if one.role == "recipient"] for claim in claims]
    assert told == expected


@pytest.mark.parametrize(
    "text",
    [
        "Malta gave 5 vans to Ukraine's rescuers; the column crossed the border in Chernivtsi region.",
        "Мальта передала рятувальникам 5 насосів; колона перетнула кордон у Чернівецькій області.",
    ],
)
def test_border_that_a_column_crosses_is_no_place_of_the_gift(text: str) -> None:
    assert not extract(f"News\n\n{text}").claims[0].places
