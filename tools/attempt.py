"""`ella attempt verify-receipts FILE`: check the receipts of a candidate's saves without asking anybody."""

import argparse
import json
import sys
from pathlib import Path

from shared.domain.attempts.receipt_verification import verify_receipts


def main(arguments: list[str]) -> int:
    """Run one command; return 0 where every receipt holds, 1 where one does not, 2 where there is nothing to read."""
    parser = argparse.ArgumentParser(prog="ella attempt", description=__doc__)
    parser.add_argument("command", choices=("verify-receipts",))
    parser.add_argument("file", type=Path, help="JSON Lines: each receipt as a string")
    parser.add_argument("--key", required=True, help="the receipts' verifier key, as get_attempt tells it")
    chosen = parser.parse_args(arguments)
    try:
        notes = _notes(chosen.file.read_text())
    except (OSError, ValueError) as error:
        print(f"{chosen.file} can't be read: {error}", file=sys.stderr)
        return 2
    found = verify_receipts(notes, chosen.key)
    for gap in found.gaps:
        print(f"not in the file: {gap}")
    for problem in found.problems:
        print(problem, file=sys.stderr)
    if found.problems or not found.receipts:
        print(f"{chosen.file} does not show what was saved", file=sys.stderr)
        return 1
    for (attempt_id, question_id), chain in found.chains.items():
        last = chain[max(chain)]
        print(f"attempt {attempt_id}, question {question_id}: {len(chain)} receipts, the last of revision")
        print(f"  {last.revision} at {last.saved_at.isoformat()}, SHA-256 {last.digest}")
    return 0


def _notes(text: str) -> list[str]:
    notes = [json.loads(line) for line in text.splitlines() if line.strip()]
    if not all(isinstance(note, str) for note in notes):
        raise ValueError("each line is one receipt, as a JSON string")
    return notes
