"""Personas are written and changed, and talk with a model of an app; what was said is read with its verdicts."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.fixtures.http import Company, new_company
from tests.fixtures.screens import PATIENCE, Watch, press
from tests.fixtures.watched_apps import sign_in
from tools.stack import Stack


@pytest.fixture(scope="module")
def company(stack: Stack) -> Iterator[Company]:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as http:
        yield new_company(http, stack.inbox_url)


def test_personas_talk_with_a_model_and_what_was_said_is_read(stack: Stack, browser: Browser, company: Company) -> None:
    app = company.owner.post("/v1/apps", {"name": "Shop bot"}, expect=201)["id"]
    short = {"name": "Grace", "goal": "learn when the shop opens", "lines": ["Hello?"]}
    company.owner.post(f"/v1/apps/{app}/personas", {"user": short}, expect=201)
    context = browser.new_context(locale="en-GB")
    watch = Watch.on(context)
    page = watch.page
    sign_in(page, stack, company, f"/apps/{app}/simulations")
    page.get_by_role("button", name="New persona").click(timeout=PATIENCE)
    page.get_by_role("textbox", name="Name", exact=True).fill("Ada")
    page.get_by_label("What they want").fill("a refund")
    page.get_by_label("What they say then").fill("My parcel never came.\nThank you.")
    watch.check("app-persona")
    press(page, "Create")
    ada = page.get_by_role("article", name="Ada")
    expect(ada.get_by_text("a refund")).to_be_visible(timeout=PATIENCE)
    ada.get_by_role("button", name="Edit").click()
    page.get_by_label("What they want").fill("a refund for a lost parcel")
    press(page, "Save")
    expect(ada.get_by_text("a refund for a lost parcel")).to_be_visible(timeout=PATIENCE)
    press(page, "Simulate conversations")
    for name in ("Ada", "Grace"):
        page.get_by_role("combobox", name="Personas").click()
        page.get_by_role("option", name=name).click(timeout=PATIENCE)
    page.get_by_role("textbox", name="Model or alias").fill("echo")
    press(page, "Add assertion")
    page.get_by_label("Value 1").fill("my parcel never came")
    watch.check("app-simulation-begin")
    press(page, "Begin")
    page.wait_for_url("**/simulations/*", timeout=PATIENCE)
    expect(page.get_by_text("Passed: 1. Failed: 1. Errors: 0.", exact=False)).to_be_visible(timeout=PATIENCE)
    expect(ada.get_by_text("My parcel never came.")).to_have_count(2, timeout=PATIENCE)
    expect(page.get_by_role("article", name="Grace").get_by_text("Failed").first).to_be_visible(timeout=PATIENCE)
    watch.check("app-simulation")
    page.get_by_role("link", name="Simulations").click()
    expect(page.get_by_role("table", name="Simulations")).to_be_visible(timeout=PATIENCE)
    ada.get_by_role("button", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(ada).to_have_count(0, timeout=PATIENCE)
    watch.check("app-simulations")
    context.close()
