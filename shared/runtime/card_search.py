"""Making one step of a search of a better prompt: a rewrite asked for, or some trials made beside each other."""

import asyncio
from dataclasses import dataclass

from shared.data.unit_of_work import UnitOfWork
from shared.domain.suite_runs.executing import execute_case
from shared.domain.suite_runs.optimisations import (
    CardOptimisation,
    OptimisationStatus,
    OptimisationTrial,
    case_keys_of,
    parts_of,
    trial_id,
)
from shared.domain.suite_runs.repository import CardOptimisationRepository, OptimisationTrialRepository
from shared.engines.prompt_search.halving import Plan, Trial
from shared.errors import DependencyUnavailable
from shared.runtime.card_rewriting import rewrite
from shared.runtime.card_search_ends import StepDue, after_trials, told
from shared.runtime.contexts import ExternalContext
from shared.runtime.model_budgets import charge
from shared.runtime.suite_cases import suite_case
from shared.runtime.suite_execution import PATIENCE, SuiteContent, content_of
from shared.runtime.suite_means import Purse, means_of


@dataclass(frozen=True, slots=True)
class _Step:
    """A step of a search, by the event that names it."""

    event: StepDue
    search: CardOptimisation
    content: SuiteContent


async def make_step(event: StepDue, ctx: ExternalContext) -> None:
    """Make the step that an event names, unless it was made before or nobody wants it any more."""

    async def read(work: UnitOfWork) -> _Step | None:
        search = await CardOptimisationRepository(work).find(event.optimisation_id)
        if search is None or search.status is not OptimisationStatus.RUNNING or search.step != event.step:
            return None
        return _Step(event, search, await content_of(work, search))

    step = await ctx.prepare(read)
    if step is None:
        return
    if step.search.rewriting is not None:
        await rewrite(step.search, step.content.card, step.search.rewriting, ctx, due_at=event.due_at)
    else:
        await _try(step, ctx)


async def _try(step: _Step, ctx: ExternalContext) -> None:
    """Make those of a step's trials that no delivery before this one made, and take all of them in."""
    search = step.search
    keys = case_keys_of([case.number for case in step.content.cases])
    plan = search.plan(parts_of(keys, search.seed))
    trials = search.due(plan)
    ids = [trial_id(search.id, trial) for trial in trials]
    made = await ctx.prepare(lambda work: OptimisationTrialRepository(work).get_many(ids))
    left = [trial for trial, found in zip(trials, made, strict=True) if found is None]
    turn = asyncio.Lock()
    ends = await asyncio.gather(
        *(_trial(step, trial, keys.index(trial.case), turn, ctx) for trial in left), return_exceptions=True
    )
    # All have ended by now, so that none goes on behind the back of whoever gets this event next.
    for each in ends:
        if isinstance(each, BaseException):
            raise each
    await ctx.finish(lambda work: _take_in(work, step, plan, ids))


async def _trial(step: _Step, trial: Trial, place: int, turn: asyncio.Lock, ctx: ExternalContext) -> None:
    """Make a trial and keep it; raise DependencyUnavailable where nothing was done and may be done later."""
    search = step.search
    purse = Purse(ctx, search.id, turn=turn) if search.budget_cents is not None else None
    means = means_of(ctx, search.card_id, judge=search.judge, sandboxed=search.sandboxed, use_cache=True, purse=purse)
    card = step.content.card.with_templates(search.candidates[trial.candidate].templates)
    result = await execute_case(suite_case(card, step.content.cases[place], search.target), means)
    waiting = result.error is not None and result.error.nothing_done and ctx.now - step.event.due_at < PATIENCE

    async def keep(work: UnitOfWork) -> None:
        if purse is not None:
            await purse.settle(work, result.cost_nanos)
        await charge(work, search.card_id, result.spent)
        if not waiting:
            OptimisationTrialRepository(work).add(OptimisationTrial.of(search.id, trial, result, at=work.now))
            used = told(
                search,
                search.target,
                work,
                lane=trial.candidate,
                place=place,
                outcome=result.outcome,
                cached=result.cached,
                prompt_tokens=result.tokens.prompt,
                completion_tokens=result.tokens.completion,
                estimated=result.tokens.estimated,
                cost_nanos=result.cost_nanos,
                spent=result.spent,
            )
            work.emit(used)

    async with turn:
        await ctx.prepare(keep)
    if waiting:
        raise DependencyUnavailable(result.reason)


async def _take_in(work: UnitOfWork, step: _Step, plan: Plan, ids: list[str]) -> None:
    searches, trials = CardOptimisationRepository(work), OptimisationTrialRepository(work)
    await work.get_many([searches.path(step.search.id), *map(trials.path, ids)])
    search = await searches.get(step.search.id)
    if search.step == step.event.step:
        made = await trials.get_many(ids)
        await after_trials(work, search, plan, [each for each in made if each is not None])
