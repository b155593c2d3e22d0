"""Which providers of models there are, as data: where they are, what they speak, and how they differ."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from shared.errors import NotFound


class ModelProtocol(StrEnum):
    """What a provider speaks; `echo` answers with what it was asked, without a network."""

    OPENAI = "openai"
    ANTHROPIC = "anthropic"
    ECHO = "echo"


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider.

    `max_tokens_field` is what it calls the limit of a completion. `reasoning_beside` is true where its count of the
    completion leaves out the tokens of reasoning, which only the total includes. `local` ones cost nothing.
    `embeds` is true of those that turn texts into vectors.
    """

    id: str
    label: str
    protocol: ModelProtocol
    base_url: str = ""
    needs_key: bool = True
    local: bool = False
    max_tokens_field: str = "max_tokens"
    reasoning_beside: bool = False
    embeds: bool = False


PROVIDERS = {
    provider.id: provider
    for provider in (
        Provider("anthropic", "Anthropic", ModelProtocol.ANTHROPIC, "https://api.anthropic.com/v1"),
        Provider("echo", "Echo", ModelProtocol.ECHO, needs_key=False, local=True),
        Provider(
            "gemini",
            "Google Gemini",
            ModelProtocol.OPENAI,
            "https://generativelanguage.googleapis.com/v1beta/openai",
            reasoning_beside=True,
            embeds=True,
        ),
        Provider("grok", "xAI Grok", ModelProtocol.OPENAI, "https://api.x.ai/v1", reasoning_beside=True),
        Provider("ollama", "Ollama", ModelProtocol.OPENAI, needs_key=False, local=True, embeds=True),
        Provider(
            "openai",
            "OpenAI",
            ModelProtocol.OPENAI,
            "https://api.openai.com/v1",
            max_tokens_field="max_completion_tokens",
            embeds=True,
        ),
    )
}
"""By id; where Ollama listens is configuration."""


def configured(ollama_url: str, urls: Iterable[tuple[str, str]] = ()) -> Mapping[str, Provider]:
    """Return the providers that can be asked; Ollama is none of them where nobody said where it listens.

    Those that `urls` name are asked there. Raise ValueError for one that has no address of its own.
    """
    ollama = replace(PROVIDERS["ollama"], base_url=f"{ollama_url}/v1")
    others = {id: provider for id, provider in PROVIDERS.items() if provider is not PROVIDERS["ollama"]}
    found = {**others, ollama.id: ollama} if ollama_url else others
    for id, url in urls:
        if id not in others or not others[id].base_url:
            raise ValueError(f"ELLA_PROVIDER_URLS names {id!r}, which is no provider with an address of its own")
        found[id] = replace(others[id], base_url=url)
    return found


def provider_of(id: str) -> Provider:
    """Return a provider; raise NotFound (`provider_not_found`)."""
    if id not in PROVIDERS:
        raise NotFound(f"there is no such provider; there are {', '.join(PROVIDERS)}", code="provider_not_found")
    return PROVIDERS[id]
