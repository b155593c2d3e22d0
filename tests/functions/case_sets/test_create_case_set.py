from typing import Any

import pytest

from shared.auth.roles import Role
from tests.fixtures.case_sets import CITIES
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    member = await stage.member(Role.MEMBER)
    return Arranged(as_=member, body={"content": CITIES})


async def test_a_new_set_has_a_draft_and_no_version(stage: Stage) -> None:
    made = (await stage.arranged("create_case_set", await arrange(stage))).data
    assert (made["versions"], made["saved"], len(made["content"]["cases"])) == (0, False, 2)


@pytest.mark.parametrize(
    ("assertion", "code"),
    [
        ({"type": "no-such"}, "assertion_type_unknown"),
        ({"type": "not-select-best", "value": "x"}, "assertion_type_unknown"),
        ({"value": "x"}, "invalid_assertion"),
        ({"type": "equals", "weight": -1}, "invalid_assertion"),
        ({"type": "assert-set", "assert": [{"type": "contains", "value": "x"}, {"type": "oops"}]},
         "assertion_type_unknown"),
    ],
)  # fmt: skip
async def test_an_assertion_that_is_none_is_named(stage: Stage, assertion: dict[str, Any], code: str) -> None:
    content: dict[str, Any] = CITIES | {"cases": [{"vars": {}, "assertions": [assertion]}]}
    answer = await stage.call("create_case_set", as_=await stage.member(Role.MEMBER), body={"content": content})
    assert answer.status == 400
    [problem] = answer.error["details"]
    assert (problem["pointer"], problem["code"]) == ("/content/cases/0/assertions/0", code)
