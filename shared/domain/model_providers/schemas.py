"""Providers of models as callers see them."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from shared.domain.model_providers.model import ProviderKey
from shared.model import FrozenModel, View
from shared.ports.model_providers import Provider

Key = Annotated[
    str,
    StringConstraints(min_length=16, max_length=500, pattern=r"^[\x21-\x7e]+$"),
    Field(repr=False, json_schema_extra={"secret": True}),
]


class ProviderKeyView(View):
    """A key's last four characters, who set it, and what the last try of it came to; the key itself is never shown."""

    last_four: str
    set_by: str
    set_at: datetime
    tested_at: datetime | None
    problem: str | None


class ProviderView(FrozenModel):
    """A provider, and whether its models can be asked: with a key, or where it needs none and answers.

    `key` is for those who manage providers.
    """

    id: str
    label: str
    needs_key: bool
    local: bool
    usable: bool
    key: ProviderKeyView | None

    @classmethod
    def of(cls, provider: Provider, key: ProviderKey | None, *, usable: bool, shows_key: bool) -> Self:
        """Return the view of a provider as a tenant has it."""
        return cls(
            id=provider.id,
            label=provider.label,
            needs_key=provider.needs_key,
            local=provider.local,
            usable=usable,
            key=ProviderKeyView.of(key) if key is not None and shows_key else None,
        )


class ProviderProblem(FrozenModel):
    """Why a provider can't be used."""

    code: str
    message: str


class ProviderTest(FrozenModel):
    """What trying a provider came to: the models it offers, or the problem."""

    usable: bool
    models: tuple[str, ...] = ()
    problem: ProviderProblem | None = None
