"""A trace becomes a case, which is reviewed, published and run on a card."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.fixtures.http import Company, new_company
from tests.fixtures.screens import PATIENCE, Watch, press
from tests.fixtures.watched_apps import sign_in, watched_app
from tools.stack import Stack

CARD = {
    "name": "Travel agent",
    "prompt": {"kind": "text", "template": "Answer: {{question}}"},
    "variables": [{"name": "question"}],
    "provider": {"provider": "echo"},
}


@pytest.fixture(scope="module")
def company(stack: Stack) -> Iterator[Company]:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as http:
        yield new_company(http, stack.inbox_url)


def test_a_case_is_made_of_a_trace_accepted_published_and_run(stack: Stack, browser: Browser, company: Company) -> None:
    app = watched_app(stack, company, "Travel bot")
    card = company.recruiter.post("/v1/cards", {"content": CARD}, expect=201)["id"]
    company.recruiter.post(f"/v1/cards/{card}/versions", expect=201)
    context = browser.new_context(locale="en-GB")
    watch = Watch.on(context)
    page = watch.page
    sign_in(page, stack, company, f"/apps/{app}")
    page.get_by_role("link", name="Plan a trip").click(timeout=PATIENCE)
    press(page, "Make a case of this")
    page.get_by_role("dialog").get_by_label("Folder").fill("travel")
    press(page, "Propose")
    expect(page.get_by_text("A case to review was made.")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="Travel bot").click()
    page.get_by_role("link", name="Cases").click()
    proposed = page.get_by_role("article")
    expect(proposed.get_by_text("How do I get to Vienna?").first).to_be_visible(timeout=PATIENCE)
    press(page, "New case")
    page.get_by_label("Title").fill("Opening hours")
    page.get_by_label("Content 1").fill("When do you open?")
    press(page, "Add assertion")
    page.get_by_label("Value 1").fill("open")
    watch.check("app-case")
    press(page, "Create")
    expect(page.get_by_role("article", name="Opening hours")).to_be_visible(timeout=PATIENCE)
    watch.check("app-cases")
    proposed.filter(has_text="Vienna").get_by_role("button", name="Accept").click()
    expect(proposed.filter(has_text="Vienna").get_by_text("Accepted")).to_be_visible(timeout=PATIENCE)
    proposed.filter(has_text="Vienna").get_by_role("button", name="Edit").click()
    expect(page.get_by_role("dialog").get_by_label("Folder")).to_have_value("travel")
    press(page, "Save")
    press(page, "Publish")
    page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Version 1 of the set is there.")).to_be_visible(timeout=PATIENCE)
    press(page, "Run on a card")
    page.get_by_role("combobox", name="Card").click()
    page.get_by_role("option", name="Travel agent").click()
    watch.check("app-case-run")
    press(page, "Run")
    page.wait_for_url(f"**/cards/{card}/runs/*", timeout=PATIENCE)
    page.goto(f"{stack.gateway_url}/apps/{app}/cases")
    expect(page.get_by_role("table", name="Runs on published cases")).to_be_visible(timeout=PATIENCE)
    context.close()
