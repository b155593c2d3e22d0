"""Candidates save and finish while something is wrong; then it is right again, and what is stored is counted."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from random import Random

from shared.domain.attempts.events import AttemptScored
from shared.domain.attempts.model import answer_id
from shared.events.envelope import Envelope
from tests.chaos.faults import Fault, Scene, ShakyStore
from tests.fixtures.attempts import Sitting, finish, running_attempt, save
from tests.fixtures.stage import Answer, Stage, subscribers_of

ROUNDS = 3
AT_ONCE = 20
TRIES = 12
MOST_DELIVERIES = 200


@dataclass
class Writer:
    """A candidate's tab: it sends a revision until that is acknowledged, or gives up for a while."""

    sitting: Sitting
    sent: int = 0
    acknowledged: int = 0
    finished: bool = False


@dataclass
class Report:
    """What came of one fault; `lost` are acknowledged saves that are not stored, `told` the events of a score."""

    fault: str
    attempts: int
    sent: int = 0
    acknowledged: int = 0
    lost: int = 0
    unscored: int = 0
    scored_twice: int = 0
    deliveries: Counter[int] = field(default_factory=Counter[int])
    failed_calls: int = 0
    told: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    @property
    def holds(self) -> bool:
        """Whether nothing was lost, left or done twice."""
        return not (self.lost or self.unscored or self.scored_twice)


async def play(fault: Fault, attempts: int, seed: int = 1) -> Report:
    """Play one fault over so many attempts in progress."""
    stage, chance = Stage(), Random(seed)  # noqa: S311 (a play that can be repeated)
    await stage.tenant()
    writers = await _writers(stage, attempts)
    store = ShakyStore(stage.store, chance)
    stage.composition.__dict__["store"] = store
    scene, report = Scene(stage, store, chance), Report(fault.name, attempts)
    fault.begin(scene)
    for number in range(ROUNDS):
        await _all(writers, lambda each: _write(stage, each))
        if number == ROUNDS - 1:
            await _all(writers[: attempts // 2], lambda each: _finish(stage, each))
        await _deliver(scene, report, rounds=3)
    fault.end(scene)
    await _all([each for each in writers if not each.finished], lambda each: _write(stage, each))
    await _all([each for each in writers if not each.finished], lambda each: _finish(stage, each))
    await _deliver(scene, report, rounds=MOST_DELIVERIES)
    report.failed_calls = store.failed
    await _count(stage, writers, report)
    return report


async def _writers(stage: Stage, attempts: int) -> list[Writer]:
    first = await running_attempt(stage)
    writers = [Writer(first)]
    for number in range(attempts - 1):
        body = {"email": f"candidate{number}@example.com", "name": "Candidate"}
        path = {"assessmentId": first.assessment_id}
        invited = await stage.call("invite_candidate", as_=first.recruiter, path=path, body=body)
        candidate = await stage.candidate(first.tenant_id, invited.data["id"])
        assert (await stage.call("start_attempt", as_=candidate)).status == 201
        writers.append(Writer(replace(first, candidate=candidate, invitation_id=invited.data["id"])))
    await stage.settle()
    return writers


async def _all(writers: list[Writer], do: Callable[[Writer], Awaitable[None]]) -> None:
    for start in range(0, len(writers), AT_ONCE):
        await asyncio.gather(*map(do, writers[start : start + AT_ONCE]))


async def _write(stage: Stage, writer: Writer) -> None:
    writer.sent += 1
    revision = writer.sent
    if (await _insisting(lambda: save(stage, writer.sitting, revision=revision))).status == 200:
        writer.acknowledged = revision


async def _finish(stage: Stage, writer: Writer) -> None:
    writer.finished = (await _insisting(lambda: finish(stage, writer.sitting))).status == 200


async def _insisting(call: Callable[[], Awaitable[Answer]]) -> Answer:
    """Return the first answer that is none of a service in trouble, or the last."""
    answer = await call()
    for _ in range(TRIES - 1):
        if answer.status < 500:
            break
        answer = await call()
    return answer


async def _deliver(scene: Scene, report: Report, rounds: int) -> None:
    """Deliver what is due, as Pub/Sub does: again what was refused, some of it twice, late and in any order."""
    stage, again = scene.stage, list[Envelope]()
    for _ in range(rounds):
        stage.clock.advance(seconds=15)
        due = again + await _due(scene)
        again = []
        if not due:
            return
        scene.chance.shuffle(due)
        for envelope in due:
            if scene.chance.random() < scene.late:
                again.append(envelope)
                continue
            if envelope.type == AttemptScored.type:
                report.told.add((envelope.data["attemptId"], envelope.id))
            for name in subscribers_of(envelope.type):
                for _ in range(scene.chance.randint(1, scene.copies)):
                    status = await stage.deliver(name, envelope)
                    report.deliveries[status] += 1
                    if status >= 500:
                        again.append(envelope)
    scene.stage.bus.waiting.extend(again)


async def _due(scene: Scene) -> list[Envelope]:
    """Take what is due from the outbox; a sweep that the store does not answer is made again until it is."""
    away, scene.store.away = scene.store.away, 0.0
    due = await scene.stage.waiting()
    scene.store.away = away
    return due


async def _count(stage: Stage, writers: list[Writer], report: Report) -> None:
    results = Counter(each["attemptId"] for each in await stage.documents("attemptResults"))
    told = Counter(attempt_id for attempt_id, _ in report.told)
    for writer in writers:
        sitting = writer.sitting
        id = answer_id(sitting.invitation_id, sitting.question_ids[0])
        answer = await stage.document(f"tenants/{sitting.tenant_id}/answers/{id}")
        stored = answer["revision"] if answer else 0
        report.sent += writer.sent
        report.acknowledged += writer.acknowledged
        report.lost += max(0, writer.acknowledged - stored)
        report.unscored += results[sitting.invitation_id] == 0
        report.scored_twice += results[sitting.invitation_id] > 1 or told[sitting.invitation_id] > 1
