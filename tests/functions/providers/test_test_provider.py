import pytest

from shared.auth.roles import Role
from shared.ports.http_client import CallFailed
from tests.fixtures.providers import KEY, admin_with_key, listed, models_answer
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await admin_with_key(stage), path={"provider": "openai"})


async def test_a_key_that_is_taken_shows_the_models_there_are(stage: Stage) -> None:
    admin = await admin_with_key(stage)
    stage.http_client.answers = [models_answer("gpt-5", "gpt-4o")]
    answer = await stage.call("test_provider", as_=admin, path={"provider": "openai"})
    assert answer.data == {"usable": True, "models": ["gpt-4o", "gpt-5"], "problem": None}
    [sent] = stage.http_client.sent
    assert (sent.method, sent.url) == ("GET", "https://api.openai.com/v1/models")
    assert sent.headers["authorization"] == f"Bearer {KEY}"
    assert [entry["target"] for entry in await stage.audited("test_provider")] == [{"provider": "openai"}]
    seen = (await listed(stage, admin))["openai"]["key"]
    assert (seen["testedAt"], seen["problem"]) == (seen["setAt"], None)


async def test_a_key_that_is_not_taken_is_told_without_repeating_it(stage: Stage) -> None:
    admin = await admin_with_key(stage)
    stage.http_client.answers = [models_answer(f"Incorrect API key provided: {KEY}", status=401)]
    answer = await stage.call("test_provider", as_=admin, path={"provider": "openai"})
    assert (answer.data["usable"], answer.data["problem"]["code"]) == (False, "provider_key_refused")
    assert KEY[:12] not in str(answer.body)
    assert (await listed(stage, admin))["openai"]["key"]["problem"] == "provider_key_refused"


async def test_a_provider_that_does_not_answer_is_told(stage: Stage) -> None:
    admin = await admin_with_key(stage, "anthropic")
    stage.http_client.answers = [CallFailed("the connection failed")]
    answer = await stage.call("test_provider", as_=admin, path={"provider": "anthropic"})
    assert answer.data["problem"]["code"] == "provider_unavailable"


async def test_echo_needs_nothing(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    answer = await stage.call("test_provider", as_=admin, path={"provider": "echo"})
    assert answer.data["models"] == ["echo"]
    assert stage.http_client.sent == []


@pytest.mark.parametrize(
    ("provider", "status", "code"), [("nobody", 404, "provider_not_found"), ("openai", 409, "provider_key_missing")]
)
async def test_what_can_not_be_tried_is_refused(stage: Stage, provider: str, status: int, code: str) -> None:
    admin = await stage.member(Role.ADMIN)
    answer = await stage.call("test_provider", as_=admin, path={"provider": provider})
    assert (answer.status, answer.error["code"]) == (status, code)
