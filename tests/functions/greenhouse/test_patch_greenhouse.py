import pytest

from shared.domain.greenhouse.events import GreenhousePatchDue
from shared.domain.greenhouse.model import RETRY_DELAYS
from shared.ports.http_client import CallFailed, DestinationRefused
from tests.fixtures.greenhouse import greenhouse, sent_test, take
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sender = await greenhouse(stage)
    interview_id, sitting = await sent_test(stage, sender)
    return Arranged(event=GreenhousePatchDue(interview_id=interview_id, number=1), tenant_id=sitting.tenant_id)


async def patched(stage: Stage) -> dict[str, object]:
    """Have a test taken and scored; return the interview after the first try."""
    _, sitting = await sent_test(stage, await greenhouse(stage))
    await take(stage, sitting)
    await stage.settle()
    [interview] = await stage.documents("greenhouseInterviews")
    return interview


async def later(stage: Stage) -> dict[str, object]:
    """Let the longest delay and its jitter pass."""
    stage.clock.advance(hours=30)
    await stage.settle()
    [interview] = await stage.documents("greenhouseInterviews")
    return interview


async def test_a_patch_that_was_taken_is_sent_once(stage: Stage) -> None:
    interview = await patched(stage)
    assert (interview["patch"], interview["tries"]) == ("delivered", 1)
    assert interview["patchedAt"] == stage.clock.now()
    await later(stage)
    assert len(stage.http_client.sent) == 1


async def test_a_500_is_followed_by_another_try(stage: Stage) -> None:
    stage.http_client.will_answer(500, 200)
    interview = await patched(stage)
    assert (interview["patch"], interview["reason"]) == ("pending", "Greenhouse answered 500")
    interview = await later(stage)
    assert (interview["patch"], interview["tries"], interview["reason"]) == ("delivered", 2, "")


async def test_no_answer_is_followed_by_another_try(stage: Stage) -> None:
    stage.http_client.answers.append(CallFailed("no answer within 15 s"))
    assert (await patched(stage))["reason"] == "no answer within 15 s"
    assert (await later(stage))["patch"] == "delivered"


async def test_tries_end(stage: Stage) -> None:
    stage.http_client.will_answer(*[500] * (len(RETRY_DELAYS) + 1))
    interview = await patched(stage)
    for _ in RETRY_DELAYS:
        assert interview["patch"] == "pending"
        interview = await later(stage)
    assert (interview["patch"], interview["tries"]) == ("failed", len(RETRY_DELAYS) + 1)
    await later(stage)
    assert len(stage.http_client.sent) == len(RETRY_DELAYS) + 1


async def test_an_address_inside_is_never_tried_again(stage: Stage) -> None:
    stage.http_client.answers.append(DestinationRefused("this address is not on the public internet"))
    interview = await patched(stage)
    assert (interview["patch"], interview["tries"]) == ("failed", 1)
    assert interview["reason"] == "this address is not on the public internet"


async def test_a_url_that_is_gone_is_never_tried_again(stage: Stage) -> None:
    stage.http_client.will_answer(410)
    assert (await patched(stage))["patch"] == "failed"
