"""Liveness: this process answers. What it depends on has a health of its own."""

from shared.model import FrozenModel
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Access, query
from shared.runtime.rate_limit_policies import HEALTH
from shared.runtime.requests import Request


class CheckHealth(Request):
    """Nothing to say."""


class Health(FrozenModel):
    """That it lives, and which version of it."""

    status: str
    version: str


@query("GET /v1/health", access=Access.ANONYMOUS, tenantless=True, limits=(HEALTH,))
async def check_health(request: CheckHealth, ctx: QueryContext) -> Health:
    """Tell whether this process is alive."""
    return Health(status="ok", version=ctx.config.version)
