"""Decide the conditions that `roles` names."""

from collections.abc import Mapping
from typing import Any

from shared.auth.caller import Caller, Candidate
from shared.auth.roles import Condition


def holds(condition: Condition, caller: Caller, entity: Mapping[str, Any] | None) -> bool:
    """Tell whether a condition holds between a caller and the entity the function loads, as stored."""
    match condition:
        case Condition.ALWAYS:
            return True
        case Condition.IS_OWN_ATTEMPT:
            return (
                isinstance(caller, Candidate)
                and entity is not None
                and entity.get("invitationId") == caller.invitation_id
            )
