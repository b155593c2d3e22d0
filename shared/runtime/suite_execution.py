"""Making one try of a run: read what is asked, execute it under the run's budget, and write its result once."""

from dataclasses import dataclass
from datetime import timedelta

from shared.data.unit_of_work import UnitOfWork
from shared.domain.cards.cases import ExpandedCase, expanded
from shared.domain.cards.content import CardContent
from shared.domain.cards.model import version_id
from shared.domain.cards.repository import CardVersionRepository, CaseSetVersionRepository
from shared.domain.suite_runs.asking import BudgetUsedUp
from shared.domain.suite_runs.events import SandboxedCaseDue, SuiteCaseCompleted, SuiteCaseDue, SuiteLaneEnded
from shared.domain.suite_runs.executing import execute_case
from shared.domain.suite_runs.model import (
    MAX_UNFINISHED,
    UNFINISHED,
    Lane,
    SuiteResult,
    SuiteRun,
    SuiteRunStatus,
    case_keys,
    lane_id,
    result_id,
)
from shared.domain.suite_runs.optimisations import CardOptimisation
from shared.domain.suite_runs.repository import (
    LaneRepository,
    SuiteBudgetRepository,
    SuiteResultRepository,
    SuiteRunRepository,
)
from shared.domain.suite_runs.results import CaseError, CaseResult, undecided
from shared.errors import DependencyUnavailable
from shared.runtime.contexts import ExternalContext
from shared.runtime.model_budgets import charge
from shared.runtime.suite_cases import suite_case
from shared.runtime.suite_means import Purse, means_of

PATIENCE = timedelta(minutes=15)
"""How long a try waits for a provider that takes nothing; then that is its result, and the run goes on."""
_MOST_KEPT = 8


@dataclass(frozen=True, slots=True)
class SuiteContent:
    """What a run asks: the card's content, and the cases with their keys."""

    card: CardContent
    cases: tuple[ExpandedCase, ...]
    keys: tuple[str, ...]


_contents: dict[tuple[str, str, str], SuiteContent] = {}


async def content_of(work: UnitOfWork, run: SuiteRun | CardOptimisation) -> SuiteContent:
    """Return a run's content; versions never change, so that a process keeps those it read last."""
    card_id = version_id(run.card_id, run.card_version)
    set_id = version_id(run.case_set_id, run.case_set_version)
    place = (work.tenant_id, card_id, set_id)
    found = _contents.get(place)
    if found is None:
        sets = CaseSetVersionRepository(work)
        await work.get_many([CardVersionRepository.path(card_id), sets.path(set_id)])
        card = await CardVersionRepository(work).get(card_id)
        cases = expanded((await sets.get(set_id)).content)
        found = SuiteContent(card.content, cases, case_keys([case.vars for case in cases]))
        while len(_contents) >= _MOST_KEPT:
            del _contents[next(iter(_contents))]
        _contents[place] = found
    return found


def due(run: SuiteRun, lane: Lane, work: UnitOfWork) -> SuiteCaseDue | SandboxedCaseDue:
    """Return the event that has a lane's next try made, where all that the run needs is."""
    event = SandboxedCaseDue if run.sandboxed else SuiteCaseDue
    return event(run_id=run.id, lane=lane.number, place=lane.next_place, due_at=work.now)


async def make_try(event: SuiteCaseDue | SandboxedCaseDue, ctx: ExternalContext) -> None:
    """Make the try that an event names, unless it was made before or nobody wants it any more."""

    async def read(work: UnitOfWork) -> _Try | None:
        runs, lanes = SuiteRunRepository(work), LaneRepository(work)
        id = lane_id(event.run_id, event.lane)
        await work.get_many([runs.path(event.run_id), lanes.path(id)])
        run, lane = await runs.find(event.run_id), await lanes.find(id)
        if run is None or lane is None or run.status is not SuiteRunStatus.RUNNING or lane.next_place != event.place:
            return None
        return _Try(run, event.lane, event.place, await content_of(work, run))

    found = await ctx.prepare(read)
    if found is None:
        return
    purse = Purse(ctx, found.run.id) if found.run.budget_cents is not None else None
    result = await _executed(found, ctx, purse)
    waiting = result.error is not None and result.error.nothing_done
    if waiting and ctx.now - event.due_at < PATIENCE:
        if purse is not None or result.spent:
            await ctx.prepare(lambda work: _put_off(work, found, result, purse))
        raise DependencyUnavailable(result.reason)
    await ctx.finish(lambda work: _record(work, found, result, purse))


async def give_up_try(work: UnitOfWork, run: SuiteRun, lane: Lane) -> None:
    """Make an error of the try that a lane is stuck at, so that the run goes on; a reservation of it stays."""
    message = "it could not be made, for a reason of ours and not of the case; the dead letters say more"
    result = undecided(CaseError(code="case_stuck", message=message))
    await _record(work, _Try(run, lane.number, lane.next_place, await content_of(work, run)), result, None)


@dataclass(frozen=True, slots=True)
class _Try:
    """One try of a run."""

    run: SuiteRun
    lane: int
    place: int
    content: SuiteContent

    @property
    def group(self) -> int:
        return self.place // self.run.repeats

    @property
    def repeat(self) -> int:
        return self.place % self.run.repeats

    @property
    def target(self) -> int:
        return self.group % len(self.run.targets)

    @property
    def case(self) -> ExpandedCase:
        return self.content.cases[self.group // len(self.run.targets)]

    @property
    def key(self) -> str:
        return self.content.keys[self.group // len(self.run.targets)]

    @property
    def ends_its_group(self) -> bool:
        return self.repeat == self.run.repeats - 1


async def _executed(found: _Try, ctx: ExternalContext, purse: Purse | None) -> CaseResult:
    run, target = found.run, found.run.targets[found.target]
    means = means_of(ctx, run.card_id, judge=run.judge, sandboxed=run.sandboxed, use_cache=run.use_cache, purse=purse)
    return await execute_case(suite_case(found.content.card, found.case, target, repeat=found.repeat), means)


async def _record(work: UnitOfWork, found: _Try, result: CaseResult, purse: Purse | None) -> None:
    """Write a result and what follows from it, in one commit."""
    runs, lanes, results = SuiteRunRepository(work), LaneRepository(work), SuiteResultRepository(work)
    budgets = SuiteBudgetRepository(work)
    id = lane_id(found.run.id, found.lane)
    budget_paths = [budgets.path(found.run.id)] if purse is not None else []
    await work.get_many([runs.path(found.run.id), lanes.path(id), *budget_paths])
    run, lane = await runs.get(found.run.id), await lanes.get(id)
    if lane.next_place != found.place:
        return
    if purse is not None:
        await purse.settle(work, result.cost_nanos)
    if result.error is not None and result.error.code == BudgetUsedUp.default_code:
        if run.status is SuiteRunStatus.RUNNING:
            runs.save(run.ended(SuiteRunStatus.STOPPED))
        await _tell_unfinished(work, lane, found, result)
        work.emit(SuiteLaneEnded(run_id=run.id))
        return
    before = await _passed_before(results, found) if found.ends_its_group else None
    results.add(_stored(found, result, work))
    advanced = lane.advanced(run, result, weight=found.case.weight, before=before)
    lanes.save(advanced)
    work.emit(_completed(found, result, work))
    await charge(work, run.card_id, result.spent)
    if advanced.over or run.status is not SuiteRunStatus.RUNNING:
        work.emit(SuiteLaneEnded(run_id=run.id))
    else:
        work.emit(due(run, advanced, work))


async def _put_off(work: UnitOfWork, found: _Try, result: CaseResult, purse: Purse | None) -> None:
    """Count what was paid for a try that has to be made again."""
    if purse is not None:
        await purse.settle(work, result.cost_nanos)
    await _tell_unfinished(work, await LaneRepository(work).get(lane_id(found.run.id, found.lane)), found, result)


async def _tell_unfinished(work: UnitOfWork, lane: Lane, found: _Try, result: CaseResult) -> None:
    if result.spent:
        LaneRepository(work).save(lane.with_(unfinished=(*lane.unfinished, *result.spent)[-MAX_UNFINISHED:]))
        work.emit(_completed(found, result, work).with_(outcome=UNFINISHED))
        await charge(work, found.run.card_id, result.spent)


async def _passed_before(results: SuiteResultRepository, found: _Try) -> bool | None:
    """Tell whether the case passed in the baseline with all its repeats, None where it is not known."""
    baseline = found.run.baseline_run_id
    if baseline is None:
        return None
    ids = [result_id(baseline, found.key, found.target, repeat) for repeat in range(found.run.baseline_repeats)]
    kept = await results.get_many(ids)
    return None if None in kept else all(each.result.passed for each in kept if each)


def _stored(found: _Try, result: CaseResult, work: UnitOfWork) -> SuiteResult:
    return SuiteResult(
        id=result_id(found.run.id, found.key, found.target, found.repeat),
        run_id=found.run.id,
        place=found.place,
        case_key=found.key,
        case_number=found.case.number,
        description=found.case.description,
        target=found.target,
        repeat=found.repeat,
        weight=found.case.weight,
        outcome=result.outcome,
        result=result,
        at=work.now,
    )


def _completed(found: _Try, result: CaseResult, work: UnitOfWork) -> SuiteCaseCompleted:
    run, target = found.run, found.run.targets[found.target]
    return SuiteCaseCompleted(
        run_id=run.id,
        lane=found.lane,
        place=found.place,
        card_id=run.card_id,
        card_version=run.card_version,
        provider=target.provider,
        model=target.model,
        member=run.created_by,
        at=work.now,
        outcome=result.outcome,
        cached=result.cached,
        prompt_tokens=result.tokens.prompt,
        completion_tokens=result.tokens.completion,
        estimated=result.tokens.estimated,
        cost_nanos=result.cost_nanos,
        spent=result.spent,
    )
