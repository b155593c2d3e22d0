"""A candidate in a real browser: the network is cut, the tab is killed, and nothing that was written is lost."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.fixtures.http import Company, new_company
from tests.fixtures.screens import PATIENCE, Watch, code_for, press
from tools.stack import Stack

WRITTEN = "Dear colleague, written offline"
LETTER = {
    "kind": "free_text",
    "title": "A letter",
    "prompt": "Write to a **colleague**.",
    "scoring": {"accepted": [WRITTEN]},
}
NUMBER = {"kind": "numeric", "title": "A number", "prompt": "What is 6 times 7?", "scoring": {"expected": "42"}}
CHOICE = {
    "kind": "multiple_choice",
    "title": "A choice",
    "prompt": "Which is a prime?",
    "choices": [{"id": "four", "text": "4"}, {"id": "five", "text": "5"}],
    "scoring": {"correct": ["five"]},
}


@pytest.fixture(scope="module")
def http(stack: Stack) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def company(stack: Stack, http: httpx.Client) -> Company:
    company = new_company(http, stack.inbox_url)
    written = [company.demo.publish(company.recruiter, content) for content in (LETTER, NUMBER, CHOICE)]
    questions = [{"questionId": each, "points": "10"} for each in (company.questions[0], *written)]
    body = {
        "title": "Backend engineer",
        "instructions": "Answer **all** of them.",
        "timeLimitMinutes": 45,
        "recording": {"activity": True, "clipboard": True, "edits": True},
        "results": {"shown": "at_once", "detail": "questions"},
        "sections": [{"questions": questions}],
    }
    company.assessment = company.recruiter.post("/v1/assessments", body, expect=201)["id"]
    company.recruiter.post(f"/v1/assessments/{company.assessment}/activate")
    return company


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def open_question(page: Page, title: str) -> None:
    page.get_by_role("navigation", name="Questions").get_by_role("button", name=re.compile(title)).click()


def saved(page: Page) -> None:
    expect(page.get_by_text(re.compile("Everything is saved"))).to_be_visible(timeout=PATIENCE)


def test_nothing_is_lost_when_the_network_is_cut_and_the_tab_is_killed(
    stack: Stack, company: Company, context: BrowserContext
) -> None:
    token = company.demo.invite(company.recruiter, company.assessment)
    link = f"{stack.gateway_url}/take?token={token}"
    watch = Watch.on(context)
    page = watch.page
    page.goto(link)
    expect(page.get_by_role("heading", name="You are invited to an assessment")).to_be_visible(timeout=PATIENCE)
    watch.check("candidate-link")
    press(page, "Continue")
    expect(page.get_by_text("leaves the full screen")).to_be_visible(timeout=PATIENCE)
    watch.check("candidate-before")
    page.get_by_label("I have read what is recorded").check()
    press(page, "Start, and the clock with it")

    expect(page.get_by_test_id("clock")).to_have_text(re.compile(r"4[45]:\d\d"), timeout=PATIENCE)
    write_program(page)
    watch.check("candidate-program")
    open_question(page, "A choice")
    page.get_by_label("5").check()
    open_question(page, "A number")
    page.get_by_label("A number").fill("42")
    open_question(page, "A letter")
    page.get_by_label("Your answer").get_by_role("textbox").fill("Dear colleague,")
    saved(page)

    page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
    context.set_offline(True)
    page.get_by_label("Your answer").get_by_role("textbox").fill(WRITTEN)
    expect(page.get_by_text("You are offline.")).to_be_visible(timeout=PATIENCE)
    watch.check("candidate-offline")
    page.close(run_before_unload=False)

    watch = Watch.on(context)
    page = watch.page
    page.emulate_media(color_scheme="dark")
    page.goto(link)
    expect(page.get_by_role("heading", name="You are invited to an assessment")).to_be_visible(timeout=PATIENCE)
    context.set_offline(False)
    press(page, "Continue")
    expect(page.get_by_label("Code")).to_be_visible(timeout=PATIENCE)
    watch.check("candidate-code")
    page.get_by_label("Code").fill(code_for(company))
    press(page, "Continue")
    expect(page.get_by_test_id("clock")).to_be_visible(timeout=PATIENCE)
    open_question(page, "A letter")
    expect(page.get_by_label("Your answer").get_by_role("textbox")).to_have_value(WRITTEN)
    saved(page)

    press(page, "Finish")
    expect(page.get_by_text("4 of 4 questions are answered.")).to_be_visible()
    watch.check("candidate-finish")
    press(page, "Hand in")
    expect(page.get_by_role("heading", name="Thank you: your answers are in")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text(re.compile(r"^40(\.00)? of 40 points$"))).to_be_visible(timeout=PATIENCE)
    page.get_by_label("5 of 5").focus()
    page.keyboard.press("Space")
    press(page, "Send")
    expect(page.get_by_text("Thank you for your feedback.")).to_be_visible(timeout=PATIENCE)
    watch.check("candidate-after")
    [attempt] = company.recruiter.get("/v1/attempts?limit=100")
    path = f"/v1/attempts/{attempt['id']}"
    for question in attempt_questions(company):
        played = company.recruiter.get(f"{path}/answers/{question}/playback")
        assert (played["totalEdits"] >= 2, played["matchesAnswer"]) == (True, True)


def attempt_questions(company: Company) -> list[str]:
    """Return the program and the letter: how they came about is recorded."""
    listed = {each["title"]: each["id"] for each in company.recruiter.get("/v1/questions?limit=100")}
    return [company.questions[0], listed["A letter"]]


def write_program(page: Page) -> None:
    """Replace the starter code by a right program, and run it."""
    page.get_by_test_id("editor").locator(".view-lines").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("input()\nprint(sum(map(int, input().split())))\n")
    saved(page)
    press(page, "Run on the visible tests")
    expect(page.get_by_role("heading", name="Verdict: AC")).to_be_visible(timeout=PATIENCE)
