"""A lead sets a project up: who is in it, when they work, what was agreed, and what becomes of it."""

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


def test_a_project_is_set_up_copied_and_put_away(watch: Watch) -> None:
    page = watch.page
    create_project(page, "Move the office")
    create_task(page, "Pack boxes", "16")
    visit(page, "Settings")
    about = page.get_by_role("region", name="About the project")
    about.get_by_label("Name").fill("Move both offices")
    about.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Move both offices")).to_be_visible(timeout=PATIENCE)
    work_on_saturdays(page)
    watch.check("project-settings")
    copy = page.get_by_role("region", name="Copy the project")
    copy.get_by_label("Name of the copy").fill("Move the archive")
    copy.get_by_role("button", name="Copy", exact=True).click()
    copy.get_by_role("link", name="Open it").click()
    expect(page.get_by_role("heading", name="Move the archive")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("rowheader", name="Pack boxes")).to_be_visible(timeout=PATIENCE)
    visit(page, "Settings")
    press(page, "Archive project")
    expect(page.get_by_text("Archived", exact=True)).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("region", name="Working hours")).to_be_hidden(timeout=PATIENCE)
    press(page, "Restore project")
    expect(page.get_by_role("region", name="Working hours")).to_be_visible(timeout=PATIENCE)


def test_a_plan_is_levelled_and_compared_with_what_was_agreed(watch: Watch) -> None:
    page = watch.page
    create_project(page, "Move the office")
    for title in ("Pack boxes", "Carry boxes"):
        create_task(page, title, "16")
    visit(page, "Plan")
    press(page, "Schedule project")
    press(page, "Apply")
    expect(page.get_by_role("button", name=re.compile("^Pack boxes, "))).to_be_visible(timeout=PATIENCE)
    press(page, "Level")
    levelled = page.get_by_role("dialog", name="What levelling would change")
    expect(levelled.get_by_text("Nothing moves: the plan is up to date.")).to_be_visible(timeout=PATIENCE)
    watch.check("project-level")
    levelled.get_by_role("button", name="Apply").click()
    expect(levelled).to_be_hidden(timeout=PATIENCE)
    visit(page, "Budget")
    page.get_by_label("Name of a new baseline").fill("As agreed")
    press(page, "Save baseline")
    expect(page.get_by_text("The plan is as it was agreed.")).to_be_visible(timeout=PATIENCE)
    watch.check("project-variance")


def work_on_saturdays(page: Page) -> None:
    hours = page.get_by_role("region", name="Working hours")
    hours.get_by_label("The project has hours of its own").check()
    hours.get_by_label("Saturday").fill("nine")
    expect(hours.get_by_role("button", name="Save working hours")).to_be_disabled()
    hours.get_by_label("Saturday").fill("9-12")
    hours.get_by_label("Day", exact=True).fill("2026-12-25")
    hours.get_by_role("button", name="Add day").click()
    hours.get_by_role("button", name="Save working hours").click()
    expect(hours.get_by_label("Saturday")).to_have_value(re.compile("^9:00.12:00$"), timeout=PATIENCE)
    expect(hours.get_by_role("button", name=re.compile("^Dec 25, 2026"))).to_be_visible(timeout=PATIENCE)
