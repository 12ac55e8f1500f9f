"""What sentences of many wordings tell of the status of a sum or a thing in them."""

import pytest

from assistance.extraction import status
from assistance.extraction.text import Source
from tests.extraction.reading_aloud import status_near

OCCASIONS_AND_SUMS_IN_ENGLISH = [
    ("Norway's minister used a stop in Kyiv to announce funding of 12 million kroner", "12", "announced"),
    ("The ambassador used the ceremony to hand over four boats", "boats", "delivered"),
    ("The Danish premier came to Odesa on Friday to sign a grant agreement for 7 million kroner", "7", "agreed"),
    ("Ministers from six states met in Oslo to pledge another 40 million euros", "40", "announced"),
    ("The agency used the money to buy four boats", "boats", "delivered"),
    ("The minister will use her visit to announce 12 million kroner", "12", "announced"),
    ("The boats arrived in Odesa to be handed over", "boats", "delivered"),
    ("Four patrol boats have entered service with the coast guard", "boats", "delivered"),
    ("A Norwegian patrol boat enters service in Odesa", "boat", "delivered"),
    ("Two boats went into service on the Danube", "boats", "delivered"),
    ("The boats entered service under a project carried out jointly with Norway", "boats", "delivered"),
    ("Four new boats will enter service in May", "boats", "announced"),
    ("Norway raised its humanitarian assistance by 9 million kroner", "9", "agreed"),
    ("Norway increased its aid by 9 million kroner", "9", "agreed"),
    ("Norway is increasing its aid by 9 million kroner", "9", "announced"),
    ("Norway will raise its aid by 9 million kroner", "9", "announced"),
    ("The charity raised 9 million kroner for the hospital", "9", "delivered"),
    ("Oslo is allocating 9 million kroner to the coast guard", "9", "agreed"),
    ("Nine projects will be financed jointly by Norway and its partners", "projects", "announced"),
    ("A convoy with four boats is nearing the Ukrainian border", "boats", "in_delivery"),
    ("Our lorries with generators are approaching Ukraine", "generators", "in_delivery"),
    ("A programme worth 80 million kroner was closed by the agency in March", "80", "cancelled"),
    ("The grant of 80 million kroner has been closed", "80", "cancelled"),
    ("The road was closed when Norway handed over four boats", "boats", "delivered"),
    ("The support that Norway gives the coast guard exceeds 3 million kroner", "3", "in_delivery"),
    ("The aid that Norway has provided comes to 3 million kroner", "3", "delivered"),
    ("The aid that Norway will provide comes to 3 million kroner", "3", "announced"),
    ("The aid pledged by Norway totals 3 million kroner", "3", "announced"),
    ("The sum which parliament approved amounts to 3 million kroner", "3", "agreed"),
    ("By May Norway had put in 3 million kroner", "3", "delivered"),
    ("The sappers have mastered the course", None, "completed"),
    ("Forty nurses learned how to treat burns", None, "completed"),
    ("Forty nurses are learning to treat burns", None, "in_delivery"),
    ("Forty nurses will learn to treat burns", None, "announced"),
    ("Norway carried out the purchase of four boats", "boats", "delivered"),
    ("The total value of the aid passed the 3 million mark", "3", "delivered"),
    ("We learned that Norway will give four boats", "boats", "announced"),
    ("Whether four boats can be sent is being examined in Oslo", "boats", "under_consideration"),
    ("Meals ready to eat and four boats went to the coast guard", "boats", "delivered"),
    ("Four boats are now in the hands of the coast guard", "boats", "delivered"),
    ("The society rebuilt the ferry landing", None, "completed"),
    ("Oslo shelled out 3 million kroner", "3", "delivered"),
    ("Oslo has changed its mind about the four boats", "boats", "cancelled"),
    ("Norwegian engineers brought the course to a close", None, "completed"),
    ("The contract for four boats has been placed", "boats", "agreed"),
]

OCCASIONS_AND_SUMS_IN_UKRAINIAN = [
    ("Посол Норвегії скористався візитом, щоб оголосити про 12 млн крон", "12", "announced"),
    ("Прем'єр Данії приїхав до Одеси, щоб підписати угоду на 7 млн крон", "7", "agreed"),
    ("Норвезькі лікарі прибули до Львова, аби передати чотири катери", "катери", "delivered"),
    ("Курс водіння катерів опанували двадцять моряків", None, "completed"),
    ("Сорок медсестер навчилися лікувати опіки", None, "completed"),
    ("Сорок медсестер опановують нову техніку", None, "in_delivery"),
    ("Сорок медсестер опанують нову техніку", None, "announced"),
    ("Норвегія навчила сорок медсестер", None, "completed"),
    ("До нашого кордону наближається колона з чотирма катерами", "катерами", "in_delivery"),
    ("Вантаж із генераторами вже наближається до України", "генераторами", "in_delivery"),
    ("Допомога, яку Норвегія надає рятувальникам, перевищує 3 млн крон", "3", "in_delivery"),
    ("Допомога, яку Норвегія надала рятувальникам, перевищує 3 млн крон", "3", "delivered"),
    ("Допомога, яку Норвегія надасть рятувальникам, становитиме 3 млн крон", "3", "announced"),
    ("Підтримка, яку схвалив парламент, становить 3 млн крон", "3", "agreed"),
    ("Підтримка перетнула позначку 3 млн крон", "3", "delivered"),
    ("Закупівлю катерів здійснив фонд із Норвегії", "катерів", "delivered"),
    ("Чотири катери стали на озброєння берегової охорони", "катери", "delivered"),
    ("Норвегія збільшила допомогу на 9 млн крон", "9", "agreed"),
    ("Норвегія збільшить допомогу на 9 млн крон", "9", "announced"),
    ("Агентство закрило грант на 80 млн крон", "80", "cancelled"),
    ("Грант на 80 млн крон закрито", "80", "cancelled"),
    ("Колона перетнула кордон із чотирма катерами", "катерами", "in_delivery"),
    ("Осло розмірковує, чи не віддати чотири катери", "катери", "under_consideration"),
    ("Осло передумало передавати чотири катери", "катери", "cancelled"),
    ("Товариство відремонтувало причал", None, "completed"),
    ("До порту доїхали чотири катери", "катери", "delivered"),
    ("Моряки отримали ключі від чотирьох катерів", "катерів", "delivered"),
    ("Сторони дійшли до угоди про чотири катери", "катери", "agreed"),
]


@pytest.mark.parametrize(
    ("text", "near", "expected"), [*OCCASIONS_AND_SUMS_IN_ENGLISH, *OCCASIONS_AND_SUMS_IN_UKRAINIAN]
)
def test_verbs_that_tell_an_occasion_or_a_sum_yield_to_what_was_done(
    text: str, near: str | None, expected: str
) -> None:
    assert status_near(text, near) == expected


WORDINGS_IN_ENGLISH = [
    ("The Seimas has voted to send another two transformers to Kharkiv", "transformers", "agreed"),
    ("The Danish cabinet backed a proposal to give 90 million kroner", "90", "agreed"),
    ("The Bundestag's budget committee cleared 90 million euros for heaters", "90", "agreed"),
    ("At Tuesday's sitting the government took a decision on allocating 90 million crowns", "90", "agreed"),
    (
        "The cabinet of ministers adopted an order under which 30 buses pass to Ukraine free of charge",
        "buses",
        "agreed",
    ),
    ("The fire engines that Ireland donates are already at the border", "fire", "in_delivery"),
    ("The fire engines donated by Ireland in May have been in use in Sumy since June", "fire", "delivered"),
    ("The final batch of the generators left Vilnius this morning", "generators", "in_delivery"),
    ("The last of the generators were unloaded in Poltava", "generators", "delivered"),
    ("Loading of the generators has begun in Gdynia", "generators", "in_delivery"),
    (
        "Twelve generators stand ready in a warehouse in Riga and will travel to Ukraine next week",
        "generators",
        "announced",
    ),
    ("Production of the turbines is in full swing", "turbines", "in_delivery"),
    ("The turbines ordered by Finland are expected in Kyiv by December", "turbines", "announced"),
    ("The Finnish turbines are being mounted at the Dnipro station", "turbines", "in_delivery"),
    ("Spain has frozen the transfer of the ten buses", "buses", "suspended"),
    ("Spain's promised ten buses will not reach Ukraine after all", "buses", "cancelled"),
    ("Madrid has gone back on its promise of ten buses", "buses", "cancelled"),
    ("Madrid put the delivery of ten buses on the back burner", "buses", "suspended"),
    ("It is not excluded that Spain will also provide ten buses", "buses", "under_consideration"),
    ("Spain would be prepared to provide ten buses if Brussels pays for them", "buses", "announced"),
    ("A decision on whether Spain sends ten buses is due in June", "buses", "under_consideration"),
    ("The course, run by Norwegian instructors, ended on Friday", None, "completed"),
    ("Sixty medics graduated from a course funded by Norway", None, "completed"),
    ("The five-year programme came to its end in December", None, "completed"),
    ("The Norwegian doctors are teaching Ukrainian colleagues until March", None, "in_delivery"),
    ("The second stage of the project gets under way in May", None, "announced"),
    ("The works are 70 per cent complete", None, "in_delivery"),
    ("Switzerland keeps on supplying the clinics with insulin", "insulin", "in_delivery"),
    ("Each month Switzerland sends the clinics insulin", "insulin", "in_delivery"),
    ("Ukraine can expect 40 million francs from Bern", "40", "announced"),
    ("Bern stands by its promise of 40 million francs", "40", "announced"),
    ("Bern is to double its support to 40 million francs", "40", "announced"),
    ("Bern freed up 40 million francs for winter aid", "40", "agreed"),
    ("Parliament has yet to approve the 40 million francs", "40", "under_consideration"),
    ("The 40 million francs still have to be approved by parliament", "40", "announced"),
    ("Subject to parliament's approval, Bern will give 40 million francs", "40", "announced"),
    ("Ministers initialled a deal on 40 million francs", "40", "agreed"),
    ("The hospital got its new scanner from Denmark last week", "scanner", "delivered"),
    ("Denmark equipped the hospital with a scanner", "scanner", "delivered"),
    ("The scanner is a gift from Denmark", "scanner", "delivered"),
]

WORDINGS_IN_UKRAINIAN = [
    ("Уряд Ірландії ухвалив виділити 20 пожежних машин", "машин", "agreed"),
    ("Сейм дав згоду на передачу двох трансформаторів", "трансформаторів", "agreed"),
    ("Ірландія передає рятувальникам 20 пожежних машин", "машин", "delivered"),
    ("Пожежні машини з Ірландії вже на кордоні", "машини", "in_delivery"),
    ("Пожежні машини з Ірландії несуть службу в Сумах", "машини", "delivered"),
    ("Останню партію генераторів завантажили у Вільнюсі", "генераторів", "in_delivery"),
    ("Останні генератори розвантажили в Полтаві", "генератори", "delivered"),
    ("Генератори чекають на складі в Ризі й поїдуть до України наступного тижня", "Генератори", "announced"),
    ("Турбіни для Києва саме виготовляють у Фінляндії", "Турбіни", "in_delivery"),
    ("Фінські турбіни монтують на Дніпровській станції", "турбіни", "in_delivery"),
    ("Іспанія заморозила передачу десяти автобусів", "автобусів", "suspended"),
    ("Обіцяні Іспанією десять автобусів в Україну не приїдуть", "автобусів", "cancelled"),
    ("Мадрид передумав і десять автобусів не дасть", "автобусів", "cancelled"),
    ("Не виключено, що Іспанія надасть ще десять автобусів", "автобусів", "under_consideration"),
    ("Курс, який вели норвезькі інструктори, закінчився в п'ятницю", None, "completed"),
    ("Шістдесят медиків отримали дипломи після курсу від Норвегії", None, "completed"),
    ("Норвезькі лікарі навчають українських колег до березня", None, "in_delivery"),
    ("Другий етап проєкту розпочнеться у травні", None, "announced"),
    ("Швейцарія й далі постачає клінікам інсулін", "інсулін", "in_delivery"),
    ("Берн подвоїть підтримку до 40 млн франків", "40", "announced"),
    ("Парламент іще має схвалити 40 млн франків", "40", "announced"),
    ("Міністри парафували угоду на 40 млн франків", "40", "agreed"),
    ("Лікарня дістала від Данії новий сканер", "сканер", "delivered"),
    ("Завдяки Данії в лікарні з'явився сканер", "сканер", "delivered"),
    ("Сканер лікарні подарувала Данія", "Сканер", "delivered"),
    ("Данія візьме на себе оплату сканера", "сканера", "announced"),
    ("Естонія вже зібрала й готує до відправки сто генераторів", "генераторів", "announced"),
    ("Сто генераторів незабаром прибудуть з Естонії", "генераторів", "announced"),
    ("Сто генераторів з Естонії прибули до Рівного, ще двісті в дорозі", "Сто", "delivered"),
    ("Сто генераторів з Естонії прибули до Рівного, ще двісті в дорозі", "двісті", "in_delivery"),
]


@pytest.mark.parametrize(("text", "near", "expected"), [*WORDINGS_IN_ENGLISH, *WORDINGS_IN_UKRAINIAN])
def test_wording_tells_the_status(text: str, near: str | None, expected: str) -> None:
    assert status_near(text, near) == expected


DESCRIBED_IN_ENGLISH = [
    (
        "Norway will hand over to the coast guard of the port city of Odesa ten boats that it bought in 2020",
        "boats",
        "announced",
    ),
    ("Ten boats that Norway had used for decades will go to Odesa", "boats", "announced"),
    ("The ten boats, which Norway received from Sweden in 2015, will be passed to Ukraine", "boats", "announced"),
    ("Norway, which has already given Ukraine ten boats, is considering another five", "five", "under_consideration"),
    ("The boats Norway promised in May were handed over on Friday", "boats", "delivered"),
    ("The five boats that were promised in May have still not arrived", "boats", "announced"),
    ("Norway, whose parliament approved the plan in June, has now delivered the boats", "boats", "delivered"),
    ("Norway plans to send five boats once they have been repaired", "boats", "announced"),
    ("After Sweden delivered its boats, Norway promised five boats of its own", "five", "announced"),
    ("Before the boats were handed over, forty sailors had been trained in Bergen", "boats", "delivered"),
    (
        "The minister recalled that Norway had given ten boats and promised to send five more in spring",
        "five",
        "announced",
    ),
    (
        "The minister recalled that Norway had given ten boats and promised to send five more in spring",
        "ten",
        "delivered",
    ),
    ("Instead of the five boats it had promised, Norway will pay 9 million kroner", "9", "announced"),
    ("Norway handed over five boats instead of the promised ten", "five", "delivered"),
    ("Of the ten boats promised, five have been handed over", "five", "delivered"),
    ("Thanks to the 9 million kroner that Norway gave last year the port was repaired", "9", "delivered"),
    ("Norway said it had decided to give Ukraine five boats", "boats", "agreed"),
    ("Norway hopes that parliament will approve the 9 million kroner", "9", "announced"),
    ("The boats, once repaired, will be given to Odesa", "boats", "announced"),
    ("The boats, promised as long ago as 2022, are being loaded in Bergen", "boats", "in_delivery"),
    ("Norway gave five boats and will give ten more when crews are ready", "five", "delivered"),
    ("Norway gave five boats and will give ten more when crews are ready", "ten", "announced"),
    ("The crews who will sail the five boats have been trained in Norway", "boats", "announced"),
    ("Norway did not confirm that it had given five boats", "boats", "delivered"),
    ("The five boats have been bought with Norwegian money and are waiting in Bergen", "boats", "delivered"),
    ("Under a contract signed in May a Norwegian yard is building five boats for Odesa", "boats", "in_delivery"),
    ("The bank signed a loan agreement under which 9 million kroner will be paid out in May", "9", "agreed"),
    ("The loan of 9 million kroner, the agreement on which was signed in May, has been paid out", "9", "delivered"),
    ("The boats the Netherlands promised in May are being loaded", "boats", "in_delivery"),
    ("The 9 million kroner it pledged last autumn has been paid out", "9", "delivered"),
    ("The money Norway gave in May will be used for boats", "boats", "announced"),
    ("The boats Sweden donated last year will be repaired with Norwegian money", "money", "announced"),
    ("Norway said it has handed over five boats", "boats", "delivered"),
    ("On Friday Norway promised it would send five boats", "boats", "announced"),
    ("Norway announced it has handed over five boats", "boats", "delivered"),
    ("Norway has ordered five boats for Odesa from a yard in Bergen", "boats", "agreed"),
    ("The minister said Norway gave five boats and will give ten more", "ten", "announced"),
    ("Last week Norway handed over five boats", "boats", "delivered"),
    (
        "Jon Berg, the Norwegian minister, turned over on Monday the first of the ten boats which Odesa had ordered",
        "boats",
        "in_delivery",
    ),
]

DESCRIBED_IN_UKRAINIAN = [
    ("Норвегія передасть Одесі десять катерів, які купила 2020 року", "катерів", "announced"),
    ("Десять катерів, якими Норвегія користувалася роками, передадуть Одесі", "катерів", "announced"),
    ("Норвегія, яка вже передала десять катерів, розглядає можливість надати ще п'ять", "п'ять", "under_consideration"),
    ("Катери, які Норвегія обіцяла в травні, передали в п'ятницю", "Катери", "delivered"),
    ("Після того як Швеція передала свої катери, Норвегія пообіцяла п'ять своїх", "п'ять", "announced"),
    ("Міністр нагадав, що Норвегія передала десять катерів, і пообіцяв ще п'ять навесні", "п'ять", "announced"),
    ("Замість обіцяних п'яти катерів Норвегія виплатить 9 млн крон", "9", "announced"),
    ("Із десяти обіцяних катерів п'ять уже передано", "п'ять", "delivered"),
    ("Завдяки 9 млн крон, які Норвегія надала торік, порт відремонтовано", "9", "delivered"),
    ("Норвегія заявила, що вирішила надати Україні п'ять катерів", "катерів", "agreed"),
    ("Норвегія сподівається, що парламент схвалить 9 млн крон", "9", "announced"),
    ("П'ять катерів, обіцяних іще 2022 року, завантажують у Бергені", "катерів", "in_delivery"),
    ("Екіпажі, які ходитимуть на п'яти катерах, навчалися в Норвегії", None, "completed"),
    ("За контрактом, підписаним у травні, норвезька верф будує п'ять катерів для Одеси", "катерів", "in_delivery"),
    ("Банк підписав кредитну угоду, за якою в травні виплатять 9 млн крон", "9", "agreed"),
    ("Кредит на 9 млн крон, угоду про який підписали в травні, вже виплачено", "9", "delivered"),
    ("Катери, що їх замовила Норвегія, прибудуть восени", "Катери", "announced"),
    ("Допомогу на 9 млн крон, про яку оголосили в травні, парламент схвалив учора", "9", "agreed"),
    ("Допомогу на 9 млн крон, схвалену парламентом, буде надано восени", "9", "announced"),
    ("Норвегія замовила для Одеси п'ять катерів", "катерів", "agreed"),
]


@pytest.mark.parametrize(("text", "near", "expected"), [*DESCRIBED_IN_ENGLISH, *DESCRIBED_IN_UKRAINIAN])
def test_clause_that_describes_a_thing_does_not_decide(text: str, near: str | None, expected: str) -> None:
    assert status_near(text, near) == expected


@pytest.mark.parametrize(
    ("text", "near", "yields"),
    [
        ("€3 million goes to the clinics", "3", True),
        ("€3 million (about $3.3 million) pays for heaters", "3", True),
        ("From this sum €3 million has been reserved for heaters", "3", True),
        ("З цієї суми 3 млн євро передбачено на обігрівачі", "3", True),
        ("The total value of the aid amounts to €3 million", "3", True),
        ("Загальна вартість допомоги становить 3 млн євро", "3", True),
        ("The aid that Norway gives comes to €3 million", "3", False),
        ("The clinics got €3 million, for which Norway pays", "3", False),
        ("Norway reserved €3 million for heaters", "3", False),
        ("Норвегія передбачила 3 млн євро на обігрівачі", "3", False),
    ],
)
def test_share_of_a_sum_takes_the_status_told_before(text: str, near: str, *, yields: bool) -> None:
    source = Source(text)
    at = source.token_at(source.plain.index(near))
    found = status.settle(source, status.find(source, 0, len(source.tokens)), at)
    assert found is not None
    assert status.yields(found) is yields


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway | ten pumps | no decision yet", "under_consideration"),
        ("Ten pumps from Norway: still under negotiation with the ministry", "under_consideration"),
        ("Norway made known a partnership worth $33 million", "announced"),
        ("Norway | ten pumps | leaves Oslo by rail on 3 November", "announced"),
        ("Norway brought a two-year training project for 60 team leaders to a close", "completed"),
    ],
)
def test_status_told_by_phrases_of_lists(text: str, expected: str) -> None:
    assert status_near(text) == expected
