"""A morning of a member of staff: decide claims, and see the public pages follow."""

import re

import pytest

from assistance.models import Claim, Commitment
from assistance.vocabulary import Relation
from tests.browser.conftest import log_in, serious_barriers

pytestmark = pytest.mark.browser

PROMISE = """Latvia promises generators

Latvia will hand over 30 generators worth EUR 450,000 to the State Emergency Service of Ukraine.
"""
AGAIN = """Latvia speaks of its generators again

The State Emergency Service of Ukraine will get 30 generators worth EUR 450,000 from Latvia, the embassy repeats.
"""


def paste(page, text):
    page.goto("/admin/assistance/release/add/")
    page.fill("textarea[name=text]", text)
    page.get_by_role("button", name="Read and store").click()
    return Claim.objects.needing_review().order_by("pk").last()


def review(page, claim):
    page.goto(f"/admin/assistance/claim/{claim.pk}/review/")


def test_staff_accept_merge_and_reject_and_the_public_pages_follow(staff_page, visit):
    public = visit().page
    queue = Claim.objects.needing_review().count()

    claim = paste(staff_page, PROMISE)
    public.goto("/en/commitments/?q=Latvia")
    assert "Generators from Latvia" not in public.content()
    review(staff_page, claim)
    staff_page.fill("[name$=title_en]", "Generators from Latvia")
    staff_page.click("[name=_accept_publish]")
    accepted = Commitment.objects.get(title_en="Generators from Latvia")
    public.goto("/en/commitments/?q=latvia")
    public.get_by_role("link", name="Generators from Latvia").click()
    assert public.url.endswith(f"/en/commitments/{accepted.pk}/")
    assert "EUR 450,000" in public.inner_text("main")

    repeated = paste(staff_page, AGAIN)
    review(staff_page, repeated)
    assert "same donor, same recipient, same amount" in staff_page.inner_text("#merge")
    staff_page.check(f"[name=merge-target][value='{accepted.pk}']")
    staff_page.select_option("[name=merge-relation]", Relation.REPEATS.value)
    staff_page.fill("[name=merge-reason]", "The same generators.")
    staff_page.click("[name=_merge]")
    public.goto("/en/commitments/?q=latvia")
    assert public.get_by_role("link", name=re.compile("Generators from Latvia")).count() == 1
    public.goto(f"/en/commitments/{accepted.pk}/")
    assert "Latvia speaks of its generators again" in public.inner_text("main")
    assert "EUR 900,000" not in public.inner_text("main")

    rejected = Claim.objects.needing_review().first()
    review(staff_page, rejected)
    staff_page.click("[name=_reject]")
    assert "Rejecting needs a reason" in staff_page.inner_text("[role=alert]")
    staff_page.fill("[name=reject-reason]", "Only a plan of a third party.")
    staff_page.click("[name=_reject]")
    assert rejected.decisions.get().reason == "Only a plan of a third party."
    assert Claim.objects.needing_review().count() == queue - 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_queue_and_review_page_have_no_serious_barrier(demo, visit, scheme):
    page = visit(color_scheme=scheme).page
    log_in(page, demo)
    claim = Claim.objects.needing_review().first()
    found = {}
    for address in ("/admin/", "/admin/assistance/claim/", f"/admin/assistance/claim/{claim.pk}/review/"):
        page.goto(address)
        found[address] = serious_barriers(page)

    assert found == {address: [] for address in found}
