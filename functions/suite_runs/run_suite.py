"""A version of a card on a version of a set of cases; `begin_suite_run` opens its lanes, one message makes each try."""

from shared.auth.permissions import Permission
from shared.domain.cards.repository import CardRepository, CaseSetRepository
from shared.domain.suite_runs.repository import BaselineRepository
from shared.domain.suite_runs.schemas import SuiteRunView
from shared.errors import FailedPrecondition, NotFound, ResourceExhausted
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.suite_starting import SuiteOrderRequest, begin, planned_run


class RunSuite(SuiteOrderRequest):
    """What is run on what."""


@command(
    "POST /v1/cards/{cardId}/runs",
    permission=Permission.CARDS_RUN,
    idempotent=True,
    loads=Loads(
        CardRepository,
        "card_id",
        beside=lambda request: [CaseSetRepository.path(request.case_set_id), BaselineRepository.path(request.card_id)],
        tagged=False,
    ),
    errors=(NotFound, FailedPrecondition, ResourceExhausted),
    status=202,
)
async def run_suite(request: RunSuite, ctx: CommandContext) -> SuiteRunView:
    """Run a card on a set of cases; the operation with the run's id tells how far it is."""
    run = await planned_run(ctx.work, request.order(), id=ctx.new_id(), by=ctx.author)
    begin(ctx.work, run)
    ctx.work.about(suiteRunId=run.id)
    return SuiteRunView.of(run)
