"""Check the receipts a candidate kept, offline: forged, changed and contradicting ones are found, gaps are named."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from shared.domain.attempts.receipts import GENESIS, Receipt
from shared.engines.merkle.checkpoints import opened

MAX_PROBLEMS = 100

Chain = dict[int, Receipt]


@dataclass(slots=True)
class ReceiptVerification:
    """What was found: chains by attempt and question, problems, and the numbers nobody showed."""

    chains: dict[tuple[str, str], Chain] = field(default_factory=dict[tuple[str, str], Chain])
    problems: list[str] = field(default_factory=list[str])
    gaps: list[str] = field(default_factory=list[str])

    @property
    def receipts(self) -> int:
        """How many receipts hold."""
        return sum(len(chain) for chain in self.chains.values())

    def found(self, problem: str) -> None:
        """Note a problem, within reason."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(problem)


def verify_receipts(notes: Iterable[str], verifier_key: str) -> ReceiptVerification:
    """Verify signed receipts in any order, each alone and against its neighbours in its chain.

    A gap is no problem: an acknowledgement may have been lost on its way to the candidate.
    """
    found = ReceiptVerification()
    for place, note in enumerate(notes, 1):
        try:
            receipt = Receipt.parse(opened(note, verifier_key))
        except ValueError as error:
            found.found(f"receipt {place}: {error}")
            continue
        chain = found.chains.setdefault((receipt.attempt_id, receipt.question_id), {})
        if chain.setdefault(receipt.number, receipt) != receipt:
            found.found(f"receipt {place}: number {receipt.number} of {receipt.question_id} was given out twice")
    for (_, question_id), chain in found.chains.items():
        _check_links(found, question_id, [chain[number] for number in sorted(chain)])
    return found


def _check_links(found: ReceiptVerification, question_id: str, links: list[Receipt]) -> None:
    first = links[0]
    if first.number == 1 and first.previous != GENESIS:
        found.found(f"number 1 of {question_id} names one before it")
    if first.number > 1:
        found.gaps.append(_gap(question_id, 1, first.number - 1))
    for before, after in pairwise(links):
        if after.number > before.number + 1:
            found.gaps.append(_gap(question_id, before.number + 1, after.number - 1))
        elif after.previous != before.hash:
            found.found(f"number {after.number} of {question_id} does not follow number {before.number}")
        if after.revision <= before.revision or after.saved_at < before.saved_at:
            found.found(f"number {after.number} of {question_id} is older than number {before.number}")


def _gap(question_id: str, first: int, last: int) -> str:
    return f"{question_id}: {first}" if first == last else f"{question_id}: {first} to {last}"
