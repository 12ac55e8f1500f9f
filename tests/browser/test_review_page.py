"""The page of a claim: facts and their words, keys, and what a script adds to forms that work without it."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from assistance.models import Claim, Commitment
from assistance.vocabulary import Relation
from tests.browser.conftest import NOT_OURS, log_in

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
    page = visit(java_script_enabled=False).page
    log_in(page, demo)
    claim = claim_with_items()
    review(page, claim)

    item = claim.items.last()
    page.click(f"a[href='#item-{item.pk}']")

    assert page.url.endswith(f"#item-{item.pk}")
    assert page.locator(f"#item-{item.pk} + mark").is_visible()


def test_keys_reject_and_go_on(staff_page):
    first, second = Claim.objects.needing_review().order_by("-release__published_on", "-release_id", "number")[:2]
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


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_page_is_sound_on_every_screen(demo, visit, scheme, language):
    found = {}
    for width, columns in ((1280, 2), (820, 2), (390, 1)):
        page = visit(width=width, color_scheme=scheme).page
        log_in(page, demo)
        page.context.add_cookies([{"name": "django_language", "value": language, "url": page.url}])
        review(page, claim_with_items())
        boxes = [page.locator(f".{side}").bounding_box() for side in ("side-text", "side-facts")]
        violations = Axe().run(page, context=NOT_OURS).response["violations"]
        found[width] = (
            [violation["id"] for violation in violations if violation["impact"] in {"serious", "critical"}],
            page.evaluate("document.documentElement.scrollWidth"),
            2 if boxes[0]["x"] + boxes[0]["width"] <= boxes[1]["x"] else 1,
        )
        assert page.get_attribute("html", "lang") == language
        assert columns == found[width][2]

    assert found == {1280: ([], 1280, 2), 820: ([], 820, 2), 390: ([], 390, 1)}


def test_comparison_comes_before_a_merge_and_unmerging_restores_both(staff_page):
    claim = claim_with_items()
    known = Commitment.objects.filter(visibility="public").order_by("pk").first()
    lines = known.equipment.count()
    review(staff_page, claim)
    staff_page.fill("[name=merge-number]", str(known.pk))
    staff_page.select_option("[name=merge-relation]", Relation.DELIVERS.value)
    staff_page.click("[name=_compare]")
    assert staff_page.locator("#comparison tbody tr").count() > 2
    assert staff_page.evaluate("document.activeElement.id") == "comparison"
    assert f"{claim.items.count()} deliveries are written" in staff_page.inner_text("#comparison")
    assert not claim.decisions.exists()

    staff_page.click("[name=_merge]")
    assert claim.deliveries.count() == claim.items.count()
    staff_page.goto(f"/admin/assistance/commitment/{known.pk}/change/")
    staff_page.locator(f"a[href='/admin/assistance/claim/{claim.pk}/review/#reopen']").click()
    staff_page.fill("[name=reopen-reason]", "The wrong commitment.")
    staff_page.get_by_role("button", name="Take this merge back (unmerge)").click()

    assert not claim.deliveries.exists()
    assert known.equipment.count() == lines
    assert Claim.objects.needing_review().filter(pk=claim.pk).exists()
    assert staff_page.locator("[name=_accept]").is_visible()
