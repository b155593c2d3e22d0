"""An A/B test on the running stack: a recruiter leads it, and a program records with the key that an owner made."""

from collections.abc import Iterator

import httpx
import pytest

from tests.fixtures.ab_tests import PLAN
from tests.fixtures.cards import GREETING
from tests.fixtures.http import Company, new_company
from tools.demo.api import until
from tools.stack import Stack


@pytest.fixture(scope="module")
def company(stack: Stack) -> Iterator[Company]:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as http:
        yield new_company(http, stack.inbox_url)


def test_a_test_is_led_recorded_and_concluded_and_its_counters_are_right(company: Company) -> None:
    recruiter = company.recruiter
    card = recruiter.post("/v1/cards", {"content": GREETING}, expect=201)["id"]
    for name in ("First", "Second"):
        recruiter.call("PATCH", f"/v1/cards/{card}", {"content": {"name": name}})
        recruiter.post(f"/v1/cards/{card}/versions", {}, expect=201)
    test = recruiter.post(f"/v1/cards/{card}/ab-tests", {"plan": PLAN}, expect=201)["id"]
    at = f"/v1/ab-tests/{test}"
    recruiter.post(f"{at}/start", {})
    made = company.owner.post("/v1/api-keys", {"name": "Shop", "scopes": ["ab_tests:record"]}, expect=201)
    program = company.demo.api.signed_in(made["token"])
    units = [f"unit-{number}" for number in range(40)]
    shown = {unit: program.get(f"{at}/assignment?unitId={unit}")["variant"] for unit in units}
    assert set(shown.values()) == {"control", "shorter"}
    for _ in range(2):
        program.post(f"{at}/exposures", {"unitIds": units})
    for unit in units[:10]:
        told = program.post(f"{at}/outcomes", {"unitId": unit, "metric": "bought", "value": 1})
        assert told["variant"] == shown[unit]
    variants = recruiter.get(at)["results"]["variants"]
    assert {each["name"]: each["exposed"] for each in variants} == {
        name: list(shown.values()).count(name) for name in ("control", "shorter")
    }
    assert sum(each["metrics"][0]["n"] for each in variants) == 10

    operation = recruiter.post(f"{at}/reconciliation", {}, expect=202)["id"]
    result = until(lambda: recruiter.get(f"/v1/operations/{operation}")["result"], "the count")
    assert result == {"units": 40, "differences": {}}

    recruiter.post(f"{at}/stop", {})
    move = {"label": "production", "expected": 0}
    recruiter.post(f"{at}/conclude", {"winner": "shorter", "move": move})
    assert recruiter.get(f"/v1/cards/{card}")["labels"] == {"production": 2}
    assert program.get(f"{at}/assignment?unitId=unit-1")["variant"] == "shorter"
    assert program.call("POST", f"{at}/exposures", {"unitIds": ["late"]}, expect=409)["code"] == "ab_test_not_running"
