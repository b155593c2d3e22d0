import pytest

from shared.auth.roles import Role
from shared.ids import hash_secret
from tests.fixtures.apps import app, key_pair
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    return Arranged(as_=admin, path={"appId": await app(stage, admin)}, body={"name": "Production"})


async def test_the_secret_key_is_shown_once_and_only_its_hash_is_stored(stage: Stage) -> None:
    call = await arrange(stage)
    pair = (await stage.arranged("create_app_key", call)).data
    assert call.as_ is not None
    secret = pair["secretKey"].removeprefix(pair["publicKey"] + "_")
    assert pair["publicKey"] == f"ella_{call.as_.tenant_id}_{pair['key']['id']}"
    stored = await stage.document(f"tenants/{call.as_.tenant_id}/apiKeys/{pair['key']['id']}")
    assert stored is not None
    assert (stored["secretHash"], stored["appId"]) == (hash_secret(secret), call.path["appId"])
    assert secret not in str(await stage.snapshot())


async def test_a_key_pair_is_for_traces_scores_prompts_and_flags_alone(stage: Stage) -> None:
    call = await arrange(stage)
    assert call.as_ is not None
    pair = await key_pair(stage, call.as_.tenant_id, call.path["appId"])
    assert pair["key"]["scopes"] == ["flags:evaluate", "knowledge:read", "prompts:read", "traces:write"]
    program = SignedIn(pair["secretKey"], call.as_.tenant_id, "program")
    assert (await stage.call("get_app", as_=program, path=call.path)).status == 403


async def test_a_key_pair_is_for_one_of_the_apps_environments(stage: Stage) -> None:
    call = await arrange(stage)
    assert (await stage.arranged("create_app_key", call)).data["key"]["environment"] == "default"
    call.body = {"name": "Production", "environment": "production"}
    answer = await stage.arranged("create_app_key", call)
    assert (answer.status, answer.error["code"]) == (404, "environment_not_found")
    await stage.call("update_app", as_=call.as_, path=call.path, body={"environments": ["default", "production"]})
    assert (await stage.arranged("create_app_key", call)).data["key"]["environment"] == "production"


async def test_a_key_pair_is_revoked_and_rotated_like_any_api_key(stage: Stage) -> None:
    call = await arrange(stage)
    pair = (await stage.arranged("create_app_key", call)).data
    path = {"apiKeyId": pair["key"]["id"]}
    rotated = (await stage.call("rotate_api_key", as_=call.as_, path=path, body={})).data
    assert rotated["token"].startswith(pair["publicKey"] + "_")
    assert rotated["token"] != pair["secretKey"]
    assert rotated["key"]["appId"] == call.path["appId"]
    assert (await stage.call("revoke_api_key", as_=call.as_, path=path)).data["revokedAt"]


async def test_an_archived_app_gets_no_key_pair(stage: Stage) -> None:
    call = await arrange(stage)
    await stage.call("archive_app", as_=call.as_, path=call.path)
    answer = await stage.arranged("create_app_key", call)
    assert (answer.status, answer.error["code"]) == (409, "app_archived")


async def test_a_key_pair_has_models_asked_where_that_was_said(stage: Stage) -> None:
    call = await arrange(stage)
    body = {"name": "Bot", "chat": True}
    pair = (await stage.call("create_app_key", as_=call.as_, path=call.path, body=body)).data
    assert pair["key"]["scopes"][0] == "chat:use"
