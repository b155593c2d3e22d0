"""Comments on projects and tasks: threads of one level, in which members of the project are mentioned."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, ClassVar, Self

from pydantic import Field, StringConstraints, computed_field

from shared.data.query import QueryShape
from shared.data.repository import Entity, Repository, found
from shared.domain.tasks.repository import TaskRepository
from shared.errors import FailedPrecondition, FieldProblem, InvalidInput
from shared.model import FrozenModel

MAX_MENTIONS = 20
MAX_TOLD = 50
"""How many people one comment may mention in its life, however often it is edited."""

MAX_EDITS = 20
"""So many that a comment with everything it ever said fits into its document."""

CommentText = Annotated[str, StringConstraints(min_length=1, max_length=5_000, strip_whitespace=True)]
MentionIds = Annotated[
    tuple[Annotated[str, StringConstraints(min_length=1, max_length=200)], ...], Field(max_length=MAX_MENTIONS)
]

COMMENT_LIST = QueryShape(
    "comments",
    equals=("subjectId", "parentId"),
    sorts=(("createdAt",), ("-createdAt",)),
    required=("subjectId",),
)


class CommentEdit(FrozenModel):
    """What a comment said until it was edited."""

    body: str
    until: datetime


class Comment(Entity):
    """A comment on a task, or on the project where there is none; one that was deleted says nothing any more.

    `told_ids` are those whom it has mentioned at any time: nobody hears of it twice.
    """

    project_id: str
    task_id: str | None = None
    parent_id: str | None = None
    body: str
    mention_ids: tuple[str, ...] = ()
    told_ids: tuple[str, ...] = ()
    edits: tuple[CommentEdit, ...] = ()
    deleted_at: datetime | None = None
    created_by: str
    created_at: datetime
    updated_at: datetime

    @computed_field
    @property
    def subject_id(self) -> str:
        """What it is about, stored so that comments are found by it, also once the task is in another project."""
        return self.task_id or self.project_id

    @property
    def edit_count(self) -> int:
        """How often it said something else."""
        return len(self.edits)

    def mentioning(self, member_ids: Sequence[str]) -> Self:
        """Return the comment with its mentions; raise FailedPrecondition where it has mentioned too many."""
        mentioned = tuple(dict.fromkeys(member_ids))
        told = tuple(dict.fromkeys((*self.told_ids, *mentioned)))
        if len(told) > MAX_TOLD:
            raise FailedPrecondition(
                f"a comment mentions at most {MAX_TOLD} people in its life", code="too_many_mentions"
            )
        return self.with_(mention_ids=mentioned, told_ids=told)

    def edited(self, body: str, *, at: datetime) -> Self:
        """Return the comment with other words; raise FailedPrecondition once it was deleted or edited too often."""
        self._require_there()
        if body == self.body:
            return self.with_(updated_at=at)
        if len(self.edits) >= MAX_EDITS:
            raise FailedPrecondition(f"a comment is edited at most {MAX_EDITS} times", code="too_many_edits")
        return self.with_(body=body, edits=(*self.edits, CommentEdit(body=self.body, until=at)), updated_at=at)

    def removed(self, *, at: datetime) -> Self:
        """Return what is kept of a deleted comment, so that its replies stay where they are: none of its words."""
        self._require_there()
        return self.with_(body="", edits=(), mention_ids=(), deleted_at=at, updated_at=at)

    def require_answerable(self, subject_id: str) -> None:
        """Raise FailedPrecondition unless it is a comment on the same thing that can be replied to."""
        self._require_there()
        if self.subject_id != subject_id:
            raise FailedPrecondition("reply where the comment is", code="other_subject")
        if self.parent_id is not None:
            raise FailedPrecondition("reply to the comment that the thread begins with", code="reply_to_reply")

    def _require_there(self) -> None:
        if self.deleted_at is not None:
            raise FailedPrecondition("the comment was deleted", code="comment_deleted")


def require_mentionable(member_ids: Sequence[str], in_project: Sequence[str]) -> None:
    """Raise InvalidInput with each of those mentioned who isn't in the project."""
    problems = [
        FieldProblem(f"/mentionIds/{place}", "not_in_project", "mention members of the project")
        for place, id in enumerate(member_ids)
        if id not in in_project
    ]
    if problems:
        raise InvalidInput("only members of the project can be mentioned", code="not_in_project", fields=problems)


class CommentRepository(Repository[Comment]):
    """Comments by id."""

    collection: ClassVar[str] = "comments"
    noun: ClassVar[str] = "comment"
    model = Comment

    async def get_in(self, project_id: str, id: str) -> Comment:
        """Return a comment on a project or on a task of it; raise NotFound for any other, and for a deleted task's."""
        comment = await self.get(id)
        if comment.task_id is not None:
            await TaskRepository(self._reads).get_of(project_id, comment.task_id)
            return comment
        return found(comment if comment.project_id == project_id else None, self.noun)
