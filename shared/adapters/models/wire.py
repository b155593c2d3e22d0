"""What every protocol must know how to do."""

from typing import Any, Protocol

from shared.adapters.models.draft import Draft
from shared.adapters.models.events import ServerEvent
from shared.adapters.models.fields import Fields
from shared.ports.model_providers import Provider
from shared.ports.models import ModelRequest


class Wire(Protocol):
    """One protocol, as requests are written and answers read; it holds nothing."""

    path: str
    """Where completions are asked for, below the provider's base URL."""

    models_path: str

    def headers(self, key: str) -> dict[str, str]:
        """Return the headers that carry the key."""
        ...

    def body(self, provider: Provider, request: ModelRequest, *, stream: bool) -> dict[str, Any]:
        """Return the request's body."""
        ...

    def read(self, provider: Provider, answer: Fields) -> Draft:
        """Return what a whole answer says; raise AnswerUnreadable."""
        ...

    def take(self, provider: Provider, draft: Draft, event: ServerEvent, key: str) -> str:
        """Put an event of a stream into the draft and return the text it brought; raise a ModelError it tells of."""
        ...
