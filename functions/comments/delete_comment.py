"""A comment that is deleted keeps its place, so that its replies do; its words are gone."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.comments import CommentRepository
from shared.errors import FailedPrecondition, PermissionDenied
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class DeleteComment(Request):
    """Which comment of which project."""

    project_id: Identifier
    comment_id: Identifier


@command(
    "DELETE /v1/projects/{projectId}/comments/{commentId}",
    permission=Permission.COMMENTS_WRITE,
    loads=Loads(CommentRepository, "comment_id", whole=(ProjectRepository, "project_id")),
    errors=(FailedPrecondition,),
    status=204,
)
async def delete_comment(request: DeleteComment, ctx: CommandContext) -> None:
    """Delete what one said oneself; for administrators, what anybody said."""
    comments = CommentRepository(ctx.work)
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    comment = await comments.get_in(project.id, request.comment_id)
    if comment.created_by != ctx.author and not ctx.holds(Permission.COMMENTS_WRITE):
        raise PermissionDenied("somebody else said this")
    comments.save(comment.removed(at=ctx.now))
