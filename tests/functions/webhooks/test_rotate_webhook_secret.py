import pytest

from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.webhooks import happens, owner_with_webhook, path_of

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    owner, webhook = await owner_with_webhook(stage)
    return Arranged(as_=owner, path=path_of(webhook), body={"overlapHours": 1})


async def rotated(stage: Stage, **body: int) -> tuple[str, str, str]:
    """Rotate a secret; return the tenant, and the old and new secret."""
    owner, webhook = await owner_with_webhook(stage)
    answer = await stage.call("rotate_webhook_secret", as_=owner, path=path_of(webhook), body=body)
    assert answer.status == 200, answer.body
    return owner.tenant_id, webhook["secret"], answer.data["secret"]


async def signatures(stage: Stage, tenant_id: str) -> list[str]:
    await happens(stage, tenant_id)
    await stage.settle()
    return stage.http_client.sent[-1].headers["webhook-signature"].split()


async def test_both_secrets_sign_until_the_overlap_ends(stage: Stage) -> None:
    tenant_id, old, new = await rotated(stage, overlapHours=2)
    assert old != new
    assert len(await signatures(stage, tenant_id)) == 2
    stage.clock.advance(hours=2)
    assert len(await signatures(stage, tenant_id)) == 1


async def test_an_overlap_of_nothing_ends_the_old_secret_at_once(stage: Stage) -> None:
    tenant_id, *_ = await rotated(stage, overlapHours=0)
    assert len(await signatures(stage, tenant_id)) == 1


async def test_the_overlap_is_a_day_unless_it_is_said(stage: Stage) -> None:
    tenant_id, *_ = await rotated(stage)
    stage.clock.advance(hours=23)
    assert len(await signatures(stage, tenant_id)) == 2


@pytest.mark.parametrize("hours", [-1, 169, 1.5, "1"])
async def test_another_overlap_is_refused(stage: Stage, hours: object) -> None:
    owner, webhook = await owner_with_webhook(stage)
    answer = await stage.call("rotate_webhook_secret", as_=owner, path=path_of(webhook), body={"overlapHours": hours})
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/overlapHours")
