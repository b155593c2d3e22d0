"""What a recruiter can choose from in Greenhouse; its protocol has no pages."""

from shared.auth.permissions import Permission
from shared.data.pagination import MAX_LIMIT, PageRequest
from shared.domain.assessments.model import AssessmentStatus
from shared.domain.assessments.repository import ASSESSMENT_LIST, AssessmentRepository
from shared.domain.greenhouse.messages import GreenhouseModel, Test, TestList
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.greenhouse import GREENHOUSE
from shared.runtime.rate_limit_policies import FOREIGN

MOST = 1_000


class ListGreenhouseTests(GreenhouseModel):
    """Nothing to say."""


@query("GET /greenhouse/list_tests", permission=Permission.GREENHOUSE_CONNECT, limits=(FOREIGN,), wire=GREENHOUSE)
async def list_greenhouse_tests(request: ListGreenhouseTests, ctx: QueryContext) -> TestList:
    """List the assessments that candidates can be invited to, the newest thousand."""
    tests: list[Test] = []
    cursor: str | None = None
    while len(tests) < MOST:
        wanted = PageRequest(MAX_LIMIT, cursor)
        page = await AssessmentRepository(ctx.reads).page(ASSESSMENT_LIST, wanted, {"status": AssessmentStatus.ACTIVE})
        tests += [Test(partner_test_id=each.id, partner_test_name=each.title) for each in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    return TestList(tuple(tests))
