"""Find each function's declaration and the `arrange` of its test file."""

import importlib
from collections.abc import Awaitable, Callable
from copy import deepcopy
from functools import cache

from shared.auth.permissions import Permission
from shared.auth.roles import Role, always_grants
from shared.runtime.declare import (
    Access,
    HttpDeclaration,
    ScheduledDeclaration,
    SubscriberDeclaration,
)
from shared.runtime.entry_points import ROOT, all_declarations, declaration
from tests.fixtures.snapshots import Snapshot
from tests.fixtures.stage import Arranged, Stage

Arrange = Callable[[Stage], Awaitable[Arranged]]


def http_names() -> list[str]:
    return [each.name for each in all_declarations() if isinstance(each, HttpDeclaration)]


def command_names() -> list[str]:
    return [each.name for each in all_declarations() if isinstance(each, HttpDeclaration) and each.writes]


def idempotent_names() -> list[str]:
    return [each.name for each in all_declarations() if isinstance(each, HttpDeclaration) and each.idempotent]


def tenant_names() -> list[str]:
    return [
        each.name
        for each in all_declarations()
        if isinstance(each, HttpDeclaration) and each.access is Access.IN_TENANT
    ]


def signed_in_names() -> list[str]:
    return [
        each.name
        for each in all_declarations()
        if isinstance(each, HttpDeclaration) and each.access is not Access.ANONYMOUS
    ]


def signed_in_command_names() -> list[str]:
    return [name for name in signed_in_names() if http_declaration(name).writes]


def names_for_keys() -> list[str]:
    """Return the functions whose permission can be a key's scope: what everybody does with their own can't."""
    scopes = {each for each in Permission if always_grants(Role.OWNER, each)} - {Permission.API_KEYS_MANAGE}
    return [name for name in tenant_names() if http_declaration(name).permission in scopes]


NO_TENANTS_IDS = {"get_submission_language", "set_provider_key", "submit_timesheet", "test_provider"}
"""Functions whose path names something that every tenant has."""


def names_with_ids() -> list[str]:
    return [
        each.name
        for each in all_declarations()
        if isinstance(each, HttpDeclaration)
        and each.access is Access.IN_TENANT
        and each.path_parameters
        and each.name not in NO_TENANTS_IDS
    ]


def subscriber_names() -> list[str]:
    return [
        each.name
        for each in all_declarations()
        if isinstance(each, SubscriberDeclaration) and isinstance(each.source, type)
    ]


def scheduled_names() -> list[str]:
    return [each.name for each in all_declarations() if isinstance(each, ScheduledDeclaration)]


def http_declaration(name: str) -> HttpDeclaration:
    declared = declaration(name)
    assert isinstance(declared, HttpDeclaration)
    return declared


_ARRANGED: dict[str, tuple[Snapshot, Arranged]] = {}


@cache
def arrange_of(name: str) -> Arrange:
    matches = list((ROOT / "tests" / "functions").glob(f"*/test_{name}.py"))
    assert len(matches) == 1, f"write tests/functions/<resource>/test_{name}.py"
    module = importlib.import_module(f"tests.functions.{matches[0].parent.name}.{matches[0].stem}")
    arrange = getattr(module, "arrange", None)
    assert arrange is not None, f"{matches[0].name} exports no arrange(stage)"
    return arrange


async def arranged(name: str, stage: Stage) -> Arranged:
    """Arrange a function's call; a fresh stage gets what was arranged for the function before."""
    if stage.store.commits or stage.store.reads:
        return await arrange_of(name)(stage)
    if name not in _ARRANGED:
        call = await arrange_of(name)(stage)
        _ARRANGED[name] = Snapshot(stage), deepcopy(call)
        return call
    snapshot, call = _ARRANGED[name]
    snapshot.put_back(stage)
    return deepcopy(call)
