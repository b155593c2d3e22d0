import pytest

from shared.domain.chat.events import ChatCompleted
from tests.fixtures.chat import asker, chat, program
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import model_says

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member()
    event = ChatCompleted(
        app_id="app",
        provider="echo",
        model="",
        member="member",
        at=stage.clock.now(),
        outcome="answered",
        cached=False,
        spent=(),
    )
    return Arranged(event=event, tenant_id=member.tenant_id)


async def test_a_completion_is_counted_under_its_app_and_whoever_asked(stage: Stage) -> None:
    admin, app_id = await asker(stage)
    key = await program(stage, admin.tenant_id, app_id)
    for caller in (admin, key):
        model_says(stage, "Hello", prompt_tokens=10, completion_tokens=5, total_tokens=15)
        assert (await chat(stage, caller, app_id, model="gpt-4o-mini")).status == 200
    await stage.settle()
    named = {}
    for kind in ("app", "member", "model"):
        lines = (await stage.call("get_costs", as_=admin, query={"groupBy": kind})).data["lines"]
        named[kind] = {line["name"]: (line["tries"], line["calls"], line["costNanos"]) for line in lines}
    cost = 10 * 150 + 5 * 600
    assert named["app"] == {app_id: (2, 2, 2 * cost)}
    assert named["model"] == {"openai:gpt-4o-mini": (2, 2, 2 * cost)}
    assert list(named["member"].values()) == [(1, 1, cost)] * 2


async def test_an_answer_that_was_kept_is_counted_and_costs_nothing(stage: Stage) -> None:
    admin, app_id = await asker(stage, cacheSeconds=600)
    model_says(stage, "Hello", prompt_tokens=10, completion_tokens=5, total_tokens=15)
    for _ in range(2):
        assert (await chat(stage, admin, app_id, model="gpt-4o-mini", temperature=0)).status == 200
    await stage.settle()
    total = (await stage.call("get_costs", as_=admin)).data["total"]
    assert (total["tries"], total["calls"], total["cached"]) == (2, 1, 1)
    assert total["costNanos"] == 10 * 150 + 5 * 600


async def test_choices_are_one_completion_of_several_calls(stage: Stage) -> None:
    admin, app_id = await asker(stage)
    model_says(stage, "one", "two", prompt_tokens=10, completion_tokens=5, total_tokens=15)
    assert (await chat(stage, admin, app_id, model="gpt-4o-mini", n=2)).status == 200
    await stage.settle()
    total = (await stage.call("get_costs", as_=admin)).data["total"]
    assert (total["tries"], total["calls"], total["completionTokens"]) == (1, 2, 10)
