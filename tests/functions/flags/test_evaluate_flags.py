import pytest

from tests.fixtures.flags import add, change, flagged, place, program
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

SPLIT = {"split": [{"variant": "on", "weight": 1}]}


async def arrange(stage: Stage) -> Arranged:
    manager, path = await flagged(stage)
    query = {"appId": path["appId"], "environment": "default"}
    return Arranged(as_=manager, query=query, body={"context": {"targetingKey": "ada"}})


async def test_all_flags_come_together_and_those_that_fail_say_why(stage: Stage) -> None:
    manager, path = await flagged(stage)
    await add(stage, manager, path, "rolled-out", otherwise=SPLIT)
    bot = await program(stage, manager, path["appId"])
    served, failed = (await stage.call("evaluate_flags", as_=bot, body={})).body["flags"]
    assert (served["key"], served["value"], served["reason"]) == ("new-search", True, "STATIC")
    assert (failed["key"], failed["errorCode"]) == ("rolled-out", "TARGETING_KEY_MISSING")
    assert "value" not in failed


async def test_who_has_what_is_served_already_gets_no_body(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    first = await stage.arranged("evaluate_flags", call)

    async def again(**context: str) -> int:
        body = {"context": {"targetingKey": "ada", **context}}
        headers = {"if-none-match": first.headers["etag"]}
        answer = await stage.call("evaluate_flags", as_=call.as_, query=call.query, body=body, headers=headers)
        assert (answer.body is None) == (answer.status == 304)
        return answer.status

    assert await again() == 304
    assert await again(plan="team") == 304
    await change(stage, call.as_, {**call.query, "flagKey": "new-search"}, enabled=False)
    stage.clock.advance(seconds=5)
    assert await again() == 200


async def test_an_environment_without_flags_serves_none(stage: Stage) -> None:
    manager, path = await place(stage)
    bot = await program(stage, manager, path["appId"])
    assert (await stage.call("evaluate_flags", as_=bot, body={})).body == {"flags": []}


async def test_errors_are_the_protocols(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.call("evaluate_flags", as_=call.as_, query=call.query, raw=b"{")
    assert (answer.status, answer.body["errorCode"], "key" in answer.body) == (400, "PARSE_ERROR", False)
