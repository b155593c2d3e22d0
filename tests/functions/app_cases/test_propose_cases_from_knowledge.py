from typing import Any

import pytest

from tests.fixtures.knowledge import drafted_api, handbook, knowledge, published
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, path = await handbook(stage)
    return Arranged(as_=manager, path=path, body={"kind": "sections", "folder": "handbook"})


async def propose(stage: Stage, call: Arranged, **body: Any) -> dict[str, Any]:
    call.body = {**(call.body or {}), **body}
    return dict((await stage.arranged("propose_cases_from_knowledge", call)).data)


@pytest.mark.parametrize(
    ("kind", "questions", "assertion"),
    [
        (
            "sections",
            ["What does guide say about Opening hours?", "What does guide say about Refunds?"],
            {"type": "similar", "value": "The shop opens at nine.", "threshold": 0.7},
        ),
        (
            "apis",
            ["Which API request is there for this: List the pets of the shop?"],
            {"type": "icontains-all", "value": ["GET", "/pets"]},
        ),
        ("tables", ["Which columns does the table pets have?"], {"type": "icontains-all", "value": ["id"]}),
    ],
)
async def test_each_item_gives_a_case_that_waits_for_review(
    kind: str, questions: list[str], assertion: dict[str, Any], stage: Stage
) -> None:
    made = await propose(stage, await arrange(stage), kind=kind)
    assert [case["vars"]["question"] for case in made["cases"]] == questions
    assert made["cases"][0]["assertions"] == [assertion]
    assert {(case["status"], case["folder"]) for case in made["cases"]} == {("proposed", "handbook")}
    assert (made["passedOver"], made["nextKey"]) == (0, None)


async def test_none_is_proposed_twice_not_even_after_it_was_rejected(stage: Stage) -> None:
    call = await arrange(stage)
    first, _ = (await propose(stage, call))["cases"]
    path = {**call.path, "caseId": first["id"]}
    await stage.call("review_app_case", as_=call.as_, path=path, body={"decision": "rejected"})
    again = await propose(stage, call)
    assert (again["cases"], again["passedOver"]) == ([], 2)
    assert len(await stage.documents("appCases")) == 2


async def test_a_long_base_is_gone_through_key_by_key(stage: Stage) -> None:
    call = await arrange(stage)
    first = await propose(stage, call, limit=1)
    rest = await propose(stage, call, limit=1, afterKey=first["nextKey"])
    keys = [case["knowledgeKey"] for each in (first, rest) for case in each["cases"]]
    assert (keys, rest["nextKey"]) == (["guide > Opening hours", "guide > Refunds"], None)


async def test_an_item_that_says_too_little_is_passed_over(stage: Stage) -> None:
    manager, path = await knowledge(stage)
    await drafted_api(stage, manager, path, summary="")
    await published(stage, manager, path)
    made = await propose(stage, Arranged(as_=manager, path=path), kind="apis")
    assert (made["cases"], made["passedOver"]) == ([], 1)


async def test_what_is_drafted_only_is_not_asked_about(stage: Stage) -> None:
    manager, path = await knowledge(stage)
    await drafted_api(stage, manager, path)
    answer = await stage.call("propose_cases_from_knowledge", as_=manager, path=path, body={"kind": "apis"})
    assert (answer.status, answer.error["code"]) == (409, "knowledge_not_active")


async def test_no_more_than_fifty_at_once(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"kind": "apis", "limit": 51}
    assert (await stage.arranged("propose_cases_from_knowledge", call)).status == 400
