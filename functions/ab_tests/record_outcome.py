"""What came of a unit counts once for each metric: told again it changes nothing, and told otherwise it is refused."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.ab_tests.counting import count
from shared.domain.ab_tests.model import Name, Outcome, UnitId, ab_unit_id, outcome_counters
from shared.domain.ab_tests.repository import AbTestRepository, AbUnitRepository
from shared.domain.ab_tests.schemas import RecordedOutcome
from shared.errors import FailedPrecondition, NotFound
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.rate_limit_policies import INGEST
from shared.runtime.requests import Identifier, Request


class RecordOutcome(Request):
    """In which test, of which unit and metric. What did not happen is an outcome too: 0, where nobody bought."""

    ab_test_id: Identifier
    unit_id: UnitId
    metric: Name
    value: Annotated[float, Field(allow_inf_nan=False)]


def _unit(request: RecordOutcome) -> list[str]:
    return [AbUnitRepository.path(ab_unit_id(request.ab_test_id, request.unit_id))]


@command(
    "POST /v1/ab-tests/{abTestId}/outcomes",
    permission=Permission.AB_TESTS_RECORD,
    loads=Loads(AbTestRepository, "ab_test_id", beside=_unit),
    audited=False,
    limits=(INGEST,),
    errors=(NotFound, FailedPrecondition),
)
async def record_outcome(request: RecordOutcome, ctx: CommandContext) -> RecordedOutcome:
    """Record what one metric came to for a unit that was exposed, until the test is concluded."""
    tests, units = AbTestRepository(ctx.work), AbUnitRepository(ctx.work)
    test = await tests.get(request.ab_test_id)
    place, metric = test.metric(request.metric)
    outcome = Outcome(value=request.value, steps=metric.steps(request.value), recorded_at=ctx.now)
    unit = await units.find(ab_unit_id(test.id, request.unit_id))
    if unit is None:
        test.require_measuring()
        raise FailedPrecondition("this unit was not exposed; record its exposure first", code="unit_not_exposed")
    before = unit.outcomes.get(metric.name)
    if before is not None and before.value != outcome.value:
        raise FailedPrecondition("this unit has another outcome already; the first counts", code="outcome_recorded")
    if before is None:
        test.require_measuring()
        tests.hold(test)
        units.save(unit.with_(outcomes={**unit.outcomes, metric.name: outcome}))
        count(ctx.work, test.id, outcome_counters(unit.variant, place, outcome.steps))
    kept = before or outcome
    return RecordedOutcome(
        variant=test.plan.variants[unit.variant].name,
        metric=metric.name,
        value=kept.value,
        recorded_at=kept.recorded_at,
    )
