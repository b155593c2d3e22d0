import pytest

from tests.fixtures.attempts import attempt_of_kinds, finish, running_attempt, save
from tests.fixtures.rooms import Editor, join, open_room, pair, pair_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio

STARTER = "a, b = map(int, input().split())\n"


async def arrange(stage: Stage) -> Arranged:
    sitting = await pair_attempt(stage)
    return Arranged(as_=sitting.candidate, path=sitting.answer_path(), body={"language": "python"})


async def test_both_are_in_the_room_once_each_has_opened_it(stage: Stage) -> None:
    both = await pair(stage)
    answer = await open_room(stage, both.sitting, both.sitting.candidate)
    people = [(each["role"], each["name"]) for each in answer.data["participants"]]
    assert people == [("candidate", ""), ("interviewer", "Somebody")]
    assert answer.data["joinedBy"] == [both.sitting.candidate.user_id, both.sitting.recruiter.user_id]


async def test_a_program_nobody_has_begun_begins_with_its_starter_code_once(stage: Stage) -> None:
    sitting = await pair_attempt(stage)
    await join(stage, sitting)
    for who in (sitting.candidate, sitting.recruiter):
        room = (await open_room(stage, sitting, who, language="python")).data["id"]
    editor = Editor(stage, sitting.recruiter, room, "tab", 5)
    await editor.pull()
    assert editor.text == STARTER


async def test_what_was_saved_before_is_the_rooms_text(stage: Stage) -> None:
    sitting = await pair_attempt(stage)
    await save(stage, sitting, source="# saved: é😀")
    room = (await open_room(stage, sitting, sitting.candidate, language="python")).data["id"]
    editor = Editor(stage, sitting.candidate, room, "tab", 5)
    content = await editor.pull()
    assert editor.text == "# saved: é😀"
    assert content["updates"][0]["author"] == f"candidate:{sitting.invitation_id}"


async def test_an_interviewer_who_has_not_joined_finds_no_attempt(stage: Stage) -> None:
    sitting = await pair_attempt(stage)
    answer = await open_room(stage, sitting, sitting.recruiter)
    assert (answer.status, answer.error["code"]) == (404, "attempt_not_found")


async def test_there_is_no_room_without_pair_mode(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answer = await open_room(stage, sitting, sitting.candidate)
    assert (answer.status, answer.error["code"]) == (409, "pair_mode_not_allowed")


async def test_a_choice_is_not_written_together(stage: Stage) -> None:
    sitting = await attempt_of_kinds(stage, "multiple_choice")
    await stage.change(sitting.document("attempts"), pairMode=True)
    answer = await open_room(stage, sitting, sitting.candidate)
    assert (answer.status, answer.error["code"]) == (409, "question_not_shared")


async def test_a_closed_attempt_gets_no_new_room_and_keeps_the_one_it_has(stage: Stage) -> None:
    both, without = await pair(stage), await pair_attempt(stage)
    for sitting in (both.sitting, without):
        await finish(stage, sitting)
    assert (await open_room(stage, both.sitting, both.sitting.recruiter)).status == 200
    answer = await open_room(stage, without, without.candidate)
    assert (answer.status, answer.error["code"]) == (409, "attempt_closed")


async def test_a_language_the_question_does_not_allow_is_named(stage: Stage) -> None:
    sitting = await pair_attempt(stage)
    answer = await open_room(stage, sitting, sitting.candidate, language="cobol")
    assert answer.error["details"][0]["code"] == "language_not_allowed"
