"""The flags that a call is about: named by its key or its query string, read as one document, kept some seconds."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from shared.auth.caller import ApiKeyCaller, Member
from shared.data.unit_of_work import UnitOfWork
from shared.domain.apps.repository import AppRepository
from shared.domain.flags.model import set_id
from shared.domain.flags.repository import FlagSetRepository
from shared.engines.flags.evaluation import Failure, Resolution
from shared.engines.flags.model import FlagSet
from shared.errors import FieldProblem, InternalError, InvalidInput, PermissionDenied
from shared.runtime.contexts import ExternalContext
from shared.runtime.requests import Request

CACHED_FOR = timedelta(seconds=5)
"""How long after a change, the kill switch's as well, an instance may serve what was before."""

MAX_CACHED = 1_000

_Named = Annotated[
    str | None, StringConstraints(min_length=1, max_length=200), Field(json_schema_extra={"in": "query"})
]


class EvaluationRequest(Request):
    """For whom; and which app and environment, where the key does not say that."""

    app_id: _Named = None
    environment: _Named = None
    context: dict[str, Any] = Field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class ServedFlags:
    """An environment's flags in one call."""

    ctx: ExternalContext
    tenant_id: str
    set_id: str
    flags: FlagSet

    def count(self, found: Resolution | Failure) -> None:
        """Count an evaluation."""
        self.ctx.outside.flag_counts.note(self.tenant_id, self.set_id, found, at=self.ctx.now)


async def served_flags(request: EvaluationRequest, ctx: ExternalContext) -> ServedFlags:
    """Return the flags a call is about; raise NotFound for an app or environment that is not there."""
    caller = ctx.caller
    if not isinstance(caller, ApiKeyCaller | Member):
        raise InternalError("flags are evaluated in a tenant")
    bound = caller if isinstance(caller, ApiKeyCaller) else None
    app_id = _chosen("appId", request.app_id, bound.app_id if bound else None)
    environment = _chosen("environment", request.environment, bound.environment if bound else None)
    identifier = set_id(app_id, environment)

    async def read(work: UnitOfWork) -> FlagSet:
        stored = await FlagSetRepository(work).find(identifier)
        if stored is None:
            (await AppRepository(work).get(app_id)).require_environment(environment)
        return stored.flags() if stored else FlagSet()

    cache, place = ctx.outside.flag_sets, (caller.tenant_id, identifier)
    flags, until = cache.get(place, (None, ctx.now))
    if flags is None or until <= ctx.now:
        flags = await ctx.prepare(read)
        cache.pop(place, None)
        if len(cache) >= MAX_CACHED:
            cache.pop(next(iter(cache)))
        cache[place] = (flags, ctx.now + CACHED_FOR)
    return ServedFlags(ctx, caller.tenant_id, identifier, flags)


def _chosen(name: str, named: str | None, bound: str | None) -> str:
    if bound is not None and named not in (None, bound):
        raise PermissionDenied(f"this key is for another {name}")
    if (chosen := bound or named) is None:
        problem = FieldProblem(f"/{name}", "missing", "name it in the query string, or use a key pair of the app")
        raise InvalidInput("say whose flags", fields=[problem])
    return chosen
