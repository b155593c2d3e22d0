"""One call for a program to be compiled and run: its jobs, together in line."""

import asyncio
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from shared.adapters.bubblewrap.compilations import Compilation, Compilations
from shared.adapters.bubblewrap.job import Job
from shared.adapters.bubblewrap.toolchains import Toolchain
from shared.adapters.bubblewrap.workers import Workers
from shared.ports.sandbox import CompileOutcome, Input, Limits, Outcome, Priority, Program, ProgramOutcome


class Submission:
    """A program on its way through the slots; none of its executions can tell that there was another."""

    def __init__(self, program: Program, toolchain: Toolchain, priority: Priority, workers: Workers) -> None:
        self._program = program
        self._language = program.language
        self._toolchain = toolchain
        self._priority = priority
        self._workers = workers
        self._sources = {**program.files, self._language.source_file: program.source}

    async def carry_out(
        self,
        inputs: Sequence[Input],
        limits: Limits,
        compilations: Compilations,
        tell: Callable[[int, Outcome], None],
    ) -> ProgramOutcome:
        """Compile, then run once per input."""
        with self._workers.place(self, self._priority, len(inputs)):
            return await self._carry_out(inputs, limits, compilations, tell)

    async def _carry_out(
        self,
        inputs: Sequence[Input],
        limits: Limits,
        compilations: Compilations,
        tell: Callable[[int, Outcome], None],
    ) -> ProgramOutcome:
        artifact = {self._language.source_file: self._program.source}
        if self._language.compile:
            compilation = await self._compile(self._language.compile, compilations)
            if not compilation.outcome.ok:
                return ProgramOutcome(compilation.outcome)
            artifact = {self._language.artifact_file: compilation.artifact}
        plain = self._job(self._language.run, {**self._program.files, **artifact}, self._language.grant(limits))
        jobs = [
            replace(
                plain,
                argv=(*plain.argv, *each.arguments),
                stdin=each.stdin,
                files=_beside(plain.files, each.files, artifact),
            )
            for each in inputs
        ]
        if not self._language.check:
            return ProgramOutcome(CompileOutcome(ok=True), tuple(await self._run_all(jobs, tell)))
        first = await self._run_all(jobs[:1], tell)
        if not first or first[0].exit_code not in (None, 0):
            compilation = await self._compile(self._language.check, compilations)
            if not compilation.outcome.ok:
                return ProgramOutcome(compilation.outcome)
        others = await self._run_all(jobs[1:], lambda number, outcome: tell(number + 1, outcome))
        return ProgramOutcome(CompileOutcome(ok=True), (*first, *others))

    async def _compile(self, command: Sequence[str], compilations: Compilations) -> Compilation:
        job = self._job(command, self._sources, self._language.compile_limits)
        return await compilations.get(
            self._digest(job), self._priority, lambda: self._workers.submit(job, self, self._priority)
        )

    def _digest(self, job: Job) -> bytes:
        """Return what tells one compilation from another."""
        hashes = {name: hashlib.sha256(content).hexdigest() for name, content in job.files.items()}
        key = [self._language.name, self._toolchain.version, job.argv, sorted(hashes.items())]
        return hashlib.sha256(json.dumps(key).encode()).digest()

    async def _run_all(self, jobs: Sequence[Job], tell: Callable[[int, Outcome], None]) -> list[Outcome]:
        futures = [self._workers.submit(job, self, self._priority) for job in jobs]

        async def outcome(number: int) -> Outcome:
            outcome = await asyncio.wrap_future(futures[number])
            tell(number, outcome)
            return outcome

        try:
            return await asyncio.gather(*map(outcome, range(len(jobs))))
        finally:
            for future in futures:
                future.cancel()

    def _job(self, template: Sequence[str], files: Mapping[str, bytes], limits: Limits) -> Job:
        return Job(
            self._toolchain.view,
            self._toolchain.words(template, limits),
            limits,
            files=files,
            environment=self._language.environment or {},
            limit_data=self._language.limit_data,
        )


def _beside(files: Mapping[str, bytes], own: Mapping[str, bytes], artifact: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """Return a program's files and those of one input; raise ValueError where one is in another's way."""
    if not own:
        return files
    if taken := own.keys() & artifact.keys():
        raise ValueError(f"{min(taken)!r} is the program's own")
    return Input(files={**files, **own}).files
