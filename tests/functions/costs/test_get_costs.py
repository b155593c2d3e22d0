from typing import Any

import pytest

from tests.fixtures.optimisations import searched, searched_suite
from tests.fixtures.stage import Arranged, SignedIn, Stage
from tests.fixtures.suite_runs import GPT, cases_that, completed, model_says, suite, with_key

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    await completed(stage, played)
    return Arranged(as_=played.author)


async def costs(stage: Stage, member: SignedIn, **query: str) -> dict[str, Any]:
    answer = await stage.call("get_costs", as_=member, query=query)
    assert answer.status == 200, answer.body
    return answer.data


async def test_costs_are_told_by_card_model_provider_member_and_day(stage: Stage) -> None:
    played = await with_key(stage, await suite(stage, *cases_that(True, False)))
    model_says(stage, "case", "case", prompt_tokens=1_000, completion_tokens=100, total_tokens=1_100)
    echo = {"provider": "echo", "model": "", "parameters": {}}
    run = await completed(stage, played, providers=[GPT, echo])
    total = (await costs(stage, played.author))["total"]
    assert (total["tries"], total["costNanos"], total["unpriced"]) == (4, run["summary"]["costNanos"], 0)
    assert total["costNanos"] == 2 * (1_000 * 150 + 100 * 600)
    named: dict[str, Any] = {}
    for kind in ("card", "model", "provider", "member", "day"):
        found = await costs(stage, played.author, groupBy=kind)
        assert (found["total"], found["complete"]) == (total, True)
        named[kind] = [(line["name"], line["tries"], line["costNanos"]) for line in found["lines"]]
    cost = total["costNanos"]
    assert named == {
        "card": [(played.card_id, 4, cost)],
        "model": [("openai:gpt-4o-mini", 2, cost), ("echo:", 2, 0)],
        "provider": [("openai", 2, cost), ("echo", 2, 0)],
        "member": [(run["createdBy"], 4, cost)],
        "day": [("2026-03-02", 4, cost)],
    }


async def test_a_model_without_a_price_is_told_apart_and_not_free(stage: Stage) -> None:
    unknown = {**GPT, "model": "nobody-knows-1"}
    played = await with_key(stage, await suite(stage, *cases_that(True), provider=unknown))
    model_says(stage, "case")
    await completed(stage, played)
    [line] = (await costs(stage, played.author, groupBy="model"))["lines"]
    assert (line["name"], line["tries"], line["unpriced"], line["costNanos"]) == ("openai:nobody-knows-1", 1, 1, 0)


@pytest.mark.thorough
async def test_a_search_of_a_better_prompt_is_counted(stage: Stage) -> None:
    played = await searched_suite(stage)
    search = await searched(stage, played)
    assert (await costs(stage, played.author))["total"]["tries"] == search["trials"] > 0


async def test_days_outside_of_what_is_asked_are_left_out(stage: Stage) -> None:
    played = await suite(stage)
    await completed(stage, played)
    assert (await costs(stage, played.author, since="2026-02-01", until="2026-03-01"))["lines"] == []
    assert len((await costs(stage, played.author, since="2026-03-02", until="2026-03-02"))["lines"]) == 1


async def test_another_tenants_costs_are_not_seen(stage: Stage) -> None:
    played, strange = await suite(stage), await suite(stage)
    await completed(stage, strange)
    assert (await costs(stage, played.author))["total"]["tries"] == 0


@pytest.mark.parametrize("days", [("2026-01-01", "2026-12-31"), ("2026-03-02", "2026-03-01")])
async def test_days_that_are_no_span_are_400(stage: Stage, days: tuple[str, str]) -> None:
    call = await arrange(stage)
    answer = await stage.call("get_costs", as_=call.as_, query={"since": days[0], "until": days[1]})
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/since")
