from pathlib import Path

import pytest

from shared.ports.models import Completion, FinishReason, ToolCall, Usage
from tools.prompts.running import DiskCache

pytestmark = pytest.mark.anyio

ANSWER = Completion(
    "Hello é",
    FinishReason.TOOL_CALLS,
    latency_ms=12.5,
    tool_calls=(ToolCall("1", "look", "{}"),),
    usage=Usage(3, 4, cached=1),
    logprobs=(-0.5, -0.25),
)


async def test_an_answer_is_kept_for_later_runs(tmp_path: Path) -> None:
    await DiskCache(tmp_path / "new").keep("key", ANSWER)
    later = DiskCache(tmp_path / "new")
    assert (await later.find("key"), await later.find("other")) == (ANSWER, None)


async def test_what_can_not_be_read_was_not_kept(tmp_path: Path) -> None:
    cache = DiskCache(tmp_path)
    await cache.keep("key", ANSWER)
    [kept] = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:20])
    assert await cache.find("key") is None
    await cache.keep("key", ANSWER)
    assert await cache.find("key") == ANSWER
