"""A test with its figures, which may be looked at as often as one likes; looking costs the same for any number."""

from shared.auth.permissions import Permission
from shared.domain.ab_tests.counting import counted, shard_paths
from shared.domain.ab_tests.repository import AbTestRepository
from shared.domain.ab_tests.schemas import AbTestReport
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request


class GetAbTest(Request):
    """Which test."""

    ab_test_id: Identifier


def _counters(request: GetAbTest) -> list[str]:
    return shard_paths(request.ab_test_id)


@query(
    "GET /v1/ab-tests/{abTestId}",
    permission=Permission.CARDS_READ,
    loads=Loads(AbTestRepository, "ab_test_id", beside=_counters, tagged=False),
    runtime=Runtime.ANALYTICS,
)
async def get_ab_test(request: GetAbTest, ctx: QueryContext) -> AbTestReport:
    """Get an A/B test with the effect, interval and number of units of each comparison."""
    test = await AbTestRepository(ctx.reads).get(request.ab_test_id)
    return AbTestReport.of(test, counted(await ctx.reads.get_many(shard_paths(test.id))))
