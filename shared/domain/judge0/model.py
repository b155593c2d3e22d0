"""What is kept of a submission beside its run, which has the same id."""

import hashlib
import uuid
from datetime import datetime
from typing import Self

from shared.data.repository import Entity
from shared.domain.judge0.requests import SubmissionRequest


class Submission(Entity):
    """A submission as it was asked for, with the defaults filled in; the id is its token.

    `judged` is whether an output was expected: without one, every program that ends well is accepted.
    """

    language_id: int
    judged: bool
    number_of_runs: int
    cpu_time_limit: float
    cpu_extra_time: float
    wall_time_limit: float
    memory_limit: int
    stack_limit: int
    max_processes_and_or_threads: int
    max_file_size: int
    command_line_arguments: str
    created_by: str
    created_at: datetime

    @classmethod
    def of(cls, request: SubmissionRequest, *, token: str, by: str, at: datetime) -> Self:
        """Return the submission that a request makes."""
        return cls(
            id=token,
            judged=request.expected_output is not None,
            created_by=by,
            created_at=at,
            **{name: getattr(request, name) for name in _AS_ASKED},
        )


_AS_ASKED = Submission.model_fields.keys() & SubmissionRequest.model_fields.keys()


def token_of(id: str) -> str:
    """Return an identifier in the form Judge0's clients know tokens by."""
    return str(uuid.UUID(bytes=hashlib.sha256(id.encode()).digest()[:16], version=4))
