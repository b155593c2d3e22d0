"""The hiring team in a real browser: they invite, see an attempt come in live, grade it and release the result."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.fixtures.grading import ESSAY, TEXT
from tests.fixtures.http import Company, new_company
from tests.fixtures.reviewing import admitted, scored, work
from tests.fixtures.screens import PATIENCE, Watch, press
from tools.demo.api import until
from tools.demo.play import PASSWORD
from tools.stack import Stack


@pytest.fixture(scope="module")
def http(stack: Stack) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def company(stack: Stack, http: httpx.Client) -> Company:
    company = new_company(http, stack.inbox_url)
    essay = company.demo.publish(company.recruiter, ESSAY)
    company.questions = [company.questions[0], essay]
    body = {
        "title": "Platform engineer",
        "timeLimitMinutes": 60,
        "recording": {"activity": True, "clipboard": True, "edits": True},
        "results": {"shown": "on_release", "detail": "questions"},
        "sections": [{"questions": [{"questionId": each, "points": "10"} for each in company.questions]}],
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


@pytest.fixture
def watch(stack: Stack, company: Company, context: BrowserContext) -> Watch:
    """The recruiter, signed in, at the invitations."""
    watch = Watch.on(context)
    watch.page.goto(f"{stack.gateway_url}/candidates")
    [email] = {each["email"] for each in company.owner.get("/v1/members") if each["role"] == "recruiter"}
    watch.page.get_by_label("E-mail").fill(email)
    watch.page.get_by_label("Password").fill(PASSWORD)
    press(watch.page, "Sign in")
    expect(watch.page.get_by_role("heading", name="Candidates")).to_be_visible(timeout=PATIENCE)
    return watch


def choose(page: Page, label: str, option: str) -> None:
    """Choose an option of a list that opens."""
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()


def test_from_the_invitation_to_the_released_result(stack: Stack, company: Company, watch: Watch) -> None:
    page = watch.page
    email = f"carla-{company.demo.suffix}@example.com"
    invite(watch, email)
    candidate = admitted(company, email)

    page.get_by_role("link", name="Running now").click()
    expect(page.get_by_text("Nobody is at work")).to_be_visible(timeout=PATIENCE)
    attempt = candidate.post("/v1/attempts", expect=201)["id"]
    row = page.get_by_role("listitem", name="Carla Candidate")
    expect(row.get_by_text(re.compile(r"left$"))).to_be_visible(timeout=PATIENCE)
    press(page, "More time for Carla Candidate")
    press(page, "Give 10 minutes")
    expect(row.get_by_text("+10 minutes")).to_be_visible(timeout=PATIENCE)
    watch.check("review-live")
    work(candidate, company, attempt)
    expect(row.get_by_text("Handed in")).to_be_visible(timeout=PATIENCE)
    press(page, "What happened: Carla Candidate")
    expect(page.get_by_role("list", name="What happened").get_by_text("Pasted")).to_be_visible(timeout=PATIENCE)
    watch.check("review-signals")
    press(page, "Close")
    scored(company, attempt)

    grade(watch, company, attempt)
    read_report(watch, stack, company, attempt)

    page.goto(f"{stack.gateway_url}/results?assessment={company.assessment}")
    expect(page.get_by_role("link", name="Carla Candidate")).to_be_visible(timeout=PATIENCE)
    watch.check("review-results")
    press(page, "Release results")
    page.get_by_role("dialog").get_by_role("button", name="Release results").click()
    expect(page.get_by_text("Results are on their way.")).to_be_visible(timeout=PATIENCE)
    assert "points" in company.demo.inbox.wait_for(email, "Your result")


def invite(watch: Watch, email: str) -> None:
    """Invite a candidate by the form, and remind them."""
    page = watch.page
    expect(page.get_by_text("Nobody is invited yet")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name="Invite", exact=True).first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Assessment").click()
    page.get_by_role("option", name="Platform engineer").click()
    dialog.get_by_label("Name").fill("Carla Candidate")
    dialog.get_by_label("E-mail").fill(email)
    watch.check("review-invite")
    press(page, "Send invitation")
    expect(page.get_by_text(f"{email} is invited.")).to_be_visible(timeout=PATIENCE)
    press(page, "Close")
    page.get_by_label("Choose Carla Candidate").check()
    press(page, "One more week")
    expect(page.get_by_text("Extended by a week: 1")).to_be_visible(timeout=PATIENCE)
    watch.check("review-invitations")


def grade(watch: Watch, company: Company, attempt: str) -> None:
    """Set a rubric, have oneself mark the essay, and mark it."""
    page = watch.page
    page.get_by_role("link", name="Results").click()
    choose(page, "Assessment", "Platform engineer")
    page.get_by_role("tab", name="Rubrics and graders").click()
    page.get_by_label("Criterion 1").fill("The idea")
    press(page, "Save rubric")
    page.get_by_role("combobox", name="Who marks").click()
    page.get_by_role("option", name="Rita Recruiter").click()
    page.keyboard.press("Escape")
    press(page, "Assign")
    expect(page.get_by_text(re.compile("^Assigned."))).to_be_visible(timeout=PATIENCE)
    watch.check("review-rubric")
    until(lambda: company.recruiter.get("/v1/gradings?status=assigned") or None, "an answer to grade")

    page.get_by_role("link", name="Grading").click()
    entry = page.get_by_role("list", name="To mark").get_by_role("link")
    expect(entry).to_have_count(1, timeout=PATIENCE)
    watch.check("review-gradings")
    entry.click()
    expect(page.get_by_text(TEXT)).to_be_visible(timeout=PATIENCE)
    page.get_by_label("Points for The idea").fill("4")
    watch.check("review-grading")
    press(page, "Hand in marks")
    expect(page.get_by_text("Nothing waits for you")).to_be_visible(timeout=PATIENCE)

    def is_graded() -> bool | None:
        return None if company.recruiter.get(f"/v1/attempts/{attempt}/results")["needsReview"] else True

    until(is_graded, "the marks to count")


def read_report(watch: Watch, stack: Stack, company: Company, attempt: str) -> None:
    """Read the report, watch how the program came about, and get the PDF."""
    page = watch.page
    page.goto(f"{stack.gateway_url}/attempts/{attempt}")
    expect(page.get_by_text("18 of 20 points")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("button", name=re.compile("10 of 10 points")).click()
    expect(page.get_by_role("region", name="Answer").get_by_text("def total(line):")).to_be_visible(timeout=PATIENCE)
    watch.check("review-report")
    page.get_by_role("tab", name="Playback").click()
    text = page.get_by_role("region", name="The answer at this moment")
    page.get_by_role("slider", name="Moment").press("End")
    expect(text).to_contain_text("def total(line):", timeout=PATIENCE)
    watch.check("review-playback")
    page.get_by_role("tab", name="Timeline").click()
    expect(page.get_by_role("list", name="What happened").get_by_text("Handed in")).to_be_visible(timeout=PATIENCE)
    press(page, "PDF report")
    expect(page.get_by_role("link", name="Open PDF report")).to_be_visible(timeout=PATIENCE)


def test_two_programs_that_are_alike_stand_side_by_side(stack: Stack, company: Company, watch: Watch) -> None:
    page = watch.page
    for name in ("Ann", "Ben"):
        email = f"{name.lower()}-{company.demo.suffix}@example.com"
        at = f"/v1/assessments/{company.assessment}/invitations"
        company.recruiter.post(at, {"email": email, "name": f"{name} Alike"}, expect=201)
        candidate = admitted(company, email)
        attempt = candidate.post("/v1/attempts", expect=201)["id"]
        work(candidate, company, attempt)
        scored(company, attempt)
    page.goto(f"{stack.gateway_url}/results?assessment={company.assessment}&tab=statistics")
    expect(page.get_by_role("img", name=re.compile("How far candidates came"))).to_be_visible(timeout=PATIENCE)
    watch.check("review-statistics")
    page.get_by_role("tab", name="Alike programs").click()
    page.get_by_role("combobox", name="Question").click()
    page.get_by_role("option").first.click()
    press(page, "Compare")
    page.get_by_role("button", name="Side by side").first.click()
    sides = page.get_by_role("region", name=re.compile("Alike|Candidate"))
    expect(sides).to_have_count(2, timeout=PATIENCE)
    expect(sides.first.locator("[data-marked]").first).to_be_visible(timeout=PATIENCE)
    watch.check("review-alike")


def test_a_table_is_tried_before_it_invites(company: Company, watch: Watch) -> None:
    page = watch.page
    table = b"E-Mail,Name\r\nina@example.com,Ina\r\nnobody,Nobody\r\n"
    press(page, "Import")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Assessment").click()
    page.get_by_role("option", name="Platform engineer").click()
    files = [{"name": "people.csv", "mimeType": "text/csv", "buffer": table}]
    dialog.locator("input[type=file]").set_input_files(files)  # pyright: ignore[reportArgumentType]
    press(page, "Try")
    expect(page.get_by_text("1 would be invited")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("1 not usable")).to_be_visible()
    watch.check("review-import")
    press(page, "Invite all")
    expect(page.get_by_text("1 invited")).to_be_visible(timeout=PATIENCE)
    press(page, "Close")
    expect(page.get_by_role("rowheader", name=re.compile("Ina"))).to_be_visible(timeout=PATIENCE)
    page.get_by_role("tab", name="Public links").click()
    choose(page, "Assessment", "Platform engineer")
    press(page, "Make a link")
    expect(page.get_by_text("Copy the link now")).to_be_visible(timeout=PATIENCE)
    watch.check("review-links")


def test_a_phone_shows_everything_in_the_dark(stack: Stack, company: Company, watch: Watch) -> None:
    page = watch.page
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 844})
    headings = {
        "candidates": "Candidates",
        "candidates/people": "Candidates",
        "live": "Running now",
        "results": "Results",
        "grading": "Grading",
    }
    for path, heading in headings.items():
        page.goto(f"{stack.gateway_url}/{path}?assessment={company.assessment}")
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible(timeout=PATIENCE)
        expect(page.get_by_role("status", name="Loading")).to_have_count(0, timeout=PATIENCE)
        watch.check(f"review-phone-{path.replace('/', '-')}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
