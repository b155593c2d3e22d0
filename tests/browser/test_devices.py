"""An attempt goes on elsewhere: what the first device could not send is shown, and overwrites nothing."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.fixtures.http import Company, new_company
from tests.fixtures.screens import PATIENCE, Watch, code_for, press
from tools.stack import Stack

NOTE = {"kind": "free_text", "title": "A note", "prompt": "Write.", "scoring": {"accepted": ["from the phone"]}}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def http(stack: Stack) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def company(stack: Stack, http: httpx.Client) -> Company:
    company = new_company(http, stack.inbox_url)
    note = company.demo.publish(company.recruiter, NOTE)
    questions = [{"questionId": note, "points": "10"}]
    body = {"title": "Backend engineer", "timeLimitMinutes": 30, "sections": [{"questions": questions}]}
    company.assessment = company.recruiter.post("/v1/assessments", body, expect=201)["id"]
    company.recruiter.post(f"/v1/assessments/{company.assessment}/activate")
    return company


@pytest.fixture
def devices(browser: Browser) -> Iterator[tuple[BrowserContext, BrowserContext]]:
    laptop, phone = browser.new_context(locale="en-GB"), browser.new_context(locale="en-GB", viewport=PHONE)
    yield laptop, phone
    laptop.close()
    phone.close()


def answer(page: Page) -> Locator:
    return page.get_by_label("Your answer").get_by_role("textbox")


def test_what_another_device_wrote_stays_and_more_time_arrives_while_the_clock_runs(
    stack: Stack, company: Company, devices: tuple[BrowserContext, BrowserContext]
) -> None:
    token = company.demo.invite(company.recruiter, company.assessment)
    link = f"{stack.gateway_url}/take?token={token}"
    laptop, phone = devices
    first = Watch.on(laptop).page
    first.goto(link)
    press(first, "Continue")
    first.get_by_label("I have read what is recorded").check()
    press(first, "Start, and the clock with it")
    answer(first).fill("from the laptop")
    expect(first.get_by_text(re.compile("Everything is saved"))).to_be_visible(timeout=PATIENCE)
    laptop.set_offline(True)
    answer(first).fill("from the laptop, never sent")
    expect(first.get_by_text("You are offline.")).to_be_visible(timeout=PATIENCE)

    watch = Watch.on(phone)
    second = watch.page
    second.goto(link)
    press(second, "Continue")
    second.get_by_label("Code").fill(code_for(company))
    press(second, "Continue")
    expect(answer(second)).to_have_value("from the laptop", timeout=PATIENCE)
    answer(second).fill("from the phone")
    expect(second.get_by_text(re.compile("Everything is saved"))).to_be_visible(timeout=PATIENCE)
    watch.check("candidate-phone")

    laptop.set_offline(False)
    expect(first.get_by_role("heading", name="The assessment is open elsewhere")).to_be_visible(timeout=PATIENCE)
    press(first, "Go on here")
    expect(answer(first)).to_have_value("from the phone", timeout=PATIENCE)
    first.get_by_text("Kept aside from another tab or device").click()
    expect(first.get_by_text("from the laptop, never sent")).to_be_visible()

    [attempt] = company.recruiter.get(f"/v1/attempts?assessmentId={company.assessment}")
    reason = {"minutes": 20, "reason": "The fire alarm went off."}
    company.recruiter.post(f"/v1/attempts/{attempt['id']}/extend", reason)
    expect(first.get_by_text("You were given more time.")).to_be_visible(timeout=PATIENCE)
    expect(first.get_by_test_id("clock")).to_have_text(re.compile(r"4\d:\d\d"))
    expect(second.get_by_role("heading", name="The assessment is open elsewhere")).to_be_visible(timeout=PATIENCE)
