"""Hours cost what the rate of their day says; those that were booked before are valued anew."""

from shared.auth.permissions import Permission
from shared.domain.tenants.repository import MemberRepository
from shared.domain.time_tracking.events import RateChanged
from shared.domain.time_tracking.model import DatedRate, HourlyRate, WorkDay
from shared.domain.time_tracking.repository import MemberRatesRepository
from shared.domain.time_tracking.schemas import RatesView
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class SetMemberRate(Request):
    """Whose hours cost what from which day on."""

    member_id: Identifier
    from_on: WorkDay
    rate: HourlyRate


def _rates(request: SetMemberRate) -> list[str]:
    return [MemberRatesRepository.path(request.member_id)]


@command(
    "PUT /v1/members/{memberId}/rates/{fromOn}",
    permission=Permission.RATES_MANAGE,
    loads=Loads(MemberRepository, "member_id", beside=_rates, tagged=False),
    errors=(FailedPrecondition,),
)
async def set_member_rate(request: SetMemberRate, ctx: CommandContext) -> RatesView:
    """Set what a member's hours cost from a day on."""
    repository = MemberRatesRepository(ctx.work)
    member = await MemberRepository(ctx.work).get(request.member_id)
    dated = DatedRate(from_on=request.from_on, amount=request.rate.amount, currency=request.rate.currency)
    rates = (await repository.of(member.id)).with_rate(dated)
    await repository.put(rates)
    ctx.work.emit(RateChanged(member_id=member.id, from_on=request.from_on))
    return RatesView.of(rates)
