"""A comment is on a project, or on one of its tasks."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.comment_schemas import CommentView
from shared.domain.tasks.comments import Comment, CommentRepository, CommentText, MentionIds, require_mentionable
from shared.domain.tasks.events import CommentAdded, MembersMentioned
from shared.domain.tasks.repository import TaskRepository
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class AddComment(Request):
    """What is said on which project, or on which task of it; `parentId` is the comment it replies to."""

    project_id: Identifier
    task_id: Identifier | None = None
    parent_id: Identifier | None = None
    body: CommentText
    mention_ids: MentionIds = ()


def _beside(request: AddComment) -> list[str]:
    task = [TaskRepository.path(request.task_id)] if request.task_id else []
    return [*task, CommentRepository.path(request.parent_id)] if request.parent_id else task


@command(
    "POST /v1/projects/{projectId}/comments",
    permission=Permission.COMMENTS_WRITE,
    loads=Loads(ProjectRepository, "project_id", beside=_beside, tagged=False),
    errors=(FailedPrecondition,),
    idempotent=True,
    status=201,
)
async def add_comment(request: AddComment, ctx: CommandContext) -> CommentView:
    """Comment on a project or a task; those mentioned are notified, once."""
    projects, tasks, comments = ProjectRepository(ctx.work), TaskRepository(ctx.work), CommentRepository(ctx.work)
    project = await projects.get_open(request.project_id)
    require_mentionable(request.mention_ids, project.member_ids)
    task_id = None
    if request.task_id is not None:
        task = await tasks.get_of(project.id, request.task_id)
        tasks.hold(task)
        task_id = task.id
    if request.parent_id is not None:
        parent = await comments.get(request.parent_id)
        parent.require_answerable(task_id or project.id)
        comments.hold(parent)
    comment = Comment(
        id=ctx.new_id(),
        project_id=project.id,
        task_id=task_id,
        parent_id=request.parent_id,
        body=request.body,
        created_by=ctx.author,
        created_at=ctx.now,
        updated_at=ctx.now,
    ).mentioning(request.mention_ids)
    comments.add(comment)
    said = CommentAdded(project_id=project.id, task_id=task_id, comment_id=comment.id, by=ctx.author, at=ctx.now)
    ctx.work.emit(said)
    if comment.mention_ids:
        mentioned = MembersMentioned(
            project_id=project.id,
            task_id=task_id,
            comment_id=comment.id,
            member_ids=comment.mention_ids,
            by=ctx.author,
        )
        ctx.work.emit(mentioned)
    ctx.work.about(commentId=comment.id)
    return CommentView.of(comment)
