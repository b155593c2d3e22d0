"""A lead brings a project from its first task to a forecast, by the keyboard where others would drag."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.fixtures.project_screens import create_project, create_task, projects_of_a_new_company, visit
from tests.fixtures.screens import PATIENCE, Watch, press
from tools.stack import Stack


@pytest.fixture
def watch(stack: Stack, browser: Browser) -> Iterator[Watch]:
    with projects_of_a_new_company(stack, browser) as watch:
        yield watch


def test_a_project_is_made_worked_on_and_moved_on_by_the_keyboard(watch: Watch) -> None:
    page = watch.page
    create_project(page, "Move the office")
    for title, hours in (("Pack boxes", "16"), ("Carry boxes", "8")):
        create_task(page, title, hours)
    watch.check("project-tasks")
    wait_for(page, "Carry boxes", "Pack boxes")
    page.get_by_label("Write a comment").fill("Mind the **lift**.")
    press(page, "Comment")
    expect(page.get_by_role("article").get_by_text("lift")).to_be_visible(timeout=PATIENCE)
    estimate(page, "4", "8", "20")
    book(page, "1:30")
    watch.check("project-task")
    visit(page, "Board")
    carry_right(page, "Pack boxes")
    column = page.get_by_role("region", name="In progress")
    expect(column.get_by_text("Pack boxes")).to_be_visible(timeout=PATIENCE)
    watch.check("project-board")
    page.reload()
    expect(column.get_by_text("Pack boxes")).to_be_visible(timeout=PATIENCE)
    visit(page, "Plan")
    plan(page)
    watch.check("project-plan")
    ask_later_start(page, "Pack boxes", "2026-03-09")
    impact = page.get_by_role("dialog", name="What would change")
    moved = impact.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Carry boxes"))
    expect(moved).to_contain_text("After “Pack boxes” ← You move it", timeout=PATIENCE)
    watch.check("project-impact")
    press(page, "Apply")
    expect(page.get_by_role("button", name=re.compile("^Pack boxes, .*Mar 9, 2026"))).to_be_visible(timeout=PATIENCE)
    visit(page, "Forecast")
    press(page, "Forecast now")
    expect(page.get_by_role("region", name="What decides the end")).to_be_visible(timeout=PATIENCE)
    watch.check("project-forecast")
    visit(page, "Flow")
    expect(page.get_by_role("region", name="Cumulative flow")).to_be_visible(timeout=PATIENCE)
    watch.check("project-flow")
    visit(page, "Budget")
    page.get_by_label("Name of a new baseline").fill("As agreed")
    press(page, "Save baseline")
    expect(page.get_by_text("Budget at completion")).to_be_visible(timeout=PATIENCE)
    watch.check("project-budget")
    visit(page, "Reports")
    page.get_by_role("button", name="New report").first.click()
    page.get_by_label("Name of the report").fill("Who does what")
    press(page, "Save")
    expect(page.get_by_role("region", name="Who does what")).to_be_visible(timeout=PATIENCE)
    watch.check("project-reports")
    visit(page, "Import and export")
    press(page, "Write the file")
    expect(page.get_by_text("2 tasks were written.")).to_be_visible(timeout=PATIENCE)
    watch.check("project-exchange")


def test_a_week_is_booked_and_submitted(watch: Watch) -> None:
    page = watch.page
    watch.check("projects-none")
    create_project(page, "Move the office")
    create_task(page, "Pack boxes", "16")
    page.get_by_role("link", name="Pack boxes").click()
    book(page, "1:30")
    press(page, "Start timer")
    page.get_by_role("button", name=re.compile(r"^Stop \(")).click()
    expect(page.get_by_role("button", name="Start timer")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("navigation", name="Areas").get_by_role("link", name="Projects").click()
    expect(page.get_by_role("heading", name="Move the office")).to_be_visible(timeout=PATIENCE)
    watch.check("projects")
    page.get_by_role("link", name="My timesheet").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Pack boxes"))
    booked = row.get_by_role("button", name=re.compile(r"^Pack boxes on .*: 1:3\d$"))
    booked.click()
    correct_in_the_grid(page)
    expect(row.get_by_role("button", name=re.compile(r"^Pack boxes on .*: 2:4\d$"))).to_be_visible(timeout=PATIENCE)
    watch.check("project-week")
    press(page, "Submit the week")
    expect(page.get_by_text("Submitted", exact=True)).to_be_visible(timeout=PATIENCE)
    watch.check("project-timesheet")


def correct_in_the_grid(page: Page) -> None:
    """Make one and a half hours two, and book three quarters more."""
    dialog = page.get_by_role("dialog", name="Pack boxes")
    entry = dialog.get_by_role("form", name="Booked 1:30")
    entry.get_by_label("Time").fill("2:00")
    entry.get_by_role("button", name="Save").click()
    expect(dialog.get_by_role("form", name="Booked 2:00")).to_be_visible(timeout=PATIENCE)
    more = dialog.get_by_role("form", name="Book more")
    more.get_by_label("Time").fill("0:45")
    more.get_by_role("button", name="Book").click()
    expect(dialog.get_by_role("form", name="Booked 0:45")).to_be_visible(timeout=PATIENCE)
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden(timeout=PATIENCE)


def wait_for(page: Page, task: str, other: str) -> None:
    page.get_by_role("link", name=task).click()
    page.get_by_label("Wait for a task").fill(other)
    page.get_by_role("option", name=other).click()
    press(page, "Add")
    expect(page.get_by_role("list", name="Waits for").get_by_role("link", name=other)).to_be_visible(timeout=PATIENCE)


def carry_right(page: Page, title: str) -> None:
    handle = page.get_by_role("button", name=f"Move {title}")
    handle.focus()
    said = page.get_by_role("status").filter(has_text=re.compile(title))
    page.keyboard.press("Space")
    expect(said.filter(has_text="Pending")).to_be_attached(timeout=PATIENCE)
    page.keyboard.press("ArrowRight")
    expect(said.filter(has_text="In progress")).to_be_attached(timeout=PATIENCE)
    page.keyboard.press("Space")


def plan(page: Page) -> None:
    press(page, "Schedule project")
    press(page, "Apply")
    expect(page.get_by_role("button", name=re.compile("^Pack boxes, .*critical"))).to_be_visible(timeout=PATIENCE)


def ask_later_start(page: Page, title: str, day: str) -> None:
    page.get_by_role("button", name=re.compile(f"^{title},")).focus()
    page.keyboard.press("Enter")
    page.get_by_label("Date").fill(day)
    press(page, "Show the impact")


def estimate(page: Page, *hours: str) -> None:
    form = page.get_by_role("region", name="Three-point estimate")
    for name, value in zip(("At best", "Likely", "At worst"), hours, strict=True):
        form.get_by_label(name).fill(value)
    form.get_by_role("button", name="Save").click()


def book(page: Page, time: str) -> None:
    form = page.get_by_role("region", name="My time")
    form.get_by_role("textbox", name="Time").fill(time)
    form.get_by_role("button", name="Book").click()
    expect(form.get_by_role("listitem").filter(has_text=time)).to_be_visible(timeout=PATIENCE)
