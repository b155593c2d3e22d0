"""Everybody edits what they said themselves; what it said before stays to be seen."""

from shared.auth.permissions import Permission
from shared.domain.projects.repository import ProjectRepository
from shared.domain.tasks.comment_schemas import CommentView
from shared.domain.tasks.comments import CommentRepository, CommentText, MentionIds, require_mentionable
from shared.domain.tasks.events import MembersMentioned
from shared.errors import FailedPrecondition
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.requests import Identifier, Request


class EditComment(Request):
    """What a comment says now; without `mentionIds` it mentions whom it did."""

    project_id: Identifier
    comment_id: Identifier
    body: CommentText
    mention_ids: MentionIds | None = None


@command(
    "PATCH /v1/projects/{projectId}/comments/{commentId}",
    permission=Permission.COMMENTS_AMEND,
    loads=Loads(CommentRepository, "comment_id", whole=(ProjectRepository, "project_id")),
    errors=(FailedPrecondition,),
)
async def edit_comment(request: EditComment, ctx: CommandContext) -> CommentView:
    """Change what one said; only those mentioned for the first time are notified."""
    comments = CommentRepository(ctx.work)
    project = await ProjectRepository(ctx.work).get_open(request.project_id)
    comment = await comments.get_in(project.id, request.comment_id)
    if not ctx.holds(Permission.COMMENTS_WRITE):
        project.require_member(ctx.author)
    edited = comment.edited(request.body, at=ctx.now)
    if request.mention_ids is not None:
        require_mentionable(request.mention_ids, project.member_ids)
        edited = edited.mentioning(request.mention_ids)
    comments.save(edited)
    told = set(comment.told_ids)
    added = tuple(id for id in edited.told_ids if id not in told)
    if added:
        event = MembersMentioned(
            project_id=project.id,
            task_id=comment.task_id,
            comment_id=comment.id,
            member_ids=added,
            by=ctx.author,
        )
        ctx.work.emit(event)
    return CommentView.of(edited)
