"""Every page of the staff: no barrier, no error, no other host, no sideways scroll, no word left in English."""

from __future__ import annotations

import re

import pytest
from django.db.models import Count

from assistance.admin.site import site
from assistance.models import Claim, Commitment, Donor, EquipmentLine, Release
from tests.admin.addresses import address_of, name_of, records, views
from tests.admin.doors import ACTIONS, NOBODY, doors
from tests.browser.conftest import follow, log_in
from tests.browser.soundness import SCREENS, faults
from tests.factories import ImportRunItemFactory

pytestmark = pytest.mark.browser

#: Views that answer with something else than a page, and those whose page is another's.
NO_PAGE = re.compile(
    "jsi18n|autocomplete|login|logout|worklist_(snooze|wake)|.*_(download|docx|progress|report|preview)"
)


def fullest(records, of):
    """Return the first of ``records`` with the most rows of the relation ``of``."""
    return records.annotate(rows=Count(of)).order_by("-rows", "pk").first()


def rows_to_look_at():
    """Return a row of every model that has staff pages; of those with much on their pages, the one with most."""
    found = records()
    run = ImportRunItemFactory(stored=True, run__failed=True, run__note="SystemExit").run
    ImportRunItemFactory(run=run, refused=True)
    return found | {
        "assistance_claim": fullest(Claim.objects.needing_review(), "items"),
        "assistance_commitment": fullest(Commitment.objects.all(), "claim_links"),
        "assistance_equipmentline": fullest(EquipmentLine.objects.all(), "deliveries"),
        "assistance_importrun": run,
        "assistance_organisation": fullest(Donor.objects.all(), "party_in"),
        "assistance_release": fullest(Release.objects.all(), "claims"),
    }


def addresses():
    """Return the address of every page that somebody may open, by the name of its view."""
    rows, table = rows_to_look_at(), doors()
    there = dict(views())
    return {
        name: address_of(name, route, rows)
        for name, route in there.items()
        if name and not NO_PAGE.fullmatch(name) and table.get(name.replace("_simple_", "_"), (True,))[0] is not NOBODY
    }


@SCREENS
def test_every_page_is_sound(demo, visit, language, scheme, width):
    opened = visit(staff="staff", language=language, color_scheme=scheme, width=width)
    found = {}
    for name, address in addresses().items():
        response = opened.page.goto(address)
        found[name] = faults(opened) | ({} if response.status == 200 else {"status": response.status})

    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@SCREENS
def test_page_of_every_action_is_sound(demo, visit, language, scheme, width):
    records()
    opened = visit(staff="staff", language=language, color_scheme=scheme, width=width)
    found = {}
    for model in site._registry:
        name = name_of(model)
        offered = [action for action, first in ACTIONS[name].items() if first is not NOBODY]
        for action in offered:
            opened.page.goto(address_of(f"{name}_changelist", "", {}))
            opened.page.locator("input.action-select").first.check()
            opened.page.select_option("select[name=action]", action)
            follow(opened.page.locator(".actions button[type=submit]").first)
            found[f"{name} {action}"] = faults(opened)

    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@SCREENS
def test_doorstep_is_sound(demo, visit, language, scheme, width):
    opened = visit(language=language, color_scheme=scheme, width=width)
    opened.page.goto("/admin/")
    found = {"login": faults(opened)}
    log_in(opened.page, "not the password")
    assert opened.page.locator(".errornote").is_visible()
    found["refused"] = faults(opened)
    log_in(opened.page, demo)
    follow(opened.page.locator("#logout-form button"))
    found["logged out"] = faults(opened)

    assert found == {step: {} for step in found}
