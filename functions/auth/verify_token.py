"""What an access token is worth."""

from shared.auth.caller import Candidate, User
from shared.domain.tenants.schemas import TenantReference, TokenKind, TokenView, UserView
from shared.domain.tenants.users import find_user
from shared.errors import InternalError
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Access, query
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Request


class VerifyToken(Request):
    """Nothing but the token itself."""


@query("GET /v1/auth/verify", access=Access.SIGNED_IN, tenantless=True, runtime=Runtime.AUTH)
async def verify_token(request: VerifyToken, ctx: QueryContext) -> TokenView:
    """Tell whom the access token stands for."""
    caller = ctx.caller
    if isinstance(caller, Candidate):
        return TokenView(
            kind=TokenKind.CANDIDATE,
            user=UserView.of(caller.user_id, None, None),
            tenants=(TenantReference(id=caller.tenant_id),),
            invitation_id=caller.invitation_id,
        )
    if not isinstance(caller, User):
        raise InternalError("somebody signed in is a user or a candidate")
    record = await find_user(ctx.reads, caller.user_id)
    return TokenView(
        kind=TokenKind.USER,
        user=UserView.of(caller.user_id, caller.email, record),
        tenants=tuple(TenantReference(id=each) for each in (record.tenant_ids if record else ())),
        is_staff=caller.is_staff,
    )
