"""Programs run as bare processes: the same toolchain and options as in the sandbox, and no walls."""

import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.programs import Test
from shared.adapters.bubblewrap.interpreters import candidates
from shared.ports.sandbox import Language

_ENVIRONMENT = {"HOME": "/tmp", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin", "TMPDIR": "/tmp"}  # noqa: S108
_MEMORY_MB = "256"
# What each language's own compilation comes to without a sandbox around it.
_COMPILE = {
    "c": ("gcc", "-std=gnu17", "-O2", "-pipe", "-o", "program", "main.c", "-lm"),
    "java": ("javac", "-d", ".", "Main.java"),
}


class BareProgram:
    """One program in a folder of its own."""

    def __init__(self, language: Language, source: str, folder: Path) -> None:
        folder.mkdir()
        (folder / language.source_file).write_text(source)
        self._compile = _COMPILE.get(language.name)
        self._folder = folder
        self._argv = _argv(language, folder)

    def compile(self) -> None:
        """Compile it where its language wants that."""
        if self._compile:
            subprocess.run(self._compile, cwd=self._folder, env=_ENVIRONMENT, check=True, capture_output=True)

    def run(self, stdin: str = "") -> str:
        """Run it once and return what it prints."""
        done = subprocess.run(
            self._argv, input=stdin.encode(), env=_ENVIRONMENT, cwd=self._folder, check=True, capture_output=True
        )
        return done.stdout.decode()

    def seconds(self, tests: Sequence[Test], at_once: int) -> float:
        """Return how long compiling and all tests take, so many processes at once; raise where one is wrong."""
        began = time.perf_counter()
        self.compile()
        with ThreadPoolExecutor(at_once) as pool:
            printed = list(pool.map(self.run, [test.input for test in tests]))
        seconds = time.perf_counter() - began
        if printed != [test.expected for test in tests]:
            raise RuntimeError(f"{self._argv[0]} printed {printed}")
        return seconds


def _argv(language: Language, folder: Path) -> list[str]:
    """Return the language's own command, outside of the sandbox; Java from class files, which need no jar."""
    command = next(candidates(language)).path
    values = {"{command}": command, "{bin}": str(Path(command).parent), "{memory_mb}": _MEMORY_MB, "/box": str(folder)}
    words = list(language.run)
    if language.name == "java":
        words[-2:] = ["-cp", "/box", "Main"]
    for name, value in values.items():
        words = [word.replace(name, value) for word in words]
    return words
