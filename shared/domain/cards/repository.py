"""Where cards and their versions are stored."""

from typing import Any, ClassVar

from shared.data.query import QueryShape
from shared.data.repository import Repository, found
from shared.data.store import StoreQuery
from shared.data.unit_of_work import UnitOfWork
from shared.domain.cards.case_sets import CaseSet, CaseSetVersion
from shared.domain.cards.changes import CardChange, CardChangeKind
from shared.domain.cards.comments import CardComment
from shared.domain.cards.model import Card, CardStatus, CardVersion, version_id
from shared.errors import FailedPrecondition

CARD_LIST = QueryShape(
    "cards",
    equals=("status", "content.provider.provider", "createdBy"),
    contains=("content.tags",),
    sorts=(("-createdAt",), ("createdAt",)),
)
CARDS_BY_NAME = QueryShape("cards", equals=("status", "content.name"), required=("status", "content.name"))
CARD_VERSION_LIST = QueryShape("cardVersions", equals=("cardId",), sorts=(("-number",),), required=("cardId",))
CARD_COMMENT_LIST = QueryShape(
    "cardComments",
    equals=("cardId", "isReply", "threadId", "isResolved"),
    sorts=(("createdAt",), ("-createdAt",)),
    required=("cardId",),
)
CARD_CHANGE_LIST = QueryShape("cardChanges", equals=("cardId", "by", "kind"), sorts=(("-at",),), required=("cardId",))
CASE_SET_LIST = QueryShape("caseSets", equals=("status",), contains=("content.tags",))
CASE_SET_VERSION_LIST = QueryShape(
    "caseSetVersions", equals=("caseSetId",), sorts=(("-number",),), required=("caseSetId",)
)


class CardRepository(Repository[Card]):
    """Cards with their drafts."""

    collection: ClassVar[str] = "cards"
    noun: ClassVar[str] = "card"
    model = Card

    async def called(self, name: str) -> Card:
        """Return the active card of a name; raise NotFound without one, FailedPrecondition where several have it."""
        filters = CARDS_BY_NAME.filters({"status": CardStatus.ACTIVE, "content.name": name})
        documents = await self._reads.query(StoreQuery(self.collection, filters, CARDS_BY_NAME.orders(), 2))
        if len(documents) > 1:
            raise FailedPrecondition(
                "several cards have this name; give them names of their own", code="name_not_unique"
            )
        return found(next((self._entity(document) for document in documents), None), self.noun)


class CardVersionRepository(Repository[CardVersion]):
    """Saved versions, by `cardId:number`."""

    collection: ClassVar[str] = "cardVersions"
    noun: ClassVar[str] = "card_version"
    model = CardVersion

    async def named(self, card: Card, version: str) -> CardVersion:
        """Return a version by its number or a label; raise NotFound where there is none."""
        return await self.get(version_id(card.id, card.number_of(version)))


class CardCommentRepository(Repository[CardComment]):
    """Comments on cards."""

    collection: ClassVar[str] = "cardComments"
    noun: ClassVar[str] = "card_comment"
    model = CardComment

    async def get_of(self, card_id: str, id: str) -> CardComment:
        """Return a comment on a card; raise NotFound for another's."""
        comment = await self.find(id)
        return found(comment if comment and comment.card_id == card_id else None, self.noun)


class CardChangeRepository(Repository[CardChange]):
    """What was done to cards."""

    collection: ClassVar[str] = "cardChanges"
    noun: ClassVar[str] = "card_change"
    model = CardChange


def keep_change(work: UnitOfWork, card_id: str, kind: CardChangeKind, by: str, **what: Any) -> None:
    """Keep in a card's history what this unit of work does to it."""
    change = CardChange(id=work.new_id(), card_id=card_id, kind=kind, by=by, at=work.now, **what)
    CardChangeRepository(work).add(change)


class CaseSetRepository(Repository[CaseSet]):
    """Sets of cases with their drafts."""

    collection: ClassVar[str] = "caseSets"
    noun: ClassVar[str] = "case_set"
    model = CaseSet


class CaseSetVersionRepository(Repository[CaseSetVersion]):
    """Saved versions of sets, by `setId:number`."""

    collection: ClassVar[str] = "caseSetVersions"
    noun: ClassVar[str] = "case_set_version"
    model = CaseSetVersion

    async def of(self, case_set: CaseSet, number: int | None) -> CaseSet | CaseSetVersion:
        """Return a set's version, the set with its draft where none is named; raise NotFound for one there is not."""
        return case_set if number is None else await self.get(version_id(case_set.id, number))
