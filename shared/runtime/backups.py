"""What backups read and restorations write: a tenant's partition as it is, below any domain's words."""

import hashlib
import os
from collections.abc import AsyncIterator, Mapping
from functools import cache
from typing import Any

from shared.data.encrypted_fields import EncryptingRepository, keyring
from shared.data.encryption import SEAL_ENTROPY, seal, unseal
from shared.data.store import Document, DocumentStore, StoreQuery
from shared.domain.backups.policies import NOT_BACKED_UP, WRITTEN_LAST
from shared.engines.backups.moving import comparable, moved
from shared.errors import FailedPrecondition, NotFound, PayloadTooLarge
from shared.ports.files import FileRef, TenantFiles

PAGE = 50
"""Documents of up to a megabyte lie in memory together."""


@cache
def sealed_fields() -> Mapping[str, tuple[str, ...]]:
    """Return which fields are stored encrypted, each for its tenant, document and name."""
    from shared.runtime.repositories import repositories

    return {name: each.encrypted for name, each in repositories().items() if issubclass(each, EncryptingRepository)}


async def kept_collections(store: DocumentStore, tenant_id: str, at: str | None) -> list[str]:
    """Return what a tenant has that backups hold, as the store itself lists it."""
    names = await store.collections(f"tenants/{tenant_id}", at=at)
    return [name for name in names if name not in NOT_BACKED_UP]


async def documents_of(
    store: DocumentStore, tenant_id: str, collection: str, *, after: str = "", at: str | None = None
) -> AsyncIterator[list[Document]]:
    """Yield a collection page by page, behind a path."""
    path = f"tenants/{tenant_id}/{collection}"
    while True:
        page = await store.query(StoreQuery(path, (), (), PAGE, (after,) if after else None, at=at))
        if page:
            yield page
            after = page[-1].path
        if len(page) < PAGE:
            return


def waits(collection: str, data: Mapping[str, Any]) -> bool:
    """Tell whether a document is what jobs look for across tenants, so that it is written last."""
    return data.get(WRITTEN_LAST.get(collection, "")) is not None


def comparable_line(tenant_id: str, path: str, data: Mapping[str, Any]) -> bytes:
    """Return what a document, by its path in a tenant, has in common with its copy in another."""
    return comparable(path, data, tenant_id, sealed_fields().get(path.partition("/")[0], ()))


def copied_document(path: str, data: Mapping[str, Any], before: str, after: str) -> tuple[str, dict[str, Any]]:
    """Return a document as another tenant has it: what is encrypted is opened, and sealed for its new place."""
    new_path, copy = moved(path, data, before, after)
    for name in sealed_fields().get(path.partition("/")[0], ()):
        if data.get(name) is not None:
            plain = unseal(keyring(), data[name], f"tenants/{before}/{path}#{name}".encode())
            place = f"tenants/{after}/{new_path}#{name}".encode()
            copy[name] = seal(keyring(), plain, place, os.urandom(SEAL_ENTROPY))
    return new_path, copy


async def checked_content(files: TenantFiles, file: FileRef) -> bytes:
    """Return a backup's file; raise FailedPrecondition (`backup_damaged`) where it isn't what was written."""
    try:
        content = await files.get(file.path, max_bytes=file.size)
    except (NotFound, PayloadTooLarge) as error:
        raise _damaged(file) from error
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise _damaged(file)
    return content


def _damaged(file: FileRef) -> FailedPrecondition:
    return FailedPrecondition(f"{file.path} is not what was written; choose another backup", code="backup_damaged")
