"""Chat's settings and models as callers see them."""

from datetime import datetime
from typing import Literal

from shared.domain.chat.model import Alias
from shared.domain.chat.requests import ChatModel
from shared.model import Points, View


class ChatSettingsView(View):
    """By which rules an app asks models; `updated_at` is None where nobody has set any."""

    aliases: tuple[Alias, ...]
    fallbacks: tuple[str, ...]
    allowed_models: tuple[str, ...] | None
    max_tokens: int
    daily_budget: Points | None
    daily_budget_per_caller: Points | None
    cache_seconds: int
    redact_requests: bool
    conversation_days: int
    updated_at: datetime | None


class ModelView(ChatModel):
    """A model that can be asked for, or an alias, which is the app's."""

    id: str
    object: Literal["model"]
    created: int
    owned_by: str


class ModelList(ChatModel):
    """Models, as OpenAI lists them."""

    object: Literal["list"]
    data: tuple[ModelView, ...]
