"""Sets of cases: a draft that is edited, and immutable versions of it."""

from datetime import datetime
from typing import Self

from shared.data.repository import Entity
from shared.domain.cards.cases import CaseSetContent
from shared.domain.cards.model import Note
from shared.errors import FailedPrecondition
from shared.model import FrozenModel, View


class CaseSet(Entity):
    """A set with its draft; `versions` is the latest number, and `saved` tells whether the draft is that version."""

    content: CaseSetContent
    versions: int = 0
    saved: bool = False
    created_by: str
    created_at: datetime
    updated_at: datetime

    def edited(self, content: CaseSetContent, *, at: datetime) -> Self:
        """Return the set with another draft."""
        return self.with_(content=content, saved=self.saved and content == self.content, updated_at=at)

    def versioned(self, *, at: datetime) -> Self:
        """Return the set with one more version; raise FailedPrecondition where it would be the same as the last."""
        if self.saved:
            raise FailedPrecondition("the draft is the latest version already", code="case_set_unchanged")
        return self.with_(versions=self.versions + 1, saved=True, updated_at=at)


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


class CaseSetSummary(FrozenModel):
    """A set in a list, without its cases."""

    id: str
    name: str
    tags: tuple[str, ...]
    cases: int
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
            versions=case_set.versions,
            saved=case_set.saved,
            created_by=case_set.created_by,
            created_at=case_set.created_at,
            updated_at=case_set.updated_at,
        )
