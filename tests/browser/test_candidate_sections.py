"""Sections, a break, a file, a session that ends half-way: nothing is lost, and candidates are heard afterwards."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.fixtures.http import Company, new_company
from tests.fixtures.screens import PATIENCE, Watch, code_for, press
from tools.stack import Stack

PHONE = {"width": 390, "height": 844}
BEYOND = """() => [...document.querySelectorAll("body *")]
    .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > innerWidth + 1)
    .map((each) => each.outerHTML.slice(0, 200))"""
ARABIC = "اكتب رسالة قصيرة إلى زميل، **بلا تاريخ**."
LETTER = {"kind": "free_text", "title": "رسالة", "prompt": ARABIC, "scoring": {"accepted": ["مرحبا"]}}
SKETCH = {
    "kind": "file_upload",
    "title": "A sketch",
    "prompt": "Draw a queue that loses nothing.",
    "contentTypes": ["text/plain"],
    "maxBytes": 10_000,
}


@pytest.fixture(scope="module")
def http(stack: Stack) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def company(stack: Stack, http: httpx.Client) -> Company:
    company = new_company(http, stack.inbox_url)
    letter, sketch = (company.demo.publish(company.recruiter, content) for content in (LETTER, SKETCH))
    body = {
        "title": "Backend engineer",
        "instructions": "Take your time, and **read** everything first.",
        "timeLimitMinutes": 30,
        "results": {"shown": "at_once", "detail": "questions", "appealDays": 7},
        "sections": [
            {"title": "Writing", "timeLimitMinutes": 15, "questions": [{"questionId": letter, "points": "10"}]},
            {"title": "Drawing", "timeLimitMinutes": 15, "questions": [{"questionId": sketch, "points": "10"}]},
        ],
    }
    company.assessment = company.recruiter.post("/v1/assessments", body, expect=201)["id"]
    company.recruiter.post(f"/v1/assessments/{company.assessment}/activate")
    return company


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="en-GB", viewport=PHONE)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def saved(page: Page) -> None:
    expect(page.get_by_text(re.compile("Everything is saved"))).to_be_visible(timeout=PATIENCE)


def test_a_session_that_ends_in_the_middle_loses_not_a_character_and_everything_can_be_asked_for_afterwards(
    stack: Stack, company: Company, context: BrowserContext
) -> None:
    token = company.demo.invite(company.recruiter, company.assessment)
    [invitation] = company.recruiter.get("/v1/invitations?limit=100")
    breaks = {"timeMultiplier": "1", "breaks": 1, "breakMinutes": 5}
    company.recruiter.put(f"/v1/invitations/{invitation['id']}/accommodation", breaks)
    watch = Watch.on(context)
    page = watch.page
    page.goto(f"{stack.gateway_url}/take?token={token}")
    press(page, "Continue")
    expect(page.get_by_role("region", name="Instructions")).to_contain_text("read everything first", timeout=PATIENCE)
    expect(page.get_by_text("You have 30 minutes")).to_be_visible()
    watch.check("candidate-instructions-phone")
    page.get_by_label("I have read what is recorded").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.get_by_role("button", name="Start this section").first.click()
    box = page.get_by_label("Your answer").get_by_role("textbox")
    box.fill("مرحب")
    saved(page)
    assert page.evaluate(BEYOND) == []
    watch.check("candidate-right-to-left-phone")

    press(page, "Take a break (5 minutes, 1 left)")
    expect(page.get_by_role("heading", name="Break")).to_be_visible(timeout=PATIENCE)
    watch.check("candidate-break-phone")
    press(page, "Come back")
    expect(box).to_have_value("مرحب", timeout=PATIENCE)

    def refuse(route: Route) -> None:
        body = {"success": False, "error": {"code": "expired", "message": "the session has ended"}}
        route.fulfill(status=401, json=body)

    # The session ends: its token is refused, and so is the one that renews it.
    context.route(re.compile("/v1/attempts/.*/answers/"), refuse)
    context.route("**/v1/auth/refresh", refuse)
    box.fill("مرحبا")
    again = page.get_by_role("dialog", name="Please sign in again")
    expect(again).to_be_visible(timeout=PATIENCE)
    watch.check("candidate-sign-in-again-phone")
    context.unroute_all(behavior="wait")
    again.get_by_label("Code").fill(code_for(company))
    again.get_by_role("button", name="Continue").click()
    expect(again).to_be_hidden(timeout=PATIENCE)
    expect(box).to_have_value("مرحبا")
    saved(page)

    press(page, "Finish this section")
    press(page, "Start this section")
    page.get_by_role("navigation", name="Questions").get_by_role("button", name=re.compile("A sketch")).click()
    sketch = {"name": "queue.txt", "mimeType": "text/plain", "buffer": b"[a] -> [b] -> [c]\n"}
    page.get_by_label("Choose a file").set_input_files(sketch)
    expect(page.get_by_text("Your file has arrived.")).to_be_visible(timeout=PATIENCE)
    saved(page)
    press(page, "Finish")
    expect(page.get_by_text("2 of 2 questions are answered.")).to_be_visible()
    press(page, "Hand in")
    expect(page.get_by_role("heading", name="Thank you: your answers are in")).to_be_visible(timeout=PATIENCE)

    press(page, "Appeal about رسالة")
    page.get_by_role("dialog").get_by_label("Why the points are not right").fill("The greeting is right.")
    watch.check("candidate-appeal-phone")
    press(page, "Send the appeal")
    expect(page.get_by_text("appeal sent")).to_be_visible(timeout=PATIENCE)
    press(page, "Prepare my data")
    expect(page.get_by_role("link", name="Download your data")).to_be_visible(timeout=PATIENCE)
    watch.check("candidate-afterwards-phone")
    [appeal] = company.recruiter.get("/v1/appeals?limit=100")
    assert (appeal["status"], appeal["text"]) == ("open", "The greeting is right.")
    [attempt] = company.recruiter.get("/v1/attempts?limit=100")
    assert attempt["points"] == "10.00"
