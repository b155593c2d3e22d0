import pytest

from shared.auth.roles import ROLES, Role
from tests.fixtures.stage import CANDIDATES, Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    return Arranged()


async def test_anybody_sees_what_each_role_of_a_member_may_do_and_on_which_condition(stage: Stage) -> None:
    roles = (await stage.call("list_roles")).data["roles"]
    assert [each["role"] for each in roles] == [role.value for role in Role if role not in CANDIDATES]
    for each in roles:
        told = {grant["permission"]: grant["condition"] for grant in each["permissions"]}
        assert told == {permission.value: condition.value for permission, condition in ROLES[each["role"]].items()}
