"""Whether this function answers at all; it looks at nothing else."""

from typing import Literal

from shared.model import FrozenModel
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Access, query
from shared.runtime.rate_limit_policies import HEALTH
from shared.runtime.requests import Request


class CheckHealth(Request):
    """Nothing to say."""


class Health(FrozenModel):
    """Alive, in this version."""

    status: Literal["ok"] = "ok"
    version: str


@query("GET /v1/health", access=Access.ANONYMOUS, tenantless=True, limits=(HEALTH,))
async def check_health(request: CheckHealth, ctx: QueryContext) -> Health:
    """Tell that the service is alive, and its version."""
    return Health(version=ctx.config.version)
