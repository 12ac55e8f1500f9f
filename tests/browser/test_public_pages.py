"""Every kind of public page in both languages: whole, accessible, alone with its own host, and fit for a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from assistance.models import Commitment, Need, Organisation, Project, Release
from assistance.vocabulary import PartyRole
from tests.browser.conftest import follow

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def addresses(language):
    """Return one address of each kind in ``language``, the details of those with the most on them."""
    busiest = max(Commitment.objects.published(), key=lambda commitment: commitment.claim_links.count())
    there = [
        "",
        "commitments/",
        "commitments/?page=2",
        "commitments/?status=delivered&q=generators",
        f"commitments/{busiest.pk}/",
        "donors/",
        f"donors/{Organisation.objects.named('Japan').get().pk}/",
        f"donors/{Organisation.objects.named('Japan').get().pk}/timeline/",
        "recipients/",
        f"recipients/{Organisation.objects.published_in_role(PartyRole.RECIPIENT).first().pk}/",
        "projects/",
        f"projects/{Project.objects.published().first().pk}/",
        "releases/",
        f"releases/{busiest.claim_links.first().claim.release_id}/",
        f"releases/{Release.objects.published().filter(language='uk').first().pk}/",
        "equipment/",
        "equipment/demining_machine/",
        "equipment/lines/",
        "needs/",
        f"needs/{Need.objects.published().exclude(coverage=None).first().pk}/",
        "changes/",
        "changes/?kind=delivery",
        "changes/between/?from=2023-06-30&to=2024-06-30",
        "as-of/",
        "method/",
        "data/",
        "data/examples/",
        "accessibility/",
        "privacy/",
        f"report/?about=/en/commitments/{busiest.pk}/",
        "report/sent/",
        "charts/ladder/?currency=EUR",
        "charts/donor/",
        "places/",
        "charts/converted/",
        "embed/ladder/",
    ]
    past = ["", f"commitments/{busiest.pk}/"]
    return [f"/{language}/{each}" for each in there] + [f"/as-of/2026-06-30/{language}/{each}" for each in past]


def violations(page):
    found = (
        Axe()
        .run(page, options={"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]})
        .response["violations"]
    )
    return [(violation["id"], [node["target"] for node in violation["nodes"]][:3]) for violation in found]


#: What 400 % of zoom leaves of 1280 px, and less than any phone has.
NARROW = {"width": 320, "height": 640}


@pytest.mark.parametrize(("language", "scheme", "on_a_phone"), [("en", "light", "dark"), ("uk", "dark", "light")])
def test_public_pages_are_sound(demo, visit, language, scheme, on_a_phone):
    opened = visit(color_scheme=scheme)
    narrow = visit(**NARROW, color_scheme=on_a_phone)
    both, found = (opened, narrow), {}
    for address in addresses(language):
        response = opened.page.goto(address)
        narrow.page.goto(address)
        found[address] = {
            "status": response.status,
            "language": opened.page.get_attribute("html", "lang"),
            "violations": violations(opened.page) + violations(narrow.page),
            "sideways": [
                each.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
                for each in both
            ],
        }

    sound = {"status": 200, "language": language, "violations": [], "sideways": [False, False]}
    assert {address: facts for address, facts in found.items() if facts != sound} == {}
    assert (opened.console_errors, opened.foreign_requests) == ([], [])
    assert (narrow.console_errors, narrow.foreign_requests) == ([], [])


def test_figure_opens_the_sentence_it_rests_on_without_scripts(demo, visit):
    commitment = Commitment.objects.published().filter(amount__isnull=False).first()
    words = commitment.claim_links.get(relation="first").claim.evidence.get(fact="amount").words
    page = visit(java_script_enabled=False).page
    page.goto(f"/en/commitments/{commitment.pk}/")
    evidence = page.locator("mark.fact-amount", has_text=words).first

    assert not evidence.is_visible()
    evidence.locator("xpath=ancestor::details[1]/summary").click()

    assert evidence.is_visible()


def test_pages_can_be_walked_with_the_keyboard_alone(demo, visit):
    page = visit().page
    page.goto("/en/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_language_switch_stays_on_the_page(demo, visit):
    page = visit().page
    page.goto("/en/commitments/?status=delivered")

    follow(page.get_by_role("link", name="Українська"))

    assert page.url.endswith("/uk/commitments/?status=delivered")
    assert page.get_attribute("html", "lang") == "uk"
