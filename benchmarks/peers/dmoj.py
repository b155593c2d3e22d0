"""The judge of DMOJ (AGPL, PyPI `dmoj`): installed beside Ella, started and asked, never imported."""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from benchmarks.peers import PeerMissing
from benchmarks.programs import CPU_MS, MEMORY_MIB, Test

VERSION = "4.1.0"
_ROOT = Path(__file__).resolve().parents[2]
_HOME = _ROOT / ".local" / "peers" / f"dmoj-{VERSION}"
_PYTHON = _HOME / "bin" / "python"
_JUDGE = Path(__file__).with_name("dmoj_judge.py")
_RUNTIMES = {"python3": "python3", "gcc11": "gcc"}


class DmojJudge:
    """A running judge with one problem."""

    def __init__(self, process: subprocess.Popen[str], log: Path) -> None:
        self._process = process
        self._log = log

    @classmethod
    def start(cls, stack: ExitStack, folder: Path, tests: Sequence[Test]) -> "DmojJudge":
        """Install the judge where it is missing and start it until the stack closes; raise PeerMissing."""
        _install()
        configuration = _write_problem(folder, tests)
        log = stack.enter_context((folder / "judge.log").open("w"))
        process = subprocess.Popen(
            # Isolated, or this folder's modules would be in the way of theirs.
            [str(_PYTHON), "-I", str(_JUDGE), str(configuration), "sum", str(CPU_MS / 1000), str(MEMORY_MIB * 1024)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd=folder,
            text=True,
        )
        judge = cls(stack.enter_context(process), Path(log.name))
        stack.callback(process.kill)
        ready = judge._answer()
        if missing := set(ready["missing"]):
            raise PeerMissing(f"DMOJ's judge cannot run {', '.join(sorted(missing))} here")
        return judge

    def seconds(self, language: str, source: str) -> float:
        """Return how long the judge takes from a submission to its last verdict; raise where one is not AC."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"language": language, "source": source}) + "\n")
        self._process.stdin.flush()
        answer = self._answer()
        if set(answer["verdicts"]) != {"AC"}:
            raise RuntimeError(f"DMOJ's judge said {answer}")
        return answer["seconds"]

    def _answer(self) -> dict:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            last = self._log.read_text().strip().splitlines()[-1:]
            raise PeerMissing(f"DMOJ's judge has ended: {''.join(last)}")
        return json.loads(line)


def _install() -> None:
    marker = _HOME / ".ready"
    if marker.exists():
        return
    shutil.rmtree(_HOME, ignore_errors=True)
    print(f"installing dmoj {VERSION} into {_HOME.relative_to(_ROOT)} …", flush=True)
    for command in (
        (sys.executable, "-m", "venv", str(_HOME)),
        (str(_PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", f"dmoj=={VERSION}"),
        (str(_PYTHON), "-c", "import dmoj.cptbox, dmoj.judge"),
    ):
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            last = (done.stderr.strip() or done.stdout.strip() or "no reason given").splitlines()[-1]
            raise PeerMissing(f"dmoj could not be installed ({last}); it needs a C++ compiler and libseccomp-dev")
    marker.touch()


def _write_problem(folder: Path, tests: Sequence[Test]) -> Path:
    """Write a problem and a configuration as DMOJ's own documentation has them; return the configuration."""
    problem, temporary = folder / "problems" / "sum", folder / "tmp"
    problem.mkdir(parents=True)
    temporary.mkdir()
    cases: list[dict[str, object]] = []
    for number, test in enumerate(tests):
        (problem / f"{number}.in").write_text(test.input)
        (problem / f"{number}.out").write_text(test.expected)
        cases.append({"in": f"{number}.in", "out": f"{number}.out", "points": 1})
    (problem / "init.yml").write_text(json.dumps({"test_cases": cases}))  # JSON is YAML
    configuration = folder / "judge.yml"
    settings = {
        "problem_storage_globs": [str(folder / "problems" / "*")],
        "runtime": {name: shutil.which(command, path="/usr/bin:/bin") for name, command in _RUNTIMES.items()},
        "tempdir": str(temporary),
    }
    configuration.write_text(json.dumps(settings))
    return configuration
