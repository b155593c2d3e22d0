"""What still works while something that Ella rests on is down, and what happens once it is back.

`docs/operations.md` has a row for each. What is down is the real adapter with nobody at the other end.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from shared.adapters.guarded_http import GuardedHttpClient
from shared.adapters.models.provider_models import ProviderModels
from shared.adapters.redis_windows import RedisWindows
from shared.adapters.smtp import SmtpMailer
from shared.auth.roles import Role
from shared.ports.model_providers import configured
from shared.runtime.model_calls import ModelCalls
from shared.runtime.outbound import OutboundCalls
from shared.runtime.rate_limits import RateLimiter
from shared.runtime.windows import FailingOpenWindows
from tests.fixtures.attempts import finish, running_attempt, save
from tests.fixtures.chat import asker, chat
from tests.fixtures.file_stores import cloud
from tests.fixtures.model_server import openai_answer
from tests.fixtures.redis import RedisServer, redis_server
from tests.fixtures.servers import answers, serving
from tests.fixtures.stage import SignedIn, Stage
from tests.fixtures.times import SleptTime
from tests.fixtures.uploads import PACKAGE, send
from tools.stack.ports import free_ports

pytestmark = pytest.mark.anyio


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    with redis_server(tmp_path) as server:
        yield server


def nobody() -> int:
    """Return a port that nobody listens on."""
    return free_ports(["nobody"])["nobody"]


class Inbox:
    """Takes every mail."""

    def __init__(self) -> None:
        self.recipients: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.recipients += envelope.rcpt_tos
        return "250 OK"


async def test_without_redis_candidates_work_on_and_limits_hold_for_each_instance(
    stage: Stage, redis: RedisServer
) -> None:
    windows = FailingOpenWindows(RedisWindows(redis.url), retry_seconds=0)
    stage.composition.limiter = RateLimiter(windows=windows)
    sitting = await running_attempt(stage)
    redis.stop()
    statuses = [(await save(stage, sitting, revision=number)).status for number in range(1, 62)]
    assert statuses == [200] * 60 + [429]
    redis.start()
    assert (await save(stage, sitting, revision=61)).status == 200
    await windows.close()


async def test_without_a_mail_server_everything_is_accepted_and_the_mail_comes_later_once(stage: Stage) -> None:
    admin, port, inbox = await stage.member(Role.ADMIN), nobody(), Inbox()
    stage.composition.__dict__["mailer"] = SmtpMailer(f"smtp://127.0.0.1:{port}", "Ella <no-reply@ella.example>")
    assert (await invited(stage, admin)).status == 201
    await stage.settle()
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    try:
        for _ in range(3):
            stage.clock.advance(minutes=1)
            await stage.settle()
    finally:
        server.stop()
    assert inbox.recipients == ["rita@example.com"]
    assert await stage.documents("deliveryFailures") == []


async def test_without_a_provider_its_callers_are_told_so_and_it_is_asked_again_once_its_circuit_closes(
    stage: Stage,
) -> None:
    time, port = SleptTime(), nobody()
    url = f"http://127.0.0.1:{port}"
    http = OutboundCalls(GuardedHttpClient("1.0.0", origins=[url]), now=time.now, sleep=time.sleep)
    models = ProviderModels(http, configured("", [("openai", f"{url}/v1")]))
    stage.composition.__dict__["models"] = models
    stage.composition.__dict__["model_calls"] = ModelCalls(models, now=time.now, sleep=time.sleep)
    admin, app_id = await asker(stage)
    sitting = await running_attempt(stage)
    for _ in range(2):
        assert (await chat(stage, admin, app_id, model="gpt-4o-mini")).status == 503
    assert http.open_circuits() == 1
    assert (await chat(stage, admin, app_id, model="echo")).status == 200
    assert (await save(stage, sitting)).status == 200
    said = json.dumps(openai_answer("back")).encode()
    async with serving(answers(200, said, content_type="application/json"), port=port):
        time.at += 60
        assert (await chat(stage, admin, app_id, model="gpt-4o-mini")).status == 200
    assert http.open_circuits() == 0


async def test_without_the_file_store_answers_are_saved_and_an_upload_is_completed_later(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = stage.files
    recruiter = await stage.member()
    sitting = await running_attempt(stage)
    ticket = (await stage.call("create_upload", as_=recruiter, body=PACKAGE)).data
    path = {"uploadId": ticket["upload"]["id"]}
    away = cloud(f"http://127.0.0.1:{nobody()}", monkeypatch, patience=0.2)
    stage.composition.__dict__["files"] = away
    assert (await stage.call("complete_upload", as_=recruiter, path=path)).status == 503
    assert (await save(stage, sitting)).status == 200
    assert (await finish(stage, sitting)).status == 200
    await away.close()
    stage.composition.__dict__["files"] = here
    assert await send(stage, ticket) == 200
    assert (await stage.call("complete_upload", as_=recruiter, path=path)).data["status"] == "complete"


async def test_without_pubsub_commands_stand_and_the_sweep_publishes_what_they_said(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shared.adapters.pubsub import PubSubBus

    sitting = await running_attempt(stage)
    monkeypatch.setenv("PUBSUB_EMULATOR_HOST", f"127.0.0.1:{nobody()}")
    away = PubSubBus("demo-away")
    stage.composition.__dict__["bus"] = away
    assert (await save(stage, sitting)).status == 200
    assert (await finish(stage, sitting)).data["status"] == "submitted"
    await away.close()
    stage.composition.__dict__["bus"] = stage.bus
    stage.clock.advance(minutes=1)
    assert await stage.tick("sweep_outbox") == 204
    assert "attempts.attempt.submitted.v1" in {each.type for each in stage.bus.published}
    assert any("-> score_attempt: 204" in each for each in await stage.settle())


async def invited(stage: Stage, admin: SignedIn) -> Any:
    return await stage.call("invite_member", as_=admin, body={"email": "rita@example.com", "role": "recruiter"})
