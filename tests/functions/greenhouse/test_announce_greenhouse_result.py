import pytest

from shared.domain.attempts.events import AttemptScored
from tests.fixtures.attempts import scored_attempt
from tests.fixtures.greenhouse import URL, greenhouse, sent_test, take
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sender = await greenhouse(stage)
    _, sitting = await sent_test(stage, sender)
    return Arranged(event=AttemptScored(attempt_id=sitting.invitation_id), tenant_id=sitting.tenant_id)


async def test_a_result_is_announced_by_an_empty_patch(stage: Stage) -> None:
    sender = await greenhouse(stage)
    _, sitting = await sent_test(stage, sender)
    await take(stage, sitting)
    assert stage.http_client.sent == []
    await stage.settle()
    [sent] = stage.http_client.sent
    assert (sent.method, sent.url, sent.body) == ("PATCH", URL, b"")


async def test_nobody_is_told_of_a_test_that_greenhouse_did_not_send(stage: Stage) -> None:
    await scored_attempt(stage)
    assert stage.http_client.sent == []
