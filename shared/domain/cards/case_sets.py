"""Sets of cases: a draft that is edited, and immutable versions of it."""

from datetime import datetime
from typing import Self

from shared.data.repository import Entity
from shared.domain.cards.cases import CaseSetContent
from shared.domain.cards.model import CardStatus, Note
from shared.errors import FailedPrecondition
from shared.model import FrozenModel, View


class CaseSet(Entity):
    """A set with its draft; `versions` is the latest number, and `saved` tells whether the draft is that version."""

    content: CaseSetContent
    status: CardStatus = CardStatus.ACTIVE
    versions: int = 0
    saved: bool = False
    created_by: str
    created_at: datetime
    updated_at: datetime

    def edited(self, content: CaseSetContent, *, at: datetime) -> Self:
        """Return the set with another draft; raise FailedPrecondition when it is archived."""
        self.require_active()
        return self.with_(content=content, saved=self.saved and content == self.content, updated_at=at)

    def drafted(self, version: "CaseSetVersion", *, at: datetime) -> Self:
        """Return the set with a version's content as its draft; raise FailedPrecondition when it is archived."""
        edited = self.edited(version.content, at=at)
        return edited.with_(saved=edited.saved or version.number == self.versions)

    def versioned(self, *, at: datetime) -> Self:
        """Return the set with one more version; raise FailedPrecondition where it would be the same as the last."""
        self.require_active()
        if self.saved:
            raise FailedPrecondition("the draft is the latest version already", code="case_set_unchanged")
        return self.with_(versions=self.versions + 1, saved=True, updated_at=at)

    def archived(self, *, at: datetime) -> Self:
        """Return the set put away; raise FailedPrecondition when it is already."""
        self.require_active()
        return self.with_(status=CardStatus.ARCHIVED, updated_at=at)

    def restored(self, *, at: datetime) -> Self:
        """Return the set in use again; raise FailedPrecondition where it isn't archived."""
        if self.status is CardStatus.ACTIVE:
            raise FailedPrecondition("the set is not archived", code="case_set_not_archived")
        return self.with_(status=CardStatus.ACTIVE, updated_at=at)

    def require_active(self) -> None:
        """Raise FailedPrecondition when the set is archived."""
        if self.status is CardStatus.ARCHIVED:
            raise FailedPrecondition("the set is archived; restore it first", code="case_set_archived")


class CaseSetVersion(Entity):
    """A set's content as it was saved, by `setId:number`; it never changes."""

    case_set_id: str
    number: int
    content: CaseSetContent
    note: Note = ""
    created_by: str
    created_at: datetime


class CaseSetView(View):
    """A set of cases with its draft."""

    id: str
    content: CaseSetContent
    status: CardStatus
    versions: int
    saved: bool
    created_by: str
    created_at: datetime
    updated_at: datetime


class CaseSetVersionView(View):
    """A version of a set of cases."""

    case_set_id: str
    number: int
    content: CaseSetContent
    note: str
    created_by: str
    created_at: datetime


class CaseSetVersionSummary(FrozenModel):
    """A version in a list, without its cases."""

    number: int
    name: str
    cases: int
    note: str
    created_by: str
    created_at: datetime

    @classmethod
    def of(cls, version: CaseSetVersion) -> Self:
        """Return the summary of a version."""
        return cls(
            number=version.number,
            name=version.content.name,
            cases=len(version.content.cases),
            note=version.note,
            created_by=version.created_by,
            created_at=version.created_at,
        )


class CaseSetSummary(FrozenModel):
    """A set in a list, without its cases."""

    id: str
    name: str
    tags: tuple[str, ...]
    cases: int
    status: CardStatus
    versions: int
    saved: bool
    created_by: str
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, case_set: CaseSet) -> Self:
        """Return the summary of a set."""
        content = case_set.content
        return cls(
            id=case_set.id,
            name=content.name,
            tags=content.tags,
            cases=len(content.cases),
            status=case_set.status,
            versions=case_set.versions,
            saved=case_set.saved,
            created_by=case_set.created_by,
            created_at=case_set.created_at,
            updated_at=case_set.updated_at,
        )
