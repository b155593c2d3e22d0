"""Where dead letters are stored."""

from typing import ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository
from shared.domain.dead_letters.model import DeadLetter

DEAD_LETTER_LIST = QueryShape("deadLetters", equals=("subscriber",), sorts=(("-deadLetteredAt",), ("deadLetteredAt",)))
PLATFORM_DEAD_LETTER_LIST = QueryShape(
    "deadLetters", equals=("subscriber", "tenantId"), sorts=(("-deadLetteredAt",), ("deadLetteredAt",)), group=True
)


class DeadLetterRepository(Repository[DeadLetter]):
    """Dead letters by `subscriber:eventId`."""

    collection: ClassVar[str] = "deadLetters"
    noun: ClassVar[str] = "dead_letter"
    model = DeadLetter
