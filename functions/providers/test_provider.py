"""Whether a provider takes the tenant's key. It is asked which models it has, which costs nothing."""

from shared.auth.permissions import Permission
from shared.data.unit_of_work import UnitOfWork
from shared.domain.model_providers.model import ProviderKey, secret_name
from shared.domain.model_providers.repository import ProviderKeyRepository
from shared.domain.model_providers.schemas import ProviderProblem, ProviderTest
from shared.errors import DependencyUnavailable, EllaError, FailedPrecondition, NotFound
from shared.ports.model_providers import provider_of
from shared.ports.models import ModelError
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import command
from shared.runtime.requests import Identifier, Request

_MOST_MODELS = 500


class TestProvider(Request):
    """Which provider."""

    provider: Identifier


@command(
    "POST /v1/providers/{provider}/test",
    permission=Permission.PROVIDERS_MANAGE,
    external=True,
    errors=(DependencyUnavailable, FailedPrecondition),
)
async def test_provider(request: TestProvider, ctx: ExternalContext) -> ProviderTest:
    """Try a provider with the tenant's key, and list the models it offers."""
    provider = provider_of(request.provider)

    async def read(work: UnitOfWork) -> ProviderKey | None:
        return await ProviderKeyRepository(work).find(provider.id)

    known, key = await ctx.prepare(read), ""
    if provider.needs_key:
        if known is None:
            raise FailedPrecondition("set a key for this provider first", code="provider_key_missing")
        key = (await ctx.secrets.get(secret_name(provider.id), known.secret_version)).decode()
    try:
        models = await ctx.outside.models.list_models(provider.id, key=key)
        result = ProviderTest(usable=True, models=models[:_MOST_MODELS])
    except (ModelError, NotFound) as error:
        result = ProviderTest(usable=False, problem=_problem(error))

    async def note(work: UnitOfWork) -> None:
        keys = ProviderKeyRepository(work)
        current = await keys.find(provider.id)
        if current is not None and known is not None and current.secret_version == known.secret_version:
            keys.save(current.tested(result.problem.code if result.problem else None, at=ctx.now))

    await ctx.finish(note)
    return result


def _problem(error: EllaError) -> ProviderProblem:
    return ProviderProblem(code=error.code, message=error.message)
