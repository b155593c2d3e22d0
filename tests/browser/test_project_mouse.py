"""Cards, bars and files are carried by the mouse."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from tests.fixtures.project_screens import create_project, create_task, projects_of_a_new_company, visit
from tests.fixtures.screens import PATIENCE, Watch, press
from tools.stack import Stack

TABLE = b"external_id,title,estimated_minutes\nOFFICE-1,Paint walls,480\nOFFICE-2,Lay carpets,360\n"


@pytest.fixture
def watch(stack: Stack, browser: Browser) -> Iterator[Watch]:
    with projects_of_a_new_company(stack, browser) as watch:
        yield watch


def test_cards_and_bars_are_dragged(watch: Watch) -> None:
    page = watch.page
    create_project(page, "Move the office")
    create_task(page, "Pack boxes", "16")
    visit(page, "Board")
    column = page.get_by_role("region", name="In progress")
    expect(column).to_be_visible(timeout=PATIENCE)
    x, y = middle(column)
    drag(page, page.get_by_text("Nobody"), x, y)
    expect(column.get_by_text("Pack boxes")).to_be_visible(timeout=PATIENCE)
    visit(page, "Plan")
    press(page, "Schedule project")
    press(page, "Apply")
    bar = page.get_by_role("button", name=re.compile("^Pack boxes, Mar 2, 2026"))
    expect(bar).to_be_visible(timeout=PATIENCE)
    x, y = middle(bar)
    drag(page, bar, x + 7 * 22, y)
    impact = page.get_by_role("dialog", name="What would change")
    expect(impact.get_by_role("cell", name="You move it")).to_be_visible(timeout=PATIENCE)
    press(page, "Apply")
    expect(page.get_by_role("button", name=re.compile("^Pack boxes, Mar 9, 2026"))).to_be_visible(timeout=PATIENCE)
    reach_a_milestone(page)
    watch.check("project-milestones")


def test_a_table_of_tasks_is_imported(watch: Watch) -> None:
    page = watch.page
    create_project(page, "Move the office")
    visit(page, "Import and export")
    table = FilePayload(name="tasks.csv", mimeType="text/csv", buffer=TABLE)
    page.get_by_label("Choose a file").last.set_input_files(table)
    expect(page.get_by_text("Would create 2, ")).to_be_visible(timeout=PATIENCE)
    page.get_by_label("Only tell what would happen").uncheck()
    page.get_by_label("Choose a file").last.set_input_files(table)
    expect(page.get_by_text("Created 2, ")).to_be_visible(timeout=PATIENCE)
    visit(page, "Tasks")
    expect(page.get_by_role("rowheader", name="Lay carpets")).to_be_visible(timeout=PATIENCE)


def reach_a_milestone(page: Page) -> None:
    press(page, "Add milestone")
    page.get_by_label("What is reached").fill("All packed")
    page.get_by_label(re.compile("^By")).fill("2026-03-13")
    press(page, "Create")
    press(page, "Mark as reached")
    expect(page.get_by_role("button", name="Not reached yet")).to_be_visible(timeout=PATIENCE)


def middle(part: Locator) -> tuple[float, float]:
    box = part.bounding_box()
    assert box is not None, "it is not on the screen"
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, part: Locator, x: float, y: float) -> None:
    expect(part).to_be_visible(timeout=PATIENCE)
    page.mouse.move(*middle(part))
    page.mouse.down()
    page.mouse.move(x, y, steps=12)
    page.mouse.up()
