"""Which apps a key reaches."""

from shared.auth.caller import ApiKeyCaller, Caller
from shared.errors import NotFound


def require_reach(caller: Caller, app_id: str) -> None:
    """Raise NotFound for a key that is bound to another app."""
    if isinstance(caller, ApiKeyCaller) and caller.app_id not in (None, app_id):
        raise NotFound("there is no such app", code="app_not_found")
