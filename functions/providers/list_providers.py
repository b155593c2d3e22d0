"""Which models a tenant can ask. A provider on the operator's own machine is usable when it answers."""

from shared.auth.permissions import Permission
from shared.domain.model_providers.repository import ProviderKeyRepository
from shared.domain.model_providers.schemas import ProviderView
from shared.model import FrozenModel
from shared.ports.model_providers import PROVIDERS
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.requests import Request


class ListProviders(Request):
    """All of them."""


class ProviderList(FrozenModel):
    """Every provider there is, by name."""

    providers: tuple[ProviderView, ...]


@query("GET /v1/providers", permission=Permission.PROVIDERS_READ)
async def list_providers(request: ListProviders, ctx: QueryContext) -> ProviderList:
    """List the providers of models, and which of them are usable."""
    keys = dict(zip(PROVIDERS, await ProviderKeyRepository(ctx.reads).get_many(tuple(PROVIDERS)), strict=True))
    shows_key = ctx.holds(Permission.PROVIDERS_MANAGE)
    views = [
        ProviderView.of(
            provider,
            keys[id],
            usable=keys[id] is not None if provider.needs_key else await ctx.provider_answers(id),
            shows_key=shows_key,
        )
        for id, provider in PROVIDERS.items()
    ]
    return ProviderList(providers=tuple(views))
