"""Which app a call is about, where an API key may be bound to one."""

from shared.auth.caller import ApiKeyCaller, Caller
from shared.errors import FieldProblem, InvalidInput, PermissionDenied


def app_named(caller: Caller, app_id: str | None) -> str:
    """Return the app that a call names, or else the one its key is bound to.

    Raise PermissionDenied for another app than the key's, and InvalidInput where neither says one.
    """
    bound = caller.app_id if isinstance(caller, ApiKeyCaller) else None
    if bound is not None and app_id not in (None, bound):
        raise PermissionDenied("this key is for another app")
    if (named := bound or app_id) is None:
        problem = FieldProblem("/appId", "missing", "name the app in the query string, or use a key pair of the app")
        raise InvalidInput("say which app this is about", fields=[problem])
    return named
