"""What somebody's hours cost."""

from shared.auth.permissions import Permission
from shared.domain.tenants.repository import MemberRepository
from shared.domain.time_tracking.repository import MemberRatesRepository
from shared.domain.time_tracking.schemas import RatesView
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class ListMemberRates(Request):
    """Whose rates."""

    member_id: Identifier


def _rates(request: ListMemberRates) -> list[str]:
    return [MemberRatesRepository.path(request.member_id)]


@query(
    "GET /v1/members/{memberId}/rates",
    permission=Permission.RATES_MANAGE,
    loads=Loads(MemberRepository, "member_id", beside=_rates, tagged=False),
)
async def list_member_rates(request: ListMemberRates, ctx: QueryContext) -> RatesView:
    """List what a member's hours cost, the earliest rate first."""
    member = await MemberRepository(ctx.reads).get(request.member_id)
    return RatesView.of(await MemberRatesRepository(ctx.reads).of(member.id))
