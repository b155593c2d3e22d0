"""A company says when it works; a lead gathers people, keeps views and reports, and moves work elsewhere."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.fixtures.project_screens import create_project, create_task, projects_of_a_new_company, visit
from tests.fixtures.screens import PATIENCE, Watch, press
from tools.stack import Stack


@pytest.fixture
def watch(stack: Stack, browser: Browser) -> Iterator[Watch]:
    with projects_of_a_new_company(stack, browser, recruits=True) as watch:
        yield watch


def test_a_plan_keeps_to_the_companys_calendar_and_to_the_hours_of_people(watch: Watch) -> None:
    page = watch.page
    set_company_calendar(page)
    watch.check("settings-calendar")
    page.get_by_role("navigation", name="Areas").get_by_role("link", name="Projects").click()
    create_project(page, "Move the office")
    create_task(page, "Pack boxes", "16")
    visit(page, "Settings")
    add_rita(page)
    work_mondays_only(page)
    watch.check("project-people")
    people = page.get_by_role("region", name="People in the project")
    people.get_by_role("button", name="Remove Rita Recruiter").click()
    press(page, "Remove")
    expect(people.get_by_role("rowheader", name="Rita Recruiter")).to_be_hidden(timeout=PATIENCE)
    visit(page, "Plan")
    press(page, "Schedule project")
    press(page, "Apply")
    expect(page.get_by_text("(Europe/Berlin)")).to_be_visible(timeout=PATIENCE)
    bar = page.get_by_role("button", name="Pack boxes, Mar 2, 2026 to Mar 4, 2026, critical")
    expect(bar).to_be_visible(timeout=PATIENCE)


def test_a_view_is_shared_a_report_is_mailed_and_a_task_moves_to_another_project(watch: Watch) -> None:
    page = watch.page
    create_project(page, "Move the archive")
    page.get_by_role("navigation", name="Areas").get_by_role("link", name="Projects").click()
    create_project(page, "Move the office")
    for title in ("Pack boxes", "Carry boxes"):
        create_task(page, title, "8")
    save_view(page)
    watch.check("project-view")
    visit(page, "Reports")
    schedule_report(page)
    press(page, "Mail it now")
    files = page.get_by_role("list", name="Files")
    expect(files.get_by_text("to one person by mail")).to_be_visible(timeout=PATIENCE)
    watch.check("project-report-files")
    visit(page, "Tasks")
    page.get_by_role("link", name="Pack boxes").click()
    press(page, "Move to a project")
    choose(page, "Project", "Move the archive")
    press(page, "Move")
    expect(page.get_by_role("heading", name="Move the archive")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("heading", name="Pack boxes")).to_be_visible(timeout=PATIENCE)


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label, exact=True).click()
    page.get_by_role("option", name=option, exact=True).click()


def set_company_calendar(page: Page) -> None:
    page.goto(page.url.replace("/projects", "/settings/calendar"))
    page.get_by_label("Time zone").fill("Europe/Berlin")
    page.get_by_role("option", name="Europe/Berlin").click()
    page.get_by_label("Day", exact=True).fill("2026-03-03")
    press(page, "Add day")
    press(page, "Save working hours")
    expect(page.get_by_text("The working hours are saved.")).to_be_visible(timeout=PATIENCE)


def add_rita(page: Page) -> None:
    people = page.get_by_role("region", name="People in the project")
    people.get_by_label("Add somebody").fill("Rita")
    page.get_by_role("option", name="Rita Recruiter").click()
    people.get_by_role("button", name="Add", exact=True).click()
    expect(people.get_by_role("rowheader", name="Rita Recruiter")).to_be_visible(timeout=PATIENCE)


def work_mondays_only(page: Page) -> None:
    choose(page, "Add a person", "Rita Recruiter")
    dialog = page.get_by_role("dialog", name="Hours of Rita Recruiter")
    dialog.get_by_label("They have a week of their own").check()
    for day in ("Tuesday", "Wednesday", "Thursday", "Friday"):
        dialog.get_by_label(day).fill("")
    dialog.get_by_role("button", name="Save").click()
    told = page.get_by_role("list", name="People with other hours")
    expect(told.get_by_text(re.compile("^Mon 8:00.12:00, 13:00.17:00$"))).to_be_visible(timeout=PATIENCE)


def save_view(page: Page) -> None:
    choose(page, "Grouped by", "Priority")
    press(page, "Save as a view")
    page.get_by_label("Name of the view").fill("What matters")
    page.get_by_label("Share it with everybody in the project").check()
    press(page, "Save")
    expect(page.get_by_role("combobox", name="View", exact=True)).to_have_text("What matters (shared)")
    choose(page, "View", "All tasks")
    expect(page.get_by_role("rowheader", name="Pack boxes")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("Medium (2)")).to_be_hidden(timeout=PATIENCE)
    choose(page, "View", "What matters (shared)")
    expect(page.get_by_text("Medium (2)")).to_be_visible(timeout=PATIENCE)


def schedule_report(page: Page) -> None:
    page.get_by_role("button", name="New report").first.click()
    page.get_by_label("Name of the report").fill("What is left")
    press(page, "Save")
    report = page.get_by_role("region", name="What is left")
    report.get_by_role("button", name="Edit").click()
    choose(page, "Priority", "Medium")
    choose(page, "How often", "Every week")
    page.get_by_label("To", exact=True).fill("Olga")
    page.get_by_role("option", name="Olga Owner").click()
    press(page, "Save")
    expect(report.get_by_text("Mailed every week to Olga Owner.")).to_be_visible(timeout=PATIENCE)
    expect(report.get_by_text("with filters")).to_be_visible(timeout=PATIENCE)
