"""A recruiter writes a question, sees what its checks say, and puts it into an assessment that goes live."""

import json
import time
from typing import Any

from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.fixtures.screens import PATIENCE, Watch, press
from tools.demo.play import PASSWORD
from tools.stack import Stack

RIGHT = "print(sum(map(int, input().split())))"
WRONG = "print(0)"


def test_a_recruiter_publishes_a_question_once_it_is_right_and_then_an_assessment(
    stack: Stack, browser: Browser
) -> None:
    context = browser.new_context(locale="en-GB")
    watch = Watch.on(context)
    page = watch.page
    _sign_up(page, stack.gateway_url)
    expect(page.get_by_text("Send your first assessment")).to_be_visible(timeout=PATIENCE)
    watch.check("overview-first")

    page.get_by_role("link", name="Write a question").click()
    expect(page.get_by_text("Your bank is empty")).to_be_visible(timeout=PATIENCE)
    watch.check("questions-empty")
    page.get_by_role("button", name="New question").first.click()
    page.get_by_role("menuitem", name="Program").click()
    page.get_by_label("Title").fill("Sum of a line")
    page.get_by_label("Task").fill("Print the **sum** of the numbers.")
    expect(page.locator("strong", has_text="sum")).to_be_visible(timeout=PATIENCE)
    page.get_by_label("Input of test example", exact=True).fill("1 2 3")
    page.get_by_label("Expected output of test example").fill("6")
    press(page, "Add test")
    page.get_by_label("Input of test test-2").fill("4 5")
    page.get_by_label("Expected output of test test-2").fill("9")
    _write(page, "Reference solution", WRONG)
    press(page, "Check and publish")
    expect(page.get_by_text("Reference solution: Refused")).to_be_visible(timeout=PATIENCE)
    watch.check("question-refused")
    _write(page, "Reference solution", RIGHT)
    press(page, "Check and publish")
    expect(page.get_by_text("Published as version 1.", exact=False)).to_be_visible(timeout=PATIENCE)
    watch.check("question")

    _go(page, "Assessments")
    expect(page.get_by_text("No assessments yet")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="New assessment").first.click()
    page.get_by_label("Title").fill("Backend engineer")
    press(page, "Create")
    _add(page, "Sum of a line")
    press(page, "Add section")
    press(page, "Move Sum of a line down")
    second = page.get_by_role("region", name="Section 2", exact=True)
    expect(second.get_by_text("Sum of a line")).to_be_visible(timeout=PATIENCE)
    press(page, "Remove section 1")
    watch.check("assessment-questions")
    page.get_by_role("tab", name="Settings").click()
    page.get_by_label("Passing score").fill("60")
    page.get_by_label("Only between two dates").check()
    page.get_by_label("Closes").fill("2099-12-31T18:00")
    watch.check("assessment-settings")
    press(page, "Save")
    expect(page.get_by_role("button", name="Saved")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("tab", name="Preview").click()
    expect(page.get_by_text("Questions: 1, points: 10, minutes: 60").first).to_be_visible(timeout=PATIENCE)
    watch.check("assessment-preview")
    press(page, "Publish")
    page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    expect(page.get_by_text("A published assessment stays as it is")).to_be_visible(timeout=PATIENCE)
    watch.check("assessment")
    _go(page, "Assessments")
    expect(page.get_by_role("rowheader", name="Backend engineer")).to_be_visible(timeout=PATIENCE)
    watch.check("assessments-list")
    context.close()


def test_questions_are_dragged_by_the_keyboard_and_files_of_them_taken_in(stack: Stack, browser: Browser) -> None:
    context = browser.new_context(locale="en-GB")
    watch = Watch.on(context)
    page = watch.page
    _sign_up(page, stack.gateway_url)
    _go(page, "Questions")
    page.get_by_role("button", name="Import").first.click()
    rows = [_number("First", "1"), _number("Second", "2"), {"content": {"kind": "numeric"}}]
    file: FilePayload = {"name": "questions.json", "mimeType": "application/json", "buffer": json.dumps(rows).encode()}
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("dialog").get_by_role("button", name="Import").click()
    expect(page.get_by_text("2 created, 0 changed, 0 unchanged, 1 refused")).to_be_visible(timeout=PATIENCE)
    watch.check("questions-import")
    press(page, "Close")
    for title in ("First", "Second"):
        page.get_by_role("link", name=title).click()
        press(page, "Check and publish")
        expect(page.get_by_text("Published as version 1.")).to_be_visible(timeout=PATIENCE)
        _go(page, "Questions")
    expect(page.get_by_role("rowheader", name="Second")).to_be_visible(timeout=PATIENCE)
    watch.check("questions")

    _go(page, "Assessments")
    page.get_by_role("button", name="New assessment").first.click()
    page.get_by_label("Title").fill("Numbers")
    press(page, "Create")
    _add(page, "First")
    _add(page, "Second")
    rows_shown = page.get_by_role("region", name="Section 1").get_by_role("listitem")
    expect(rows_shown.nth(0)).to_contain_text("First", timeout=PATIENCE)
    page.get_by_role("button", name="Move First", exact=True).focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("First is over First.")).to_be_attached(timeout=PATIENCE)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text("First is over Second.")).to_be_attached(timeout=PATIENCE)
    page.keyboard.press("Space")
    expect(rows_shown.nth(0)).to_contain_text("Second", timeout=PATIENCE)
    expect(rows_shown.nth(1)).to_contain_text("First", timeout=PATIENCE)
    context.close()


def _go(page: Page, area: str) -> None:
    page.get_by_role("navigation", name="Areas").get_by_role("link", name=area).click()


def _number(title: str, expected: str) -> dict[str, Any]:
    scoring = {"kind": "numeric", "expected": expected}
    return {"content": {"kind": "numeric", "title": title, "prompt": "Which number?", "scoring": scoring}}


def _add(page: Page, title: str) -> None:
    """Have the assessment ask a question."""
    press(page, "Add questions")
    page.get_by_role("dialog").get_by_label(title).check()
    press(page, "Add 1")
    expect(page.get_by_role("button", name=f"Move {title}", exact=True)).to_be_visible(timeout=PATIENCE)


def _sign_up(page: Page, url: str) -> None:
    suffix = f"{time.time_ns() % 10**9:09d}"
    page.goto(f"{url}/sign-up")
    page.get_by_label("Name of your organisation").fill(f"Acme {suffix}")
    page.get_by_label("Your name").fill("Olga Owner")
    page.get_by_label("E-mail").fill(f"owner-{suffix}@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Create organisation")


def _write(page: Page, part: str, source: str) -> None:
    """Write a program into the editor of a part of the page."""
    editor = page.get_by_role("region", name=part, exact=True).get_by_test_id("editor")
    editor.click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.insert_text(source)
