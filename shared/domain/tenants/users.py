"""Users across tenants: who somebody is, and where they are a member. One document each, outside every tenant."""

import hashlib
from typing import ClassVar

from shared.data.unit_of_work import Reads, UnitOfWork
from shared.errors import FailedPrecondition
from shared.model import FrozenModel

MAX_TENANTS = 50


class UserRecord(FrozenModel):
    """A person with an account."""

    SCHEMA_VERSION: ClassVar[int] = 1

    email: str = ""
    display_name: str = ""
    tenant_ids: tuple[str, ...] = ()


async def find_user(reads: Reads, user_id: str) -> UserRecord | None:
    """Return a user's record or None."""
    document = await reads.global_documents.get(user_path(user_id))
    return UserRecord.model_validate(document.data) if document else None


async def add_to_tenant(work: UnitOfWork, user_id: str, *, email: str, display_name: str) -> UserRecord:
    """Add the unit's tenant to a user's own, making the record where it is missing."""
    document = await work.global_documents.get(user_path(user_id))
    known = UserRecord.model_validate(document.data) if document else UserRecord()
    if len(known.tenant_ids) >= MAX_TENANTS and work.tenant_id not in known.tenant_ids:
        raise FailedPrecondition(f"a person is a member of at most {MAX_TENANTS} tenants", code="too_many_tenants")
    user = UserRecord(
        email=email,
        display_name=known.display_name or display_name,
        tenant_ids=tuple(dict.fromkeys((*known.tenant_ids, work.tenant_id))),
    )
    if document is None:
        work.global_documents.create(user_path(user_id), _data(user))
    else:
        work.global_documents.update(document, _data(user))
    return user


async def remove_from_tenant(work: UnitOfWork, user_id: str) -> None:
    """Take the unit's tenant from a user's own; the account stays."""
    document = await work.global_documents.get(user_path(user_id))
    if document is not None:
        user = UserRecord.model_validate(document.data)
        left = tuple(each for each in user.tenant_ids if each != work.tenant_id)
        work.global_documents.update(document, _data(user.with_(tenant_ids=left)))


async def forget_user(work: UnitOfWork, user_id: str) -> bool:
    """Delete a user's own record; False, and nothing is deleted, while they are a member of any tenant."""
    document = await work.global_documents.get(user_path(user_id))
    if document is None:
        return True
    if UserRecord.model_validate(document.data).tenant_ids:
        return False
    work.global_documents.delete(document)
    return True


async def rename_user(work: UnitOfWork, user_id: str, *, email: str, display_name: str) -> UserRecord:
    """Change a user's own name, making the record where it is missing."""
    document = await work.global_documents.get(user_path(user_id))
    if document is None:
        user = UserRecord(email=email, display_name=display_name)
        work.global_documents.create(user_path(user_id), _data(user))
        return user
    work.global_documents.update(document, {**document.data, "displayName": display_name})
    return UserRecord.model_validate(document.data).with_(display_name=display_name)


def email_key(email: str) -> str:
    """Return what an e-mail address is found under where it serves as a key."""
    return hashlib.sha256(email.lower().encode()).hexdigest()[:40]


def _data(user: UserRecord) -> dict[str, object]:
    return {**user.to_data(), "tenantIds": list(user.tenant_ids), "schemaVersion": UserRecord.SCHEMA_VERSION}


def user_path(user_id: str) -> str:
    """Return where a user's record is."""
    return f"users/{user_id}"
