import pytest

from tests.fixtures.chat import asker, program
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

BEST = {"name": "best", "targets": [{"model": "gpt-5"}]}


async def arrange(stage: Stage) -> Arranged:
    admin, app_id = await asker(stage, aliases=[BEST])
    return Arranged(as_=admin, query={"appId": app_id})


async def test_aliases_and_models_with_a_key_are_listed(stage: Stage) -> None:
    answer = await stage.arranged("list_models", await arrange(stage))
    assert answer.body["object"] == "list"
    owners = {each["id"]: each["owned_by"] for each in answer.body["data"]}
    assert (owners["best"], owners["openai/gpt-5"], owners["echo/echo"]) == ("ella", "openai", "echo")
    assert set(owners.values()) == {"ella", "openai", "echo"}
    assert stage.http_client.sent == []


async def test_what_is_not_allowed_is_not_listed(stage: Stage) -> None:
    admin, app_id = await asker(stage, aliases=[BEST], allowedModels=["best"])
    caller = await program(stage, admin.tenant_id, app_id)
    answer = await stage.call("list_models", as_=caller)
    assert [each["id"] for each in answer.body["data"]] == ["best"]


async def test_an_app_that_is_not_there_is_told_in_openais_words(stage: Stage) -> None:
    call = await arrange(stage)
    answer = await stage.call("list_models", as_=call.as_, query={"appId": "gone"})
    assert (answer.status, answer.body["error"]["code"]) == (404, "app_not_found")
