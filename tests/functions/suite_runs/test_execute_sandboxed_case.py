import pytest

from shared.domain.suite_runs.events import SandboxedCaseDue
from shared.domain.suite_runs.outside import PYTHON_MAIN
from tests.fixtures.fake_sandbox import always, prints
from tests.fixtures.stage import Arranged, Stage
from tests.fixtures.suite_runs import completed, requested, suite

pytestmark = pytest.mark.anyio

CASE = {"vars": {"text": "a"}, "assertions": [{"type": "python", "value": "output == 'a'"}]}


async def arrange(stage: Stage) -> Arranged:
    stage.sandbox.program(PYTHON_MAIN.decode(), always(prints("true")))
    played = await suite(stage, CASE)
    run_id = await requested(stage, played)
    await stage.settle(but=["execute_sandboxed_case"])
    event = SandboxedCaseDue(run_id=run_id, lane=0, place=0, due_at=stage.clock.now())
    return Arranged(event=event, tenant_id=played.author.tenant_id)


async def test_a_run_with_python_is_executed_where_programs_run(stage: Stage) -> None:
    stage.sandbox.program(PYTHON_MAIN.decode(), always(prints("true")))
    played = await suite(stage, CASE)
    run = await completed(stage, played)
    assert (run["summary"]["passed"], len(stage.sandbox.runs)) == (1, 1)
