"""Having a model write one more candidate for a search of a better prompt."""

from datetime import datetime

from shared.data.unit_of_work import UnitOfWork
from shared.domain.cards.analysis import written
from shared.domain.cards.content import CardContent
from shared.domain.suite_runs.asking import Asking, BudgetUsedUp
from shared.domain.suite_runs.cases import Target, parameters_of
from shared.domain.suite_runs.executing import TIMEOUTS
from shared.domain.suite_runs.optimisations import (
    MAX_PROMPT_BYTES,
    CandidatePrompt,
    CardOptimisation,
    OptimisationStatus,
)
from shared.domain.suite_runs.repository import CardOptimisationRepository
from shared.domain.suite_runs.results import CaseOutcome, kept
from shared.engines.prompt_search.rewriting import rewrite_asked, rewrite_read
from shared.errors import DependencyUnavailable, EllaError
from shared.ports.models import Message, MessageRole, ModelError, ModelRequest
from shared.runtime.card_search_ends import after_rewrite, stop, told
from shared.runtime.contexts import ExternalContext
from shared.runtime.model_budgets import charge
from shared.runtime.suite_execution import PATIENCE
from shared.runtime.suite_means import Purse, means_of

REWRITE_TOKENS = 8_192
"""The longest answer of a rewriter that has no `max_tokens` of its own."""
_LANE = -1
_MAX_PROBLEM = 300


async def rewrite(
    search: CardOptimisation, card: CardContent, rewriter: Target, ctx: ExternalContext, *, due_at: datetime
) -> None:
    """Ask for the next rewrite and take it in; raise DependencyUnavailable where it may be asked for later."""
    purse = Purse(ctx, search.id) if search.budget_cents is not None else None
    means = means_of(ctx, search.card_id, judge=None, sandboxed=False, use_cache=True, purse=purse)
    asking = Asking(means.complete, means.today, means.cache, means.spending)
    candidate: CandidatePrompt | None = None
    problem: EllaError | None = None
    try:
        candidate = await _candidate(card, rewriter, search.rewritten, asking)
    except EllaError as error:
        problem = error
    if isinstance(problem, ModelError) and problem.nothing_done and ctx.now - due_at < PATIENCE:
        if purse is not None:
            await ctx.prepare(lambda work: purse.settle(work, asking.cost_nanos))
        raise DependencyUnavailable(problem.message) from problem

    async def finish(work: UnitOfWork) -> None:
        current = await CardOptimisationRepository(work).get(search.id)
        if current.step != search.step:
            return
        if purse is not None:
            await purse.settle(work, asking.cost_nanos)
        if isinstance(problem, BudgetUsedUp):
            if current.status is OptimisationStatus.RUNNING:
                await stop(work, current)
            return
        reason = kept(problem.message, _MAX_PROBLEM) if problem else None
        used = told(
            search,
            rewriter,
            work,
            lane=_LANE,
            place=search.rewritten,
            outcome=CaseOutcome.ERROR if problem else CaseOutcome.PASSED,
            cached=asking.tokens.prompt == 0,
            prompt_tokens=asking.tokens.prompt,
            completion_tokens=asking.tokens.completion,
            estimated=asking.tokens.estimated,
            cost_nanos=asking.cost_nanos,
            spent=asking.spent,
        )
        work.emit(used)
        await charge(work, search.card_id, asking.spent)
        await after_rewrite(work, current.with_rewrite(candidate, reason, asking.cost_nanos))

    await ctx.finish(finish)


async def _candidate(card: CardContent, rewriter: Target, number: int, asking: Asking) -> CandidatePrompt:
    texts = written(card)
    parameters = parameters_of(rewriter.with_(parameters={"max_tokens": REWRITE_TOKENS, **rewriter.parameters}))
    asked = Message(MessageRole.USER, rewrite_asked(texts, number))
    answer = await asking.ask(rewriter.provider, ModelRequest(rewriter.model, (asked,), parameters, timeouts=TIMEOUTS))
    return CandidatePrompt.of(rewrite_read(answer.completion.text, texts, number, most_bytes=MAX_PROMPT_BYTES))
