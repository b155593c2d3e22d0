"""A member makes an app, gives it a key, and reads the trace that the app sends with it."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.fixtures.http import Company, new_company
from tests.fixtures.screens import PATIENCE, Watch, press
from tests.fixtures.watched_apps import send_trip, sign_in
from tools.stack import Stack

HOURS = b"# Opening hours\n\nWe open at nine.\n\n# Parcels\n\nParcels leave the house on the day of the order.\n"


@pytest.fixture(scope="module")
def company(stack: Stack) -> Iterator[Company]:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as http:
        yield new_company(http, stack.inbox_url)


def test_an_app_is_made_and_its_trace_is_read_as_a_waterfall(stack: Stack, browser: Browser, company: Company) -> None:
    context = browser.new_context(locale="en-GB")
    watch = Watch.on(context)
    page = watch.page
    sign_in(page, stack, company, "/apps")
    expect(page.get_by_text("No apps yet")).to_be_visible(timeout=PATIENCE)
    watch.check("apps-empty")
    page.get_by_role("button", name="New app").first.click()
    page.get_by_label("Name").fill("Travel bot")
    press(page, "Create")
    expect(page.get_by_role("heading", name="Travel bot")).to_be_visible(timeout=PATIENCE)
    press(page, "New key")
    page.get_by_role("dialog").get_by_label("Name").fill("Server")
    press(page, "Create")
    expect(page.get_by_label("Secret key", exact=True)).to_be_visible(timeout=PATIENCE)
    pair = (page.get_by_label("Public key").input_value(), page.get_by_label("Secret key", exact=True).input_value())
    press(page, "I have kept it")
    expect(page.get_by_role("rowheader", name="Server")).to_be_visible(timeout=PATIENCE)
    watch.check("app-settings")
    send_trip(stack, pair)
    page.get_by_role("link", name="Traces").click()
    trace = page.get_by_role("link", name="Plan a trip")
    for _ in range(20):
        press(page, "Apply")
        if trace.is_visible():
            break
        page.wait_for_timeout(500)
    expect(trace).to_be_visible(timeout=PATIENCE)
    watch.check("app-traces")
    trace.click()
    page.get_by_role("button", name="ask the model").click(timeout=PATIENCE)
    expect(page.get_by_text("Take the night train.").first).to_be_visible(timeout=PATIENCE)
    watch.check("app-trace")
    page.get_by_role("button", name="What lies below Plan a trip").click()
    expect(page.get_by_role("button", name="ask the model")).to_be_hidden(timeout=PATIENCE)
    context.close()


def test_traces_are_followed_filtered_counted_and_deleted(stack: Stack, browser: Browser, company: Company) -> None:
    app = company.owner.post("/v1/apps", {"name": "Guide bot"}, expect=201)["id"]
    key = company.owner.post(f"/v1/apps/{app}/keys", {"name": "Server"}, expect=201)
    context = browser.new_context(locale="en-GB")
    watch = Watch.on(context)
    page = watch.page
    sign_in(page, stack, company, f"/apps/{app}")
    page.get_by_role("switch", name="Follow what comes in").click(timeout=PATIENCE)
    send_trip(stack, (key["publicKey"], key["secretKey"]))
    expect(page.get_by_role("link", name="Plan a trip")).to_be_visible(timeout=PATIENCE)
    page.get_by_label("Session").fill("another")
    press(page, "Apply")
    expect(page.get_by_text("Nothing matches")).to_be_visible(timeout=PATIENCE)
    page.get_by_label("Limit").click()
    page.get_by_role("option", name="Duration (ms)").click()
    page.get_by_label("From").fill("1000")
    page.get_by_label("Session").fill("holiday")
    press(page, "Apply")
    expect(page.get_by_role("link", name="Plan a trip")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="Usage").click()
    expect(page.get_by_role("table", name="Usage")).to_be_visible(timeout=PATIENCE)
    press(page, "Model")
    expect(page.get_by_role("link", name="gpt-4o-mini")).to_be_visible(timeout=PATIENCE)
    watch.check("app-usage")
    page.get_by_role("link", name="Sessions").click()
    page.get_by_role("link", name="holiday").click(timeout=PATIENCE)
    page.get_by_role("link", name="Plan a trip").click(timeout=PATIENCE)
    expect(page.get_by_role("link", name="Session holiday")).to_be_visible(timeout=PATIENCE)
    press(page, "Delete")
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(page.get_by_text("No traces yet")).to_be_visible(timeout=PATIENCE)
    context.close()


def test_a_flag_is_rolled_out_and_switched_off(stack: Stack, browser: Browser, company: Company) -> None:
    app = company.owner.post("/v1/apps", {"name": "Shop bot"}, expect=201)["id"]
    context = browser.new_context(locale="en-GB")
    watch = Watch.on(context)
    page = watch.page
    sign_in(page, stack, company, f"/apps/{app}/flags")
    expect(page.get_by_text("No flags here yet")).to_be_visible(timeout=PATIENCE)
    press(page, "New flag")
    page.get_by_role("dialog").get_by_label("Key").fill("new-checkout")
    press(page, "Create")
    press(page, "Roll out")
    slider = page.get_by_role("slider")
    slider.focus()
    for _ in range(3):
        page.keyboard.press("PageUp")
    watch.check("app-flag-roll-out")
    press(page, "Save")
    expect(page.get_by_text("on 30 %")).to_be_visible(timeout=PATIENCE)
    press(page, "Edit")
    press(page, "Add a rule")
    page.get_by_role("textbox", name="Rule 1").fill("Neighbours")
    page.get_by_label("Attribute").fill("country")
    page.get_by_label("Comparison").click()
    page.get_by_role("option", name="is one of").click()
    page.get_by_role("textbox", name="Values").fill("de\nat")
    watch.check("app-flag-rules")
    press(page, "Save")
    expect(page.get_by_text("Rule: Neighbours")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("switch", name="new-checkout is in force").click()
    expect(page.get_by_text("Switched off: everybody gets “off”.")).to_be_visible(timeout=PATIENCE)
    watch.check("app-flags")
    press(page, "History")
    expect(page.get_by_role("dialog").get_by_role("button", name="Restore")).to_have_count(3, timeout=PATIENCE)
    watch.check("app-flag-history")
    press(page, "Close")
    page.get_by_role("link", name="Findings").click()
    expect(page.get_by_text("No findings yet")).to_be_visible(timeout=PATIENCE)
    watch.check("app-findings")
    context.close()


def test_knowledge_is_uploaded_approved_searched_and_brought_back(
    stack: Stack, browser: Browser, company: Company
) -> None:
    app = company.owner.post("/v1/apps", {"name": "Support bot"}, expect=201)["id"]
    context = browser.new_context(locale="en-GB")
    watch = Watch.on(context)
    page = watch.page
    sign_in(page, stack, company, f"/apps/{app}/knowledge")
    expect(page.get_by_text("The draft changes nothing")).to_be_visible(timeout=PATIENCE)
    watch.check("app-knowledge-empty")
    _upload(page, "guide.md", HOURS)
    expect(page.get_by_text("Of these new or changed in the draft: 2.")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Show").first.click(timeout=PATIENCE)
    expect(page.get_by_text("We open at nine.")).to_be_visible(timeout=PATIENCE)
    watch.check("app-knowledge-draft")
    _approve(page, "Opening hours")
    expect(page.get_by_text("Version 1 is active")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("tab", name="Search").click()
    press(page, "Build index")
    page.get_by_label("Question").fill("When do you open?", timeout=PATIENCE)
    page.get_by_label("Question").press("Enter")
    expect(page.get_by_text("guide · lines", exact=False).first).to_be_visible(timeout=PATIENCE)
    watch.check("app-knowledge-search")
    page.get_by_role("tab", name="Draft").click()
    _upload(page, "guide.md", HOURS.replace(b"nine", b"five"))
    expect(page.get_by_text("Of these new or changed in the draft: 1.")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Show").first.click(timeout=PATIENCE)
    expect(page.get_by_text("- We open at nine.")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("+ We open at five.")).to_be_visible(timeout=PATIENCE)
    _approve(page, "Later")
    expect(page.get_by_text("Version 2 is active")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("tab", name="Versions").click()
    press(page, "Bring back")
    page.get_by_role("dialog").get_by_role("button", name="Bring back").click()
    expect(page.get_by_text("Version 1 brought back")).to_be_visible(timeout=PATIENCE)
    watch.check("app-knowledge-versions")
    page.get_by_role("tab", name="Active").click()
    page.get_by_role("button", name="Show").first.click(timeout=PATIENCE)
    expect(page.get_by_text("We open at nine.")).to_be_visible(timeout=PATIENCE)
    watch.check("app-knowledge-active")
    context.close()


def test_a_model_is_asked_in_the_playground_and_the_conversation_is_kept(
    stack: Stack, browser: Browser, company: Company
) -> None:
    app = company.owner.post("/v1/apps", {"name": "Parrot"}, expect=201)["id"]
    context = browser.new_context(locale="en-GB")
    watch = Watch.on(context)
    page = watch.page
    sign_in(page, stack, company, f"/apps/{app}/chat")
    expect(page.get_by_text("None kept yet.")).to_be_visible(timeout=PATIENCE)
    press(page, "Rules of the chat")
    page.get_by_label("Aliases of models").fill("parrot = echo/echo")
    watch.check("app-chat-rules")
    press(page, "Save")
    expect(page.get_by_text("The rules hold from now on.")).to_be_visible(timeout=PATIENCE)
    page.get_by_label("Model or alias").fill("parrot")
    press(page, "Settings")
    page.get_by_label("Keep as a conversation").click()
    page.get_by_label("Message", exact=True).fill("Polly wants a cracker")
    press(page, "Send")
    talk = page.get_by_role("log")
    expect(talk.get_by_text("Polly wants a cracker")).to_have_count(2, timeout=PATIENCE)
    expect(talk.get_by_text("tokens in", exact=False)).to_be_visible(timeout=PATIENCE)
    watch.check("app-playground")
    page.get_by_label("Message", exact=True).fill("And another one")
    page.get_by_label("Message", exact=True).press("Enter")
    expect(talk.get_by_text("tokens in", exact=False)).to_have_count(2, timeout=PATIENCE)
    page.get_by_role("button", name="Polly wants a cracker").click(timeout=PATIENCE)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("And another one").first).to_be_visible(timeout=PATIENCE)
    watch.check("app-conversation")
    press(page, "Close")
    page.get_by_label("Model or alias").fill("openai/gpt-4o-mini")
    page.get_by_label("Message", exact=True).fill("Is anybody there?")
    press(page, "Send")
    expect(page.get_by_role("main").get_by_role("alert")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_label("Message", exact=True)).to_have_value("Is anybody there?")
    context.close()


def _upload(page: Page, name: str, content: bytes) -> None:
    page.get_by_label("Choose a file").set_input_files({"name": name, "mimeType": "text/markdown", "buffer": content})
    press(page, "Upload")


def _approve(page: Page, note: str) -> None:
    page.get_by_label("Note").fill(note)
    press(page, "Submit for approval")
    press(page, "Approve")
