"""Many programs asked for at once: stored runs, their events on the bus, `execute_run` on the running stack."""

import asyncio
import os
import time
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

from benchmarks.programs import queued_run
from shared.data.store import Create
from shared.domain.execution.events import ExecutionRequested
from shared.domain.execution.model import Run, RunProgress, RunStatus
from shared.domain.execution.repository import RunProgressRepository, RunRepository
from shared.engines.scoring.verdicts import Verdict
from shared.events.envelope import Envelope
from shared.ids import new_id

TESTS = 5
_PATIENCE_SECONDS = 600


async def seconds_to_results(stack: Any, count: int, rounds: int) -> list[float]:
    """Return the seconds from publishing so many requests to each stored result, of all rounds together."""
    # The adapters read where the emulators are from the environment, as they do in a function.
    with patch.dict(os.environ, stack.environment):
        from shared.adapters.firestore import FirestoreStore
        from shared.adapters.pubsub import PubSubBus

        project = stack.environment["ELLA_PROJECT"]
        requests = Requests(FirestoreStore(project), PubSubBus(project))
        try:
            await requests.carry_out(2)  # warms what runs them
            return [seconds for _ in range(rounds) for seconds in await requests.carry_out(count)]
        finally:
            await requests.close()


class Requests:
    """Runs of one tenant, asked for as `run_answer` asks."""

    def __init__(self, store: Any, bus: Any) -> None:
        self._store = store
        self._bus = bus
        self._tenant = new_id()

    async def carry_out(self, count: int) -> list[float]:
        """Ask for so many runs at once and return when each was done."""
        runs = [queued_run(new_id(), "python", TESTS) for _ in range(count)]
        await asyncio.gather(*(self._stored(run) for run in runs))
        envelopes = [self._envelope(run) for run in runs]
        began = time.time()
        await self._bus.publish(envelopes)
        ended = await self._ended({self._path(RunRepository, run) for run in runs}, began + _PATIENCE_SECONDS)
        return [moment - began for moment in ended]

    async def close(self) -> None:
        """Let go of the emulators."""
        await self._store.close()
        await self._bus.close()

    async def _stored(self, run: Run) -> None:
        progress = RunProgress.of(run, tests=TESTS, invitation_id="", candidate_uid="")
        scope = {"tenantId": self._tenant, "schemaVersion": 1}
        entities = ((RunRepository, run), (RunProgressRepository, progress))
        await self._store.commit(
            [Create(self._path(repository, each), each.to_data() | scope) for repository, each in entities]
        )

    async def _ended(self, paths: set[str], deadline: float) -> list[float]:
        """Return when each run's result was stored: a run is written once after it was made, at its version's time."""
        moments: list[float] = []
        while paths:
            if time.time() > deadline:
                raise RuntimeError(f"{len(paths)} runs have no result after {_PATIENCE_SECONDS} s")
            await asyncio.sleep(0.25)
            for path, document in (await self._store.get_many(sorted(paths))).items():
                if document.data["status"] == RunStatus.COMPLETED:
                    if document.data["result"]["verdict"] != Verdict.AC:
                        raise RuntimeError(f"a run came to {document.data['result']}")
                    moments.append(float(document.version))
                    paths.discard(path)
        return moments

    def _path(self, repository: Any, entity: Any) -> str:
        return f"tenants/{self._tenant}/{repository.path(entity.id)}"

    def _envelope(self, run: Run) -> Envelope:
        event = ExecutionRequested(run_id=run.id)
        data = event.model_dump(by_alias=True, mode="json")
        return Envelope(new_id(), event.type, datetime.now(UTC), self._tenant, "", "benchmark", data)
