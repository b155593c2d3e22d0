import pytest

from tests.fixtures.attempts import another_candidate, invited_candidate
from tests.fixtures.reminders import RULES, reminded_candidate, reminders, set_rules
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await invited_candidate(stage)
    return Arranged(as_=sitting.recruiter, path={"assessmentId": sitting.assessment_id}, body=RULES)


async def test_the_rules_are_kept(stage: Stage) -> None:
    call = await arrange(stage)
    call.body = {"afterInvitationDays": [7, 3], "beforeEndDays": [1], "quietFrom": "19:30", "quietUntil": "09:00"}
    expected = call.body | {"afterInvitationDays": [3, 7]}
    assert (await stage.arranged("set_reminders", call)).data == expected
    assert (await stage.call("get_reminders", as_=call.as_, path=call.path)).data == expected


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"beforeEndDays": [0]}, "/beforeEndDays/0"),
        ({"afterInvitationDays": [90]}, "/afterInvitationDays/0"),
        ({"beforeEndDays": [1, 2, 3, 4]}, "/beforeEndDays"),
        ({"beforeEndDays": [2, 2]}, "/beforeEndDays"),
        ({"quietFrom": "24:00"}, "/quietFrom"),
        ({"quietUntil": "8:00"}, "/quietUntil"),
    ],
)
async def test_rules_that_make_no_sense_are_named(stage: Stage, body: dict[str, object], pointer: str) -> None:
    call = await arrange(stage)
    answer = await stage.call("set_reminders", as_=call.as_, path=call.path, body=body)
    assert answer.status == 400
    assert [each["pointer"] for each in answer.error["details"]] == [pointer]


async def test_who_was_invited_before_is_reminded_by_the_new_rules_alone(stage: Stage) -> None:
    sitting = await reminded_candidate(stage)
    await set_rules(stage, sitting, beforeEndDays=[5])
    await stage.settle()
    stage.clock.advance(days=8, hours=23)
    await stage.settle()
    assert reminders(stage) == []
    stage.clock.advance(hours=1)
    await stage.settle()
    assert reminders(stage) == ["carl@example.com"]
    stage.clock.advance(days=4)
    await stage.settle()
    assert reminders(stage) == ["carl@example.com"]


async def test_without_days_nobody_is_reminded(stage: Stage) -> None:
    sitting = await reminded_candidate(stage)
    await set_rules(stage, sitting, beforeEndDays=[])
    stage.clock.advance(days=13)
    await stage.settle()
    assert reminders(stage) == []


async def test_who_is_invited_while_the_rules_change_is_reminded_once(stage: Stage) -> None:
    sitting = await reminded_candidate(stage)
    await another_candidate(stage, sitting.recruiter, sitting.assessment_id, sitting.question_ids)
    await set_rules(stage, sitting)
    await stage.settle()
    stage.clock.advance(days=12)
    await stage.settle()
    assert sorted(reminders(stage)) == ["carl1@example.com", "carl@example.com"]
