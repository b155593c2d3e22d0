"""An attempt on two devices, offline in between and extended while it runs, on the real stack."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import httpx
import pytest

from shared.domain.attempts.receipt_verification import verify_receipts
from tests.fixtures.http import Company, new_company
from tools.demo.content import program
from tools.stack import Stack

LAPTOP = {"deviceId": "laptop", "tabId": "first"}
PHONE = {"deviceId": "phone", "tabId": "first"}


@pytest.fixture(scope="module")
def http(stack: Stack) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as client:
        yield client


@pytest.fixture(scope="module")
def company(stack: Stack, http: httpx.Client) -> Company:
    return new_company(http, stack.inbox_url)


def test_a_candidate_changes_devices_and_loses_nothing(company: Company) -> None:
    candidate, _, attempt = company.candidate()
    question = company.questions[0]
    path = f"/v1/attempts/{attempt}"

    def revision(number: int, text: str) -> dict[str, object]:
        return {"questionId": question, "revision": number, "response": program("python", text)}

    def body(number: int, text: str, seat: dict[str, str]) -> dict[str, object]:
        return {"revision": number, "response": program("python", text), "seat": seat}

    receipts = [candidate.put(f"{path}/answers/{question}", body(1, "# laptop", LAPTOP))["receipt"]]
    refused = candidate.put(f"{path}/answers/{question}", body(2, "# phone", PHONE), expect=409)
    assert refused["code"] == "attempt_active_elsewhere"
    candidate.post(f"{path}/take-over", {"seat": PHONE})
    replayed = candidate.post(
        f"{path}/replay", {"revisions": [revision(2, "# phone"), revision(3, "print(1)")], "seat": PHONE}
    )["revisions"]
    assert [each["outcome"] for each in replayed] == ["saved", "saved"]
    receipts += [each["receipt"] for each in replayed]
    aside = candidate.post(f"{path}/replay", {"revisions": [revision(2, "# unsaved")], "seat": LAPTOP})["revisions"]
    assert aside[0]["outcome"] == "kept_aside"
    [copy] = candidate.get(f"{path}/conflict-copies")["copies"]
    assert copy["response"]["source"] == "# unsaved"

    key = candidate.get(path)["receiptKey"]
    assert verify_receipts(receipts, key).problems == []
    checked = company.recruiter.post(f"{path}/receipts/check", {"receipts": receipts})
    assert (checked["problems"], checked["gaps"], checked["questions"][0]["standing"]) == ([], [], "same")


def test_a_recruiter_extends_an_attempt_while_it_runs(company: Company) -> None:
    candidate, _, attempt = company.candidate()
    before = datetime.fromisoformat(candidate.post(f"/v1/attempts/{attempt}/heartbeat")["deadline"])
    company.recruiter.post(f"/v1/attempts/{attempt}/extend", {"minutes": 20, "reason": "The fire alarm went off."})
    seen = candidate.get(f"/v1/attempts/{attempt}")
    assert datetime.fromisoformat(seen["deadline"]) == before + timedelta(minutes=20)
    assert seen["time"]["extendedMinutes"] == 20
