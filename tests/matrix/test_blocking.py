"""No handler blocks the event loop."""

import time

import pytest

from tests.fixtures.blocking import blocking_calls
from tests.fixtures.stage import Stage
from tests.matrix.arrangements import arranged, http_names, subscriber_names

pytestmark = [pytest.mark.anyio, pytest.mark.thorough]


async def test_the_detector_finds_a_handler_that_sleeps() -> None:
    with blocking_calls() as found:
        time.sleep(0)
    assert found == ["time.sleep"]


@pytest.mark.parametrize("name", http_names())
async def test_no_http_handler_blocks_the_loop(name: str, stage: Stage) -> None:
    call = await arranged(name, stage)
    with blocking_calls() as found:
        await stage.arranged(name, call)
    assert found == []


@pytest.mark.parametrize("name", subscriber_names())
async def test_no_subscriber_blocks_the_loop(name: str, stage: Stage) -> None:
    call = await arranged(name, stage)
    assert call.event is not None
    envelope = stage.envelope(call.event, call.tenant_id)
    with blocking_calls() as found:
        await stage.deliver(name, envelope)
    assert found == []
