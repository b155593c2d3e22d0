"""Comments as callers see them."""

from datetime import datetime

from shared.domain.tasks.comments import CommentEdit
from shared.model import View


class CommentView(View):
    """A comment; of one that was deleted, only that it was there."""

    id: str
    task_id: str | None
    parent_id: str | None
    body: str
    mention_ids: tuple[str, ...]
    edit_count: int
    deleted_at: datetime | None
    created_by: str
    created_at: datetime
    updated_at: datetime


class CommentHistory(CommentView):
    """A comment with everything it said before, the oldest first."""

    edits: tuple[CommentEdit, ...]
