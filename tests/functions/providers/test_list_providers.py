import pytest

from shared.auth.roles import Role
from shared.ports.http_client import CallFailed
from tests.fixtures.providers import admin_with_key, listed, models_answer
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.MEMBER))


async def test_without_any_key_there_is_echo_and_an_ollama_that_answers(stage: Stage) -> None:
    member = await stage.member(Role.MEMBER)
    stage.http_client.answers = [models_answer("llama3.2")]
    assert {id for id, each in (await listed(stage, member)).items() if each["usable"]} == {"echo", "ollama"}
    [asked] = stage.http_client.sent
    assert (asked.url, asked.total) == ("http://127.0.0.1:11434/v1/models", 1.0)
    stage.http_client.answers = [CallFailed("no connection")]
    assert {id for id, each in (await listed(stage, member)).items() if each["usable"]} == {"echo"}


async def test_a_provider_with_a_key_is_usable_and_only_its_keepers_see_of_it(stage: Stage) -> None:
    admin = await admin_with_key(stage, "anthropic")
    member = await stage.member(Role.MEMBER, tenant_id=admin.tenant_id)
    seen = (await listed(stage, admin))["anthropic"]
    assert (seen["usable"], seen["needsKey"], seen["key"]["lastFour"]) == (True, True, "WXYZ")
    assert (await listed(stage, member))["anthropic"] == {**seen, "key": None}
    assert not (await listed(stage, await stage.member(Role.ADMIN)))["anthropic"]["usable"]
