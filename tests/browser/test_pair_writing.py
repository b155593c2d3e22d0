"""A candidate and an interviewer write one program in two browsers, and a cut connection loses nothing of it."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.fixtures.http import Company, new_company
from tests.fixtures.screens import PATIENCE, Watch, press
from tools.demo.api import token_in
from tools.demo.play import PASSWORD
from tools.stack import Stack

# Whether the candidate's browser keeps no shared program.
KEPT_NOTHING = """() => new Promise((resolve, reject) => {
  const opening = indexedDB.open('ella-rooms')
  opening.onerror = () => reject(opening.error)
  opening.onsuccess = () => {
    const counting = opening.result.transaction('documents').objectStore('documents').count()
    counting.onsuccess = () => {
      opening.result.close()
      resolve(counting.result === 0)
    }
  }
})"""


@pytest.fixture(scope="module")
def http(stack: Stack) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def company(stack: Stack, http: httpx.Client) -> Company:
    company = new_company(http, stack.inbox_url)
    body = {
        "title": "Pair programming",
        "timeLimitMinutes": 60,
        "pairMode": True,
        "sections": [{"questions": [{"questionId": company.questions[0], "points": "10"}]}],
    }
    company.assessment = company.recruiter.post("/v1/assessments", body, expect=201)["id"]
    company.recruiter.post(f"/v1/assessments/{company.assessment}/activate")
    return company


@pytest.fixture
def contexts(browser: Browser) -> Iterator[tuple[BrowserContext, BrowserContext]]:
    both = (browser.new_context(locale="en-GB"), browser.new_context(locale="en-GB"))
    for each in both:
        each.set_default_timeout(PATIENCE)
    yield both
    for each in both:
        each.close()


def write(page: Page, text: str) -> None:
    """Write at the end of the program, once it is the shared one."""
    expect(page.get_by_test_id("editor").locator(".view-lines")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("Opening the shared editor")).to_have_count(0, timeout=PATIENCE)
    page.get_by_test_id("editor").locator(".view-lines").click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(text)


def reads(page: Page, text: str) -> None:
    # Monaco shows spaces that don't break.
    expect(page.get_by_test_id("editor")).to_contain_text(re.compile(text.replace(" ", r"\s")), timeout=PATIENCE)


def test_both_write_and_what_is_written_offline_arrives(
    stack: Stack, company: Company, contexts: tuple[BrowserContext, BrowserContext]
) -> None:
    at = f"/v1/assessments/{company.assessment}/invitations"
    address = f"pair-{company.demo.suffix}@example.com"
    company.recruiter.post(at, {"email": address, "name": "Carla Candidate"}, expect=201)
    token = token_in(company.demo.inbox.wait_for(address, "Pair programming"))
    candidate = contexts[0].new_page()
    candidate.goto(f"{stack.gateway_url}/take?token={token}")
    press(candidate, "Continue")
    candidate.get_by_label("I have read what is recorded").check()
    press(candidate, "Start, and the clock with it")
    write(candidate, "# from the candidate\n")
    expect(candidate.get_by_text(re.compile("Everything is saved"))).to_be_visible(timeout=PATIENCE)

    watch = Watch.on(contexts[1])
    page = watch.page
    page.goto(f"{stack.gateway_url}/live")
    [email] = {each["email"] for each in company.owner.get("/v1/members") if each["role"] == "recruiter"}
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
    page.get_by_role("link", name="Join").click()
    reads(page, "# from the candidate")
    expect(page.get_by_text("The candidate is here")).to_be_visible(timeout=PATIENCE)
    watch.check("review-pair")
    write(page, "# from the interviewer\n")
    reads(candidate, "# from the interviewer")
    expect(candidate.get_by_text("Rita Recruiter is here")).to_be_visible(timeout=PATIENCE)

    contexts[0].set_offline(True)
    write(candidate, "# written offline\n")
    write(page, "# written meanwhile\n")
    reads(page, "# written meanwhile")
    contexts[0].set_offline(False)
    reads(page, "# written offline")
    reads(candidate, "# written meanwhile")
    expect(candidate.get_by_text(re.compile("Everything is saved"))).to_be_visible(timeout=PATIENCE)
    press(candidate, "Finish")
    press(candidate, "Hand in")
    expect(candidate.get_by_role("heading", name="Thank you: your answers are in")).to_be_visible(timeout=PATIENCE)
    candidate.wait_for_function(KEPT_NOTHING, timeout=PATIENCE)
    [attempt] = company.recruiter.get(f"/v1/attempts?assessmentId={company.assessment}")
    source = company.recruiter.get(f"/v1/attempts/{attempt['id']}/answers/{company.questions[0]}")["response"]["source"]
    for line in ("# from the candidate", "# from the interviewer", "# written offline", "# written meanwhile"):
        assert source.count(line) == 1, source
