"""Whether this function can do its work: what it rests on is asked."""

from typing import Literal

from shared.errors import DependencyUnavailable
from shared.model import FrozenModel
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Access, query
from shared.runtime.health import AreaHealth, DependencyHealth, areas_of
from shared.runtime.rate_limit_policies import HEALTH
from shared.runtime.requests import Request


class CheckReadiness(Request):
    """Nothing to say."""


class ReadinessReport(FrozenModel):
    """Ready, with each dependency and area; `degraded` where an optional dependency does not answer."""

    status: Literal["ok", "degraded"]
    dependencies: tuple[DependencyHealth, ...]
    areas: tuple[AreaHealth, ...]


@query(
    "GET /v1/health/ready",
    access=Access.ANONYMOUS,
    tenantless=True,
    limits=(HEALTH,),
    errors=(DependencyUnavailable,),
)
async def check_readiness(request: CheckReadiness, ctx: QueryContext) -> ReadinessReport:
    """Tell which dependencies answer, and how fast; 503 where a required one does not."""
    seen = await ctx.dependencies()
    if missing := [each.name for each in seen if each.required and not each.available]:
        raise DependencyUnavailable(f"not ready: no answer from {', '.join(missing)}", code="not_ready")
    status = "ok" if all(each.available for each in seen) else "degraded"
    return ReadinessReport(status=status, dependencies=seen, areas=areas_of(seen))
