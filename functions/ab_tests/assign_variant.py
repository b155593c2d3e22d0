"""A unit gets the same variant each time, by a hash: asking writes nothing, and needs no memory."""

from shared.auth.permissions import Permission
from shared.domain.ab_tests.model import AbTestStatus, UnitId
from shared.domain.ab_tests.repository import AbTestRepository
from shared.domain.ab_tests.schemas import Assignment
from shared.errors import FailedPrecondition
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class AssignVariant(Request):
    """In which test, and to whom or what a variant is shown."""

    ab_test_id: Identifier
    unit_id: UnitId


@query(
    "GET /v1/ab-tests/{abTestId}/assignment",
    permission=Permission.AB_TESTS_RECORD,
    loads=Loads(AbTestRepository, "ab_test_id"),
    errors=(FailedPrecondition,),
)
async def assign_variant(request: AssignVariant, ctx: QueryContext) -> Assignment:
    """Get the variant that a unit is shown; the winner, once the test is concluded."""
    test = await AbTestRepository(ctx.reads).get(request.ab_test_id)
    shown = test.shown_to(request.unit_id)
    return Assignment(
        card_id=test.card_id,
        variant=shown.name,
        version=shown.version,
        is_counted=test.status is AbTestStatus.RUNNING,
    )
