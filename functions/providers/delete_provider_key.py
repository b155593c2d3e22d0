"""The key is gone from the secrets before it is noted, so that a try that stopped in between can be made again."""

from shared.auth.permissions import Permission
from shared.data.unit_of_work import UnitOfWork
from shared.domain.model_providers.model import secret_name
from shared.domain.model_providers.repository import ProviderKeyRepository
from shared.errors import DependencyUnavailable
from shared.ports.model_providers import provider_of
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DeleteProviderKey(Request):
    """Whose key."""

    provider: Identifier


@command(
    "DELETE /v1/providers/{provider}/key",
    permission=Permission.PROVIDERS_MANAGE,
    loads=Loads(ProviderKeyRepository, "provider"),
    external=True,
    errors=(DependencyUnavailable,),
    status=204,
)
async def delete_provider_key(request: DeleteProviderKey, ctx: ExternalContext) -> None:
    """Delete the tenant's key at a provider, every version of it."""
    await ctx.secrets.delete(secret_name(provider_of(request.provider).id))

    async def forget(work: UnitOfWork) -> None:
        keys = ProviderKeyRepository(work)
        keys.remove(await keys.get(request.provider))

    await ctx.finish(forget)
