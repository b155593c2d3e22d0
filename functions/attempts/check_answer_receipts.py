"""A candidate shows receipts of their saves: do they hold, and does what is stored follow from them?"""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.auth.permissions import Permission
from shared.domain.attempts.model import Answer, answer_id
from shared.domain.attempts.receipts import Receipt, digest, receipt_signer
from shared.domain.attempts.repository import AnswerRepository, AttemptRepository
from shared.model import FrozenModel
from shared.runtime.contexts import CommandContext
from shared.runtime.declare import Loads, command
from shared.runtime.profiles import Runtime
from shared.runtime.requests import Identifier, Request


class CheckAnswerReceipts(Request):
    """Receipts of one attempt, in any order."""

    attempt_id: Identifier
    receipts: Annotated[
        tuple[Annotated[str, StringConstraints(max_length=2_000)], ...], Field(min_length=1, max_length=500)
    ]


class Standing(StrEnum):
    """How the stored answer stands to the newest receipt shown: the very save, a later one, none, or another."""

    SAME = "same"
    LATER = "later"
    MISSING = "missing"
    DIFFERS = "differs"


class CheckedQuestion(FrozenModel):
    """One question's chain; `number` is the newest receipt shown."""

    question_id: str
    receipts: int
    number: int
    revision: int
    stored_number: int | None
    standing: Standing


class CheckedReceipts(FrozenModel):
    """What was found; gaps are receipts that were given out and not shown."""

    problems: tuple[str, ...]
    gaps: tuple[str, ...]
    questions: tuple[CheckedQuestion, ...]


@command(
    "POST /v1/attempts/{attemptId}/receipts/check",
    permission=Permission.ATTEMPTS_READ,
    loads=Loads(AttemptRepository, "attempt_id"),
    runtime=Runtime.ASSESSMENT,
)
async def check_answer_receipts(request: CheckAnswerReceipts, ctx: CommandContext) -> CheckedReceipts:
    """Check the receipts a candidate kept, against each other and against the stored answers."""
    from shared.domain.attempts.receipt_verification import verify_receipts

    attempt = await AttemptRepository(ctx.work).get(request.attempt_id)
    found = verify_receipts(request.receipts, receipt_signer(ctx.config, ctx.work.tenant_id).verifier_key)
    for attempt_id, question_id in found.chains:
        if attempt_id != attempt.id:
            found.found(f"a receipt of {question_id} is another attempt's")
    chains = {question_id: chain for (owner, question_id), chain in found.chains.items() if owner == attempt.id}
    stored = await AnswerRepository(ctx.work).get_many([answer_id(attempt.id, each) for each in chains])
    questions: list[CheckedQuestion] = []
    for (question_id, chain), answer in zip(chains.items(), stored, strict=True):
        last = chain[max(chain)]
        shown = CheckedQuestion(
            question_id=question_id,
            receipts=len(chain),
            number=last.number,
            revision=last.revision,
            stored_number=answer.receipt.number if answer else None,
            standing=_standing(chain, answer),
        )
        questions.append(shown)
    return CheckedReceipts(problems=tuple(found.problems), gaps=tuple(found.gaps), questions=tuple(questions))


def _standing(chain: dict[int, Receipt], answer: Answer | None) -> Standing:
    if answer is None:
        return Standing.MISSING
    newest = chain[max(chain)]
    link = answer.receipt
    broken = answer.receipt.digest != digest(answer.response)
    before = link.number == newest.number + 1 and link.previous != newest.hash
    if broken or before or link.number < newest.number or (link.number == newest.number and link != newest):
        return Standing.DIFFERS
    return Standing.SAME if link.number == newest.number else Standing.LATER
