"""`ella audit verify FILE`: check an exported audit log without asking anybody."""

import argparse
import sys
from pathlib import Path

from shared.domain.audit.verification import verify


def main(arguments: list[str]) -> int:
    """Run one command; return 0 for a log that is whole, 1 for one that is not, 2 where there is nothing to read."""
    parser = argparse.ArgumentParser(prog="ella audit", description=__doc__)
    parser.add_argument("command", choices=("verify",))
    parser.add_argument("file", type=Path)
    parser.add_argument("--key", help="the log's verifier key, as get_audit_checkpoint tells it; else the file's own")
    chosen = parser.parse_args(arguments)
    try:
        with chosen.file.open("rb") as lines:
            found = verify(lines, chosen.key)
    except OSError as error:
        print(f"{chosen.file} can't be read: {error.strerror}", file=sys.stderr)
        return 2
    for problem in found.problems:
        print(problem, file=sys.stderr)
    if found.problems or found.checkpoint is None:
        print(f"{chosen.file} is not the log that was signed", file=sys.stderr)
        return 1
    print(f"whole: {found.entries} entries of {found.checkpoint.origin}, personal data erased in {found.erased}")
    print(f"root {found.checkpoint.root.hex()}")
    print(f"key {found.verifier_key}" + ("" if chosen.key else " (the file's own: compare it with the log's)"))
    return 0
