"""Calls of models for tenants: how many at once, when again, and that nobody waits for ever."""

import asyncio
from collections.abc import Callable

import pytest

from shared.engines.model_calls.concurrency import Aimd
from shared.ports.models import (
    Completion,
    EmbeddedTexts,
    EmbeddingRequest,
    FinishReason,
    ModelError,
    ModelRateLimited,
    ModelRequest,
    ModelRequestRefused,
    OnText,
    ProviderOverloaded,
    ProviderUnavailable,
    StreamCut,
)
from shared.runtime import model_calls
from shared.runtime.model_calls import ModelCalls

pytestmark = pytest.mark.anyio

REQUEST = ModelRequest("m", ())
DONE = Completion("done", FinishReason.STOP, 1.0)


class ScriptedModels:
    """Fails as it is told, in turn, and then answers when it is let."""

    def __init__(self, *failures: ModelError) -> None:
        self.failures = list(failures)
        self.running = self.most = self.asked = 0
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def complete(
        self, provider: str, request: ModelRequest, *, key: str = "", on_text: OnText | None = None
    ) -> Completion:
        self.asked += 1
        self.running += 1
        self.most = max(self.most, self.running)
        try:
            await self.may_answer.wait()
            await asyncio.sleep(0)
            if self.failures:
                raise self.failures.pop(0)
            return DONE
        finally:
            self.running -= 1

    async def embed(self, provider: str, request: EmbeddingRequest, *, key: str = "") -> EmbeddedTexts:
        self.asked += 1
        if self.failures:
            raise self.failures.pop(0)
        return EmbeddedTexts(((1.0,),) * len(request.texts))

    async def list_models(self, provider: str, *, key: str = "", total: float = 10.0) -> tuple[str, ...]:
        return ()


class Time:
    """A clock that moves by what is slept."""

    def __init__(self) -> None:
        self.at = 100.0
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds
        await asyncio.sleep(0)


def calls(models: ScriptedModels, time: Time | None = None, **rules: float) -> ModelCalls:
    time = time or Time()
    return ModelCalls(models, window=Aimd(**rules), now=lambda: time.at, sleep=time.sleep)


async def until(holds: Callable[[], bool]) -> None:
    for _ in range(1_000):
        if holds():
            return
        await asyncio.sleep(0)
    raise AssertionError("it never came to that")


async def test_no_more_run_at_once_than_the_window_lets_in_and_all_are_answered() -> None:
    models = ScriptedModels()
    asked = calls(models, start=4, highest=6)
    found = await asyncio.gather(*(asked.complete("t", "openai", REQUEST) for _ in range(200)))
    assert found == [DONE] * 200
    assert models.most == 6


async def test_what_was_refused_is_asked_again_when_the_provider_said() -> None:
    models, time = ScriptedModels(ModelRateLimited("slow down", retry_after=7.0), ProviderOverloaded("busy")), Time()
    assert await calls(models, time).complete("t", "openai", REQUEST) == DONE
    assert models.asked == 3
    assert time.slept[0] >= 7.0


async def test_a_refusal_holds_up_the_calls_of_that_tenant_alone() -> None:
    models, time = ScriptedModels(ModelRateLimited("slow down", retry_after=3600.0)), Time()
    asked = calls(models, time)
    with pytest.raises(ModelRateLimited):
        await asked.complete("t", "openai", REQUEST)
    await asked.complete("other", "openai", REQUEST)
    await asked.complete("t", "grok", REQUEST)
    assert time.slept == []
    with pytest.raises(ModelRateLimited) as caught:
        await asked.complete("t", "openai", REQUEST)
    assert (caught.value.retry_after, models.asked, time.slept) == (3600.0, 3, [])
    time.at += 3600.0
    assert await asked.complete("t", "openai", REQUEST) == DONE


@pytest.mark.parametrize("error", [ProviderUnavailable("hm"), StreamCut("cut", text="x"), ModelRequestRefused("no")])
async def test_what_may_have_been_paid_for_is_not_asked_again(error: ModelError) -> None:
    models = ScriptedModels(error)
    with pytest.raises(type(error)):
        await calls(models).complete("t", "openai", REQUEST)
    assert models.asked == 1


async def test_a_provider_that_refuses_on_and_on_is_given_up() -> None:
    models = ScriptedModels(*(ModelRateLimited("slow down") for _ in range(9)))
    with pytest.raises(ModelRateLimited):
        await calls(models).complete("t", "openai", REQUEST)
    assert models.asked == 4


async def test_a_call_that_is_cancelled_leaves_its_place_to_the_next() -> None:
    models = ScriptedModels()
    models.may_answer.clear()
    asked = calls(models, start=1, highest=1)
    tasks = [asyncio.create_task(asked.complete("t", "openai", REQUEST)) for _ in range(4)]
    await until(lambda: models.running == 1)
    tasks[1].cancel()
    tasks[0].cancel()
    await until(lambda: models.asked == 2)
    models.may_answer.set()
    assert await asyncio.gather(*tasks[2:]) == [DONE, DONE]


async def test_one_that_is_cancelled_just_when_its_turn_comes_passes_it_on() -> None:
    models = ScriptedModels()
    models.may_answer.clear()
    asked = calls(models, start=1, highest=1)
    tasks = [asyncio.create_task(asked.complete("t", "openai", REQUEST)) for _ in range(3)]
    await until(lambda: models.running == 1)
    gate = asked._gate("t", "openai")
    tasks[0].cancel()
    await until(lambda: len(gate.waiting) == 1)
    tasks[1].cancel()
    models.may_answer.set()
    assert await asyncio.wait_for(tasks[2], 10) == DONE


async def test_one_that_is_cancelled_while_the_provider_pauses_passes_its_turn_on() -> None:
    models = ScriptedModels(ModelRateLimited("slow down", retry_after=5.0))
    pausing, go_on = asyncio.Event(), asyncio.Event()

    async def sleep(seconds: float) -> None:
        pausing.set()
        await go_on.wait()
        time.at += seconds

    time = Time()
    asked = ModelCalls(models, window=Aimd(start=1, highest=1), now=lambda: time.at, sleep=sleep)
    models.may_answer.clear()
    tasks = [asyncio.create_task(asked.complete("t", "openai", REQUEST)) for _ in range(3)]
    await until(lambda: models.running == 1)
    models.may_answer.set()
    await pausing.wait()
    await until(lambda: len(asked._gate("t", "openai").waiting) == 1)
    tasks[0].cancel()
    tasks[1].cancel()
    go_on.set()
    assert await asyncio.wait_for(tasks[2], 10) == DONE


async def test_gates_that_nobody_uses_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_calls, "MAX_GATES", 10)
    asked = calls(ScriptedModels())
    for number in range(50):
        await asked.complete(f"tenant-{number}", "echo", REQUEST)
    assert len(asked._gates) <= 10
