"""DMOJ's judge, driven as its own command line does: `python dmoj_judge.py CONFIGURATION PROBLEM SECONDS KILOBYTES`.

Runs in the judge's own environment and imports nothing of Ella. A submission is one line of JSON on standard input;
its time and verdicts are one on standard output.
"""

import json
import os
import sys
import time

_EXECUTORS = ("PY3", "C11")


def main() -> None:
    """Grade submissions until there are no more."""
    configuration, problem, seconds, kilobytes = sys.argv[1:]
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # the judge prints what it likes
    sys.argv[1:] = ["--config", configuration, "--only-executors", ",".join(_EXECUTORS), "--no-ansi"]

    from dmoj import contrib, executors, judgeenv
    from dmoj.cli import LocalJudge
    from dmoj.judge import Submission

    judgeenv.load_env(cli=True)
    executors.load_executors()
    contrib.load_contrib_modules()
    judge = LocalJudge()
    listener = Listener()
    for name in ("test_case_status_packet", "compile_error_packet", "internal_error_packet", "grading_end_packet"):
        setattr(judge.packet_manager, name, getattr(listener, name))
    answer(answers, {"missing": [name for name in _EXECUTORS if name not in executors.executors]})
    for number, line in enumerate(sys.stdin, 1):
        asked = json.loads(line)
        limits = (float(seconds), int(kilobytes))
        submission = Submission(number, problem, asked["language"], asked["source"], *limits, False, {})
        listener.verdicts, listener.ended = [], None
        began = time.perf_counter()
        judge.begin_grading(submission, blocking=True, report=ignore)
        answer(answers, {"seconds": (listener.ended or time.perf_counter()) - began, "verdicts": listener.verdicts})


class Listener:
    """What the judge tells its site, as far as it is asked for here."""

    def __init__(self) -> None:
        self.verdicts: list[str] = []
        self.ended: float | None = None

    def test_case_status_packet(self, position, result) -> None:
        self.verdicts.append(result.readable_codes()[0])

    def compile_error_packet(self, log) -> None:
        self.verdicts.append(f"CE: {log}")

    def internal_error_packet(self, message) -> None:
        self.verdicts.append(f"IE: {message}")

    def grading_end_packet(self) -> None:
        self.ended = time.perf_counter()


def answer(stream, content) -> None:
    stream.write(json.dumps(content) + "\n")
    stream.flush()


def ignore(line) -> None:
    """Print nothing: neither side prints."""


if __name__ == "__main__":
    main()
