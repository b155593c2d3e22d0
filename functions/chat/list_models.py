"""Which models an app can ask for. No provider is asked: what has a known price is listed, others can be named too."""

from typing import Annotated

from pydantic import Field

from shared.auth.permissions import Permission
from shared.domain.apps.repository import AppRepository
from shared.domain.chat.repository import ChatSettingsRepository
from shared.domain.chat.requests import ChatModel, Text
from shared.domain.chat.schemas import ModelList, ModelView
from shared.domain.model_providers.repository import ProviderKeyRepository
from shared.engines.chat.routes import Route, is_allowed
from shared.engines.model_calls.prices import PRICES
from shared.errors import NotFound
from shared.ports.model_providers import PROVIDERS
from shared.runtime.chat_plan import app_of
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import query
from shared.runtime.openai import OPENAI
from shared.runtime.rate_limit_policies import FOREIGN


class ListModels(ChatModel):
    """For which app, where the key does not say that."""

    app_id: Annotated[Text | None, Field(alias="appId")] = None


@query("GET /v1/models", permission=Permission.CHAT_USE, limits=(FOREIGN,), errors=(NotFound,), wire=OPENAI)
async def list_models(request: ListModels, ctx: QueryContext) -> ModelList:
    """List an app's aliases, and the models of providers that the tenant has keys for."""
    app_id = app_of(request.app_id, ctx.caller)
    providers = list(PROVIDERS)
    paths = [ProviderKeyRepository.path(each) for each in providers]
    await ctx.reads.get_many([AppRepository.path(app_id), ChatSettingsRepository.path(app_id), *paths])
    app = await AppRepository(ctx.reads).get(app_id)
    settings = await ChatSettingsRepository(ctx.reads).of_app(app.id)
    keys = await ProviderKeyRepository(ctx.reads).get_many(providers)
    usable = {key.id for key in keys if key is not None}
    routes = [
        Route("echo", "echo"),
        *(Route(price.provider, price.model) for price in PRICES if price.provider in usable),
    ]
    named = [(alias.name, "ella") for alias in settings.aliases]
    named += [(route.name, route.provider) for route in dict.fromkeys(routes)]
    created = int(app.created_at.timestamp())
    return ModelList(
        object="list",
        data=tuple(
            ModelView(id=name, object="model", created=created, owned_by=owner)
            for name, owner in named
            if is_allowed(settings.allowed_models, name, None)
        ),
    )
