"""How an operation comes along, as those who work on it report it."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from shared.data.unit_of_work import UnitOfWork
from shared.domain.operations.model import (
    LINE_LENGTH,
    LOG_LINES,
    Operation,
    OperationError,
    OperationProgress,
    OperationStatus,
)
from shared.domain.operations.repository import OperationRepository
from shared.domain.operations.transitions import Reporter, failed, progressed, started, succeeded
from shared.errors import NotFound
from tests.fixtures.attempts import unit
from tests.fixtures.operations import pending_operation
from tests.fixtures.stage import SignedIn, Stage

pytestmark = pytest.mark.anyio
Step = Callable[[UnitOfWork], Awaitable[Operation]]


async def committed(stage: Stage, member: SignedIn, step: Step) -> Operation:
    work = unit(stage, member.tenant_id)
    outcome = await step(work)
    await work.commit()
    return outcome


async def stored(stage: Stage, member: SignedIn, operation_id: str) -> Operation:
    return await OperationRepository(unit(stage, member.tenant_id)).get(operation_id)


async def test_it_runs_makes_progress_and_succeeds(stage: Stage) -> None:
    member = await stage.member()
    began = stage.clock.now()
    id = await pending_operation(stage, member)
    stage.clock.advance(seconds=1)
    await committed(stage, member, lambda work: started(work, id))
    stage.clock.advance(seconds=1)
    await committed(stage, member, lambda work: progressed(work, id, 3, 10))
    stage.clock.advance(seconds=1)
    await committed(stage, member, lambda work: succeeded(work, id, {"rows": 10}))
    operation = await stored(stage, member, id)
    assert (operation.status, operation.result) == (OperationStatus.SUCCEEDED, {"rows": 10})
    assert operation.progress == OperationProgress(done=3, total=10)
    assert operation.created_at == began
    assert operation.started_at == began + timedelta(seconds=1)
    assert operation.finished_at == began + timedelta(seconds=3)


async def test_progress_alone_says_that_it_runs(stage: Stage) -> None:
    member = await stage.member()
    id = await pending_operation(stage, member)
    await committed(stage, member, lambda work: progressed(work, id, 1))
    operation = await stored(stage, member, id)
    assert (operation.status, operation.started_at) == (OperationStatus.RUNNING, stage.clock.now())


@pytest.mark.parametrize("over", [OperationStatus.SUCCEEDED, OperationStatus.FAILED, OperationStatus.CANCELLED])
async def test_what_is_over_stays_as_it_is(stage: Stage, over: OperationStatus) -> None:
    member = await stage.member()
    id = await pending_operation(stage, member)
    now = stage.clock.now()
    endings = {
        OperationStatus.SUCCEEDED: lambda operation: operation.succeeded({}, at=now),
        OperationStatus.FAILED: lambda operation: operation.failed(OperationError(code="c", message="m"), at=now),
        OperationStatus.CANCELLED: lambda operation: operation.cancelled(at=now),
    }
    work = unit(stage, member.tenant_id)
    operations = OperationRepository(work)
    operations.save(endings[over](await operations.get(id)))
    await work.commit()
    before = await stored(stage, member, id)
    stage.clock.advance(seconds=5)
    for late in (
        lambda work: started(work, id),
        lambda work: progressed(work, id, 7, 7),
        lambda work: succeeded(work, id, {"late": True}),
        lambda work: failed(work, id, code="late", message="too late"),
    ):
        assert (await committed(stage, member, late)).status is over
    assert await stored(stage, member, id) == before


async def test_a_report_on_nothing_is_not_found(stage: Stage) -> None:
    member = await stage.member()
    with pytest.raises(NotFound) as missing:
        await committed(stage, member, lambda work: started(work, "nothing"))
    assert missing.value.code == "operation_not_found"


async def test_a_reporter_writes_at_most_once_a_second(stage: Stage) -> None:
    member = await stage.member()
    id = await pending_operation(stage, member)
    reporter = Reporter(id, lambda step: committed(stage, member, step), stage.clock)
    commits = stage.store.commits
    written: list[int] = []
    for done in range(1, 31):
        if await reporter.progressed(done, 30) is not None:
            written.append(done)
        stage.clock.advance(seconds=0.1)
    assert written == [1, 11, 21]
    assert stage.store.commits == commits + 3
    assert (await stored(stage, member, id)).progress == OperationProgress(done=21, total=30)


async def test_a_reporter_tells_who_works_that_nobody_wants_it_any_more(stage: Stage) -> None:
    member = await stage.member()
    id = await pending_operation(stage, member)
    work = unit(stage, member.tenant_id)
    operations = OperationRepository(work)
    operations.save((await operations.get(id)).cancelled(at=stage.clock.now()))
    await work.commit()
    reporter = Reporter(id, lambda step: committed(stage, member, step), stage.clock)
    told = await reporter.progressed(1, 2)
    assert told is not None
    assert told.is_over


async def test_progress_within_a_second_of_the_last_is_left_out_unless_it_is_the_last(stage: Stage) -> None:
    member = await stage.member()
    id = await pending_operation(stage, member)
    commits = stage.store.commits
    for done in (1, 2, 3):
        await committed(stage, member, lambda work, done=done: progressed(work, id, done, 4))
    assert stage.store.commits == commits + 1
    assert (await stored(stage, member, id)).progress == OperationProgress(done=1, total=4)
    await committed(stage, member, lambda work: progressed(work, id, 4, 4))
    assert (await stored(stage, member, id)).progress == OperationProgress(done=4, total=4)


async def test_the_log_keeps_the_last_lines_and_cuts_long_ones(stage: Stage) -> None:
    member = await stage.member()
    id = await pending_operation(stage, member)
    lines = [f"line {number}" for number in range(LOG_LINES)]
    await committed(stage, member, lambda work: progressed(work, id, 1, lines=lines))
    await committed(stage, member, lambda work: failed(work, id, code="c", message="m", lines=["x" * 1_000]))
    log = (await stored(stage, member, id)).log
    assert [line.text for line in log] == [*lines[1:], "x" * LINE_LENGTH]
    await committed(stage, member, lambda work: progressed(work, id, 2, lines=["too late"]))
    assert (await stored(stage, member, id)).log == log


async def test_a_reporter_keeps_lines_until_its_next_report(stage: Stage) -> None:
    member = await stage.member()
    id = await pending_operation(stage, member)
    reporter = Reporter(id, lambda step: committed(stage, member, step), stage.clock)
    await reporter.progressed(1, lines=["one"])
    assert await reporter.progressed(2, lines=["two"]) is None
    stage.clock.advance(seconds=1)
    await reporter.progressed(3, lines=["three"])
    assert [line.text for line in (await stored(stage, member, id)).log] == ["one", "two", "three"]
