"""What follows from a step of a search of a better prompt: the next one, or the search's end."""

from collections.abc import Sequence
from typing import Any

from shared.data.unit_of_work import UnitOfWork
from shared.domain.operations.transitions import failed, progressed, succeeded
from shared.domain.suite_runs.asking import BudgetUsedUp
from shared.domain.suite_runs.cases import Target
from shared.domain.suite_runs.events import (
    CardOptimised,
    CardSearchStepDue,
    SandboxedCardSearchStepDue,
    SuiteCaseCompleted,
)
from shared.domain.suite_runs.optimisations import CardOptimisation, OptimisationStatus, OptimisationTrial
from shared.domain.suite_runs.queues import give_back
from shared.domain.suite_runs.repository import CardOptimisationRepository
from shared.engines.prompt_search.halving import Plan

StepDue = CardSearchStepDue | SandboxedCardSearchStepDue


def step_due(search: CardOptimisation, work: UnitOfWork) -> StepDue:
    """Return the event that has a search's next step made, where all that it needs is."""
    event = SandboxedCardSearchStepDue if search.sandboxed else CardSearchStepDue
    return event(optimisation_id=search.id, step=search.step, due_at=work.now)


def told(
    search: CardOptimisation, target: Target, work: UnitOfWork, *, lane: int, place: int, **used: Any
) -> SuiteCaseCompleted:
    """Return the event that tells what a call of a search used."""
    return SuiteCaseCompleted(
        run_id=search.id,
        lane=lane,
        place=place,
        card_id=search.card_id,
        card_version=search.card_version,
        provider=target.provider,
        model=target.model,
        member=search.created_by,
        at=work.now,
        **used,
    )


async def after_trials(
    work: UnitOfWork, search: CardOptimisation, plan: Plan, made: Sequence[OptimisationTrial]
) -> None:
    """Take a step's trials in, and go on; those of a search that was cancelled meanwhile are counted as well."""
    advanced = search.with_trials(made)
    if advanced.status is not OptimisationStatus.RUNNING:
        CardOptimisationRepository(work).save(advanced)
        return
    found = advanced.outcome(plan)
    if any(each.is_unpaid for each in made):
        await stop(work, advanced)
    elif found is None:
        await progressed(work, search.id, advanced.trials)
        _go_on(work, advanced)
    elif (concluded := advanced.with_result(found)).result is None:
        message = (
            f"only {found.n} trials on held-out cases could be decided, too few to tell prompts apart: "
            f"{advanced.errors} of {advanced.trials} trials ended in an error"
        )
        await end(work, concluded, OptimisationStatus.FAILED, code="too_few_decided", message=message)
    else:
        await end(work, concluded, OptimisationStatus.COMPLETED)


async def after_rewrite(work: UnitOfWork, search: CardOptimisation) -> None:
    """Go on once a rewrite was asked for."""
    if search.status is not OptimisationStatus.RUNNING:
        CardOptimisationRepository(work).save(search)
    elif search.rewriting is None and len(search.candidates) < 2:
        message = "there is nothing to try: no rule changes the prompt, and no rewrite could be used"
        await end(work, search, OptimisationStatus.FAILED, code="nothing_to_try", message=message)
    else:
        _go_on(work, search)


async def stop(work: UnitOfWork, search: CardOptimisation) -> None:
    """End a search whose budget doesn't pay for the next call."""
    message = "the budget doesn't pay for the rest of the search, so that nothing can be told"
    await end(work, search, OptimisationStatus.STOPPED, code=BudgetUsedUp.default_code, message=message)


async def end(
    work: UnitOfWork, search: CardOptimisation, status: OptimisationStatus, *, code: str = "", message: str = ""
) -> None:
    """End a search, free its lanes and tell; the operation of one that was cancelled is over already."""
    ended = search.ended(status, at=work.now)
    CardOptimisationRepository(work).save(ended)
    await give_back(work, ended)
    better = ended.result is not None and ended.result.is_better
    if status is OptimisationStatus.COMPLETED:
        await succeeded(work, ended.id, {"optimisationId": ended.id, "isBetter": better})
    elif code:
        await failed(work, ended.id, code=code, message=message, final=True)
    work.emit(CardOptimised(optimisation_id=ended.id, card_id=ended.card_id, status=status, better=better))


def _go_on(work: UnitOfWork, search: CardOptimisation) -> None:
    CardOptimisationRepository(work).save(search)
    work.emit(step_due(search, work))
