"""The first day of a new member of staff, in either language: from a release to a dossier, and back from a mistake."""

from __future__ import annotations

import csv
import io
import re

import pytest
from docx import Document
from playwright.sync_api import expect

from assistance.models import Claim, Commitment, EquipmentLine
from assistance.vocabulary import Relation
from tests.browser.conftest import follow, log_in
from tests.browser.wording import said

pytestmark = pytest.mark.browser

PROMISED = "Latvia will hand over 30 generators worth EUR 450,000 to the State Emergency Service of Ukraine."
REPEATED = (
    "Switzerland will provide rescue machines worth CHF 5.2 million to the Ministry of Internal Affairs of Ukraine."
)
HANDED_OVER = "The United Kingdom has handed over 5 fire engines to the State Emergency Service of Ukraine."
NO_AID = "The Netherlands allocated EUR 2 million for the police of Ukraine."
MISSED = "Winter tents from the women of Reykjavik are expected in Sumy before the frost."

RELEASE = "\n\n".join(
    ["Partners stand by the rescuers of Ukraine", PROMISED, REPEATED, HANDED_OVER, NO_AID, MISSED, ""]
)

LANGUAGES = pytest.mark.parametrize("language", ["en", "uk"])


class Desk:
    """The browser of a member of staff, driven by the words on the pages; told in ``language`` as they are."""

    def __init__(self, opened, language):
        self.page, self.language = opened.page, language
        #: A slow machine is no fault of the page.
        self.page.set_default_timeout(60_000)

    def word(self, msgid, **values):
        """Return what the pages say for ``msgid``."""
        return said(self.language, msgid, **values)

    def labelled(self, msgid, within=None):
        """Return the field of this label."""
        return (within or self.page).get_by_label(re.compile(f"^{re.escape(self.word(msgid))}:?$", re.IGNORECASE))

    def press(self, msgid, within=None, **values):
        """Press the button of these words; a letter after them is its key."""
        name = re.compile(f"^{re.escape(self.word(msgid, **values))}( [A-Z])?$")
        (within or self.page).get_by_role("button", name=name).click()

    def follow(self, msgid, within=None, **values):
        """Follow the first link of these words."""
        name = re.compile(f"^{re.escape(self.word(msgid, **values))}( [A-Z])?$", re.IGNORECASE)
        (within or self.page).get_by_role("link", name=name).first.click()

    def to_list(self, plural):
        """Go to the list of a kind of record, named in the plural, from the first page."""
        self.page.goto("/admin/")
        self.follow(plural, within=self.page.locator("#content-main .module"))

    def to_record(self, plural, record):
        """Go to a record by its row in the list of its kind, where it is searched for."""
        self.to_list(plural)
        self.page.locator("#searchbar").fill(str(record))
        self.page.locator("#searchbar").press("Enter")
        self.page.locator(f"#result_list a[href*='/{record.pk}/change/']").first.click()

    def to_claim(self, words):
        """Go to the claim of these words from the page of its release."""
        claim = Claim.objects.get(words=words)
        self.to_record("releases", claim.release)
        self.page.locator(f".claims-found a[href*='/claim/{claim.pk}/review/']").click()
        expect(self.page.locator(".side-text .text")).to_be_visible()
        return claim

    def decision(self, msgid):
        """Return the box of the page where this decision is taken."""
        heading = self.page.get_by_role("heading", name=self.word(msgid), exact=True)
        return self.page.locator("fieldset.decision", has=heading)

    def says(self, *texts):
        """Expect these texts on the page."""
        for text in texts:
            expect(self.page.locator("#container")).to_contain_text(text)


@pytest.fixture
def desk(demo, visit, language):
    """The desk of somebody who has just logged in and chosen their language; it ends without an error."""
    opened = visit()
    log_in(opened.page, demo)
    if language == "uk":
        follow(opened.page.get_by_role("button", name="Українська"))
    assert opened.page.get_attribute("html", "lang") == language
    yield Desk(opened, language)
    assert (opened.console_errors, opened.foreign_requests) == ([], [])


def paste(desk):
    desk.to_list("releases")
    desk.follow("Add %(name)s", name=desk.word("release"))
    desk.labelled("Text").fill(RELEASE)
    desk.press("Read and store")
    desk.says(desk.word("The release is stored."))


def accept_with_a_change(desk):
    """Accept what was promised with another number and a title: the public sees it, staff what was read of it too."""
    page = desk.page
    assert PROMISED in page.locator(".side-text .text").inner_text()
    desk.labelled("title in English").first.fill("Generators from Latvia")
    desk.labelled("title in Ukrainian").first.fill("Генератори від Латвії")
    row = page.get_by_role("group", name=desk.word("Item %(number)s", number=1))
    desk.labelled("Quantity", row).fill("32")
    accepting = desk.decision("Accept")
    desk.labelled("Reason", accepting).fill("The embassy wrote of 32.")
    desk.press("Accept and make public", accepting)
    desk.says(desk.word("The claim was accepted as commitment"))
    desk.follow("See it on the site")
    accepted = Commitment.objects.get(title_en="Generators from Latvia")
    expect(page.get_by_role("heading", level=1)).to_have_text(getattr(accepted, f"title_{desk.language}"))
    expect(page.locator("main")).to_contain_text("32")
    desk.to_record("commitments", accepted)
    page.locator("#claim_links-group").get_by_role("link", name=PROMISED[:20]).click()
    desk.says("The embassy wrote of 32.")
    expect(page.locator(".decisions .changes")).to_contain_text(re.compile("30.* → .*32"))


def merge_as_a_repeat(desk):
    """Compare with the candidate named first, then merge; return what it was merged into."""
    known = Commitment.objects.get(title_en__startswith="Switzerland and Basel")
    before = (known.amount, known.equipment.count())
    desk.to_claim(REPEATED)
    merging = desk.decision("Merge")
    merging.get_by_role("radio", name=f"#{known.pk} ").check()
    desk.labelled("What the claim is to it", merging).select_option(Relation.REPEATS)
    desk.press("Compare", merging)
    expect(desk.page.locator("#comparison")).to_be_focused()
    desk.says(desk.word("Nothing was decided yet."))
    assert "≠" in desk.page.locator("#comparison table").inner_text()
    desk.press("Merge", desk.decision("Merge"))
    desk.says(desk.word("The claim was merged into commitment"))
    known.refresh_from_db()
    assert (known.amount, known.equipment.count()) == before
    return known


def link_a_delivery(desk):
    """Merge what was handed over as a delivery; the account of the line follows."""
    line = EquipmentLine.objects.get(commitment__title_en="UK: 22 fire engines")
    account = desk.page.locator("table.balance tbody td")
    desk.to_record("equipment lines", line)
    nothing = desk.word("none reported")
    expect(account).to_have_text(["22", nothing, nothing, nothing, "22"])
    desk.to_claim(HANDED_OVER)
    merging = desk.decision("Merge")
    merging.get_by_role("radio", name=f"#{line.commitment_id} ").check()
    desk.labelled("What the claim is to it", merging).select_option(Relation.DELIVERS)
    desk.press("Compare", merging)
    expect(desk.page.get_by_role("group", name="fire engines")).to_contain_text("5")
    desk.press("Merge", merging)
    desk.says(desk.word("The claim was merged into commitment"))
    desk.to_record("equipment lines", line)
    expect(account).to_have_text(["22", "5", "5", nothing, "17"])


def reject(desk):
    """Rejecting wants a reason, and what was typed elsewhere stays."""
    claim = desk.to_claim(NO_AID)
    desk.labelled("title in English").first.fill("Typed before")
    desk.press("Reject", desk.decision("Reject"))
    expect(desk.page.get_by_role("alert")).not_to_be_empty()
    expect(desk.labelled("title in English").first).to_have_value("Typed before")
    desk.labelled("Reason", desk.decision("Reject")).fill("No gift to the ministry: a budget of their own.")
    desk.press("Reject", desk.decision("Reject"))
    desk.says(desk.word("The claim was rejected."))
    assert claim.decisions.get().reason == "No gift to the ministry: a budget of their own."


def mark(page, words):
    """Draw the mouse over ``words``, which stand in one line, as a person marks them."""
    first, last = (
        page.evaluate(
            """([words, end]) => {
                const text = document.querySelector(".side-text .text");
                const paragraph = [...text.querySelectorAll("p")].find(one => one.textContent.includes(words));
                paragraph.scrollIntoView({ block: "center" });
                const range = document.createRange();
                const at = paragraph.firstChild.data.indexOf(words) + (end ? words.length - 1 : 0);
                range.setStart(paragraph.firstChild, at);
                range.setEnd(paragraph.firstChild, at + 1);
                const box = range.getBoundingClientRect();
                return [end ? box.right : box.left, box.top + box.height / 2];
            }""",
            [words, end],
        )
        for end in (False, True)
    )
    page.mouse.move(*first)
    page.mouse.down()
    page.mouse.move(*last, steps=5)
    page.mouse.up()


def add_what_was_missed(desk):
    """Mark the sentence with the mouse on the page of another claim of the release, and type what it tells."""
    page = desk.page
    desk.to_claim(NO_AID)
    mark(page, MISSED)
    desk.follow("Add a claim from these words")
    expect(desk.labelled("Words of the claim")).to_have_value(MISSED)
    donor = page.get_by_role("group", name=desk.word("Party %(number)s", number=1))
    desk.labelled("Role", donor).select_option("funding")
    donor.get_by_text(desk.word("or one that is not known yet")).click()
    desk.labelled("Name in English", donor).fill("Women of Reykjavik")
    desk.press("Add to the queue")
    added = Claim.objects.get(rule="staff")
    assert (added.words, added.read_by.username) == (MISSED, "staff")
    desk.says(desk.word("Claim %(number)d was added.", number=added.number))
    assert page.url.endswith(f"/{added.pk}/review/")


def take_the_merge_back(desk, known):
    """Undo the merge from the commitment; the claim waits again, and the commitment rests on what it did before."""
    claim = Claim.objects.get(words=REPEATED)
    sources = known.claim_links.count()
    desk.to_record("commitments", known)
    way_back = desk.page.locator(f"#claim_links-group a[href*='/claim/{claim.pk}/review/#reopen']")
    expect(way_back).to_have_text(desk.word("Take this merge back (unmerge)"))
    way_back.click()
    undoing = desk.decision("Take this merge back (unmerge)")
    desk.labelled("Reason", undoing).fill("Another gift of theirs.")
    desk.press("Take this merge back (unmerge)", undoing)
    desk.says(desk.word("The claim was reopened."))
    expect(desk.decision("Accept").get_by_role("button").last).to_be_visible()
    assert known.claim_links.count() == sources - 1
    desk.to_record("commitments", known)
    expect(way_back).to_have_count(0)
    assert Claim.objects.needing_review().filter(pk=claim.pk).exists()


@LANGUAGES
def test_release_is_pasted_and_decided_claim_by_claim(desk):
    paste(desk)
    accept_with_a_change(desk)
    known = merge_as_a_repeat(desk)
    link_a_delivery(desk)
    reject(desk)
    add_what_was_missed(desk)
    take_the_merge_back(desk, known)


@LANGUAGES
def test_import_with_a_bad_row_stores_nothing(desk):
    page = desk.page
    desk.to_list("commitments")
    desk.follow("Export")
    with page.expect_download() as download:
        desk.follow("Download %(format)s", format="CSV")
    with download.value.path().open(encoding="utf-8-sig", newline="") as file:
        headings, *rows = csv.reader(file)
    title, donors = headings.index("title_en"), headings.index("donors")
    rows[0][title], rows[1][donors] = "A title from the spreadsheet", "Atlantis"
    written = io.StringIO(newline="")
    csv.writer(written).writerows([headings, *rows])

    desk.to_list("commitments")
    desk.follow("Import")
    content = {"name": "mine.csv", "mimeType": "text/csv", "buffer": written.getvalue().encode()}
    desk.labelled("File").set_input_files(content)
    desk.press("Preview")

    refused = page.locator("tr.effect-refused")
    assert (refused.locator("th").inner_text(), refused.locator("code").inner_text()) == ("3", "donors")
    assert "Atlantis" in refused.inner_text()
    refusal = (
        "The file is refused as a whole: nothing was imported. Mend the rows named below and choose the file again."
    )
    desk.says(desk.word(refusal))
    assert page.get_by_role("button", name=desk.word("Import these rows")).count() == 0
    assert not Commitment.objects.filter(title_en="A title from the spreadsheet").exists()


@LANGUAGES
def test_dossier_is_opened_printed_and_taken_along(desk, tmp_path):
    page = desk.page
    desk.to_list("donors")
    row = page.locator("#result_list tbody tr", has_text="Японія" if desk.language == "uk" else "Japan").first
    desk.follow("Dossier", within=row)
    heading = page.locator("article.dossier h1").inner_text()

    page.emulate_media(media="print")
    for away in ("#header", ".breadcrumbs", ".dossier-tools"):
        expect(page.locator(away)).to_be_hidden()
    assert page.pdf(format="A4").startswith(b"%PDF")
    page.emulate_media(media="screen")

    with page.expect_download() as download:
        desk.follow("Word document (DOCX)")
    download.value.save_as(tmp_path / "dossier.docx")
    taken = Document(tmp_path / "dossier.docx")
    assert heading in [paragraph.text for paragraph in taken.paragraphs]
    assert taken.core_properties.language == {"en": "en-GB", "uk": "uk-UA"}[desk.language]
