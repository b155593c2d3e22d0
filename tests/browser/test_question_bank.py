"""What the bank does beyond one question for everybody: variants, checkers of one's own, packages and versions."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.fixtures.archives import package
from tests.fixtures.http import Company, new_company
from tests.fixtures.screens import PATIENCE, Watch, press
from tools.demo.play import PASSWORD
from tools.stack import Stack


@pytest.fixture(scope="module")
def company(stack: Stack) -> Iterator[Company]:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as client:
        yield new_company(client, stack.inbox_url)


@pytest.fixture
def watch(stack: Stack, company: Company, browser: Browser) -> Iterator[Watch]:
    """The recruiter, signed in, at the bank."""
    context = browser.new_context(locale="en-GB")
    context.set_default_timeout(PATIENCE)
    watch = Watch.on(context)
    watch.page.goto(f"{stack.gateway_url}/questions")
    [email] = {each["email"] for each in company.owner.get("/v1/members") if each["role"] == "recruiter"}
    watch.page.get_by_label("E-mail").fill(email)
    watch.page.get_by_label("Password").fill(PASSWORD)
    press(watch.page, "Sign in")
    expect(watch.page.get_by_role("heading", name="Questions", exact=True)).to_be_visible(timeout=PATIENCE)
    yield watch
    context.close()


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of a list that opens."""
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()


def test_a_question_with_parameters_asks_each_candidate_for_a_number_of_their_own(watch: Watch) -> None:
    page = watch.page
    page.get_by_role("button", name="New question").first.click()
    page.get_by_role("menuitem", name="Number").click()
    page.get_by_label("Title").fill("Twice")
    page.get_by_label("Task").fill("What is 2 * {{a}}?")
    press(page, "A number in a range")
    press(page, "Computed from others")
    page.get_by_role("group", name="Parameter a").get_by_label("To").fill("99")
    page.get_by_role("group", name="Parameter b").get_by_label("Expression").fill("2 * a")
    choose(page, "The right number is", "the value of b")
    watch.check("question-parameters")
    press(page, "Check and publish")
    expect(page.get_by_text("Published as version 1.", exact=False)).to_be_visible(timeout=PATIENCE)
    press(page, "Draw examples")
    examples = page.get_by_role("list", name="What three candidates would get").get_by_role("listitem")
    expect(examples).to_have_count(3, timeout=PATIENCE)
    for said in examples.all_inner_texts():
        found = re.fullmatch(r"a = (\d+), b = (\d+)", said)
        assert found is not None, said
        assert int(found[2]) == 2 * int(found[1])
    press(page, "More actions")
    page.get_by_role("menuitem", name="Versions").click()
    watch.check("question-versions")
    press(page, "Duplicate published version 1")
    expect(page.get_by_text("Draft", exact=True)).to_be_visible(timeout=PATIENCE)


def test_a_checker_of_ones_own_judges_what_a_question_accepts(watch: Watch) -> None:
    page = watch.page
    page.get_by_role("button", name="New question").first.click()
    page.get_by_role("menuitem", name="Program").click()
    page.get_by_label("Title").fill("Any number")
    page.get_by_label("Task").fill("Print any number.")
    page.get_by_label("Input of test example", exact=True).fill("1")
    page.get_by_label("Expected output of test example").fill("1")
    choose(page, "Compare outputs by", "a program of your own")
    for part, source in (
        ("Compare outputs by", "import sys\nsys.exit(42 if sys.stdin.read().strip().isdigit() else 43)"),
        ("Reference solution", "print(7)"),
    ):
        page.get_by_role("region", name=part, exact=True).get_by_test_id("editor").click()
        page.keyboard.press("ControlOrMeta+A")
        page.keyboard.insert_text(source)
    watch.check("question-checker")
    press(page, "Check and publish")
    expect(page.get_by_text("Published as version 1.", exact=False)).to_be_visible(timeout=PATIENCE)


def test_a_problem_package_becomes_a_question_and_a_broken_one_says_why(watch: Watch) -> None:
    page = watch.page
    page.get_by_role("button", name="Import").first.click()
    dialog = page.get_by_role("dialog")
    broken: FilePayload = {"name": "broken.zip", "mimeType": "application/zip", "buffer": b"PK\x03\x04 and no more"}
    dialog.get_by_label("File").set_input_files(broken)
    dialog.get_by_role("button", name="Import").click()
    expect(dialog.get_by_text(re.compile("The package can.t be a question"))).to_be_visible(timeout=PATIENCE)
    watch.check("package-refused")
    press(page, "Close")
    page.get_by_role("button", name="Import").first.click()
    whole: FilePayload = {"name": "greeting.zip", "mimeType": "application/zip", "buffer": package("greeting")}
    dialog.get_by_label("File").set_input_files(whole)
    dialog.get_by_role("button", name="Import").click()
    expect(dialog.get_by_role("table", name="Programs of the package")).to_be_visible(timeout=2 * PATIENCE)
    watch.check("package-imported")
    dialog.get_by_role("link", name="Open question").click()
    expect(page.get_by_role("button", name="Check and publish")).to_be_visible(timeout=PATIENCE)
