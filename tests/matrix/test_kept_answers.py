"""What a browser may keep of the answers: reference lists, which are the same for everybody, and nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shared.auth.permissions import Permission
from shared.auth.roles import Role
from shared.data.query import QueryShape
from shared.domain.tenants.repository import MemberRepository
from shared.runtime.declare import Access, HttpDeclaration, Loads, query
from shared.runtime.entry_points import all_declarations
from tests.fixtures.stage import SignedIn, Stage
from tests.matrix.arrangements import arranged, http_declaration, http_names

pytestmark = pytest.mark.anyio

KEPT = {
    "get_judge0_version",
    "get_submission_language",
    "list_all_submission_languages",
    "list_languages",
    "list_plans",
    "list_roles",
    "list_submission_languages",
    "list_submission_statuses",
}
"""No answer of these tells about a tenant, a person, a file or where anything stands."""

NOT_KEPT = "private, no-store"


def test_nothing_else_is_declared_to_be_kept() -> None:
    declared = [each for each in all_declarations() if isinstance(each, HttpDeclaration)]
    assert {each.name for each in declared if each.kept_for is not None} == KEPT
    assert not [each.name for each in declared if each.kept_for is not None and each.writes]


@pytest.mark.parametrize("name", http_names())
async def test_only_what_is_declared_so_may_be_kept_and_only_for_its_caller(name: str, stage: Stage) -> None:
    answer = await stage.arranged(name, await arranged(name, stage))
    assert answer.status < 300, answer.body
    if name not in KEPT:
        assert answer.headers["cache-control"] == NOT_KEPT
        return
    assert answer.headers["cache-control"] == "private, max-age=300"
    assert {"Authorization", "Cookie", "X-Tenant-Id"} <= set(answer.headers["vary"].split(", "))
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("name", sorted(KEPT))
async def test_what_may_be_kept_is_the_same_for_everybody(name: str, stage: Stage) -> None:
    call = await arranged(name, stage)
    answers = [
        await stage.arranged(name, replace(call, as_=member))
        for member in (await stage.member(Role.OWNER), await stage.member(Role.RECRUITER), call.as_)
    ]
    for answer in answers:
        if isinstance(answer.body, dict):
            answer.body.pop("meta", None)
    assert {answer.status for answer in answers} == {200}
    assert answers[0].body == answers[1].body == answers[2].body


@pytest.mark.parametrize("name", sorted(KEPT))
async def test_a_refusal_is_never_kept(name: str, stage: Stage) -> None:
    call = await arranged(name, stage)
    forged = SignedIn("not.a.token", "T", "nobody")
    refused = [await stage.arranged(name, replace(call, as_=forged))]
    if http_declaration(name).access is not Access.ANONYMOUS:
        refused.append(await stage.arranged(name, replace(call, as_=None)))
    for answer in refused:
        assert answer.status >= 400
        assert answer.headers["cache-control"] == NOT_KEPT


@pytest.mark.parametrize(
    "about",
    [
        {"audited": True},
        {"loads": Loads(MemberRepository, "member_id")},
        {"lists": QueryShape("members", sorts=(("name",),))},
    ],
)
def test_what_belongs_to_a_tenant_can_not_be_declared_to_be_kept(about: dict[str, object]) -> None:
    with pytest.raises(TypeError, match="kept"):
        query("GET /v1/x", permission=Permission.MEMBERS_READ, kept_for=timedelta(minutes=5), **about)  # pyright: ignore[reportArgumentType]
