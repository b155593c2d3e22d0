"""One chat completion while it is made: models asked in turn, pieces handed on, and afterwards what is noted of it.

Asking runs in a task of its own. Whoever waits for it may go away; then the models are called off, and what they had
written until then is paid for and noted all the same.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from shared.domain.chat.answers import Answer
from shared.engines.model_calls.retries import RetryRules
from shared.errors import EllaError
from shared.ports.models import (
    Completion,
    ModelError,
    ModelQuotaUsedUp,
    ModelRateLimited,
    OnText,
    ProviderUnavailable,
)
from shared.runtime.chat_plan import Asked

ONCE = RetryRules(tries=1, longest=0)
"""Where another model can be asked, none is waited for."""

_NEXT = (ModelQuotaUsedUp, ModelRateLimited, ProviderUnavailable)
"""What has the next model asked, as long as nobody has heard anything."""

Ask = Callable[[Asked, OnText | None, RetryRules | None], Awaitable[Completion]]


@dataclass(slots=True)
class Made:
    """One choice: which model it is of, what was heard of it, and the whole once it is there."""

    asked: Asked
    heard: list[str] = field(default_factory=list[str])
    completion: Completion | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: choices that are whole, or the error; `hung_up` where nobody waited for the end."""

    made: tuple[Made, ...]
    error: EllaError | None = None
    hung_up: bool = False

    @property
    def completions(self) -> tuple[Completion, ...]:
        """The choices that are whole."""
        return tuple(each.completion for each in self.made if each.completion is not None)


class Exchange:
    """A completion in so many choices; `note` is told what came of it, once, before the end is told to anybody."""

    def __init__(
        self,
        asked: Sequence[Asked],
        choices: int,
        ask: Ask,
        note: Callable[[Outcome], Awaitable[None]],
        *,
        streams: bool,
    ) -> None:
        self._asked = asked
        self._ask = ask
        self._note = note
        self._streams = streams
        self._made = tuple(Made(asked[0]) for _ in range(choices))
        self._pieces: asyncio.Queue[tuple[int, str] | None] = asyncio.Queue()
        self._begun = asyncio.Event()
        self._asking = asyncio.create_task(self._all())
        self._ending = asyncio.create_task(self._ended())

    async def whole(self) -> Outcome:
        """Return the outcome; raise the error there is."""
        try:
            outcome = await asyncio.shield(self._ending)
        except asyncio.CancelledError:
            await self.close()
            raise
        if outcome.error is not None:
            raise outcome.error
        return outcome

    async def begun(self) -> None:
        """Return once something was written; raise what went wrong before."""
        try:
            await self._begun.wait()
        except asyncio.CancelledError:
            await self.close()
            raise
        if not any(each.heard for each in self._made):
            await self.whole()

    async def pieces(self, answer: Answer, usage: Callable[[Outcome], Any]) -> AsyncIterator[Any]:
        """Yield the pieces of a stream, None behind the last; raise what ended it."""
        answer.model = self._made[0].asked.route.model
        for index in range(len(self._made)):
            yield answer.begun(index)
        while (piece := await self._pieces.get()) is not None:
            yield answer.piece(*piece)
        outcome = await self.whole()
        for index, completion in enumerate(outcome.completions):
            for chunk in answer.ended(index, completion):
                yield chunk
        if (last := usage(outcome)) is not None:
            yield last
        yield None

    async def close(self) -> None:
        """Call off what still goes on, and wait until that is noted."""
        self._asking.cancel()
        with suppress(EllaError):
            await asyncio.shield(self._ending)

    async def _all(self) -> None:
        tasks = [asyncio.create_task(self._choice(index)) for index in range(len(self._made))]
        try:
            for task in asyncio.as_completed(tasks):
                await task
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _choice(self, index: int) -> None:
        made = self._made[index]

        async def hear(text: str) -> None:
            made.heard.append(text)
            self._pieces.put_nowait((index, text))
            self._begun.set()

        for place, asked in enumerate(self._asked, 1):
            made.asked, is_last = asked, place == len(self._asked)
            try:
                made.completion = await self._ask(asked, hear if self._streams else None, None if is_last else ONCE)
            except ModelError as error:
                if is_last or made.heard or not isinstance(error, _NEXT):
                    raise
            else:
                return

    async def _ended(self) -> Outcome:
        try:
            await self._asking
            outcome = Outcome(self._made)
        except asyncio.CancelledError:
            outcome = Outcome(self._made, hung_up=True)
        except EllaError as error:
            outcome = Outcome(self._made, error)
        finally:
            self._pieces.put_nowait(None)
            self._begun.set()
        await self._note(outcome)
        return outcome
