"""Sign-in sessions: one document for each person holds the open ones; what is not in it has ended."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from shared.auth.sign_in_sessions import CLAIM, sessions_path
from shared.data.store import Document
from shared.data.unit_of_work import Reads, UnitOfWork
from shared.errors import NotFound, Unauthenticated
from shared.model import FrozenModel

MAX_SESSIONS = 50
"""More than these, and the one unused for longest ends."""
TOUCH_INTERVAL = timedelta(minutes=5)
_MAX_USER_AGENT = 300


class SignInSession(FrozenModel):
    """One sign-in on one device, for as long as it is refreshed."""

    id: str
    signed_in_at: datetime
    last_used_at: datetime
    address: str
    user_agent: str
    method: str = "password"

    @classmethod
    def begun(
        cls, id: str, *, at: datetime, address: str, user_agent: str, method: str = "password"
    ) -> "SignInSession":
        """Return a new session, begun by a password or at the provider that `method` names."""
        agent = "".join(letter for letter in user_agent if letter.isprintable())[:_MAX_USER_AGENT]
        return cls(id=id, signed_in_at=at, last_used_at=at, address=address, user_agent=agent, method=method)

    @property
    def claims(self) -> dict[str, str]:
        """What its tokens carry."""
        return {CLAIM: self.id}


async def open_sessions(reads: Reads, user_id: str) -> list[SignInSession]:
    """Return a person's open sessions, the last used first."""
    document = await reads.global_documents.get(sessions_path(user_id))
    return sorted(_sessions(document).values(), key=lambda session: session.last_used_at, reverse=True)


class SignInSessions:
    """Open and end a person's sessions in a unit of work."""

    def __init__(self, work: UnitOfWork, user_id: str) -> None:
        self._work = work
        self._path = sessions_path(user_id)

    async def open(self, session: SignInSession, *, methods: frozenset[str] | None = None) -> None:
        """Add a session, and end those that were begun by a method which is not among the account's `methods`."""

        def added(sessions: dict[str, SignInSession]) -> dict[str, SignInSession]:
            left = [each for each in sessions.values() if methods is None or each.method in methods]
            newest = sorted(left, key=lambda each: each.last_used_at)[-(MAX_SESSIONS - 1) :]
            return {each.id: each for each in (*newest, session)}

        await self._change(added)

    async def touch(self, session_id: str) -> None:
        """Note that a session is used; raise Unauthenticated (`invalid_refresh_token`) for one that has ended."""
        document = await self._work.global_documents.get(self._path)
        session = _sessions(document).get(session_id)
        if session is None:
            raise Unauthenticated("the refresh token is not valid; sign in again", code="invalid_refresh_token")
        if self._work.now - session.last_used_at >= TOUCH_INTERVAL:
            used = session.with_(last_used_at=self._work.now)
            await self._change(lambda sessions: {**sessions, session_id: used})

    async def end(self, session_id: str) -> None:
        """End one session; raise NotFound when there is no such."""
        if session_id not in _sessions(await self._work.global_documents.get(self._path)):
            raise NotFound("there is no such sign-in session", code="sign_in_session_not_found")
        await self._change(lambda sessions: {id: each for id, each in sessions.items() if id != session_id})

    async def end_all(self, *, but: str | None = None) -> None:
        """End every session, or every other one."""
        await self._change(lambda sessions: {id: each for id, each in sessions.items() if id == but})

    async def _change(self, change: Callable[[dict[str, SignInSession]], dict[str, SignInSession]]) -> None:
        document = await self._work.global_documents.get(self._path)
        before = _sessions(document)
        after = change(before)
        data = {"sessions": {id: each.to_data() for id, each in after.items()}, "schemaVersion": 1}
        if document is None:
            self._work.global_documents.create(self._path, data)
        elif after != before:
            self._work.global_documents.update(document, data)


def _sessions(document: Document | None) -> dict[str, SignInSession]:
    stored: dict[str, Any] = document.data["sessions"] if document else {}
    return {id: SignInSession.model_validate(each) for id, each in stored.items()}
