"""The page of a claim: facts and their words, keys, and what a script adds to forms that work without it."""

import re

import pytest
from playwright.sync_api import expect

from assistance.models import Claim, Commitment
from assistance.vocabulary import Relation
from tests.browser.conftest import follow
from tests.browser.soundness import faults

pytestmark = pytest.mark.browser


def claim_with_items():
    """Return a claim of the queue with at least two items."""
    waiting = Claim.objects.needing_review().filter(items__isnull=False).order_by("pk").distinct()
    return next(claim for claim in waiting if claim.items.count() > 1)


def review(page, claim):
    page.goto(f"/admin/assistance/claim/{claim.pk}/review/")


def in_sight(page, selector):
    """Return whether the first element of ``selector`` is within the text's own window and the screen."""
    return page.eval_on_selector(
        selector,
        """element => {
            const room = element.closest(".text").getBoundingClientRect();
            const place = element.getBoundingClientRect();
            return place.top >= room.top && place.bottom <= Math.min(room.bottom, innerHeight);
        }""",
    )


def test_fact_shows_its_words_and_words_lead_to_their_fact(staff_page):
    claim = claim_with_items()
    item = claim.items.last()
    review(staff_page, claim)

    staff_page.locator(".row.fact", has=staff_page.locator(f"[href='#item-{item.pk}']")).locator("input").first.focus()
    assert " ".join(staff_page.locator("mark.shown").all_inner_texts()) == item.words
    assert in_sight(staff_page, "mark.shown")

    status = claim.evidence.get(fact="status")
    staff_page.locator(f"a[href='#evidence-{status.pk}']").press("Enter")
    assert " ".join(staff_page.locator("mark.shown").all_inner_texts()) == status.words

    staff_page.locator(f"mark[data-anchors~='item-{item.pk}']").first.click()
    assert staff_page.evaluate("document.activeElement.closest('.fact').querySelector('.show-words').hash") == (
        f"#item-{item.pk}"
    )


def test_fact_leads_to_its_words_without_scripts(demo, visit):
    page = visit(java_script_enabled=False, staff="staff").page
    claim = claim_with_items()
    review(page, claim)

    item = claim.items.last()
    page.click(f"a[href='#item-{item.pk}']")

    assert page.url.endswith(f"#item-{item.pk}")
    assert page.locator(f"#item-{item.pk} + mark").is_visible()


def test_keys_reject_and_go_on(staff_page):
    staff_page.goto("/admin/assistance/claim/")
    listed = staff_page.inner_html("#result_list")
    keys = dict.fromkeys(re.findall(r"/claim/(\d+)/review/", listed))
    first, second = (Claim.objects.get(pk=key) for key in list(keys)[:2])
    review(staff_page, first)
    staff_page.keyboard.press("n")
    staff_page.wait_for_url(f"**/{second.pk}/review/")
    staff_page.keyboard.press("p")
    staff_page.wait_for_url(f"**/{first.pk}/review/")

    staff_page.keyboard.press("r")
    staff_page.keyboard.type("no promise, a plan")
    staff_page.keyboard.press("Control+Enter")
    staff_page.wait_for_url(f"**/{second.pk}/review/")

    assert first.decisions.get().reason == "no promise, a plan"


def test_letters_in_a_field_and_letters_switched_off_are_no_keys(staff_page):
    claim = claim_with_items()
    review(staff_page, claim)
    staff_page.fill("[name=facts-title_en]", "")
    staff_page.type("[name=facts-title_en]", "npr")
    assert staff_page.input_value("[name=facts-title_en]") == "npr"

    staff_page.locator("#release-heading a").focus()
    staff_page.keyboard.press("?")
    staff_page.get_by_label("Letters alone work as keys").uncheck()
    review(staff_page, claim)
    staff_page.keyboard.press("?")
    assert not staff_page.locator(".single-keys").is_visible()


@pytest.mark.parametrize(
    ("width", "columns", "scheme", "language"),
    [(1280, 2, "dark", "uk"), (820, 2, "light", "en"), (390, 1, "light", "uk"), (390, 1, "dark", "en")],
)
def test_page_is_sound_on_every_screen(demo, visit, width, columns, scheme, language):
    opened = visit(width=width, color_scheme=scheme, staff="staff", language=language)
    review(opened.page, claim_with_items())

    boxes = [opened.page.locator(f".{side}").bounding_box() for side in ("side-text", "side-facts")]
    side_by_side = boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"]

    assert (faults(opened), side_by_side) == ({}, columns == 2)


def test_comparison_comes_before_a_merge_and_unmerging_restores_both(staff_page):
    claim = claim_with_items()
    known = Commitment.objects.filter(visibility="public").order_by("pk").first()
    lines = known.equipment.count()
    review(staff_page, claim)
    staff_page.fill("[name=merge-number]", str(known.pk))
    staff_page.select_option("[name=merge-relation]", Relation.DELIVERS.value)
    follow(staff_page.locator("[name=_compare]"))
    assert staff_page.locator("#comparison tbody tr").count() > 2
    assert staff_page.evaluate("document.activeElement.id") == "comparison"
    assert f"{claim.items.count()} deliveries are written" in staff_page.inner_text("#comparison")
    assert not claim.decisions.exists()

    follow(staff_page.locator("[name=_merge]"))
    assert claim.deliveries.count() == claim.items.count()
    staff_page.goto(f"/admin/assistance/commitment/{known.pk}/change/")
    follow(staff_page.locator(f"a[href='/admin/assistance/claim/{claim.pk}/review/#reopen']"))
    staff_page.fill("[name=reopen-reason]", "The wrong commitment.")
    staff_page.get_by_role("button", name="Take this merge back (unmerge)").click()

    expect(staff_page.locator("[name=_accept]")).to_be_visible()
    assert not claim.deliveries.exists()
    assert known.equipment.count() == lines
    assert Claim.objects.needing_review().filter(pk=claim.pk).exists()


def select(page, words):
    """Select ``words`` in the text of the release, over whatever is marked there."""
    page.evaluate(
        """words => {
            const text = document.querySelector(".side-text .text");
            const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            const nodes = [];
            let whole = "";
            while (walker.nextNode()) {
                nodes.push([whole.length, walker.currentNode]);
                whole += walker.currentNode.data;
            }
            const start = whole.indexOf(words);
            const end = start + words.length;
            const [first, from] = nodes.findLast(([place]) => place <= start);
            const [last, to] = nodes.findLast(([place]) => place < end);
            document.getSelection().setBaseAndExtent(from, start - first, to, end - last);
            text.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
        }""",
        words,
    )


def test_selected_words_become_evidence_and_a_claim_that_was_missed(staff_page):
    claim = claim_with_items()
    review(staff_page, claim)
    status = " ".join(claim.words.split()[:3])
    select(staff_page, status)
    staff_page.locator(".choosing").get_by_role("button", name="Status").click()
    assert staff_page.input_value("[name=words-status-words]") == status
    assert staff_page.input_value("[name=words-status-start]") == str(claim.start)
    item = claim.items.first()
    select(staff_page, item.words)
    staff_page.locator(".targets button", has_text=item.name).first.click()
    follow(staff_page.locator("[name=_accept]"))
    chosen = {row.fact: (row.start, row.words) for row in claim.decisions.get().evidence.all()}
    assert chosen["status"] == (claim.start, status)
    assert chosen["item"][1] == item.words

    review(staff_page, Claim.objects.needing_review().filter(release__language="en").first())
    release = Claim.objects.get(pk=int(staff_page.url.split("/")[-3])).release
    paragraph = release.text.split("\n\n")[-1].strip()
    missed = " ".join(paragraph.split()[:8])
    select(staff_page, missed)
    staff_page.get_by_role("link", name="Add a claim from these words").click()
    assert staff_page.input_value("[name=passage-words]") == missed
    staff_page.select_option("[name=parties-0-role]", "funding")
    staff_page.locator("details", has=staff_page.locator("[name=parties-0-name_en]")).locator("summary").first.click()
    staff_page.fill("[name=parties-0-name_en]", "Atlantis")
    follow(staff_page.locator("[name=_add]"))
    added = Claim.objects.get(rule="staff")
    assert (added.words, added.read_by.username) == (missed, "staff")
    assert [party.name for party in added.parties.all()] == ["Atlantis"]
    assert staff_page.url.endswith(f"/{added.pk}/review/")
