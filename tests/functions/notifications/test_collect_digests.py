from datetime import UTC, datetime
from typing import Any

import pytest

from functions.notifications import collect_digests as module
from shared.auth.roles import Role
from shared.errors import DependencyUnavailable
from tests.fixtures.notifications import prefer, told_of_plan
from tests.fixtures.stage import Arranged, SignedIn, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged()


async def daily_reader(stage: Stage, *, tenant_id: str | None = None, **settings: str) -> SignedIn:
    admin = await stage.member(Role.ADMIN, tenant_id=tenant_id)
    await prefer(stage, admin, "plan_changed", "daily")
    if settings:
        assert (await stage.call("update_user_settings", as_=admin, body=settings)).status == 200
    return admin


async def collected(stage: Stage) -> list[dict[str, Any]]:
    assert await stage.tick("collect_digests") == 204
    await stage.settle()
    return await stage.documents("digests")


async def test_what_happened_since_yesterday_is_told_once_at_eight(stage: Stage) -> None:
    admin = await daily_reader(stage, timeZone="Europe/Berlin")
    await told_of_plan(stage, admin.tenant_id, "team")
    stage.clock.advance(seconds=1)
    await told_of_plan(stage, admin.tenant_id, "business")
    stage.clock.time = datetime(2026, 3, 3, 6, 59, tzinfo=UTC)
    assert await collected(stage) == []
    stage.clock.time = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
    [digest] = await collected(stage)
    assert [each["values"]["plan"] for each in digest["occasions"]] == ["team", "business"]
    assert len(await collected(stage)) == 1
    [mail] = stage.mailer.sent
    assert mail.to == admin.email
    assert mail.subject == "Acme on Ella: what happened (2)"
    assert "Acme is on the plan “team” now\nhttp://127.0.0.1:8080/usage" in mail.text


async def test_who_chose_no_zone_lives_by_the_tenants(stage: Stage) -> None:
    admin = await daily_reader(stage)
    await stage.change(f"tenants/{admin.tenant_id}/tenant/{admin.tenant_id}", timeZone="Asia/Tokyo")
    await told_of_plan(stage, admin.tenant_id)
    stage.clock.time = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
    assert len(await collected(stage)) == 1


async def test_each_reader_has_a_digest_in_a_language_of_their_own(stage: Stage) -> None:
    german = await daily_reader(stage, locale="de-AT")
    await daily_reader(stage, tenant_id=german.tenant_id)
    await told_of_plan(stage, german.tenant_id)
    stage.clock.advance(days=1)
    await collected(stage)
    subjects = {mail.to == german.email: mail.subject for mail in stage.mailer.sent}
    assert subjects[True] == "Acme auf Ella: was geschehen ist (1)"
    assert subjects[False] == "Acme on Ella: what happened (1)"


async def test_nothing_is_lost_while_the_mail_server_is_down_and_nothing_told_twice(stage: Stage) -> None:
    admin = await daily_reader(stage)
    await told_of_plan(stage, admin.tenant_id)
    stage.clock.advance(days=1)
    stage.mailer.failure = DependencyUnavailable("the mail server is away")
    await collected(stage)
    stage.clock.advance(hours=20)
    await collected(stage)
    stage.mailer.failure = None
    stage.clock.advance(minutes=30)
    [digest] = await collected(stage)
    assert digest["sentAt"] is not None
    [mail] = stage.mailer.sent
    assert mail.message_id == f"<{digest['id']}.send_digest@ella>"


async def test_whoever_left_meanwhile_gets_no_mail(stage: Stage) -> None:
    admin = await daily_reader(stage)
    await told_of_plan(stage, admin.tenant_id)
    await stage.change(f"tenants/{admin.tenant_id}/members/{admin.user_id}", isActive=False)
    stage.clock.advance(days=1)
    await collected(stage)
    assert stage.mailer.sent == []


async def test_more_than_a_digest_holds_fills_another(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_TOLD", 2)
    admin = await daily_reader(stage)
    for _ in range(5):
        await told_of_plan(stage, admin.tenant_id)
    stage.clock.advance(days=1)
    assert sorted(len(each["occasions"]) for each in await collected(stage)) == [1, 2, 2]
    assert await stage.documents("digestItems") == []
