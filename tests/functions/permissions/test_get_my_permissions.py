import pytest

from shared.auth.permissions import Permission
from shared.auth.roles import ROLES, Role
from tests.fixtures.stage import CANDIDATES, Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged(as_=await stage.member(Role.VIEWER))


@pytest.mark.parametrize("role", [role for role in Role if role not in CANDIDATES])
async def test_each_role_is_told_what_it_holds_and_under_which_condition(stage: Stage, role: Role) -> None:
    answer = await stage.call("get_my_permissions", as_=await stage.member(role))
    assert answer.data["role"] == role
    told = {each["permission"]: each["condition"] for each in answer.data["permissions"]}
    assert told == {permission.value: condition.value for permission, condition in ROLES[role].items()}
    assert all(f"{each['resource']}:{each['action']}" == each["permission"] for each in answer.data["permissions"])


async def test_a_candidate_and_a_key_are_told_theirs(stage: Stage) -> None:
    candidate = await stage.candidate(await stage.tenant(), "I1")
    data = (await stage.call("get_my_permissions", as_=candidate)).data
    assert (data["role"], len(data["permissions"])) == ("candidate", len(ROLES[Role.CANDIDATE]))
    key = await stage.api_key(Permission.PERMISSIONS_READ, Permission.QUESTIONS_READ)
    data = (await stage.call("get_my_permissions", as_=key)).data
    assert data["role"] is None
    assert [each["permission"] for each in data["permissions"]] == ["permissions:read", "questions:read"]
