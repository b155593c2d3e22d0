import pytest

from shared.auth.roles import Role
from tests.fixtures.examples import SUM_CONTENT
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    admin = await stage.member(Role.ADMIN)
    viewer = await stage.member(Role.VIEWER, tenant_id=admin.tenant_id)
    return Arranged(as_=admin, path={"memberId": viewer.user_id}, body={"role": "recruiter"})


async def test_a_new_role_bites_within_thirty_seconds(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    recruiter = await stage.member(Role.RECRUITER, tenant_id=admin.tenant_id)
    assert (await stage.call("create_question", as_=recruiter, body={"content": SUM_CONTENT})).status == 201
    path = {"memberId": recruiter.user_id}
    answer = await stage.call("change_member_role", as_=admin, path=path, body={"role": "viewer"})
    assert answer.data["role"] == "viewer"
    stage.clock.advance(seconds=30)
    assert (await stage.call("create_question", as_=recruiter, body={"content": SUM_CONTENT})).status == 403


async def test_the_last_owner_is_not_demoted(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    path = {"memberId": owner.user_id}
    answer = await stage.call("change_member_role", as_=owner, path=path, body={"role": "viewer"})
    assert (answer.status, answer.error["code"]) == (409, "last_owner")


async def test_an_owner_demotes_another_and_an_admin_none(stage: Stage) -> None:
    owner = await stage.member(Role.OWNER)
    other = await stage.member(Role.OWNER, tenant_id=owner.tenant_id)
    admin = await stage.member(Role.ADMIN, tenant_id=owner.tenant_id)
    change = {"path": {"memberId": other.user_id}, "body": {"role": "viewer"}}
    refused = await stage.call("change_member_role", as_=admin, **change)
    assert (refused.status, refused.error["code"]) == (403, "owner_protected")
    assert (await stage.call("change_member_role", as_=owner, **change)).data["role"] == "viewer"


@pytest.mark.parametrize("role", ["owner", "candidate", "king"])
async def test_nobody_is_made_owner_or_candidate(stage: Stage, role: str) -> None:
    arranged = await arrange(stage)
    arranged.body = {"role": role}
    answer = await stage.arranged("change_member_role", arranged)
    assert (answer.status, answer.error["details"][0]["pointer"]) == (400, "/role")


async def test_another_tenants_member_is_404(stage: Stage) -> None:
    admin = await stage.member(Role.ADMIN)
    stranger = await stage.member(Role.VIEWER)
    answer = await stage.call(
        "change_member_role", as_=admin, path={"memberId": stranger.user_id}, body={"role": "recruiter"}
    )
    assert (answer.status, answer.error["code"]) == (404, "member_not_found")


async def test_the_change_is_audited_with_the_role_that_was_given(stage: Stage) -> None:
    arranged = await arrange(stage)
    await stage.arranged("change_member_role", arranged)
    [entry] = await stage.documents("auditEntries")
    assert entry["target"] == {"memberId": arranged.path["memberId"], "role": "recruiter"}


async def test_a_change_based_on_an_older_read_is_412(stage: Stage) -> None:
    arranged = await arrange(stage)
    first = await stage.arranged("change_member_role", arranged)
    headers = {"if-match": first.headers["etag"]}
    change = {"as_": arranged.as_, "path": arranged.path, "headers": headers}
    assert (await stage.call("change_member_role", body={"role": "manager"}, **change)).status == 200
    assert (await stage.call("change_member_role", body={"role": "viewer"}, **change)).status == 412
