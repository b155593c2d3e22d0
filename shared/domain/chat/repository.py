"""Where chat's settings, spending and kept answers are stored."""

from typing import ClassVar

from shared.data.repository import Repository
from shared.domain.chat.model import ChatSettings, ChatSpending, KeptAnswer


class ChatSettingsRepository(Repository[ChatSettings]):
    """Settings by app; an app that set none has the defaults."""

    collection: ClassVar[str] = "chatSettings"
    noun: ClassVar[str] = "chat_settings"
    model = ChatSettings

    async def of_app(self, app_id: str) -> ChatSettings:
        """Return an app's settings."""
        return await self.find(app_id) or ChatSettings(id=app_id)


class ChatSpendingRepository(Repository[ChatSpending]):
    """Spending by app, day and caller."""

    collection: ClassVar[str] = "chatSpending"
    noun: ClassVar[str] = "chat_spending"
    model = ChatSpending

    def add_to(self, id: str, nanos: int) -> None:
        """Correct a reservation to what a call really came to."""
        self._work.increment(self.path(id), {"spentNanos": nanos})


class KeptAnswerRepository(Repository[KeptAnswer]):
    """Kept answers by what was asked."""

    collection: ClassVar[str] = "chatAnswers"
    noun: ClassVar[str] = "chat_answer"
    model = KeptAnswer
