"""Exports of a person's data: a ZIP of JSON, one file for each kind of data, kept for a few days.

A tenant decides about its members' and candidates' data, so that an export holds one tenant's part and a member's own
account. Who is in several tenants asks in each.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from shared.data.repository import Entity, Repository
from shared.data.store import Filter, Operator, StoreQuery
from shared.data.unit_of_work import UnitOfWork
from shared.domain.privacy.events import PersonalDataExportExpired, PersonalDataExportRequested
from shared.ports.files import FileRef

KIND = "personal_data_export"
KEPT_FOR = timedelta(days=7)
CONTENT_TYPE = "application/zip"
FILE_NAME = "personal-data.zip"


class Subject(StrEnum):
    """Whose data it is; of a candidate all that there is, or what they may fetch themselves."""

    MEMBER = "member"
    CANDIDATE = "candidate"
    CANDIDATE_THEMSELVES = "candidate_themselves"


class PersonalDataExport(Entity):
    """An export that was asked for; the id is its operation's. `file` is there once it is written.

    `subject_ids` are the member's id, the ids of all the candidate's invitations, or the attempt's that one asks for.
    """

    subject: Subject
    subject_ids: tuple[str, ...]
    created_by: str
    created_at: datetime
    expires_at: datetime
    file: FileRef | None = None

    @property
    def path(self) -> str:
        """Where it is written among the tenant's files."""
        return f"personal-data-exports/{self.id}"


class PersonalDataExportRepository(Repository[PersonalDataExport]):
    """Exports by the id of their operation."""

    collection: ClassVar[str] = "personalDataExports"
    noun: ClassVar[str] = "personal_data_export"
    model = PersonalDataExport

    async def about(self, subject_id: str) -> list[PersonalDataExport]:
        """Return the exports that hold a person's data."""
        about = Filter("subjectIds", Operator.CONTAINS, subject_id)
        return [self._entity(each) for each in await self._reads.query(StoreQuery(self.collection, (about,)))]

    async def latest_of(self, attempt_id: str, candidate: str, *, at: datetime) -> PersonalDataExport | None:
        """Return what a candidate asked for last about their attempt, while it is there."""
        asked = [
            each
            for each in await self.about(attempt_id)
            if each.subject is Subject.CANDIDATE_THEMSELVES and each.created_by == candidate and at < each.expires_at
        ]
        return max(asked, key=lambda each: each.created_at, default=None)


def request_export(
    work: UnitOfWork, export_id: str, subject: Subject, subject_ids: tuple[str, ...], *, created_by: str
) -> PersonalDataExport:
    """Have a person's data written to a file, and the file deleted when its time is over."""
    export = PersonalDataExport(
        id=export_id,
        subject=subject,
        subject_ids=subject_ids,
        created_by=created_by,
        created_at=work.now,
        expires_at=work.now + KEPT_FOR,
    )
    PersonalDataExportRepository(work).add(export)
    work.emit(PersonalDataExportRequested(export_id=export_id))
    work.emit(PersonalDataExportExpired(export_id=export_id), at=export.expires_at)
    work.about(exportId=export_id)
    return export
