import pytest

from shared.domain.attempts.receipt_verification import verify_receipts
from tests.fixtures.attempts import finish, save
from tests.fixtures.rooms import Pair, pair, pair_attempt
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def written(stage: Stage) -> Pair:
    both = await pair(stage)
    await both.candidate.push(both.candidate.write("print(1)\n"))
    await both.interviewer.pull()
    await both.interviewer.push(both.interviewer.write("print(2)\n"))
    return both


async def arrange(stage: Stage) -> Arranged:
    both = await written(stage)
    return Arranged(as_=both.sitting.candidate, path=both.sitting.answer_path(), body={"language": "python"})


async def test_what_both_wrote_becomes_the_next_revision_with_a_receipt(stage: Stage) -> None:
    both = await written(stage)
    before = await save(stage, both.sitting, revision=7, source="# before")
    answer = await both.save()
    assert answer.data["revision"] == 8
    [kept] = await stage.documents("answers")
    assert kept["response"]["source"] == "print(1)\nprint(2)\n"
    seen = await stage.call("get_attempt", as_=both.sitting.candidate, path=both.sitting.path)
    receipts = [before.data["receipt"], answer.data["receipt"]]
    found = verify_receipts(receipts, seen.data["receiptKey"])
    assert (found.problems, found.gaps) == ([], [])


async def test_nothing_new_makes_no_new_revision_whoever_saves(stage: Stage) -> None:
    both = await written(stage)
    first, second = await both.save(), await both.save(both.sitting.recruiter)
    assert (first.data, second.status) == (second.data, 200)


async def test_it_is_what_is_scored(stage: Stage) -> None:
    both = await written(stage)
    await both.save()
    await finish(stage, both.sitting)
    await stage.settle(but=["execute_run"])
    [run] = [each for each in await stage.documents("runs") if each["purpose"] == "scoring"]
    assert run["source"] == "print(1)\nprint(2)\n"


async def test_a_closed_attempt_takes_nothing(stage: Stage) -> None:
    both = await written(stage)
    await finish(stage, both.sitting)
    answer = await both.save()
    assert (answer.status, answer.error["code"]) == (409, "attempt_closed")
    assert await stage.documents("answers") == []


async def test_a_program_is_in_a_language(stage: Stage) -> None:
    both = await written(stage)
    for language, code in ((None, "missing"), ("cobol", "language_not_allowed")):
        answer = await both.save(language=language)
        assert (answer.status, answer.error["details"][0]["code"]) == (400, code)


async def test_an_answer_that_is_too_long_is_refused_and_the_room_keeps_it(stage: Stage) -> None:
    both = await written(stage)
    await both.candidate.push(both.candidate.write("x" * 50_000))
    answer = await both.save()
    assert (answer.status, answer.error["code"]) == (409, "answer_too_long")
    await both.interviewer.pull()
    assert len(both.interviewer.text) > 50_000


async def test_there_must_be_a_room(stage: Stage) -> None:
    sitting = await pair_attempt(stage)
    body = {"language": "python"}
    answer = await stage.call("save_room_answer", as_=sitting.candidate, path=sitting.answer_path(), body=body)
    assert (answer.status, answer.error["code"]) == (404, "room_not_found")
