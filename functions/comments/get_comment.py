"""One comment with its history."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.comment_schemas import CommentHistory
from shared.domain.tasks.comments import CommentRepository
from shared.runtime.contexts import QueryContext
from shared.runtime.declare import Loads, query
from shared.runtime.requests import Identifier, Request


class GetComment(Request):
    """Which comment of which project."""

    project_id: Identifier
    comment_id: Identifier


@query(
    "GET /v1/projects/{projectId}/comments/{commentId}",
    permission=Permission.TASKS_READ,
    loads=Loads(CommentRepository, "comment_id", whole=(ProjectRepository, "project_id")),
)
async def get_comment(request: GetComment, ctx: QueryContext) -> CommentHistory:
    """Get a comment and what it said before it was edited."""
    project = await ProjectRepository(ctx.reads).get(request.project_id)
    return CommentHistory.of(await CommentRepository(ctx.reads).get_in(project.id, request.comment_id))
