"""Who has seen their variant is counted once, however often that is told."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.ab_tests.counting import Counters, added, count
from shared.domain.ab_tests.model import AbUnit, UnitId, ab_unit_id
from shared.domain.ab_tests.repository import AbTestRepository, AbUnitRepository
from shared.domain.ab_tests.schemas import RecordedExposures
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.rate_limit_policies import INGEST
from shared.runtime.requests import Identifier, Request


class RecordExposures(Request):
    """In which test, and the units that have seen their variants."""

    ab_test_id: Identifier
    unit_ids: Annotated[tuple[UnitId, ...], Field(min_length=1, max_length=100)]


def _units(request: RecordExposures) -> list[str]:
    return [AbUnitRepository.path(ab_unit_id(request.ab_test_id, each)) for each in request.unit_ids]


@command(
    "POST /v1/ab-tests/{abTestId}/exposures",
    permission=Permission.AB_TESTS_RECORD,
    loads=Loads(AbTestRepository, "ab_test_id", beside=_units),
    audited=False,
    limits=(INGEST,),
    errors=(FailedPrecondition,),
)
async def record_exposures(request: RecordExposures, ctx: CommandContext) -> RecordedExposures:
    """Record that units have seen the variants they were assigned."""
    tests, units = AbTestRepository(ctx.work), AbUnitRepository(ctx.work)
    test = await tests.get(request.ab_test_id)
    test.require_running()
    named = {ab_unit_id(test.id, each): each for each in request.unit_ids}
    known = await units.get_many(list(named))
    counters: Counters = {}
    new = 0
    for (id, unit_id), before in zip(named.items(), known, strict=True):
        if before is None:
            unit = AbUnit(id=id, ab_test_id=test.id, variant=test.place_of(unit_id), exposed_at=ctx.now)
            units.add(unit)
            counters = added(counters, unit.counters(test))
            new += 1
    if new:
        tests.hold(test)
        count(ctx.work, test.id, counters)
    return RecordedExposures(units=len(named), new=new)
