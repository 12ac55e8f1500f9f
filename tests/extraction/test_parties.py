import pytest

from assistance.extraction import casting, extract, parties
from assistance.extraction.known import book
from assistance.extraction.text import Source

GICHD = "Geneva International Centre for Humanitarian Demining"


def read(text: str) -> list[tuple[str, str, str]]:
    source = Source(text)
    found = [one for sentence in source.sentences for one in parties.find(source, sentence)]
    return [(one.who.name, one.who.form, one.context) for one in found]


def parts(text: str) -> tuple[list[str], list[str], list[str]]:
    """Return who gives, who carries and which states are helped."""
    source = Source(text)
    cast = casting.cast([one for sentence in source.sentences for one in parties.find(source, sentence)])
    return (
        [one.who.name for one in cast.donors],
        [one.who.agency or one.who.name for one in cast.implementers],
        [one.who.name for one in cast.abroad],
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("provided by the government of Japan", [("Japan", "name", "from")]),
        ("the German government", [("Germany", "adjective", "plain")]),
        ("polish the floor", []),
        ("through UNDP and UNICEF", [("UNDP", "organisation", "through"), ("UNICEF", "organisation", "through")]),
        ("refugees in Ukraine and Moldova", [("Ukraine", "name", "place"), ("Moldova", "name", "place")]),
        ("Ambassador of Norway", [("Norway", "name", "person")]),
        ("German Foreign Minister", [("Germany", "adjective", "person")]),
        ("Energy Minister German Halushchenko", []),
        ("USAID gave", [("United States", "agency", "plain")]),
        ("given to the State Emergency Service", [("State Emergency Service of Ukraine", "recipient", "to")]),
        ("help for communities of Kyiv region", [("communities of Kyiv region", "recipient", "plain")]),
        ("the Nordic Relief Association gave", [("Nordic Relief Association", "unlisted", "plain")]),
        ("an Estonian Rescue Association", [("Estonian Rescue Association", "unlisted", "plain")]),
        ("the Spanish Red Cross", [("Spanish Red Cross", "organisation", "plain")]),
        ("through partners such as HALO Trust", [("HALO Trust", "organisation", "through")]),
        ("Russian attacks", []),
        ("drones of North Korea", []),
        ("a cargo reached Port Sudan", []),
        ("worth 5 million US dollars", []),
        ("Oslo gave", [("Norway", "capital", "plain")]),
        ("the Paris Agreement", []),
        ("Berlin, 11 June 2024 - Talks went on.", [("Germany", "capital", "place")]),
    ],
)
def test_party_in_english_is_found(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("від уряду Німеччини", [("Germany", "name", "from")]),
        ("японська сторона", [("Japan", "adjective", "plain")]),
        ("за посередництва ПРООН", [("UNDP", "organisation", "through")]),
        ("Посол Польщі", [("Poland", "name", "person")]),
        ("передали рятувальникам", [("State Emergency Service of Ukraine", "recipient", "plain")]),
        ("для громади Сумської області", [("громади Сумської області", "recipient", "plain")]),
        ("Фонд «Нове життя» передав", [("Фонд «Нове життя»", "unlisted", "plain")]),
        ("за даними МВС України", [("Ministry of Internal Affairs of Ukraine", "recipient", "source")]),
        ("індивідуальні дані", []),
        ("атаки росії", []),
        ("Український прапор", [("Ukraine", "adjective", "plain")]),
        ("Рейк'явік передав", [("Iceland", "capital", "plain")]),
        ("пан Поляков", []),
        ("13 млн дол. США", []),
    ],
)
def test_party_in_ukrainian_is_found(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four vans from the Finnish town of Siilinki arrived.", [("Siilinki", "unlisted", "from")]),
        ("Boats sent by Ventspils, Latvia, arrived.", [("Ventspils", "subnational", "from")]),
        ("A convoy left Graz with 12 pumps.", [("Graz", "subnational", "place")]),
        ("Wroclaw, the twin city of Lviv, sent buses.", [("Wrocław", "subnational", "plain")]),
        ("Vienna's mayor handed over three buses.", [("Vienna", "subnational", "plain")]),
        ("The Polish city allocates a million.", [("Poland", "adjective", "place")]),
        ("The city of Kharkiv got buses.", [("Kharkiv", "recipient", "plain")]),
        ("вантаж із литовської Паланги", [("Palanga", "subnational", "from")]),
        ("дві автівки з фінського міста Сіілінкі", [("Сіілінкі", "unlisted", "plain")]),
        ("Мерія Варшави надіслала тролейбуси", [("Warsaw", "subnational", "plain")]),
        ("зустріч у Лугано", [("Lugano", "subnational", "place")]),
    ],
)
def test_place_abroad_gives_where_the_words_say_so(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Scottish charity Thistle Help gave two vans.", [("Thistle Help", "unlisted", "plain")]),
        ("a gift of the Lithuanian grid operator Litgrid", [("Litgrid", "organisation", "from")]),
        ("Austria's Verbund sent cables.", [("Verbund", "organisation", "plain")]),
        ("Germany's KfW signed", [("Germany", "agency", "plain")]),
        ("Save the Children Denmark gave kits.", [("Save the Children Denmark", "organisation", "plain")]),
        ("The Rotary Club of Lucerne gave beds.", [("Rotary", "organisation", "plain")]),
        (
            "bought by the Ukrainian company DTEK Grids",
            [("Ukraine", "adjective", "from"), ("DTEK", "recipient", "plain")],
        ),
        ("the heating company of Kryvyi Rih", []),
        ("The Government Pension Fund earned well.", []),
        ("made by the Croatian firm Alfa Works", [("Alfa Works", "unlisted", "place")]),
        (
            "The Nordic Energy Recovery Union (NERU) came. NERU gave pumps.",
            [("Nordic Energy Recovery Union", "unlisted", "plain")] * 3,
        ),
        ("Шотландська організація Thistle Aid", [("Thistle Aid", "unlisted", "plain")]),
        ("Шотландська ABLE надала", [("ABLE", "unlisted", "plain")]),
        ("Фонд «Сонце» із Чехії", [("Фонд «Сонце»", "unlisted", "plain")]),
        (
            "Тайванська асоціація розвитку сіл (TASV) передала ліки.",
            [("Тайванська асоціація розвитку сіл", "unlisted", "plain")] * 2,
        ),
        ("Українська компанія «Промінь»", [("Ukraine", "adjective", "plain")]),
    ],
)
def test_organisation_is_named_by_what_it_is(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pumps were bought by UNDP with funding from Denmark.", (["Denmark"], ["UNDP"], [])),
        ("Denmark pays for the project, which UNOPS carries out.", (["Denmark"], ["UNOPS"], [])),
        ("Canada would give UNICEF $10 million.", (["Canada"], ["UNICEF"], [])),
        ("Denmark sent them; the charity Alfa Help took care of the transport.", (["Denmark"], ["Alfa Help"], [])),
        ("Croatia said it was weighing up a loan.", (["Croatia"], [], [])),
        ("The fair is to be hosted by Japan.", ([], [], [])),
        ("a coalition led by the United Kingdom and Latvia", ([], [], [])),
        ("It was announced on the eve of the NATO summit.", ([], [], [])),
        ("Norway gave Moldova three buses.", (["Norway"], [], ["Moldova"])),
        ("Bosnia and Herzegovina was given tents by Norway.", (["Norway"], [], ["Bosnia and Herzegovina"])),
        (
            "Ukraine, Moldova and Georgia will receive help from the EU.",
            (["European Union"], [], ["Moldova", "Georgia"]),
        ),
        ("Tents from rescEU are on the road.", (["European Union"], [], [])),
        ("Norway gave through the EU Civil Protection Mechanism.", (["Norway"], ["EU Civil Protection Mechanism"], [])),
        ("Насоси закупила ПРООН за кошти Швеції", (["Sweden"], ["UNDP"], [])),
        ("Проєкт фінансує Данія, а втілює ЮНОПС", (["Denmark"], ["UNOPS"], [])),
        ("Литва передала Молдові автобуси", (["Lithuania"], [], ["Moldova"])),
        ("борошно одержали суданці", ([], [], ["Sudan"])),
        ("мука дістанеться сирійським родинам", ([], [], ["Syria"])),
        ("машина виробництва Хорватії", ([], [], [])),
        ("The pumps, of Polish make, were bought with Swedish money.", (["Sweden"], [], [])),
        ("Swiss francs fell.", ([], [], [])),
        ("Через центр GICHD Люксембург навчає саперів", (["Luxembourg"], [GICHD], [])),
        ("Червоний Хрест Норвегії передав намети", (["Червоний Хрест Норвегії"], [], [])),
        ("Italy's engines came by way of an EU hub.", (["Italy"], [], [])),
        ("aid for four states: Ukraine, Belarus, Kosovo and Montenegro", ([], [], ["Kosovo", "Montenegro"])),
        ("вантажівки перетнули кордон Сирії", ([], [], ["Syria"])),
        ("The Netherlands, together with Denmark, finances boilers.", (["Netherlands", "Denmark"], [], [])),
        ("Lyon and Marseille are giving buses.", (["Lyon", "Marseille"], [], [])),
        ("Czech firefighters gave tents.", (["Czech Republic"], [], [])),
        ("Spain's Ministry of the Interior sent pumps.", (["Spain"], [], [])),
        ("Міністерство енергетики Литви передало насоси", (["Lithuania"], [], [])),
        ("Завдяки народу Японії прибули насоси", (["Japan"], [], [])),
    ],
)
def test_words_around_a_party_tell_its_part(text: str, expected: tuple[list[str], list[str], list[str]]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize("word", ["Комора", "Софійський", "Малі", "Гавань", "Тиранія", "Перша", "Того", "складу"])
def test_ordinary_word_names_no_state(word: str) -> None:
    source = Source(word)
    assert book().at(source.tokens, 0, 1) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bergen gave €40,000 to support the Norwegian Red Cross.", (["Bergen"], ["Norwegian Red Cross"], [])),
        ("Riga City Council gave €9,000 to support Caritas.", (["Riga"], ["Caritas"], [])),
        ("Oslo City Government gave €9,000.", (["Oslo"], [], [])),
        ("Denmark passed two lifts on to the operator “Ruta Lines”.", (["Denmark"], [], [])),
        ("In spring teams from Médecins du Monde were at work there.", ([], [], [])),
        (
            "Canada pays €2 million for services provided by the British charity International Medical Corps UK.",
            (["Canada"], ["International Medical Corps UK"], []),
        ),
        ("Ten beds were given by the German charity Alfa Help.", (["Alfa Help"], [], [])),
        ("Beds came from Germany from the charity Alfa Help.", (["Alfa Help"], [], [])),
        ("Aid from Germany and from Alfa Foundation came.", (["Germany", "Alfa Foundation"], [], [])),
        ("Danish energy companies gave cables.", (["Danish energy companies"], [], [])),
        ("UK fire services donated hoses.", (["United Kingdom"], [], [])),
        ("UK charities donated hoses.", (["UK charities"], [], [])),
        ("The minister met Danish companies.", ([], [], [])),
        ("Danish charities Alfa and Beta gave cables.", (["Alfa", "Beta"], [], [])),
        ("The minister hopes to set up a ‘Shelter Coalition’ with others.", ([], [], [])),
        ("The Shelter Coalition gave 40 tents.", (["Shelter Coalition"], [], [])),
        (
            "The charity NORD AID and the National Rescue Association (NRA) coordinated the gifts.",
            ([], ["NORD AID", "National Rescue Association"], []),
        ),
        ("A Dutch charity, Alfa Help, gave 12 beds.", (["Alfa Help"], [], [])),
        (
            "Latvia's money goes through the ministry's old partners – the charities Alfa, Beta Help and Gamma.",
            (["Latvia"], ["Alfa", "Beta Help", "Gamma"], []),
        ),
        ("USAID, through its Clean Water Project, gave pumps.", (["United States"], ["Clean Water Project"], [])),
        ("The USAID Harvest Project handed over 20 silos.", (["United States"], ["Harvest Project"], [])),
        ("Silos come within the USAID Harvest Project.", (["United States"], [], [])),
        ("Norway gave buses, as stated on the website of UNICEF.", (["Norway"], [], [])),
        ("UNDP together with the EU gave 30 pumps.", (["European Union"], ["UNDP"], [])),
        ("EUBAM gave scanners.", (["EUBAM"], [], [])),
        ("The EU gave scanners through EUBAM.", (["European Union"], ["EUBAM"], [])),
        ("Caritas together with the Bonn Foundation gave 30 beds.", (["Caritas", "Bonn Foundation"], [], [])),
        ("Sweden together with the Bonn Foundation gave 30 beds.", (["Sweden"], ["Bonn Foundation"], [])),
        ("Norway gave 3 million through a trust fund of the World Bank.", (["Norway"], ["World Bank"], [])),
        ("The EU pays ICMPD (Vienna), whose experts run the project.", (["European Union"], ["ICMPD"], [])),
        ("Volunteers of Caritas gave 30 beds.", (["Caritas"], [], [])),
        ("Border guards of Poland stopped 20 vans.", ([], [], [])),
        ("The Polish State Fire Service is to bring them.", ([], ["State Fire Service of Poland"], [])),
    ],
)
def test_words_around_an_english_name_tell_its_part(
    text: str, expected: tuple[list[str], list[str], list[str]]
) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Меблі прибули з Німеччини від благодійної організації «Hilfe Ulm».", (["Hilfe Ulm"], [], [])),
        ("З Литви від Паланги надійшли ліжка.", (["Palanga"], [], [])),
        ("Допомога з Італії прибула.", (["Italy"], [], [])),
        ("Естонські енергетичні компанії надали кабелі.", (["Естонські енергетичні компанії"], [], [])),
        (
            "Допомогу надали шведські фонди та організації.",
            (["шведські фонди та організації"], [], []),
        ),
        ("Міністр зустрівся зі шведськими компаніями.", ([], [], [])),
        (
            "Передало автобуси місту чеське місто-побратим Брно, профінансувало Міністерство розвитку Чехії.",
            (["Brno", "Czech Republic"], [], []),
        ),
        ("Насоси закупив Проєкт USAID «Врожай».", (["United States"], ["Проєкт USAID «Врожай»"], [])),
        ("Про це йдеться на сайті представництва ООН.", ([], [], [])),
        ("Данія дала мільйон через цільовий фонд Світового банку.", (["Denmark"], ["World Bank"], [])),
        ("Фонд «Мрія» разом із фондом «Сонце» дав ліжка.", (["Фонд «Мрія»", "фондом «Сонце»"], [], [])),
        ("Надіслав насоси польський Гданськ.", (["Gdańsk"], [], [])),
        ("Передав насоси у польський Гданськ.", ([], [], [])),
        ("Про це написали на сторінці ЮНІСЕФ.", ([], [], [])),
        ("Перевезенням займається Державна пожежна служба Польщі.", ([], ["State Fire Service of Poland"], [])),
    ],
)
def test_words_around_a_ukrainian_name_tell_its_part(
    text: str, expected: tuple[list[str], list[str], list[str]]
) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Внесок\n\nНорвегія перерахувала до Фонду підтримки енергетики України 80 млн євро.",
        "Contribution\n\nNorway paid EUR 80 million into Ukraine's Energy Support Fund.",
    ],
)
def test_fund_of_many_donors_carries_and_ukraine_in_its_name_receives(text: str) -> None:
    (claim,) = extract(text).claims
    told = {(party.role.value, party.name) for party in claim.parties}
    assert told == {("funding", "Norway"), ("implementing", "Ukraine Energy Support Fund"), ("recipient", "Ukraine")}


@pytest.mark.parametrize(
    "text",
    [
        "Help\n\nTwo Toyota Motor pickups were handed over to the rescuers of Ukraine by Norway.",
        "Help\n\nNorway will provide EUR 16 million to Ukraine before the winter, Ursula von der Leyen announced.",
    ],
)
def test_maker_of_what_is_counted_and_a_surname_behind_a_particle_give_nothing(text: str) -> None:
    (claim,) = extract(text).claims
    assert [party.name for party in claim.parties if party.role.value == "funding"] == ["Norway"]
