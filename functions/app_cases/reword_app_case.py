"""A question that a rule made sounds like one: a model can word it as people ask, and somebody reviews it."""

from shared.auth.permissions import Permission
from shared.data.unit_of_work import UnitOfWork
from shared.domain.app_cases.model import MAX_TITLE, AppCase, AppCaseStatus
from shared.domain.app_cases.repository import AppCaseRepository
from shared.domain.app_cases.schemas import AppCaseView
from shared.domain.apps.repository import AppRepository
from shared.domain.cards.content import ProviderSettings
from shared.engines.model_writing import rewording_asked, rewording_read
from shared.errors import FailedPrecondition, NotFound
from shared.model import FrozenModel
from shared.runtime.app_cases import checked_size
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Loads, command
from shared.runtime.model_writing import WritingProblem, tell_spent, written
from shared.runtime.requests import Identifier, Request


class RewordAppCase(Request):
    """Which proposed case of which app, and the model that words its question anew."""

    app_id: Identifier
    case_id: Identifier
    provider: ProviderSettings


class RewordedCase(FrozenModel):
    """The case, still to be reviewed; without a `by_model` it is as it was, and `problem` says why."""

    case: AppCaseView
    by_model: bool
    problem: WritingProblem | None


@command(
    "POST /v1/apps/{appId}/cases/{caseId}/rewordings",
    permission=Permission.APP_CASES_WRITE,
    external=True,
    loads=Loads(AppCaseRepository, "case_id", whole=(AppRepository, "app_id"), tagged=False),
    errors=(NotFound, FailedPrecondition),
)
async def reword_app_case(request: RewordAppCase, ctx: ExternalContext) -> RewordedCase:
    """Have a model word the question of a proposed case anew; what is asserted of the answer stays."""
    case = await ctx.prepare(lambda work: _proposed(work, request))
    question = str(case.vars["question"])
    wrote = await written(ctx, request.provider, rewording_asked(question), rewording_read)

    async def change(work: UnitOfWork) -> AppCase:
        await tell_spent(work, wrote.asking.spent, app_id=request.app_id, member=ctx.author, outcome="reworded")
        current = await _proposed(work, request)
        if wrote.value is None:
            return current
        values = {**current.vars, "question": wrote.value}
        reworded = checked_size(current.with_(vars=values, title=wrote.value[:MAX_TITLE], updated_at=ctx.now))
        AppCaseRepository(work).save(reworded)
        return reworded

    changed = await ctx.finish(change)
    return RewordedCase(case=AppCaseView.of(changed), by_model=wrote.value is not None, problem=wrote.problem)


async def _proposed(work: UnitOfWork, request: RewordAppCase) -> AppCase:
    """Return a case that may be reworded; raise FailedPrecondition for one that was reviewed, or asks nothing."""
    case = await AppCaseRepository(work).get_of(request.app_id, request.case_id)
    if case.status is not AppCaseStatus.PROPOSED:
        raise FailedPrecondition("only a case that nobody has reviewed is reworded", code="case_reviewed")
    if not isinstance(case.vars.get("question"), str):
        raise FailedPrecondition("the case has no question of its own", code="case_without_question")
    return case
