"""Two hundred questions, an endless statement from right to left, a megabyte of output, on a small phone."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.fixtures.http import Company, new_company
from tests.fixtures.screens import PATIENCE, Watch, press
from tools.stack import Stack

PHONE = {"width": 360, "height": 740}
BEYOND = """() => document.documentElement.scrollWidth > innerWidth
    ? [...document.querySelectorAll("body *")].filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
        .map((each) => each.outerHTML.slice(0, 200))
    : []"""
SENTENCE = "اقرأ هذا النص الطويل جدا ثم أجب عنه، **بلا تردد**.\n\n"
LAST = "هذه هي الكلمة الأخيرة"
STATEMENT = SENTENCE * ((50_000 - len(LAST)) // len(SENTENCE)) + LAST
LETTER = {"kind": "free_text", "title": "رسالة طويلة", "prompt": STATEMENT, "scoring": {"accepted": ["نعم"]}}
TALKATIVE = 'import sys\nsys.stdout.write("begin " + "x" * 1_000_000 + " end")\n'
NUMBERS = 198


def number(place: int) -> dict[str, Any]:
    title = f"Number {place} {'with-a-name-that-never-breaks' * 6 if place == 1 else ''}"
    return {"kind": "numeric", "title": title, "prompt": "What is it?", "scoring": {"expected": str(place)}}


@pytest.fixture(scope="module")
def http(stack: Stack) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stack.gateway_url, timeout=60, trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def company(stack: Stack, http: httpx.Client) -> Company:
    company = new_company(http, stack.inbox_url)
    contents = [LETTER, *(number(place) for place in range(1, NUMBERS + 1))]
    with ThreadPoolExecutor(4) as several:
        letter, *numbers = several.map(lambda content: company.demo.publish(company.recruiter, content), contents)
    body = {
        "title": "Backend engineer",
        "timeLimitMinutes": 300,
        "results": {"shown": "at_once", "detail": "questions"},
        "sections": [
            {"questions": [{"questionId": each, "points": "1"} for each in (letter, company.questions[0], *numbers)]}
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


def test_nothing_is_too_much_for_a_small_phone(stack: Stack, company: Company, context: BrowserContext) -> None:
    token = company.demo.invite(company.recruiter, company.assessment)
    watch = Watch.on(context)
    page = watch.page
    page.goto(f"{stack.gateway_url}/take?token={token}")
    press(page, "Continue")
    page.get_by_label("I have read what is recorded").check()
    press(page, "Start, and the clock with it")

    questions = page.get_by_role("navigation", name="Questions").get_by_role("button")
    expect(questions).to_have_count(NUMBERS + 2, timeout=PATIENCE)
    expect(page.get_by_text("Question 1 of 200")).to_be_visible()
    statement = page.get_by_role("region", name="Statement")
    statement.focus()
    page.keyboard.press("End")
    expect(statement.get_by_text(LAST)).to_be_in_viewport()
    page.get_by_label("Your answer").get_by_role("textbox").fill("نعم")
    saved(page)
    assert page.evaluate(BEYOND) == []
    watch.check("candidate-long-phone")

    press(page, "Next question")
    say_too_much(page)
    press(page, "Next question")
    expect(page.get_by_text("Question 3 of 200")).to_be_visible()
    assert page.evaluate(BEYOND) == []

    page.get_by_role("button", name=re.compile("^Number 1 ")).focus()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Question 200 of 200")).to_be_visible()
    context.set_offline(True)
    for place in range(NUMBERS, NUMBERS - 3, -1):
        page.get_by_label("Your answer").get_by_role("textbox").fill(str(place))
        press(page, "Previous question")
    expect(page.get_by_text("You are offline.")).to_be_visible(timeout=PATIENCE)
    context.set_offline(False)
    saved(page)

    press(page, "Finish")
    expect(page.get_by_text("5 of 200 questions are answered.")).to_be_visible()
    press(page, "Hand in")
    expect(page.get_by_text(re.compile(r"^4(\.00)? of 200 points$"))).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("table").get_by_role("row")).to_have_count(200)
    assert page.evaluate(BEYOND) == []


def say_too_much(page: Page) -> None:
    """Run a program that prints a megabyte: its beginning and its end are shown, and what was left out is told."""
    page.get_by_test_id("editor").locator(".view-lines").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(TALKATIVE)
    saved(page)
    press(page, "Run on the visible tests")
    results = page.get_by_role("region", name="Results")
    expect(results.get_by_text(re.compile("begin x.*bytes left out", re.DOTALL)).first).to_be_visible(timeout=PATIENCE)
    assert page.evaluate(BEYOND) == []
