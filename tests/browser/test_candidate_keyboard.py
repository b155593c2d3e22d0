"""A candidate without a mouse: from the link to the appeal, everything is reached and done by keys alone."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.fixtures.http import Company, new_company
from tests.fixtures.screens import PATIENCE, Watch
from tools.stack import Stack

LETTER = {"kind": "free_text", "title": "A letter", "prompt": "Greet.", "scoring": {"accepted": ["Hello"]}}
NUMBER = {"kind": "numeric", "title": "A number", "prompt": "What is 6 times 7?", "scoring": {"expected": "42"}}
ONE = {
    "kind": "multiple_choice",
    "title": "One choice",
    "prompt": "Which is a prime?",
    "choices": [{"id": "four", "text": "4"}, {"id": "five", "text": "5"}],
    "scoring": {"correct": ["five"]},
}
SEVERAL = {
    "kind": "multiple_choice",
    "title": "Several choices",
    "prompt": "Which are even?",
    "several": True,
    "choices": [{"id": "four", "text": "4"}, {"id": "five", "text": "5"}, {"id": "six", "text": "6"}],
    "scoring": {"correct": ["four", "six"]},
}
FOCUSED = "(all) => all.some((each) => each.contains(document.activeElement))"
MOUSE = """() => {
    window.pointed = 0
    for (const kind of ["pointerdown", "mousedown", "touchstart"])
        addEventListener(kind, () => { window.pointed += 1 }, { capture: true })
}"""
MOST_STEPS = 60


@pytest.fixture(scope="module")
def http(stack: Stack) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def company(stack: Stack, http: httpx.Client) -> Company:
    company = new_company(http, stack.inbox_url)
    written = [company.demo.publish(company.recruiter, content) for content in (ONE, SEVERAL, NUMBER, LETTER)]
    body = {
        "title": "Backend engineer",
        "instructions": "Answer all of them.",
        "timeLimitMinutes": 45,
        "results": {"shown": "at_once", "detail": "questions", "appealDays": 7},
        "sections": [
            {"questions": [{"questionId": each, "points": "10"} for each in (company.questions[0], *written)]}
        ],
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


def to(page: Page, there: Locator, *, key: str = "Tab") -> None:
    """Walk by the keyboard until something has the focus."""
    expect(there.first).to_be_visible(timeout=PATIENCE)
    for _ in range(MOST_STEPS):
        if there.evaluate_all(FOCUSED):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{there} is not reached by {MOST_STEPS} times {key}")


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def press(page: Page, name: str) -> None:
    """Walk to a button, and press it as the keyboard does."""
    expect(button(page, name)).to_be_enabled(timeout=PATIENCE)
    to(page, button(page, name))
    page.keyboard.press("Enter")


def open_question(page: Page, title: str) -> None:
    """Walk back to the list of questions, along it by the arrows, and open one."""
    nav = page.get_by_role("navigation", name="Questions")
    to(page, nav.get_by_role("button"), key="Shift+Tab")
    page.keyboard.press("Home")
    to(page, nav.get_by_role("button", name=re.compile(title)), key="ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=title, level=2)).to_be_visible()


def saved(page: Page) -> None:
    expect(page.get_by_text(re.compile("Everything is saved"))).to_be_visible(timeout=PATIENCE)


def test_the_whole_path_is_walked_without_a_mouse(stack: Stack, company: Company, context: BrowserContext) -> None:
    token = company.demo.invite(company.recruiter, company.assessment)
    watch = Watch.on(context)
    page = watch.page
    page.goto(f"{stack.gateway_url}/take?token={token}")
    page.evaluate(MOUSE)
    press(page, "Continue")
    to(page, page.get_by_label("I have read what is recorded"))
    page.keyboard.press("Space")
    press(page, "Start, and the clock with it")
    expect(page.get_by_test_id("clock")).to_be_visible(timeout=PATIENCE)
    write_program(page)

    open_question(page, "One choice")
    to(page, page.get_by_role("radio").first)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("5")).to_be_checked()
    open_question(page, "Several choices")
    for choice in ("4", "6"):
        to(page, page.get_by_label(choice))
        page.keyboard.press("Space")
    open_question(page, "A number")
    to(page, page.get_by_label("Your answer").get_by_role("textbox"))
    page.keyboard.type("42")
    open_question(page, "A letter")
    to(page, page.get_by_label("Your answer").get_by_role("textbox"))
    page.keyboard.type("Hallo")
    saved(page)

    to(page, button(page, "Finish"), key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("5 of 5 questions are answered.")).to_be_visible()
    press(page, "Hand in")
    expect(page.get_by_role("heading", name="Thank you: your answers are in")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text(re.compile(r"^40(\.00)? of 50 points$"))).to_be_visible(timeout=PATIENCE)
    give_feedback(page)
    appeal(page)
    assert page.evaluate("window.pointed") == 0


def write_program(page: Page) -> None:
    """Choose the language, write, leave the editor by its own key, and run."""
    language = page.get_by_label("Language", exact=True)
    to(page, language)
    for key, chosen in (("ArrowDown", "javascript"), ("ArrowUp", "python")):
        page.keyboard.press(key)
        expect(language).to_have_value(chosen)
    to(page, page.get_by_test_id("editor"))
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("input()\nif True:\n")
    # Here the key indents; after Control+M it leaves.
    page.keyboard.press("Tab")
    page.keyboard.insert_text("print(sum(map(int, input().split())))\n")
    expect(page.get_by_test_id("editor")).to_contain_text("print(sum")
    assert page.get_by_test_id("editor").evaluate_all(FOCUSED)
    page.keyboard.press("Control+M")
    saved(page)
    to(page, button(page, "Run on the visible tests"), key="Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Verdict: AC")).to_be_visible(timeout=PATIENCE)


def give_feedback(page: Page) -> None:
    to(page, page.get_by_role("radio", name="Empty"))
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="4 of 5")).to_be_checked()
    press(page, "Send")
    expect(page.get_by_text("Thank you for your feedback.")).to_be_visible(timeout=PATIENCE)


def appeal(page: Page) -> None:
    to(page, button(page, "Appeal about A letter"), key="Shift+Tab")
    page.keyboard.press("Enter")
    to(page, page.get_by_label("Why the points are not right"))
    page.keyboard.type("Hallo is German for hello.")
    press(page, "Send the appeal")
    expect(page.get_by_text("appeal sent")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("dialog")).to_be_hidden()
    # The button that opened the dialog is gone: the focus is not lost with it.
    assert page.evaluate("document.activeElement !== document.body"), "the focus got lost"
