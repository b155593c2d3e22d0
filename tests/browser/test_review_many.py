"""Five hundred candidates in one table: all are sorted and exported, only those in view are drawn."""

import asyncio
import csv
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from shared.adapters.firestore import FirestoreStore
from shared.data.store import Create
from tests.fixtures.http import Company, new_company
from tests.fixtures.screens import PATIENCE, Watch, press
from tools.demo.play import PASSWORD
from tools.stack import Stack

MANY = 500


@pytest.fixture
def company(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> Iterator[Company]:
    """A company with one attempt that was made, and copies of it in the store under other names."""
    monkeypatch.setenv("FIRESTORE_EMULATOR_HOST", stack.environment["FIRESTORE_EMULATOR_HOST"])
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as client:
        company = new_company(client, stack.inbox_url)
        candidate, _, attempt = company.candidate()
        candidate.post(f"/v1/attempts/{attempt}/finish")
        # The browser's own loop runs in this thread.
        with ThreadPoolExecutor(1) as elsewhere:
            elsewhere.submit(asyncio.run, copied(stack, company, attempt)).result()
        yield company


async def copied(stack: Stack, company: Company, attempt: str) -> None:
    """Copy an attempt: the candidate whose number is highest has the most points."""
    store = FirestoreStore(stack.environment["GOOGLE_CLOUD_PROJECT"])
    at = f"tenants/{company.tenant_id}/attempts"
    found = (await store.get_many([f"{at}/{attempt}"]))[f"{at}/{attempt}"].data
    copies: list[dict[str, Any]] = [
        {
            **found,
            "candidateName": f"Candidate {number:03d}",
            "candidateEmail": f"candidate-{number:03d}@example.com",
            "status": "scored",
            "points": f"{30 * number / MANY:.2f}",
            "submittedAt": found["startedAt"],
            "scoredAt": found["startedAt"],
        }
        for number in range(1, MANY)
    ]
    await store.commit([Create(f"{at}/copy{number:03d}", copy) for number, copy in enumerate(copies, 1)])
    await store.close()


def test_five_hundred_results_are_sorted_and_exported_as_one(stack: Stack, company: Company, browser: Browser) -> None:
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    watch = Watch.on(context)
    page = watch.page
    page.goto(f"{stack.gateway_url}/results?assessment={company.assessment}")
    [email] = {each["email"] for each in company.owner.get("/v1/members") if each["role"] == "recruiter"}
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
    expect(page.get_by_text("500 attempts", exact=True)).to_be_visible(timeout=PATIENCE)
    table = page.get_by_role("table", name="Results")
    expect(table).to_have_attribute("aria-rowcount", "501")
    expect(table.get_by_role("rowheader").first).to_contain_text("Candidate 499")
    assert table.get_by_role("row").count() < 60
    watch.check("review-results-many")

    table.evaluate("each => each.parentElement.scrollTo(0, 1e6)")
    expect(table.get_by_role("rowheader").last).to_contain_text("Carl Candidate")
    page.get_by_role("button", name="Candidate", exact=True).click()
    table.evaluate("each => each.parentElement.scrollTo(0, 0)")
    expect(table.get_by_role("rowheader").first).to_contain_text("Candidate 001")
    assert len(exported(page)) == 1 + MANY
    context.close()


def exported(page: Page) -> list[list[str]]:
    """Return the table as it is saved."""
    with page.expect_download() as downloading:
        press(page, "Export as CSV")
    with downloading.value.path().open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))
