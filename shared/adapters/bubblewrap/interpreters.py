"""Finding a language's interpreter on this machine, and what it needs and must not show inside the sandbox."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shared.ports.sandbox import Language

_FIRST = ("/usr/bin", "/bin", "/usr/local/bin")


@dataclass(frozen=True, slots=True)
class Interpreter:
    """An interpreter and, once it has answered inside the sandbox, its version."""

    path: str
    binds: tuple[str, ...]
    covers: tuple[str, ...]
    version: str = ""


def candidates(language: Language) -> Iterator[Interpreter]:
    """Yield the interpreters found, those of the distribution first; whether they work inside is yet to be tried."""
    seen: set[Path] = set()
    for folder in (*_FIRST, *os.get_exec_path()):
        path = Path(folder, language.command).resolve()
        if path in seen or not os.access(path, os.X_OK):
            continue
        seen.add(path)
        prefix = path.parent.parent
        visible = path.is_relative_to("/usr") and not path.is_relative_to("/usr/local")
        binds = [] if visible else [path, *_below(prefix, language.parts)]
        yield Interpreter(str(path), _words(binds), _words(_below(prefix, language.hidden)))


def _below(prefix: Path, patterns: tuple[str, ...]) -> list[Path]:
    return [path for pattern in patterns for path in sorted(prefix.glob(pattern))]


def _words(paths: list[Path]) -> tuple[str, ...]:
    return tuple(map(str, paths))
