"""Conversations that a caller asked to keep: each question with its answer is a turn, kept as long as the app says."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from pydantic import Field
from pydantic_core import to_json

from shared.data.query import QueryShape
from shared.data.repository import Entity, Repository, found
from shared.data.store import StoreQuery
from shared.domain.chat.requests import ChatMessage
from shared.errors import FailedPrecondition
from shared.model import View

MAX_TURN = 100_000
"""How many bytes of JSON a turn's messages and answers are kept up to; of a larger one is kept that it was."""

MAX_TURNS = 300
"""How many turns a conversation may have, so that it is deleted as one."""

_MAX_AT_ONCE = 450
_MAX_TITLE = 100
CONVERSATION_LIST = QueryShape(
    "conversations", equals=("appId", "user"), sorts=(("-updatedAt",), ("updatedAt",)), required=("appId",)
)
TURN_LIST = QueryShape("conversationTurns", equals=("conversationId",), sorts=(("at",),), required=("conversationId",))


class Conversation(Entity):
    """A conversation; `user` is whom the caller named as its end user."""

    app_id: str
    title: str
    user: str | None
    turn_count: int
    created_by: str
    created_at: datetime
    updated_at: datetime
    expires_at: datetime

    @classmethod
    def begun(
        cls, id: str, app_id: str, messages: Sequence[ChatMessage], user: str | None, *, by: str, at: datetime
    ) -> Self:
        """Return a conversation without turns; what the user says first is its title."""
        said = next((each.text for each in messages if each.role == "user"), "")
        return cls(
            id=id,
            app_id=app_id,
            title=" ".join(said.split())[:_MAX_TITLE],
            user=user,
            turn_count=0,
            created_by=by,
            created_at=at,
            updated_at=at,
            expires_at=at,
        )

    def continued(self, *, at: datetime, days: int) -> Self:
        """Return it with one more turn; from now on it is kept so many days."""
        until = max(self.expires_at, at + timedelta(days=days))
        return self.with_(turn_count=self.turn_count + 1, updated_at=at, expires_at=until)

    def require_room(self) -> None:
        """Raise FailedPrecondition for a conversation that has all the turns there may be."""
        if self.turn_count >= MAX_TURNS:
            raise FailedPrecondition(f"a conversation has at most {MAX_TURNS} turns", code="conversation_full")

    def is_kept(self, *, at: datetime) -> bool:
        """Tell whether its time is not over."""
        return at < self.expires_at


class ConversationTurn(Entity):
    """What was new in one question, and the answers to it; `omitted` where they were too large to keep."""

    conversation_id: str
    app_id: str
    model: str
    messages: tuple[dict[str, Any], ...] = Field(default=())
    answers: tuple[dict[str, Any], ...] = Field(default=())
    omitted: bool = False
    prompt_tokens: int
    completion_tokens: int
    trace_id: str
    created_by: str
    at: datetime
    expires_at: datetime

    def fitting(self) -> Self:
        """Return it without what is too large to keep."""
        if len(to_json([self.messages, self.answers])) <= MAX_TURN:
            return self
        return self.with_(messages=(), answers=(), omitted=True)


class ConversationRepository(Repository[Conversation]):
    """Conversations by id."""

    collection: ClassVar[str] = "conversations"
    noun: ClassVar[str] = "conversation"
    model = Conversation

    async def get_kept(self, app_id: str, id: str, *, at: datetime) -> Conversation:
        """Return an app's conversation; raise NotFound also for one whose time is over."""
        conversation = await self.find(id)
        is_there = conversation is not None and conversation.app_id == app_id and conversation.is_kept(at=at)
        return found(conversation if is_there else None, self.noun)


class ConversationTurnRepository(Repository[ConversationTurn]):
    """Turns by id."""

    collection: ClassVar[str] = "conversationTurns"
    noun: ClassVar[str] = "conversation_turn"
    model = ConversationTurn

    async def of_conversation(self, conversation_id: str) -> list[ConversationTurn]:
        """Return a conversation's turns, the first first."""
        filters = TURN_LIST.filters({"conversationId": conversation_id})
        query = StoreQuery(self.collection, filters, TURN_LIST.orders(), _MAX_AT_ONCE)
        return [self._entity(document) for document in await self._reads.query(query)]


class ConversationView(View):
    """A conversation without its turns."""

    id: str
    app_id: str
    title: str
    user: str | None
    turn_count: int
    created_by: str
    created_at: datetime
    updated_at: datetime
    expires_at: datetime


class TurnView(View):
    """A turn: what was new in the question, and the answers; `omitted` where they were too large to keep."""

    id: str
    model: str
    messages: tuple[dict[str, Any], ...]
    answers: tuple[dict[str, Any], ...]
    omitted: bool
    prompt_tokens: int
    completion_tokens: int
    trace_id: str
    at: datetime


def new_in(messages: Sequence[ChatMessage]) -> Sequence[ChatMessage]:
    """Return the messages behind the last answer: what came before was kept with earlier turns."""
    answered = max((place for place, each in enumerate(messages) if each.role == "assistant"), default=-1)
    return messages[answered + 1 :]
