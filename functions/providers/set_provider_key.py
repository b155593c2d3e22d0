"""The tenant's own key at a provider of models. It goes among the secrets and is shown to nobody again."""

from shared.auth.permissions import Permission
from shared.data.unit_of_work import UnitOfWork
from shared.domain.model_providers.model import ProviderKey, secret_name
from shared.domain.model_providers.repository import ProviderKeyRepository
from shared.domain.model_providers.schemas import Key, ProviderKeyView
from shared.errors import DependencyUnavailable, FailedPrecondition
from shared.ports.model_providers import provider_of
from shared.runtime.contexts import ExternalContext
from shared.runtime.declare import command
from shared.runtime.requests import Identifier, Request


class SetProviderKey(Request):
    """Whose key, and the key as the provider gave it."""

    provider: Identifier
    key: Key


@command(
    "PUT /v1/providers/{provider}/key",
    permission=Permission.PROVIDERS_MANAGE,
    external=True,
    errors=(DependencyUnavailable, FailedPrecondition),
)
async def set_provider_key(request: SetProviderKey, ctx: ExternalContext) -> ProviderKeyView:
    """Set the tenant's key at a provider, in place of the one it had."""
    if not provider_of(request.provider).needs_key:
        raise FailedPrecondition("this provider needs no key", code="provider_needs_no_key")
    version = await ctx.secrets.put(secret_name(request.provider), request.key.encode())

    async def note(work: UnitOfWork) -> ProviderKey:
        keys = ProviderKeyRepository(work)
        known = await keys.find(request.provider)
        key = ProviderKey.set(request.provider, request.key, version=version.number, by=ctx.author, at=ctx.now)
        # Of two keys set at once the later version stays, whichever is noted last.
        if known is not None and known.secret_version > key.secret_version:
            return known
        await keys.put(key)
        return key

    return ProviderKeyView.of(await ctx.finish(note))
