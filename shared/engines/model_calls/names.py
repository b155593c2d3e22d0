"""Models by the names that configurations give them, as `openai:chat:gpt-4o-mini`."""

_PROVIDERS = {
    "anthropic": "anthropic",
    "echo": "echo",
    "gemini": "gemini",
    "google": "gemini",
    "grok": "grok",
    "ollama": "ollama",
    "openai": "openai",
    "xai": "grok",
}
_MODES = ("chat", "messages", "completion")
_NAMES = {
    "anthropic": "anthropic:messages",
    "echo": "echo",
    "gemini": "google",
    "grok": "xai",
    "ollama": "ollama:chat",
    "openai": "openai:chat",
}
"""What promptfoo calls the providers."""


def named_model(name: str) -> tuple[str, str] | None:
    """Return the provider's id and the model that promptfoo's name means, None for a provider that there is not."""
    kind, *rest = name.split(":")
    if kind not in _PROVIDERS:
        return None
    return _PROVIDERS[kind], ":".join(rest[1:] if rest and rest[0] in _MODES else rest)


def name_of(provider: str, model: str) -> str | None:
    """Return promptfoo's name of a provider's model, None for a provider that it doesn't know."""
    name = _NAMES.get(provider)
    if name is None or not model:
        return name and name.partition(":")[0]
    return f"{name}:{model}"
