"""An invited person joins: with a new account, or with the password of the one they have.

An account made for an invitation whose acceptance was then killed is not lost: the same link and password take it up.
"""

from typing import Annotated

from pydantic import StringConstraints

from shared.auth.links import read_link_token
from shared.data.unit_of_work import UnitOfWork
from shared.domain.accounts.sessions import SignInSession, SignInSessions
from shared.domain.plans.model import Quota, QuotaExceeded
from shared.domain.plans.usage import Quotas
from shared.domain.tenants.events import MemberJoined
from shared.domain.tenants.model import LINK_KIND, Member, MemberInvitation
from shared.domain.tenants.repository import (
    MemberEmails,
    MemberInvitationRepository,
    MemberRepository,
    TenantRepository,
)
from shared.domain.tenants.schemas import AuthResult, DisplayName, NewPassword
from shared.domain.tenants.users import UserRecord, add_to_tenant
from shared.errors import AlreadyExists, FailedPrecondition, NotFound, Unauthenticated
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Access, command
from shared.runtime.profiles import Runtime
from shared.runtime.rate_limit_policies import AUTH, AUTH_ADDRESS, LINKS
from shared.runtime.requests import Request


class AcceptMemberInvitation(Request):
    """The token of the link, and the account to join with."""

    token: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    password: NewPassword
    display_name: DisplayName


@command(
    "POST /v1/members/invitations/accept",
    access=Access.ANONYMOUS,
    tenantless=True,
    external=True,
    limits=(LINKS, AUTH, AUTH_ADDRESS),
    errors=(AlreadyExists, FailedPrecondition, NotFound, QuotaExceeded, Unauthenticated),
    runtime=Runtime.AUTH,
)
async def accept_member_invitation(request: AcceptMemberInvitation, ctx: ExternalContext) -> AuthResult:
    """Join a tenant by invitation, and sign in."""
    link = read_link_token(LINK_KIND, request.token)
    if link is None:
        raise NotFound("there is no such invitation", code="invitation_not_found")
    new_user_id = ctx.new_id()

    async def check(work: UnitOfWork) -> MemberInvitation:
        work.enter_tenant(link.tenant_id)
        invitation = await MemberInvitationRepository(work).get(link.id)
        invitation.accepted(at=ctx.now)
        await MemberEmails(work).require_free(invitation.email)
        (await TenantRepository(work).get(work.tenant_id)).require_active()
        await Quotas(work).require(Quota.MEMBERS)
        return invitation

    email = (await ctx.prepare(check)).email
    identity = ctx.outside.identity
    async with ctx.attempt(email):
        if await identity.find_account(email) is None:
            try:
                await identity.create_account(new_user_id, email, request.password, request.display_name)
            except AlreadyExists as error:
                if error.code != "email_taken":
                    raise
        user_id = (await identity.sign_in(email, request.password)).user_id
    session = SignInSession.begun(ctx.new_id(), at=ctx.now, address=ctx.scope.address, user_agent=ctx.scope.user_agent)
    tokens = await identity.sign_in_as(user_id, session.claims)

    async def join(work: UnitOfWork) -> UserRecord:
        work.enter_tenant(link.tenant_id)
        invitations = MemberInvitationRepository(work)
        invitation = await invitations.get(link.id)
        invitations.save(invitation.accepted(at=ctx.now))
        await MemberEmails(work).claim(work, email, user_id)
        await Quotas(work).take(Quota.MEMBERS)
        await SignInSessions(work, user_id).open(session)
        member = Member(
            id=user_id, email=email, display_name=request.display_name, role=invitation.role, joined_at=ctx.now
        )
        MemberRepository(work).add(member)
        work.emit(MemberJoined(user_id=user_id))
        work.about(invitationId=link.id, memberId=user_id)
        return await add_to_tenant(work, user_id, email=email, display_name=request.display_name)

    record = await ctx.finish(join)
    return AuthResult.signed_in(tokens, session.id, email, record, link.tenant_id)
