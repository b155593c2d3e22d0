import pytest

from shared.auth.permissions import Permission
from shared.auth.roles import Role
from shared.errors import DependencyUnavailable
from tests.fixtures.providers import KEY, admin_with_key, listed
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.ADMIN), path={"provider": "openai"}, body={"key": KEY})


async def test_a_key_is_among_the_secrets_and_shown_to_nobody(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    answer = await stage.call("set_provider_key", as_=admin, path={"provider": "openai"}, body={"key": KEY})
    assert (answer.data["lastFour"], answer.data["setBy"], answer.data["testedAt"]) == ("WXYZ", admin.user_id, None)
    assert (await listed(stage, admin))["openai"]["key"] == answer.data
    secrets = stage.composition.secrets.kept  # type: ignore[attr-defined]
    assert secrets == {f"{admin.tenant_id}_model-provider-openai": [KEY.encode()]}
    assert KEY[:-4] not in str(await stage.snapshot())
    [entry] = await stage.audited("set_provider_key")
    assert entry["target"] == {"provider": "openai"}
    assert KEY not in str(entry)


async def test_another_key_takes_the_place_of_the_one_before(stage: Stage) -> None:
    admin = await admin_with_key(stage)
    answer = await stage.call("set_provider_key", as_=admin, path={"provider": "openai"}, body={"key": "k" * 20})
    assert answer.data["lastFour"] == "kkkk"
    await stage.call("test_provider", as_=admin, path={"provider": "openai"})
    assert stage.http_client.sent[-1].headers["authorization"] == f"Bearer {'k' * 20}"


async def test_a_key_set_by_an_api_key_is_noted_as_its_own(stage: Stage) -> None:
    as_ = await stage.api_key(Permission.PROVIDERS_MANAGE)
    answer = await stage.call("set_provider_key", as_=as_, path={"provider": "grok"}, body={"key": KEY})
    assert as_.user_id in answer.data["setBy"]


@pytest.mark.parametrize(
    "key", ["", "tiny!", "x" * 501, "with space in between", "line\nbreak-0123456", "ключ" * 10, 7]
)
async def test_what_can_be_no_key_is_refused_without_repeating_it(stage: Stage, key: object) -> None:
    admin = await stage.member(Role.ADMIN)
    answer = await stage.call("set_provider_key", as_=admin, path={"provider": "openai"}, body={"key": key})
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/key")
    assert len(str(key)) < 5 or str(key) not in str(answer.body)


@pytest.mark.parametrize(
    ("provider", "status", "code"), [("nobody", 404, "provider_not_found"), ("echo", 409, "provider_needs_no_key")]
)
async def test_no_other_provider_has_a_key(stage: Stage, provider: str, status: int, code: str) -> None:
    admin = await stage.member(Role.ADMIN)
    answer = await stage.call("set_provider_key", as_=admin, path={"provider": provider}, body={"key": KEY})
    assert (answer.status, answer.error["code"]) == (status, code)
    assert await stage.documents("providerKeys") == []


async def test_a_key_that_could_not_be_stored_is_not_noted(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def down(name: str, value: bytes) -> None:
        raise DependencyUnavailable("no secrets now")

    admin = await stage.member(Role.ADMIN)
    monkeypatch.setattr(stage.composition.secrets, "put", down)
    answer = await stage.call("set_provider_key", as_=admin, path={"provider": "openai"}, body={"key": KEY})
    assert answer.status == 503
    assert not (await listed(stage, admin))["openai"]["usable"]
