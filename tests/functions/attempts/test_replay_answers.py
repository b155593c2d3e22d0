import asyncio
import random
from typing import Any

import pytest

from shared.domain.attempts.receipt_verification import verify_receipts
from tests.fixtures.attempts import (
    Sitting,
    again,
    attempt_of_kinds,
    finish,
    replay,
    running_attempt,
    save,
    seat,
    take_over,
    written,
)
from tests.fixtures.stage import Answer, Arranged, Stage

pytestmark = pytest.mark.anyio


async def arrange(stage: Stage) -> Arranged:
    sitting = await running_attempt(stage, questions=2)
    revisions = [written(sitting, 0, 1), written(sitting, 1, 1), written(sitting, 0, 2)]
    return Arranged(as_=sitting.candidate, path=sitting.path, body={"revisions": revisions, "seat": seat()})


def outcomes(answer: Answer) -> list[str]:
    return [each["outcome"] for each in answer.data["revisions"]]


async def stored(stage: Stage) -> dict[str, Any]:
    return {each["questionId"]: each for each in await stage.documents("answers")}


async def test_revisions_of_several_questions_are_saved_in_their_order(stage: Stage) -> None:
    sitting = await running_attempt(stage, questions=2)
    revisions = [written(sitting, *each) for each in ((0, 1), (1, 1), (0, 2), (0, 5), (1, 3))]
    answer = await replay(stage, sitting, *revisions)
    assert outcomes(answer) == ["saved"] * 5
    found = await stored(stage)
    assert [found[each]["revision"] for each in sitting.question_ids] == [5, 3]
    assert [found[each]["receipt"]["number"] for each in sitting.question_ids] == [3, 2]


async def test_each_revision_has_its_receipt(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    seen = await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)
    first = (await save(stage, sitting, revision=1)).data["receipt"]
    answer = await replay(stage, sitting, written(sitting, 0, 2), written(sitting, 0, 3))
    found = verify_receipts([first, *(each["receipt"] for each in answer.data["revisions"])], seen.data["receiptKey"])
    assert (found.problems, found.gaps, found.receipts) == ([], [], 3)


async def test_a_batch_sent_again_changes_nothing(stage: Stage) -> None:
    sitting = await running_attempt(stage, questions=2)
    revisions = [written(sitting, *each) for each in ((0, 1), (1, 1), (0, 2))]
    await replay(stage, sitting, *revisions)
    before = await stored(stage)
    stage.clock.advance(seconds=10)
    answer = await replay(stage, sitting, *revisions)
    assert outcomes(answer) == ["superseded", "repeated", "repeated"]
    assert await stored(stage) == before


async def test_of_an_overlapping_batch_only_what_is_new_is_saved(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await replay(stage, sitting, written(sitting, 0, 1), written(sitting, 0, 2))
    answer = await replay(stage, sitting, *(written(sitting, 0, each) for each in (1, 2, 3)))
    assert outcomes(answer) == ["superseded", "repeated", "saved"]
    assert (await stored(stage))[sitting.question_ids[0]]["receipt"]["number"] == 3


async def test_what_comes_in_the_wrong_order_never_overwrites_the_newer(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answer = await replay(stage, sitting, written(sitting, 0, 3), written(sitting, 0, 2))
    assert outcomes(answer) == ["saved", "superseded"]
    assert [each["currentRevision"] for each in answer.data["revisions"]] == [3, 3]


async def test_one_revision_never_means_two_things(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await save(stage, sitting, revision=2, source="# saved")
    answer = await replay(stage, sitting, written(sitting, 0, 2, "# another"), written(sitting, 0, 3))
    assert outcomes(answer) == ["conflict", "saved"]


async def test_a_revision_the_question_does_not_take_stops_no_other(stage: Stage) -> None:
    sitting = await attempt_of_kinds(stage, "numeric", "free_text")
    revisions = [
        {**written(sitting, 0, 1), "response": {"kind": "free_text", "text": "3"}},
        {**written(sitting, 0, 1), "questionId": "never-asked"},
        {**written(sitting, 1, 1), "response": {"kind": "free_text", "text": "Paris"}},
    ]
    answer = await replay(stage, sitting, *revisions)
    assert outcomes(answer) == ["refused", "refused", "saved"]
    assert [each["code"] for each in answer.data["revisions"]] == ["kind_mismatch", "question_not_found", None]


async def test_the_servers_clock_decides_what_is_too_late(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    stage.clock.advance(minutes=60, seconds=5)
    late = await again(stage, sitting)
    assert outcomes(await replay(stage, late, written(sitting, 0, 1))) == ["saved"]
    stage.clock.advance(seconds=1)
    answer = await replay(stage, late, written(sitting, 0, 2))
    assert (answer.status, answer.error["code"]) == (409, "attempt_deadline_passed")
    assert (await stored(stage))[sitting.question_ids[0]]["revision"] == 1


async def test_when_a_client_says_it_wrote_is_not_asked(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answer = await replay(stage, sitting, {**written(sitting, 0, 1), "writtenAt": "2026-03-02T09:00:00Z"})
    assert (answer.status, answer.error["details"][0]["code"]) == (400, "unknown_field")


async def test_a_closed_attempt_takes_nothing(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await finish(stage, sitting)
    answer = await replay(stage, sitting, written(sitting, 0, 1))
    assert (answer.status, answer.error["code"]) == (409, "attempt_closed")


async def test_too_many_at_once_are_refused_and_nothing_is_saved(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    answer = await replay(stage, sitting, *(written(sitting, 0, each) for each in range(1, 202)))
    assert (answer.status, answer.error["details"][0]["code"]) == (400, "too_long")
    assert await stage.documents("answers") == []


async def test_200_revisions_are_one_commit_of_one_document(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    commits = stage.store.commits
    answer = await replay(stage, sitting, *(written(sitting, 0, each) for each in range(1, 201)))
    assert set(outcomes(answer)) == {"saved"}
    assert stage.store.commits == commits + 1


async def test_a_tab_that_lost_the_attempt_has_its_newest_kept_aside(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await save(stage, sitting, revision=1, seat=seat("laptop"))
    await take_over(stage, sitting, seat("phone"))
    await save(stage, sitting, revision=2, source="# on the phone", seat=seat("phone"))
    offline = [written(sitting, 0, each, f"# offline {each}") for each in (2, 3)]
    for _ in range(2):
        answer = await replay(stage, sitting, *offline, seat=seat("laptop"))
        assert outcomes(answer)[-1] == "kept_aside"
    assert (await stored(stage))[sitting.question_ids[0]]["response"]["source"] == "# on the phone"
    [copy] = await stage.documents("conflictCopies")
    assert (copy["revision"], copy["response"]["source"]) == (3, "# offline 3")


async def test_a_tab_that_never_had_the_attempt_takes_it_over_first(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await save(stage, sitting, revision=1, seat=seat("laptop"))
    answer = await replay(stage, sitting, written(sitting, 0, 2), seat=seat("phone"))
    assert (answer.status, answer.error["code"]) == (409, "attempt_active_elsewhere")
    assert await stage.documents("conflictCopies") == []


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(12))
async def test_whatever_is_sent_twice_late_or_lost_the_last_acknowledged_revision_stays(
    seed: int, stage: Stage
) -> None:
    chance = random.Random(seed)  # noqa: S311 (replayable, not a secret)
    sitting = await running_attempt(stage, questions=2)
    key = (await stage.call("get_attempt", as_=sitting.candidate, path=sitting.path)).data["receiptKey"]
    calls: list[list[tuple[int, int]]] = []
    for number in range(2):
        revisions = [(number, revision) for revision in range(1, 9)]
        while revisions:
            size = chance.randint(1, 4)
            calls.append(revisions[:size])
            revisions = revisions[chance.randint(1, size) :]
    calls = [each for each in calls if chance.random() > 0.2]
    calls += chance.sample(calls, k=min(len(calls), 4))
    chance.shuffle(calls)
    acknowledged = {0: 0, 1: 0}
    receipts: list[str] = []
    for begin in range(0, len(calls), 3):
        answers = await asyncio.gather(*(_sent(stage, sitting, each) for each in calls[begin : begin + 3]))
        for number, revision, receipt in (each for answer in answers for each in answer):
            acknowledged[number] = max(acknowledged[number], revision)
            receipts.append(receipt)
    found = await stored(stage)
    last = {number: found[sitting.question_ids[number]]["revision"] for number in acknowledged}
    assert last == acknowledged
    for number, revision in last.items():
        assert found[sitting.question_ids[number]]["response"]["source"] == f"# {revision}"
    checked = verify_receipts(receipts, key)
    assert (checked.problems, checked.gaps) == ([], [])


async def _sent(stage: Stage, sitting: Sitting, revisions: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Send one save or one batch; return what was acknowledged, with its receipt."""
    if len(revisions) == 1:
        [(number, revision)] = revisions
        answer = await save(stage, sitting, number, revision=revision, source=f"# {revision}")
        return [(number, revision, answer.data["receipt"])] if answer.status == 200 else []
    answer = await replay(stage, sitting, *(written(sitting, *each) for each in revisions))
    told = zip(revisions, answer.data["revisions"], strict=True)
    return [(*each, one["receipt"]) for each, one in told if one["outcome"] in ("saved", "repeated")]
