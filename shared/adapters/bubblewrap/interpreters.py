"""Finding a language's interpreter on this machine, and what it needs and must not show inside the sandbox."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shared.ports.sandbox import Language

_ROOT = Path(__file__).resolve().parents[3]
_FIRST = ("/usr/bin", "/bin", "/usr/local/bin")


@dataclass(frozen=True, slots=True)
class Interpreter:
    """An interpreter, and what is shown and hidden for it."""

    path: str
    binds: tuple[tuple[str, str], ...]  # on this machine, inside
    covers: tuple[str, ...]


def candidates(language: Language) -> Iterator[Interpreter]:
    """Yield the interpreters found, those of the distribution first; whether they work inside is yet to be tried."""
    packages = [(_ROOT / place, inside) for inside, place in language.packages.items()]
    if not all(place.exists() for place, _ in packages):
        return
    seen: set[Path] = set()
    for folder in (*_FIRST, *os.get_exec_path()):
        path = Path(folder, language.command).resolve()
        if path in seen or not os.access(path, os.X_OK):
            continue
        seen.add(path)
        prefix = path.parent.parent
        visible = path.is_relative_to("/usr") and not path.is_relative_to("/usr/local")
        parts = [] if visible else [path, *_below(prefix, language.parts)]
        parts += [part for pattern in language.system_parts for part in sorted(Path("/").glob(pattern.lstrip("/")))]
        binds = [*((str(part), str(part)) for part in parts), *((str(place), inside) for place, inside in packages)]
        yield Interpreter(str(path), tuple(binds), tuple(map(str, _below(prefix, language.hidden))))


def _below(prefix: Path, patterns: tuple[str, ...]) -> list[Path]:
    return [path for pattern in patterns for path in sorted(prefix.glob(pattern))]
