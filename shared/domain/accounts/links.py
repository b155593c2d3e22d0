"""Links that are mailed to a person with an account: the newest of a kind admits once, for a time.

What is stored is no secret: a link's token derives from the signing key (`shared.auth.links`).
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from shared.auth.links import link_token, read_link_token
from shared.data.store import Document
from shared.data.unit_of_work import UnitOfWork
from shared.errors import NotFound
from shared.model import FrozenModel

MAIL_INTERVAL = timedelta(minutes=2)
"""Nobody gets a second mail of a kind before this, however often it is asked for."""


class LinkKind(StrEnum):
    """What a link is for."""

    PASSWORD_RESET = "password-reset"  # noqa: S105 (a name, no secret)
    EMAIL_VERIFICATION = "email-verification"


LIFETIMES = {LinkKind.PASSWORD_RESET: timedelta(hours=1), LinkKind.EMAIL_VERIFICATION: timedelta(days=3)}


class AccountLink(FrozenModel):
    """The newest link of a kind that was mailed to a person."""

    SCHEMA_VERSION: ClassVar[int] = 1

    id: str
    email: str
    issued_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class AccountLinks:
    """Issue and use a person's links of one kind in a unit of work."""

    def __init__(self, work: UnitOfWork, kind: LinkKind, user_id: str) -> None:
        self._work = work
        self._kind = kind
        self._user_id = user_id
        self._path = f"users/{user_id}/account/{kind.value}"

    async def issue(self, id: str, email: str) -> str | None:
        """Return the token of a new link, the same for the same id; None so soon after another one."""
        found = await self._read()
        now = self._work.now
        if found is None or found[1].id != id:
            if found is not None and now - found[1].issued_at < MAIL_INTERVAL:
                return None
            link = AccountLink(id=id, email=email, issued_at=now, expires_at=now + LIFETIMES[self._kind])
            self._write(found[0] if found else None, link)
        return link_token(self._kind.value, self._user_id, id)

    async def get(self, id: str) -> AccountLink:
        """Return a link that holds; raise as `unknown_link` when it was used, expired or followed by another."""
        return (await self._usable(id))[1]

    async def use(self, id: str) -> None:
        """Mark a link that holds as used; raise as `get` does."""
        document, link = await self._usable(id)
        self._write(document, link.with_(used_at=self._work.now))

    async def _usable(self, id: str) -> tuple[Document, AccountLink]:
        found = await self._read()
        if found is None or found[1].id != id or found[1].used_at or self._work.now >= found[1].expires_at:
            raise unknown_link()
        return found

    async def _read(self) -> tuple[Document, AccountLink] | None:
        document = await self._work.global_documents.get(self._path)
        return (document, AccountLink.model_validate(document.data)) if document else None

    def _write(self, document: Document | None, link: AccountLink) -> None:
        data = {**link.to_data(), "schemaVersion": AccountLink.SCHEMA_VERSION}
        if document is None:
            self._work.global_documents.create(self._path, data)
        else:
            self._work.global_documents.update(document, data)


def read_account_link(kind: LinkKind, token: str) -> tuple[str, str]:
    """Return the user's and the link's id; raise as `unknown_link` for a forged token."""
    link = read_link_token(kind.value, token)
    if link is None:
        raise unknown_link()
    return link.tenant_id, link.id


def unknown_link() -> NotFound:
    """Return the one error for a link that is forged, used, expired or followed by a newer one."""
    return NotFound("this link does not hold, or not any more; ask for a new one", code="link_not_found")
