import pytest

from tests.fixtures.providers import admin_with_key, listed
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await admin_with_key(stage), path={"provider": "openai"})


async def test_a_deleted_key_is_gone_in_every_version(stage: Stage) -> None:
    admin = await admin_with_key(stage)
    await stage.call("set_provider_key", as_=admin, path={"provider": "openai"}, body={"key": "k" * 20})
    assert (await stage.call("delete_provider_key", as_=admin, path={"provider": "openai"})).status == 204
    assert stage.composition.secrets.kept == {}  # type: ignore[attr-defined]
    assert not (await listed(stage, admin))["openai"]["usable"]
    again = await stage.call("delete_provider_key", as_=admin, path={"provider": "openai"})
    assert (again.status, again.error["code"]) == (404, "provider_key_not_found")


async def test_a_key_whose_deletion_stopped_halfway_can_be_deleted_again(stage: Stage) -> None:
    admin = await admin_with_key(stage)
    stage.composition.secrets.kept.clear()  # type: ignore[attr-defined]
    assert (await stage.call("delete_provider_key", as_=admin, path={"provider": "openai"})).status == 204


async def test_the_keys_of_other_providers_and_tenants_stay(stage: Stage) -> None:
    admin, other = await admin_with_key(stage), await admin_with_key(stage)
    await stage.call("set_provider_key", as_=admin, path={"provider": "grok"}, body={"key": "k" * 20})
    await stage.call("delete_provider_key", as_=admin, path={"provider": "openai"})
    assert (await listed(stage, admin))["grok"]["usable"]
    assert (await listed(stage, other))["openai"]["usable"]
