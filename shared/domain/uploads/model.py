"""Uploads: content that a client sends straight to the file store, taken in once it proved to be what was announced.

A pending upload expires, and its file with it. A complete one stays until whatever uses it removes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Self

from pydantic import StringConstraints

from shared.auth.permissions import Permission
from shared.data.repository import Entity
from shared.engines.file_types import ANSWER_TYPES, FILE_TYPES, MAX_ANSWER_BYTES
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput
from shared.ports.files import FileRef, StoredFile

LIFETIME = timedelta(hours=24)
URL_LIFETIME = timedelta(hours=1)
EXPIRY_GRACE = timedelta(minutes=10)
"""Longer than any call may take, so that nothing is completed while its file is deleted; not scaled locally."""

MIB = 1024 * 1024

FileName = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^/\\\x00-\x1f\x7f]+$")]


class UploadPurpose(StrEnum):
    """What an upload is for."""

    AVATAR = "avatar"
    ANSWER = "answer"
    QUESTION_PACKAGE = "question_package"
    CANDIDATE_IMPORT = "candidate_import"
    QUESTION_FILE = "question_file"
    KNOWLEDGE_FILE = "knowledge_file"
    TASK_ATTACHMENT = "task_attachment"
    TASK_FILE = "task_file"
    GENERAL = "general"


@dataclass(frozen=True, slots=True)
class PurposeRules:
    """Who may upload what, None for whoever may upload at all.

    `content_types` gives for each the first bytes its files may begin with.
    """

    permission: Permission | None
    max_bytes: int
    content_types: Mapping[str, tuple[bytes, ...]]


PURPOSES: Mapping[UploadPurpose, PurposeRules] = {
    UploadPurpose.AVATAR: PurposeRules(
        None,
        5 * MIB,
        {
            "image/jpeg": (b"\xff\xd8\xff",),
            "image/png": (b"\x89PNG\r\n\x1a\n",),
            "image/webp": (b"RIFF",),
        },
    ),
    UploadPurpose.QUESTION_PACKAGE: PurposeRules(
        Permission.QUESTIONS_WRITE, 64 * MIB, {"application/zip": (b"PK\x03\x04",)}
    ),
    # Text begins as it likes, and browsers call a table what its usual program is called.
    UploadPurpose.CANDIDATE_IMPORT: PurposeRules(
        Permission.INVITATIONS_WRITE,
        16 * MIB,
        dict.fromkeys(
            ("text/csv", "text/plain", "text/tab-separated-values", "application/vnd.ms-excel"),
            (b"",),
        ),
    ),
    UploadPurpose.QUESTION_FILE: PurposeRules(
        Permission.QUESTIONS_WRITE,
        8 * MIB,
        {"application/json": (b"",), "application/yaml": (b"",), "text/csv": (b"",)},
    ),
    UploadPurpose.KNOWLEDGE_FILE: PurposeRules(
        Permission.KNOWLEDGE_WRITE,
        10 * MIB,
        dict.fromkeys(
            ("application/json", "application/yaml", "application/sql", "text/markdown", "text/plain"),
            (b"",),
        ),
    ),
    # Candidates announce theirs by `create_answer_upload`.
    UploadPurpose.ANSWER: PurposeRules(Permission.ATTEMPTS_TAKE, MAX_ANSWER_BYTES, ANSWER_TYPES),
    # Whether it is attached is decided once it is there, by the task's project.
    UploadPurpose.TASK_ATTACHMENT: PurposeRules(None, 32 * MIB, FILE_TYPES),
    # Whether its tasks are imported is decided by the project as well.
    UploadPurpose.TASK_FILE: PurposeRules(
        None,
        32 * MIB,
        dict.fromkeys(
            ("application/json", "application/xml", "text/xml", "text/csv", "application/vnd.ms-excel"),
            (b"",),
        ),
    ),
    # Whoever sees the tenant's files may add to them.
    UploadPurpose.GENERAL: PurposeRules(Permission.FILES_READ, 32 * MIB, FILE_TYPES),
}


class UploadStatus(StrEnum):
    """Pending until its content has been looked at."""

    PENDING = "pending"
    COMPLETE = "complete"


class Upload(Entity):
    """An announced file and, once it is complete, where its content is; `answer_id` names what an answer's is for."""

    purpose: UploadPurpose
    content_type: str
    size: int
    file_name: str
    status: UploadStatus = UploadStatus.PENDING
    file: FileRef | None = None
    answer_id: str | None = None
    created_by: str
    created_at: datetime
    expires_at: datetime | None
    completed_at: datetime | None = None

    @property
    def path(self) -> str:
        """Where the content lies among the tenant's files."""
        return f"uploads/{self.id}"

    @property
    def sha256(self) -> str | None:
        """The hash of the content, in hexadecimal, once it is complete."""
        return self.file.sha256 if self.file else None

    @property
    def is_file(self) -> bool:
        """Whether it is there to be kept, and nothing else takes it in."""
        return self.purpose is UploadPurpose.GENERAL and self.status is UploadStatus.COMPLETE

    def require_allowed(self) -> None:
        """Raise InvalidInput with each field that the purpose's rules refuse."""
        rules = PURPOSES[self.purpose]
        problems: list[FieldProblem] = []
        if self.content_type not in rules.content_types:
            allowed = " or ".join(rules.content_types)
            problems.append(FieldProblem("/contentType", "content_type_not_allowed", f"send {allowed}"))
        if self.size > rules.max_bytes:
            problems.append(FieldProblem("/size", "too_large", f"send at most {rules.max_bytes} bytes"))
        if problems:
            raise InvalidInput(f"a {self.purpose} can't be this; see details", fields=problems)

    def require_pending(self, *, at: datetime) -> None:
        """Raise FailedPrecondition when it is too late to complete it."""
        if self.expires_at is not None and at >= self.expires_at:
            raise FailedPrecondition("the upload has expired; begin another", code="upload_expired")

    def require_sent(self, stored: StoredFile | None) -> None:
        """Raise FailedPrecondition unless a file of the announced size and type was sent."""
        if stored is None:
            raise FailedPrecondition("nothing was sent yet; send the content first", code="upload_not_sent")
        if (stored.size, stored.content_type) != (self.size, self.content_type):
            raise FailedPrecondition(
                f"{self.size} bytes of {self.content_type} were announced, "
                f"{stored.size} of {stored.content_type} were sent; begin another upload",
                code="upload_mismatch",
            )

    def require_signature(self, head: bytes) -> None:
        """Raise FailedPrecondition when the first bytes are not those of the announced type."""
        if not head.startswith(PURPOSES[self.purpose].content_types[self.content_type]):
            raise FailedPrecondition(
                f"the content is not {self.content_type}; begin another upload", code="upload_mismatch"
            )

    def require_complete(self) -> None:
        """Raise FailedPrecondition until what was sent is taken in."""
        if self.status is not UploadStatus.COMPLETE:
            raise FailedPrecondition("complete the upload first", code="upload_not_complete")

    def require_for(self, purpose: UploadPurpose) -> None:
        """Raise FailedPrecondition unless it is complete, and for this purpose."""
        if self.purpose is not purpose or self.status is not UploadStatus.COMPLETE:
            raise FailedPrecondition(f"complete an upload whose purpose is {purpose} first", code="upload_not_complete")

    def completed(self, file: FileRef, *, at: datetime) -> Self:
        """Return the upload with its content."""
        return self.with_(status=UploadStatus.COMPLETE, file=file, completed_at=at, expires_at=None)
