"""A suite run over the embedded adapters, with keys from the environment."""

import asyncio
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shared.domain.suite_runs.cases import SuiteCase, Target
from shared.domain.suite_runs.executing import Means, execute_case
from shared.domain.suite_runs.outside import Reach
from shared.domain.suite_runs.promptfoo_results import ResultRow
from shared.domain.suite_runs.results import CaseResult
from shared.errors import FailedPrecondition
from shared.ports.models import Completion, ModelRequest
from shared.runtime.suite_cases import suite_case
from tools.prompts.configs import Suite

if TYPE_CHECKING:
    from shared.runtime.model_calls import ModelCalls

KEYS = {
    "anthropic": "ANTHROPIC_API_KEY",
    "gemini": "GEMINI_API_KEY",
    "grok": "XAI_API_KEY",
    "openai": "OPENAI_API_KEY",
}
OLLAMA = "http://127.0.0.1:11434"
ONE_TENANT = "local"


class DiskCache:
    """Completions as files, one for each call's content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def find(self, key: str) -> Completion | None:
        """Return what was kept; what can't be read was not."""
        from pydantic import TypeAdapter, ValidationError

        try:
            return TypeAdapter(Completion).validate_json(self._path(key).read_bytes())
        except (OSError, ValidationError):
            return None

    async def keep(self, key: str, completion: Completion) -> None:
        """Keep a completion, whole or not at all."""
        from pydantic import TypeAdapter

        path = self._path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_bytes(TypeAdapter(Completion).dump_json(completion))
        draft.replace(path)

    def _path(self, key: str) -> Path:
        return self._folder / f"{sha256(key.encode()).hexdigest()}.json"


async def run(
    suite: Suite, *, repeat: int, at_once: int, cache: Path | None, judge: Target | None
) -> Sequence[ResultRow]:
    """Return the result of every case for every column, so many times, in this order."""
    reach = _reach(suite, judge)
    local = all(target.provider == "echo" for _, target in suite.columns)
    means = Means(
        complete=_Models().complete,
        today=datetime.now(UTC).date(),
        reach=reach,
        cache=DiskCache(cache) if cache is not None and not (local and judge is None) else None,
    )
    planned = [
        (column, number, card.name, case.description, suite_case(card, case, target, repeat=again))
        for again in range(repeat)
        for number, case in enumerate(suite.cases)
        for column, (card, target) in enumerate(suite.columns)
    ]
    results = await _executed([each[-1] for each in planned], means, at_once)
    return [ResultRow(*each, result) for each, result in zip(planned, results, strict=True)]


async def _executed(cases: Sequence[SuiteCase], means: Means, at_once: int) -> list[CaseResult]:
    results: dict[int, CaseResult] = {}
    waiting = iter(enumerate(cases))

    async def work() -> None:
        for number, case in waiting:
            results[number] = await execute_case(case, means)

    async with asyncio.TaskGroup() as workers:
        for _ in range(min(at_once, len(cases))):
            workers.create_task(work())
    return [results[number] for number in range(len(cases))]


def _reach(suite: Suite, judge: Target | None) -> Reach:
    """Return what of the outside the suite's assertions need: all of it takes its time to begin."""
    from shared.adapters.minilm.embeddings import MiniLmEmbeddings

    kinds = {kind.removeprefix("not-") for case in suite.cases for each in case.assertions for kind in _kinds(each)}
    sandbox = http = None
    if "python" in kinds:
        from shared.adapters.bubblewrap.sandbox import BubblewrapSandbox
        from shared.config import config
        from shared.engines.languages import LANGUAGES

        sandbox = BubblewrapSandbox(LANGUAGES, config().sandbox_slots, config().sandbox_cache)
    if "webhook" in kinds:
        from shared.adapters.guarded_http import GuardedHttpClient

        http = GuardedHttpClient("cli", https_only=False)
    return Reach(judge, MiniLmEmbeddings(), sandbox, http)


def _kinds(assertion: Mapping[str, Any]) -> Iterator[str]:
    yield assertion["type"]
    for each in assertion.get("assert", ()):
        yield from _kinds(each)


class _Models:
    """Models by provider, made once they are asked."""

    def __init__(self) -> None:
        self._calls: ModelCalls | None = None

    async def complete(self, provider: str, request: ModelRequest) -> Completion:
        if provider == "echo":
            from shared.adapters.models import echo

            return await echo.complete(request, None)
        name = KEYS.get(provider, "")
        key = os.environ.get(name, "")
        if name and not key:
            raise FailedPrecondition(f"set {name} to ask {provider}", code="provider_key_missing")
        return await self._made().complete(ONE_TENANT, provider, request, key=key)

    def _made(self) -> "ModelCalls":
        if self._calls is None:
            from shared.adapters.guarded_http import GuardedHttpClient
            from shared.adapters.models.provider_models import ProviderModels
            from shared.ports.model_providers import configured
            from shared.runtime.model_calls import ModelCalls

            ollama = os.environ.get("OLLAMA_BASE_URL", OLLAMA).rstrip("/")
            self._calls = ModelCalls(ProviderModels(GuardedHttpClient("cli", origins=[ollama]), configured(ollama)))
        return self._calls
