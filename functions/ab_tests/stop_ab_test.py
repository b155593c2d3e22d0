"""A stopped test exposes nobody any more; outcomes of those who were exposed may still come."""

from shared.auth.permissions import Permission
from shared.domain.ab_tests.repository import AbTestRepository
from shared.domain.ab_tests.schemas import AbTestView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class StopAbTest(Request):
    """Which test."""

    ab_test_id: Identifier


@command(
    "POST /v1/ab-tests/{abTestId}/stop",
    permission=Permission.CARDS_PUBLISH,
    loads=Loads(AbTestRepository, "ab_test_id"),
    errors=(FailedPrecondition,),
)
async def stop_ab_test(request: StopAbTest, ctx: CommandContext) -> AbTestView:
    """Stop an A/B test, whenever one likes: its figures are valid at any moment."""
    tests = AbTestRepository(ctx.work)
    test = (await tests.get(request.ab_test_id)).stopped(at=ctx.now)
    tests.save(test)
    return AbTestView.of(test)
