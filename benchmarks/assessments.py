"""The main job's figures: submit → scored, and the round trips of each function."""

import concurrent.futures
import contextlib
import io
import os
import statistics
from typing import Any

import httpx

from shared.observability import logging
from shared.runtime.declare import HttpDeclaration
from shared.runtime.entry_points import declaration, function_files
from tests.fixtures.stage import Stage
from tests.matrix.arrangements import arranged
from tools.demo.api import Api, Inbox
from tools.demo.content import SUM, WORDS
from tools.demo.play import Demo


def submit_to_scored(stack: Any, at_once: int, rounds: int = 3) -> float:
    """Return the median seconds from submitting to scored, with several candidates submitting at once."""
    with httpx.Client(base_url=stack.gateway_url, timeout=60, trust_env=False) as http:
        demo = Demo(Api(http), Inbox(stack.inbox_url))
        with contextlib.redirect_stdout(io.StringIO()):
            owner = demo.sign_up()
            recruiter = demo.recruiter(owner)
            questions = [demo.publish(recruiter, content) for content in (SUM, WORDS)]
            assessment = demo.activate(recruiter, questions)
        seconds: list[float] = []
        for round_ in range(rounds):
            attempts = [attempt(demo, recruiter, assessment, questions, f"{round_}-{n}") for n in range(at_once)]
            with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
                seconds += pool.map(lambda each: scored_after(stack, demo, recruiter, *each), attempts)
    return statistics.median(seconds)


def attempt(demo: Demo, recruiter: Api, assessment: str, questions: list[str], name: str) -> tuple[Api, str]:
    """Bring one candidate to the point of submitting."""
    demo.suffix = f"{demo.suffix.partition('-')[0]}-{name}"
    candidate, attempt_id = demo.start(demo.invite(recruiter, assessment))
    demo.autosave(candidate, attempt_id, questions)
    return candidate, attempt_id


def scored_after(stack: Any, demo: Demo, recruiter: Api, candidate: Api, attempt_id: str) -> float:
    """Submit and wait for the result; return the seconds it took."""
    import time

    from tools.demo.api import until

    began = time.perf_counter()
    candidate.post(f"/v1/attempts/{attempt_id}/finish")

    def scored() -> bool | None:
        return True if candidate.get(f"/v1/attempts/{attempt_id}")["status"] == "scored" else None

    until(scored, "the attempt to be scored", pause=0.02)
    return time.perf_counter() - began


async def rpcs_per_function() -> dict[str, tuple[int, int]]:
    """Return reads and commits of each HTTP function's arranged call, with the member's document not cached."""
    os.environ["ELLA_BACKEND"] = "embedded"  # the counts are the memory store's
    logging.stream = io.StringIO()
    found: dict[str, tuple[int, int]] = {}
    for path in function_files():
        declared = declaration(path.stem)
        if isinstance(declared, HttpDeclaration):
            stage = Stage()
            call = await arranged(declared.name, stage)
            stage.composition.callers.clear()
            reads, commits = stage.store.reads, stage.store.commits
            await stage.arranged(declared.name, call)
            found[declared.name] = (stage.store.reads - reads, stage.store.commits - commits)
    return found
