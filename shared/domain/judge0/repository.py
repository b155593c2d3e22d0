"""Where submissions are stored."""

from typing import ClassVar

from shared.data.repository import Repository
from shared.domain.judge0.model import Submission


class SubmissionRepository(Repository[Submission]):
    """Submissions by token."""

    collection: ClassVar[str] = "judge0Submissions"
    noun: ClassVar[str] = "submission"
    model = Submission
