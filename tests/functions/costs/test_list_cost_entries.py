import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import GPT, cases_that, completed, model_says, suite, with_key

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    played = await suite(stage)
    await completed(stage, played)
    return Arranged(as_=played.author)


async def test_entries_are_found_by_day_card_run_model_and_member(stage: Stage) -> None:
    played = await with_key(stage, await suite(stage, *cases_that(True, False)))
    model_says(stage, "case", "case", prompt_tokens=1_000, completion_tokens=100, total_tokens=1_100)
    echo = {"provider": "echo", "model": "", "parameters": {}}
    run = await completed(stage, played, providers=[GPT, echo])
    asked = {
        "": 4,
        "day=2026-03-02": 4,
        "day=2026-03-01": 0,
        f"cardId={played.card_id}": 4,
        "cardId=other": 0,
        f"runId={run['id']}": 4,
        "model=openai:gpt-4o-mini": 2,
        "model=echo:": 2,
        f"member={run['createdBy']}": 4,
    }
    for text, count in asked.items():
        query = dict([text.split("=")]) if text else {}
        found = (await stage.call("list_cost_entries", as_=played.author, query=query)).data
        assert len(found) == count, text
    [entry, _] = (await stage.call("list_cost_entries", as_=played.author, query={"model": "openai:gpt-4o-mini"})).data
    assert (entry["promptTokens"], entry["completionTokens"]) == (1_000, 100)
    assert (entry["costNanos"], entry["tries"], entry["calls"]) == (1_000 * 150 + 100 * 600, 1, 1)


async def test_pages_have_every_entry_once(stage: Stage) -> None:
    played = await suite(stage, *cases_that(*[True] * 7))
    await completed(stage, played)
    seen, cursor = [], {}
    while True:
        answer = await stage.call("list_cost_entries", as_=played.author, query={"limit": "3", **cursor})
        seen += [each["id"] for each in answer.data]
        after = answer.body["meta"]["pagination"].get("nextCursor")
        if after is None:
            break
        cursor = {"cursor": after}
    assert len(seen) == len(set(seen)) == 7


async def test_another_tenants_entries_are_not_seen(stage: Stage) -> None:
    played, strange = await suite(stage), await suite(stage)
    await completed(stage, strange)
    assert (await stage.call("list_cost_entries", as_=played.author)).data == []
