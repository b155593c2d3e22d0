"""`execute_run` with the real sandbox: what programs really do, and what it is called."""

from typing import Any

import pytest

from shared.ports.sandbox import Sandbox
from tests.fixtures.examples import SUM_SPEC, queued_run
from tests.fixtures.stage import Stage

pytestmark = pytest.mark.anyio

PYTHON = {
    "AC": "a, b = map(int, input().split())\nprint(a + b)\n",
    "WA": "a, b = map(int, input().split())\nprint(a - b)\n",
    "TLE": "while True:\n    pass\n",
    "RE": "print(1 // 0)\n",
    "MLE": "hoard = []\nwhile True:\n    hoard.append(bytearray(b'x' * 4_000_000))\n",
    "OLE": "while True:\n    print('x' * 1000)\n",
    "CE": "def broken(:\n",
}
JAVASCRIPT = {
    "AC": "const [a, b] = require('fs').readFileSync(0, 'utf8').split(' ').map(Number);\nconsole.log(a + b);\n",
    "WA": "const [a, b] = require('fs').readFileSync(0, 'utf8').split(' ').map(Number);\nconsole.log(a - b);\n",
    "TLE": "while (true) {}\n",
    "RE": "null.nothing;\n",
    "MLE": "const hoard = [];\nwhile (true) hoard.push(Buffer.alloc(4_000_000, 'x'));\n",
    "OLE": "const line = 'x'.repeat(1000);\nwhile (true) require('fs').writeSync(1, line);\n",
    "CE": "function broken( {\n",
}


async def executed(stage: Stage, sandbox: Sandbox, language: str, source: str) -> dict[str, Any]:
    stage.composition.__dict__["sandbox"] = sandbox
    spec = SUM_SPEC.with_(cpu_ms=1000, memory_mib=128)
    call = await queued_run(stage, language=language, source=source, spec=spec)
    assert call.event is not None
    assert await stage.deliver("execute_run", stage.envelope(call.event, call.tenant_id)) == 204
    [run] = await stage.documents("runs")
    return run["result"]


@pytest.mark.parametrize(
    ("language", "verdict"),
    [(language, verdict) for language in ("python", "javascript") for verdict in PYTHON],
)
async def test_what_a_program_does_is_its_verdict(stage: Stage, sandbox: Sandbox, language: str, verdict: str) -> None:
    source = {"python": PYTHON, "javascript": JAVASCRIPT}[language][verdict]
    result = await executed(stage, sandbox, language, source)
    assert [test["verdict"] for test in result["tests"]] == [verdict, verdict], result
    assert result["verdict"] == verdict


@pytest.mark.parametrize("language", ["python", "javascript"])
async def test_figures_and_visible_output_are_kept(stage: Stage, sandbox: Sandbox, language: str) -> None:
    source = {"python": PYTHON, "javascript": JAVASCRIPT}[language]["AC"]
    visible, hidden = (await executed(stage, sandbox, language, source))["tests"]
    assert (visible["output"], hidden["output"]) == ("3\n", "")
    assert 0 < visible["cpuMs"] < 1000
    assert visible["memoryKib"] > 1000


async def test_a_broken_program_shows_what_the_compiler_says(stage: Stage, sandbox: Sandbox) -> None:
    result = await executed(stage, sandbox, "python", PYTHON["CE"])
    assert "SyntaxError" in result["compilerMessage"]
