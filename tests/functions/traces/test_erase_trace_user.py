import pytest

from tests.fixtures.spans import span
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.traces import send, sender

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    manager, app_id = await sender(stage)
    for number in range(1, 26):
        user = "bob" if number == 25 else "ada"
        sent = span(1, trace=f"{number:032x}", attributes={"user.id": user})
        await send(stage, manager, app_id, sent)
    return Arranged(as_=manager, path={"appId": app_id}, body={"user": "ada"})


async def test_all_of_a_users_traces_go_and_nobody_elses(stage: Stage) -> None:
    call = await arrange(stage)
    begun = await stage.arranged("erase_trace_user", call)
    assert begun.status == 202
    await stage.settle()
    operation = await stage.call("get_operation", as_=call.as_, path={"operationId": begun.data["id"]})
    assert (operation.data["status"], operation.data["result"]) == ("succeeded", {"traces": 24})
    assert [trace["userId"] for trace in await stage.documents("traces")] == ["bob"]
    assert len(await stage.documents("spanChunks")) == 1
    stored = [
        path for path, document in (await stage.snapshot()).items() if "/trace" in path and "ada" in str(document)
    ]
    assert stored == []
    [user] = (await stage.call("get_app_usage", as_=call.as_, path=call.path, query={"by": "user"})).data["lines"]
    assert (user["name"], user["traces"]) == ("bob", 1)
