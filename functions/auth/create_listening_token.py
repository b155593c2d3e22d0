"""What a browser listens to Firestore with, whose rules know no cookies; no function takes it for anything else."""

from pydantic import Field

from shared.auth.sign_in_sessions import CLAIM, LISTENS_ONLY
from shared.errors import PermissionDenied
from shared.model import FrozenModel
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Access, command
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Request


class CreateListeningToken(Request):
    """Nothing to say: it is about the caller's own session."""


class ListeningToken(FrozenModel):
    """A token for Firestore's listeners, and for how many seconds; it ends with the caller's sign-in session."""

    user_id: str
    token: str = Field(repr=False, json_schema_extra={"secret": True})
    expires_in: int


@command(
    "POST /v1/auth/listening-token",
    access=Access.SIGNED_IN,
    tenantless=True,
    external=True,
    audited=False,
    errors=(PermissionDenied,),
    status=201,
    runtime=Runtime.AUTH,
)
async def create_listening_token(request: CreateListeningToken, ctx: ExternalContext) -> ListeningToken:
    """Get a token that listens to live documents, and opens nothing else."""
    user = ctx.user
    claims = {CLAIM: user.session_id, LISTENS_ONLY: True}
    tokens = await ctx.outside.identity.sign_in_as(user.user_id, claims)
    return ListeningToken(user_id=user.user_id, token=tokens.access_token, expires_in=tokens.expires_in)
