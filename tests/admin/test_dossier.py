"""The dossier as a page to print and as a document."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assistance.models import Donor, Organisation, Thanks
from tests.admin.pages import address, errors_of, save, words
from tests.factories import (
    ClaimFactory,
    CommitmentFactory,
    DeliveryEventFactory,
    EquipmentLineFactory,
    OrganisationFactory,
    StatedTotalFactory,
    ThanksFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture
def japan(staff: User) -> Organisation:
    """A donor with something to tell in every part of its dossier."""
    donor = OrganisationFactory(japan=True, desk_officer=staff)
    ThanksFactory(donor=donor)
    StatedTotalFactory(donors=[donor], release__published_on=TODAY)
    promise = CommitmentFactory(
        title_en="Machines for rescuers",
        title_uk="Машини для рятувальників",
        status="announced",
        with_amount=True,
        donors=[donor],
        period_end=date(2026, 11, 1),
        claims=[ClaimFactory(release__published_on=TODAY)],
    )
    line = EquipmentLineFactory(commitment=promise, name_en="machines", name_uk="машини", unit="pcs")
    DeliveryEventFactory(line=line, on_balance=True, valued=True)
    return donor


def page_of(donor: Organisation, page: str = "dossier") -> str:
    return reverse(f"admin:assistance_organisation_{page}", args=[donor.pk])


TOLD = [
    "Internal. Holds drafts and what is not public; not to be handed over.",
    "Dossier: Japan",
    "As known on 22 November 2026.",
    "Desk officer: staff.",
    "USD 2,500,000",
    "#{pk} Machines for rescuers",
    "Announced · USD 2,500,000 · due by 1 November 2026",
    "Japan will hand over 10 generators",
    "21 days over",
    "machines (#{pk})",
    "10 pcs",
    "4 pcs",
    "6 pcs",
    "balance, 10 November 2026",
    "USD 195,000",
    "Stated by the donor",
    "Property notice within 10 days",
    "Handover of generators",
    "USD 12,000,000,000 since 2022",
    "USD 11,997,500,000",
    "It was promised by 1 November 2026. What is the new date?",
    "Outstanding: machines, 6 pcs. When will the rest come?",
]


def told(donor: Organisation) -> list[str]:
    key = donor.party_in.get().commitment_id
    return [line.format(pk=key) for line in TOLD]


def text_of(content: bytes) -> str:
    """Return all that a DOCX says: header, paragraphs and cells."""
    file = docx.Document(BytesIO(content))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    head = [paragraph.text for paragraph in file.sections[0].header.paragraphs]
    return "\n".join([*head, *(paragraph.text for paragraph in file.paragraphs), *cells])


def test_page_and_document_tell_the_same(staff_page: Client, japan: Organisation) -> None:
    page = words(staff_page.get(page_of(japan)))
    document = text_of(staff_page.get(page_of(japan, "dossier_docx")).content)
    for line in told(japan):
        assert line in page
        assert line in document


def test_document_is_in_the_language_asked_for(staff_page: Client, japan: Organisation) -> None:
    answer = staff_page.get(page_of(japan, "dossier_docx"), {"lang": "uk"})
    assert answer["Content-Disposition"] == f'attachment; filename="dossier-{japan.pk}-2026-11-22-uk.docx"'
    document = text_of(answer.content)
    assert "Машини для рятувальників" in document
    assert "Machines for rescuers" not in document
    assert answer.content[:2] == b"PK"


def test_document_in_both_languages_has_one_after_the_other(staff_page: Client, japan: Organisation) -> None:
    document = text_of(staff_page.get(page_of(japan, "dossier_docx"), {"lang": "both"}).content)
    assert document.index("Machines for rescuers") < document.index("Машини для рятувальників")
    page = staff_page.get(page_of(japan), {"lang": "both"})
    assert [each.language for each in page.context["documents"]] == ["en", "uk"]


def test_document_says_the_language_of_its_words_and_quotations(staff_page: Client, japan: Organisation) -> None:
    content = staff_page.get(page_of(japan, "dossier_docx"), {"lang": "uk"}).content
    file = docx.Document(BytesIO(content))
    quoted = [each for each in file.paragraphs if each.style.name == "Quote"]
    assert quoted
    assert all('w:val="en-GB"' in each._p.xml for each in quoted)
    assert 'w:val="uk-UA"' in file.paragraphs[0]._p.xml
    assert file.core_properties.language == "uk-UA"


def test_page_is_in_the_readers_language_unless_asked(staff_page: Client, japan: Organisation) -> None:
    page = staff_page.get(page_of(japan), {"lang": "xx"}, HTTP_ACCEPT_LANGUAGE="uk")
    assert [each.language for each in page.context["documents"]] == ["uk"]


def test_page_of_a_donor_without_anything_says_so(staff_page: Client) -> None:
    page = words(staff_page.get(page_of(OrganisationFactory())))
    for line in (
        "No commitment of this donor is known.",
        "No promise is open.",
        "Nothing promised is overdue.",
        "No equipment is promised.",
        "No thanks are recorded.",
        "Nothing is open, overdue or unknown.",
    ):
        assert line in page


@pytest.mark.parametrize("permission", ["view_organisation", "view_commitment"])
def test_dossier_is_for_those_who_may_see_donors_and_commitments(
    client: Client, japan: Organisation, permission: str
) -> None:
    client.force_login(UserFactory(staff=True, permissions=[permission]))
    assert client.get(page_of(japan)).status_code == 403
    assert client.get(page_of(japan, "dossier_docx")).status_code == 403


def test_dossier_of_a_merged_organisation_is_not_found(staff_page: Client, japan: Organisation) -> None:
    assert staff_page.get(page_of(OrganisationFactory(merged_into=japan))).status_code == 404


def test_dossier_is_one_click_from_the_donor(staff_page: Client, japan: Organisation) -> None:
    link = f'href="{page_of(japan)}"'
    assert link in words(staff_page.get(address(Organisation, "change", japan.pk)))
    assert link in words(staff_page.get(address(Donor, "changelist")))
    assert link in words(staff_page.get(address(Donor, "change", japan.pk)))


def test_dossier_takes_a_fixed_number_of_queries(staff_page: Client, japan: Organisation) -> None:
    def counted() -> int:
        EquipmentLineFactory(commitment=CommitmentFactory(donors=[japan], with_claim=True))
        ThanksFactory(donor=japan, release=ClaimFactory().release)
        with CaptureQueriesContext(connection) as queries:
            staff_page.get(page_of(japan), {"lang": "both"})
        return len(queries)

    counted()
    assert counted() == counted()


def test_thanks_are_signed_by_who_writes_them_down(staff_page: Client, staff: User, chief: User) -> None:
    old = ThanksFactory(made_by=chief)
    typed = {"thanks__1__given_on": "2026-11-20", "thanks__1__occasion_uk": "Зустріч"}
    assert save(staff_page, old.donor, **typed).status_code == 302
    assert {(each.occasion, each.made_by) for each in Thanks.objects.all()} == {
        ("Handover of generators", chief),
        ("Зустріч", staff),
    }
    assert Thanks.objects.get(made_by=staff).history.get().history_user == staff


def test_thanks_without_an_occasion_are_a_form_error(staff_page: Client) -> None:
    page = save(staff_page, OrganisationFactory(), thanks__0__given_on="2026-11-20")
    assert "Say in English or Ukrainian what thanks were given for." in errors_of(page)
