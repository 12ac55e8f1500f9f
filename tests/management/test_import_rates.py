"""``manage.py import_rates``: the banks' rates, each once, with who stored it; half a file is never stored."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from assistance.intake.rates import record_rates
from assistance.models import ECB, NBU, ExchangeRate
from tests.factories import CommitmentFactory, ExchangeRateFactory

pytestmark = pytest.mark.django_db


def import_rates(*options: str) -> str:
    out = StringIO()
    call_command("import_rates", "--since", "2026-10-01", *options, stdout=out)
    return out.getvalue()


def test_rates_of_the_currencies_in_use_are_stored_once(staff: User) -> None:
    CommitmentFactory(amount=1, currency="SEK")
    CommitmentFactory(amount=1, currency="UAH")
    assert "Reading rates of 3 currencies since 2026-10-01" in import_rates("--ecb", "--by", staff.username)
    stored = ExchangeRate.objects.count()
    assert set(ExchangeRate.objects.values_list("currency", "target", "source")) == {
        ("EUR", "SEK", ECB), ("EUR", "USD", ECB),
    }  # fmt: skip
    assert "New rates: 0" in import_rates("--ecb", "--by", staff.username)
    assert ExchangeRate.objects.count() == stored > 20
    version = ExchangeRate.history.first()
    assert (version.history_user, version.history_change_reason) == (staff, "imported from the ECB")
    assert ExchangeRate.history.count() == stored


def test_days_without_a_rate_have_none(staff: User) -> None:
    import_rates("--ecb", "--by", staff.username)
    days = ExchangeRate.objects.values_list("date", flat=True)
    assert {day.weekday() for day in days} == {0, 1, 2, 3, 4}


def test_source_has_to_be_named(staff: User) -> None:
    with pytest.raises(CommandError, match="Name a source"):
        import_rates("--by", staff.username)


def test_rate_that_staff_stored_is_left_as_it_is(staff: User) -> None:
    new = ExchangeRate(currency="EUR", target="USD", date=date(2026, 10, 1), rate=Decimal("1.2"), source=ECB)
    assert record_rates([new], by=staff) == 1
    ExchangeRate.objects.update(rate=Decimal("1.3"))
    assert record_rates([new], by=staff) == 0
    assert ExchangeRate.objects.get().rate == Decimal("1.3")


JSON = """[
{"r030":840,"txt":"Долар США","rate":36.5686,"cc":"USD","exchangedate":"08.12.2022"},
{"r030":959,"txt":"Золото","rate":65001.1,"cc":"XAU","exchangedate":"08.12.2022"},
{"StartDate":"09.12.2022","CurrencyCodeL":"JPY","Units":10,"Amount":2.6759},
{"exchangedate":"2022-12-09","cc":"HUF","rate":9.3,"units":100,"rate_per_unit":0.093}
]"""
CSV = """Дата;Код цифровий;Код літерний;Кількість одиниць;Назва валюти;Офіційний курс гривні, грн
08.12.2022;840;USD;1;Долар США;36,5686
09.12.2022;392;JPY;10;Єна;2,6759
"""
USD, JPY = ("USD", "UAH", date(2022, 12, 8), Decimal("36.5686")), ("JPY", "UAH", date(2022, 12, 9), Decimal("0.26759"))
HUF = ("HUF", "UAH", date(2022, 12, 9), Decimal("0.093"))


def written(tmp_path: Path, text: str, name: str = "rates.json", encoding: str = "utf-8") -> str:
    path = tmp_path / name
    path.write_text(text, encoding)
    return str(path)


def stored() -> set[tuple[str, str, date, Decimal]]:
    assert set(ExchangeRate.objects.values_list("source", flat=True)) <= {NBU}
    return set(ExchangeRate.objects.values_list("currency", "target", "date", "rate"))


def test_rates_of_ukraine_s_bank_come_out_of_its_json(staff: User, tmp_path: Path) -> None:
    said = import_rates(written(tmp_path, JSON), "--by", staff.username)
    assert said == "rates.json: 3 new rates, 0 known already; skipped, as no currencies in use: XAU\n"
    assert stored() == {USD, JPY, HUF}
    version = ExchangeRate.history.first()
    assert (version.history_user, version.history_change_reason) == (staff, "imported from rates.json")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_rates_of_ukraine_s_bank_come_out_of_csv(staff: User, tmp_path: Path, encoding: str) -> None:
    import_rates(written(tmp_path, CSV, "rates.csv", encoding), "--by", staff.username)
    assert stored() == {USD, JPY}


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_csv_in_english_is_read_whatever_parts_its_cells(staff: User, tmp_path: Path, delimiter: str) -> None:
    table = "Date,Currency,Rate,Note\n2022-12-08,usd,36.5686,\n\n2022-12-09,JPY,0.26759,x\n".replace(",", delimiter)
    import_rates(written(tmp_path, table), "--by", staff.username)
    assert stored() == {USD, JPY}


def test_file_that_is_imported_again_changes_nothing(staff: User, tmp_path: Path) -> None:
    for said in ("3 new rates, 0 known", "0 new rates, 3 known"):
        assert said in import_rates(written(tmp_path, JSON), "--by", staff.username)
    assert ExchangeRate.history.count() == 3


def test_several_files_are_imported_one_by_one_until_one_is_wrong(staff: User, tmp_path: Path) -> None:
    right, wrong = written(tmp_path, CSV), written(tmp_path, CSV.replace("36,5686", "much"), "wrong.csv")
    with pytest.raises(CommandError, match=r"wrong\.csv: Line 2: “much” is no number"):
        import_rates(right, wrong, "--by", staff.username)
    assert stored() == {USD, JPY}


def test_rate_that_contradicts_what_is_stored_refuses_the_file_and_names_both(staff: User, tmp_path: Path) -> None:
    ExchangeRateFactory(currency="JPY", target="UAH", date=JPY[2], rate=Decimal("0.3"), source=NBU)
    ExchangeRateFactory(currency="USD", target="UAH", date=USD[2], rate=Decimal(40), source="A bank")
    words = "Line 3: JPY on 2022-12-09 is 0.26759, but 0.3 is stored of the National Bank of Ukraine."
    with pytest.raises(CommandError, match=words):
        import_rates(written(tmp_path, CSV), "--by", staff.username)
    assert ExchangeRate.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no rate of a currency in use"),
        ("[]", "no rate of a currency in use"),
        ('{"rate": 1}', "This is no list of rates"),
        ("[1]", "Entry 1: this is no object"),
        ("[\n{", "Line 2: this is no JSON"),
        ("[" * 100_000, "This is no list of rates"),
        ('[{"cc":"USD","rate":NaN}]', "NaN is no rate"),
        ('[{"cc":"USD","rate":1e999,"exchangedate":"08.12.2022"}]', "too large"),
        ('[{"cc":"USD","rate":0.000000001,"exchangedate":"08.12.2022"}]', "more than eight decimals"),
        ('[{"cc":"USD","rate":1,"units":0,"exchangedate":"08.12.2022"}]', "“0” is not above zero"),
        ('[{"cc":"USD","rate":-1,"exchangedate":"08.12.2022"}]', "“-1” is not above zero"),
        ('[{"cc":"USD","rate":1,"exchangedate":"31.02.2022"}]', "“31.02.2022” is no day"),
        ('[{"cc":"USD","rate":1}]', "Entry 1: there is no day. It stands under one of: exchangedate"),
        ('[{"rate":1,"exchangedate":"08.12.2022"}]', "Entry 1: there is no currency"),
        ('[{"cc":"USD","exchangedate":"08.12.2022"}]', "Entry 1: there is no rate"),
        ('[{"cc":"UAH","rate":1,"exchangedate":"08.12.2022"}]', "the hryvnia has no rate in hryvnias"),
        (f"{CSV}08.12.2022;840;USD;1;x;37\n", "Line 4: USD on 2022-12-08 is 37.00000000, but Line 2 says 36.56860000"),
        (f"{CSV}08.12.2022;840;USD;1;x;37;38\n", "Line 4: there are more cells than headings"),
        ('date,currency,rate\n2022-12-08,"USD,1\n', "this is no CSV"),
    ],
)
def test_file_that_is_wrong_is_refused_with_the_place(staff: User, tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(CommandError) as refusal:
        import_rates(written(tmp_path, text), "--by", staff.username)
    assert words in str(refusal.value)
    assert stored() == set()


def test_file_that_is_not_there_or_is_too_large_is_refused(staff: User, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        import_rates(str(tmp_path / "none.json"), "--by", staff.username)
    with pytest.raises(CommandError, match="larger than 20 MB"):
        import_rates(written(tmp_path, " " * 20_000_001), "--by", staff.username)
