"""Knowledge is written by hand, changed and left out, and what a search finds of it is measured."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.fixtures.http import Company, ended, new_company
from tests.fixtures.screens import PATIENCE, Watch, press
from tests.fixtures.watched_apps import sign_in
from tools.stack import Stack


@pytest.fixture(scope="module")
def company(stack: Stack) -> Iterator[Company]:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as http:
        yield new_company(http, stack.inbox_url)


def test_items_are_written_changed_left_out_and_their_search_is_measured(
    stack: Stack, browser: Browser, company: Company
) -> None:
    app = company.owner.post("/v1/apps", {"name": "Hotel bot"}, expect=201)["id"]
    context = browser.new_context(locale="en-GB")
    watch = Watch.on(context)
    page = watch.page
    sign_in(page, stack, company, f"/apps/{app}/knowledge")
    page.get_by_role("button", name="Write an item").click(timeout=PATIENCE)
    page.get_by_label("Path").fill("/rooms")
    page.get_by_label("Summary").fill("List free rooms")
    press(page, "Add a parameter")
    page.get_by_role("textbox", name="Parameter 1", exact=True).fill("from")
    watch.check("app-knowledge-api")
    press(page, "Create")
    expect(page.get_by_role("heading", name="GET /rooms")).to_be_visible(timeout=PATIENCE)
    press(page, "Write an item")
    press(page, "Table")
    page.get_by_label("Name of the table").fill("guests")
    press(page, "Add a column")
    page.get_by_role("textbox", name="Column 1", exact=True).fill("id")
    page.get_by_label("Column 1 is in the primary key").click()
    watch.check("app-knowledge-table")
    press(page, "Create")
    expect(page.get_by_role("heading", name="guests")).to_be_visible(timeout=PATIENCE)
    press(page, "Write an item")
    press(page, "Section")
    page.get_by_label("Name of the document").fill("guide")
    page.get_by_label("Heading").fill("Breakfast")
    page.get_by_label("Text").fill("Breakfast is at nine.")
    watch.check("app-knowledge-section")
    press(page, "Create")
    expect(page.get_by_role("heading", name="guide > Breakfast")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("dialog")).to_have_count(0, timeout=PATIENCE)
    rooms = page.get_by_role("article", name="GET /rooms")
    rooms.get_by_role("button", name="Edit").click()
    page.get_by_label("Summary").fill("List all free rooms")
    press(page, "Save")
    expect(page.get_by_role("dialog")).to_have_count(0, timeout=PATIENCE)
    rooms.get_by_role("button", name="Show").click()
    expect(rooms.get_by_text("List all free rooms")).to_be_visible(timeout=PATIENCE)
    guests = page.get_by_role("article", name="guests")
    guests.get_by_role("button", name="Leave out").click()
    expect(guests).to_have_count(0, timeout=PATIENCE)
    watch.check("app-knowledge-written")
    press(page, "Submit for approval")
    press(page, "Approve")
    expect(page.get_by_text("Version 1 is active")).to_be_visible(timeout=PATIENCE)
    ended(company.owner, company.owner.post(f"/v1/apps/{app}/kb/build-rag", expect=202))
    page.get_by_role("tab", name="Measurements").click()
    press(page, "Measure")
    page.get_by_label("Name of the measurement").fill("First look")
    page.get_by_role("textbox", name="Question 1", exact=True).fill("When is breakfast?")
    page.get_by_label("What answers question 1").click()
    page.get_by_role("option", name="guide > Breakfast").click(timeout=PATIENCE)
    watch.check("app-knowledge-measure")
    page.get_by_role("dialog").get_by_role("button", name="Measure").click()
    row = page.get_by_role("row", name="First look")
    expect(row.get_by_text("100%").last).to_be_visible(timeout=PATIENCE)
    watch.check("app-knowledge-measurements")
    press(page, "First look")
    expect(page.get_by_role("dialog").get_by_text("Place ", exact=False)).to_be_visible(timeout=PATIENCE)
    watch.check("app-knowledge-places")
    context.close()
