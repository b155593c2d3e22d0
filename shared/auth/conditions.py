"""Decide the conditions that `roles` names."""

from collections.abc import Mapping
from typing import Any

from shared.auth.caller import Caller, Candidate, Member
from shared.auth.roles import Condition, Role


def holds(
    condition: Condition,
    caller: Caller,
    entity: Mapping[str, Any] | None,
    whole: Mapping[str, Any] | None = None,
) -> bool:
    """Tell whether a condition holds between a caller and the entity the function loads, as stored.

    `whole` is what the entity is a part of, where the function loads that too.
    """
    match condition:
        case Condition.ALWAYS:
            return True
        case Condition.HAS_JOINED:
            return isinstance(caller, Member) and entity is not None and caller.user_id in entity.get("joinedBy", ())
        case Condition.IS_CREATOR:
            # What creates or lists loads nothing, and keeps to the caller's own by itself.
            return isinstance(caller, Member) and (entity is None or entity.get("createdBy") == caller.user_id)
        case Condition.IS_MEMBER:
            # What lists loads nothing, and keeps to the projects the caller is in by itself.
            return isinstance(caller, Member) if entity is None else _is_in(caller, whole or entity)
        case Condition.IN_PROJECT:
            return _is_in(caller, whole or entity)
        case Condition.IS_ASSIGNEE:
            assigned = isinstance(caller, Member) and entity is not None and entity.get("assigneeId") == caller.user_id
            return assigned and _is_in(caller, whole)
        case Condition.IS_SELF:
            # What loads nothing is about the caller.
            return isinstance(caller, Member | Candidate) and (entity is None or entity.get("id") == caller.user_id)
        case Condition.NOT_OWNER:
            return entity is None or entity.get("role") != Role.OWNER
        case Condition.IS_RECIPIENT:
            # What lists or marks them all loads nothing, and keeps to the caller's own by itself.
            return isinstance(caller, Member) and (entity is None or entity.get("memberId") == caller.user_id)
        case Condition.IS_GRADER:
            # What lists loads nothing, and keeps to the caller's own by itself.
            return isinstance(caller, Member) and (entity is None or entity.get("graderId") == caller.user_id)
        case Condition.IS_OWN_ATTEMPT:
            return (
                isinstance(caller, Candidate)
                and entity is not None
                and entity.get("invitationId") == caller.invitation_id
            )


def _is_in(caller: Caller, project: Mapping[str, Any] | None) -> bool:
    return isinstance(caller, Member) and project is not None and caller.user_id in project.get("memberIds", ())
