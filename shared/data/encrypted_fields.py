"""Fields that are stored encrypted, for repositories whose entities have some."""

import os
from dataclasses import replace
from functools import cache
from typing import Any, ClassVar, TypeVar

from shared.config import config
from shared.data.encryption import SEAL_ENTROPY, Keyring, seal, unseal
from shared.data.repository import Entity, Repository
from shared.data.store import Document
from shared.errors import InternalError

E = TypeVar("E", bound=Entity)


@cache
def keyring() -> Keyring:
    """Return this process's keys."""
    return Keyring(dict(config().encryption_keys))


class EncryptingRepository(Repository[E]):
    """A repository that seals some text fields, each for its tenant, document and field.

    `encrypted` names them as documents do. A sealed field can't be queried; `save` seals with the current key.
    """

    encrypted: ClassVar[tuple[str, ...]]

    def _entity(self, document: Document) -> E:
        data = dict(document.data)
        for name in self.encrypted:
            if data.get(name) is not None:
                data[name] = unseal(keyring(), data[name], _place(document.path, name)).decode()
        return super()._entity(replace(document, data=data))

    def _data(self, entity: E) -> dict[str, Any]:
        data = super()._data(entity)
        path = self._reads.absolute(self.path(entity.id))
        for name in self.encrypted:
            value = data[name]
            if value is None:
                continue
            if not isinstance(value, str):
                raise InternalError(f"{name} is no text, and only text is stored encrypted")
            data[name] = seal(keyring(), value.encode(), _place(path, name), os.urandom(SEAL_ENTROPY))
        return data


def _place(path: str, field: str) -> bytes:
    """Return what a sealed field is bound to: `tenants/{tenantId}/…` and its name."""
    return f"{path}#{field}".encode()
