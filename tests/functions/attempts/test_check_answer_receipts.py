from typing import Any

import pytest

from shared.config import config
from shared.domain.attempts.receipts import Receipt, receipt_signer
from shared.domain.attempts.responses import TextResponse
from tests.fixtures.attempts import Sitting, another_candidate, running_attempt, save
from tests.fixtures.stage import Arranged, Stage

pytestmark = pytest.mark.anyio


async def saved(stage: Stage, sitting: Sitting, *revisions: int) -> list[str]:
    """Save some revisions and return their receipts."""
    receipts: list[str] = []
    for revision in revisions:
        stage.clock.advance(seconds=30)
        receipts.append((await save(stage, sitting, revision=revision, source=f"# {revision}")).data["receipt"])
    return receipts


async def checked(stage: Stage, sitting: Sitting, receipts: list[str]) -> Any:
    call = await stage.call(
        "check_answer_receipts", as_=sitting.recruiter, path=sitting.path, body={"receipts": receipts}
    )
    return call.data


async def arrange(stage: Stage) -> Arranged:
    sitting = await running_attempt(stage)
    return Arranged(as_=sitting.recruiter, path=sitting.path, body={"receipts": await saved(stage, sitting, 1, 2)})


async def test_a_candidates_receipts_lead_to_what_is_stored(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    found = await checked(stage, sitting, await saved(stage, sitting, 1, 4, 9))
    assert found == {
        "problems": [],
        "gaps": [],
        "questions": [
            {
                "questionId": sitting.question_ids[0],
                "receipts": 3,
                "number": 3,
                "revision": 9,
                "storedNumber": 3,
                "standing": "same",
            }
        ],
    }


async def test_a_save_behind_the_last_receipt_shown_is_a_later_one(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    receipts = await saved(stage, sitting, 1, 2, 3)
    assert (await checked(stage, sitting, receipts[:2]))["questions"][0]["standing"] == "later"


async def test_a_lost_acknowledgement_is_a_gap_and_no_problem(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    first, _, third = await saved(stage, sitting, 1, 2, 3)
    found = await checked(stage, sitting, [third, first])
    assert (found["problems"], found["gaps"]) == ([], [f"{sitting.question_ids[0]}: 2"])


async def test_a_changed_receipt_is_found(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    [receipt] = await saved(stage, sitting, 1)
    found = await checked(stage, sitting, [receipt.replace('"revision":1', '"revision":2')])
    assert (found["problems"], found["questions"]) == (["receipt 1: the signature does not hold"], [])


async def test_an_answer_that_was_changed_behind_the_candidates_back_is_found(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    receipts = await saved(stage, sitting, 1)
    other = {"kind": "coding", "language": "python", "source": "# another"}
    await stage.change(f"tenants/{sitting.tenant_id}/answers/{sitting.run_id()}", response=other)
    assert (await checked(stage, sitting, receipts))["questions"][0]["standing"] == "differs"


async def test_a_stored_chain_that_forks_from_the_candidates_is_found(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    await saved(stage, sitting, 1)
    signer = receipt_signer(config(), sitting.tenant_id)
    response = TextResponse(kind="free_text", text="never stored")
    fork = Receipt.first(sitting.invitation_id, sitting.question_ids[0], 1, response, at=stage.clock.now())
    assert (await checked(stage, sitting, [signer.sign(fork.text)]))["questions"][0]["standing"] == "differs"
    ahead = fork.next(2, response, at=stage.clock.now())
    assert (await checked(stage, sitting, [signer.sign(ahead.text)]))["questions"][0]["standing"] == "differs"


async def test_an_answer_that_is_gone_is_missing(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    signer = receipt_signer(config(), sitting.tenant_id)
    response = TextResponse(kind="free_text", text="")
    receipt = Receipt.first(sitting.invitation_id, sitting.question_ids[0], 1, response, at=stage.clock.now())
    assert (await checked(stage, sitting, [signer.sign(receipt.text)]))["questions"][0]["standing"] == "missing"


async def test_another_candidates_receipts_prove_nothing_here(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    other = await another_candidate(stage, sitting.recruiter, sitting.assessment_id, sitting.question_ids)
    await stage.call("start_attempt", as_=other.candidate)
    found = await checked(stage, sitting, await saved(stage, other, 1))
    assert found["questions"] == []
    assert found["problems"] == [f"a receipt of {sitting.question_ids[0]} is another attempt's"]


async def test_nothing_is_written(stage: Stage) -> None:
    sitting = await running_attempt(stage)
    receipts = await saved(stage, sitting, 1)
    before = await stage.snapshot()
    await checked(stage, sitting, receipts)
    assert await stage.snapshot() == before
