"""Export of lists and import over them, as staff meet them."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db.models import Model
from django.test import Client
from openpyxl import load_workbook

from assistance.interchange import EquipmentResource
from assistance.models import AwaitedImport, Commitment, DeliveryEvent, EquipmentLine, ExchangeRate, Organisation
from assistance.review import put_rate
from tests.admin.pages import address, words
from tests.conftest import NOW
from tests.factories import CommitmentFactory, ExchangeRateFactory, OrganisationFactory, UserFactory
from tests.interchange.exchanging import RESOURCES, exported, new_row
from tests.review.states import unchanged

EXCHANGED = [Commitment, DeliveryEvent, EquipmentLine, ExchangeRate, Organisation]
RATE = "id,currency,target,date,rate,source\r\n"


def send(client: Client, model: type[Model], data: bytes | str, name: str = "mine.csv") -> Any:
    """Send a file and return the page it leads to."""
    content = data.encode() if isinstance(data, str) else data
    return client.post(address(model, "import"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def confirm(client: Client, page: Any) -> Any:
    return client.post(page.request["PATH_INFO"], follow=True)


def told(page: Any) -> list[str]:
    return [str(message) for message in page.context["messages"]]


def counted(page: Any) -> dict[str, int]:
    return {effect: count for effect, _words, count in page.context["counts"]}


def rate_file(rate: ExchangeRate, value: str) -> str:
    return f"{RATE}{rate.pk},USD,UAH,{rate.date},{value},{rate.source}\r\n"


def downloaded(client: Client, model: type[Model], **query: str) -> list[dict[str, str]]:
    answer = client.get(f"{address(model, 'export')}csv/", query)
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


# Out


@pytest.mark.parametrize("model", EXCHANGED)
def test_list_leads_to_export_and_import(staff_page: Client, model: type[Model]) -> None:
    page = words(staff_page.get(address(model, "changelist"), {"o": "1"}))
    assert f'href="{address(model, "export")}?o=1"' in page
    assert f'href="{address(model, "import")}"' in page
    for way in ("export", "import"):
        assert staff_page.get(address(model, way)).status_code == 200


def test_export_obeys_filters_and_search_of_the_list(staff_page: Client) -> None:
    CommitmentFactory(title_en="Boilers", search_text="boilers", public=True)
    CommitmentFactory(title_en="Boilers", search_text="boilers")
    CommitmentFactory(title_en="Saws", search_text="saws", public=True)
    query = {"visibility__exact": "public", "q": "boilers"}
    rows = downloaded(staff_page, Commitment, **query)
    assert [(row["title_en"], row["visibility"]) for row in rows] == [("Boilers", "public")]
    page = staff_page.get(address(Commitment, "export"), query)
    assert page.context["count"] == 1
    assert "Its filters and its search hold" in words(page)


def test_export_as_workbook_has_a_dictionary_in_the_readers_language(staff_page: Client) -> None:
    CommitmentFactory(title_en="=1+1")
    staff_page.cookies.load({"django_language": "uk"})
    answer = staff_page.get(f"{address(Commitment, 'export')}xlsx/")
    assert answer["Content-Disposition"] == 'attachment; filename="commitments-2026-11-22.xlsx"'
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["commitments", "dictionary"]
    assert (book["commitments"]["B2"].value, book["commitments"]["B2"].data_type) == ("'=1+1", "s")
    assert [cell.value for cell in book["dictionary"][1]] == ["Стовпець", "Що в ньому", "Коди"]
    assert "equipment – Обладнання" in book["dictionary"]["C5"].value


def test_export_in_another_format_is_not_found(staff_page: Client) -> None:
    assert staff_page.get(f"{address(Commitment, 'export')}exe/").status_code == 404


def test_export_of_a_text_too_long_for_xlsx_says_so(staff_page: Client) -> None:
    CommitmentFactory(note="x" * 33_000)
    page = staff_page.get(f"{address(Commitment, 'export')}xlsx/", follow=True)
    assert told(page) == ["A text in row 2 is too long for XLSX. Export as CSV."]
    assert len(downloaded(staff_page, Commitment)[0]["note"]) == 33_000


def test_onlooker_exports_what_may_be_seen_and_imports_nothing(onlooker: Client) -> None:
    CommitmentFactory()
    assert len(downloaded(onlooker, Commitment)) == 1
    assert address(Commitment, "import") not in words(onlooker.get(address(Commitment, "changelist")))
    assert onlooker.get(f"{address(ExchangeRate, 'export')}csv/").status_code == 403
    with unchanged():
        assert send(onlooker, Commitment, "x").status_code == 403
    assert onlooker.post(f"{address(Commitment, 'import')}token/").status_code == 403


# In


def test_import_page_says_what_is_added_overwritten_and_left(staff_page: Client) -> None:
    page = words(staff_page.get(address(ExchangeRate, "import")))
    assert "overwrites that record" in page
    assert "A row without a number adds a record." in page
    assert "Records that are not in the file stay as they are." in page


def test_file_is_previewed_and_written_only_when_confirmed(staff_page: Client, staff: User) -> None:
    rate, other = ExchangeRateFactory(), ExchangeRateFactory()
    same = f"{other.pk},USD,UAH,{other.date},41.25,{other.source}\r\n"
    data = rate_file(rate, "50") + same + ",EUR,UAH,2026-11-20,48.1,Bank\r\n"
    page = send(staff_page, ExchangeRate, data, "rates of\nNovember.csv")
    assert counted(page) == {"refused": 0, "adds": 1, "overwrites": 1, "unchanged": 1}
    assert re.search(r"<del>41.25</del>\s*→\s*<ins>50</ins>", words(page))
    assert ExchangeRate.objects.count() == 2
    rate.refresh_from_db()
    assert rate.rate == Decimal("41.25")

    done = confirm(staff_page, page)
    assert done.redirect_chain == [(address(ExchangeRate, "changelist"), 302)]
    assert told(done)[0].endswith(": 1 record added, 1 overwritten.")
    rate.refresh_from_db()
    assert rate.rate == Decimal(50)
    version = rate.history.first()
    assert (version.history_user, version.history_change_reason[:13]) == (staff, "imported from")
    assert other.history.count() == 1
    assert ExchangeRate.objects.count() == 3
    assert not AwaitedImport.objects.exists()

    with unchanged():
        again = confirm(staff_page, page)
    assert "imported already" in told(again)[0]


def test_bad_row_refuses_the_file_and_is_named(staff_page: Client) -> None:
    rate = ExchangeRateFactory()
    page = send(staff_page, ExchangeRate, rate_file(rate, "50") + ",EUR,UAH,2026-11-20,many,Bank\r\n")
    assert counted(page) == {"refused": 1, "adds": 0, "overwrites": 1, "unchanged": 0}
    row = page.context["rows"][0]
    assert (row.number, row.problems[0].column) == (3, "rate")
    assert "The file is refused as a whole" in words(page)
    assert "Import these rows" not in words(page)
    again = confirm(staff_page, page)
    assert "Nothing was imported." in told(again)[-1]
    rate.refresh_from_db()
    assert (rate.rate, ExchangeRate.objects.count()) == (Decimal("41.25"), 1)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "The file is empty"),
        ("id,rate\r\n1,2\r\n", "are missing"),
        ("x" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_file_that_is_no_table_of_ours_is_a_form_error(staff_page: Client, data: str, message: str) -> None:
    with unchanged():
        page = send(staff_page, ExchangeRate, data)
    assert message in str(page.context["form"].errors["file"])
    assert "The file was not taken." in words(page)


def test_record_changed_after_the_preview_is_told_and_shown_anew(staff_page: Client) -> None:
    rate, editor = ExchangeRateFactory(), UserFactory(username="olena")
    page = send(staff_page, ExchangeRate, rate_file(rate, "50"))
    facts = {"currency": "USD", "target": "UAH", "date": rate.date, "source": rate.source}
    put_rate(rate, by=editor, rate=Decimal(45), **facts)
    again = confirm(staff_page, page)
    assert told(again)[0] == "Row 2: The record was changed after the preview, by olena."
    rate.refresh_from_db()
    assert rate.rate == Decimal(45)
    assert "<del>45</del>" in words(again)
    confirm(staff_page, again)
    rate.refresh_from_db()
    assert rate.rate == Decimal(50)


def test_file_of_another_alphabet_says_how_it_was_read(staff_page: Client) -> None:
    rate = ExchangeRateFactory(source="Банк")
    page = send(staff_page, ExchangeRate, rate_file(rate, "50").encode("cp1251"))
    assert "Windows-1251" in told(page)[0]
    assert counted(page)["overwrites"] == 1


def test_preview_belongs_to_who_sent_the_file(staff_page: Client, admin_client: Client) -> None:
    page = send(staff_page, ExchangeRate, rate_file(ExchangeRateFactory(), "50"))
    with unchanged():
        for method in (admin_client.get, admin_client.post):
            answer = method(page.request["PATH_INFO"], follow=True)
            assert answer.redirect_chain == [(address(ExchangeRate, "import"), 302)]
    elsewhere = page.request["PATH_INFO"].replace("exchangerate", "organisation")
    assert staff_page.get(elsewhere, follow=True).redirect_chain == [(address(Organisation, "import"), 302)]


def test_preview_older_than_a_day_is_gone_and_cleaned_up(staff_page: Client) -> None:
    data = rate_file(ExchangeRateFactory(), "50")
    page = send(staff_page, ExchangeRate, data)
    AwaitedImport.objects.create(owner=UserFactory(), resource="rates", file_name="x", content=b"")
    with time_machine.travel(NOW + timedelta(days=1, seconds=1), tick=False):
        assert "more than a day old" in told(staff_page.get(page.request["PATH_INFO"], follow=True))[0]
        send(staff_page, ExchangeRate, data)
    assert AwaitedImport.objects.count() == 1


def test_new_file_takes_the_place_of_the_last_one(staff_page: Client) -> None:
    data = rate_file(ExchangeRateFactory(), "50")
    first = send(staff_page, ExchangeRate, data)
    send(staff_page, ExchangeRate, data)
    assert AwaitedImport.objects.count() == 1
    assert staff_page.get(first.request["PATH_INFO"]).status_code == 302


def test_import_over_what_is_public_needs_the_right_to_publish(client: Client, db: None) -> None:
    editor = UserFactory(staff=True, permissions=["view_commitment", "change_commitment", "edit_public"])
    client.force_login(editor)
    CommitmentFactory(public=True)
    data = exported(RESOURCES[2], "csv").replace(b"Commitment ", b"Undertaking ")
    page = send(client, Commitment, data)
    assert "Only who may make records public" in page.context["rows"][0].problems[0].words


@pytest.mark.parametrize("visibility", ["draft", "withheld", "public"])
def test_editor_adds_to_drafts_alone(client: Client, db: None, visibility: str) -> None:
    editor = UserFactory(staff=True, permissions=["view_equipmentline", "change_equipmentline", "add_equipmentline"])
    client.force_login(editor)
    commitment = CommitmentFactory(visibility=visibility)
    page = send(
        client, EquipmentLine, new_row(EquipmentResource, commitment=commitment.pk, name_en="x", category="other")
    )
    refused = [row.problems[0].words for row in page.context["rows"] if row.problems]
    assert refused == ([] if visibility == "draft" else ["You may not add to this record: it is public or withheld."])


def test_merged_organisation_is_no_row_of_the_export_and_takes_none(staff_page: Client) -> None:
    kept = OrganisationFactory()
    OrganisationFactory(merged_into=kept)
    assert [row["id"] for row in downloaded(staff_page, Organisation)] == [str(kept.pk)]


def test_round_trip_of_the_demo_changes_nothing(staff: User) -> None:
    call_command("import_releases", "fixtures/releases", "--by", "staff", verbosity=0, stdout=io.StringIO())
    call_command("replay_decisions", "fixtures/decisions", "fixtures/releases", "--by", "staff", stdout=io.StringIO())
    client = Client()
    client.force_login(staff)
    for resource in RESOURCES:
        model = resource._meta.model
        for kind in ("csv", "xlsx"):
            if model is not ExchangeRate:
                data = client.get(
                    f"{address(model, 'export')}{kind}/", {"merged": "all"} if model is Organisation else {}
                )
                counts = counted(send(client, model, data.content))
                assert counts == {"refused": 0, "adds": 0, "overwrites": 0, "unchanged": model.objects.count()}
