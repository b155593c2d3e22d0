from typing import Any

import pytest

from shared.auth.roles import Role
from shared.domain.inbound.model import MAX_SOURCES
from tests.fixtures.inbound import PAID, Sender, Source, a_source, sends
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.ADMIN), body={"name": "The shop", "invitesAs": "member"})


async def test_the_secret_is_shown_once_and_stored_nowhere(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    call: dict[str, Any] = {"as_": admin, "body": {"name": "The shop"}, "headers": {"idempotency-key": "k"}}
    answer = await stage.call("create_inbound_source", **call)
    secret = answer.data["secret"]
    assert secret.startswith("whin_")
    assert "secret" not in (await stage.call("create_inbound_source", **call)).data
    assert secret not in str((await stage.call("list_inbound_sources", as_=admin)).body)
    assert secret.removeprefix("whin_") not in str(await stage.snapshot())


async def test_its_address_takes_what_its_secret_signs(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    data = (await stage.call("create_inbound_source", as_=admin, body={"name": "The shop"})).data
    assert data["url"].endswith(f"/v1/inbound/{admin.tenant_id}/{data['source']['id']}")
    source = Source(admin, Sender("", admin.tenant_id, "", secret=data["secret"]), data["source"]["id"])
    assert (await sends(stage, source, PAID)).status == 202


@pytest.mark.parametrize("role", ["owner", "admin", "manager", "candidate"])
async def test_no_source_makes_anybody_an_administrator(stage: Stage, role: str) -> None:
    body = {"name": "The shop", "invitesAs": role}
    answer = await stage.call("create_inbound_source", as_=await stage.member(Role.ADMIN), body=body)
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/invitesAs")


async def test_a_tenant_has_so_many_and_no_more(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    for _ in range(MAX_SOURCES):
        await a_source(stage, admin=admin)
    answer = await stage.call("create_inbound_source", as_=admin, body={"name": "One more"})
    assert (answer.status, answer.error["code"]) == (409, "too_many_inbound_sources")
