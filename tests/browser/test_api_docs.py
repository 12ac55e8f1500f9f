"""The documentation of the API in a browser: every operation is there, one is tried, nobody else is asked."""

import pytest

from tests.factories import CommitmentFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_documentation_shows_every_operation_and_asks_the_api(visit):
    CommitmentFactory(public=True, title_en="Generators for Kharkiv")
    opened = visit()
    page = opened.page
    page.goto("/api/docs/")
    page.wait_for_selector(".opblock")
    described = page.request.get("/api/v1/schema/").json()["paths"]

    assert page.locator(".opblock").count() == len(described)
    block = page.locator("#operations-commitments-commitments_list")
    block.locator(".opblock-summary-control").click()
    block.locator(".execute").click()
    answer = block.locator(".live-responses-table tbody .response")
    answer.wait_for()

    assert answer.locator(".response-col_status").inner_text().split()[0] == "200"
    assert "Generators for Kharkiv" in answer.locator(".response-col_description").inner_text()
    assert (opened.console_errors, opened.foreign_requests) == ([], [])
