"""What a test compares doesn't change any more once it has started: its promises rest on that."""

from shared.auth.permissions import Permission
from shared.domain.ab_tests.repository import AbTestRepository
from shared.domain.ab_tests.schemas import AbTestView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class StartAbTest(Request):
    """Which test."""

    ab_test_id: Identifier


@command(
    "POST /v1/ab-tests/{abTestId}/start",
    permission=Permission.CARDS_PUBLISH,
    loads=Loads(AbTestRepository, "ab_test_id"),
    errors=(FailedPrecondition,),
)
async def start_ab_test(request: StartAbTest, ctx: CommandContext) -> AbTestView:
    """Start an A/B test."""
    tests = AbTestRepository(ctx.work)
    test = (await tests.get(request.ab_test_id)).started(at=ctx.now)
    tests.save(test)
    return AbTestView.of(test)
