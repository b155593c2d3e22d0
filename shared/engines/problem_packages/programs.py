"""Which language a program is in, and which of its files is run."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from shared.engines.languages import LANGUAGES

_CODES = {
    ".bash": "bash",
    ".c": "c",
    ".c++": "cpp",
    ".cc": "cpp",
    ".cpp": "cpp",
    ".cs": "csharp",
    ".cxx": "cpp",
    ".C": "cpp",
    ".go": "go",
    ".hs": "haskell",
    ".java": "java",
    ".js": "javascript",
    ".kt": "kotlin",
    ".php": "php",
    ".py": "python3",
    ".py2": "python2",
    ".py3": "python3",
    ".rb": "ruby",
    ".rs": "rust",
    ".scala": "scala",
    ".sh": "bash",
    ".ts": "typescript",
}
_ONE_UNIT = ("c", "cpp")
_OWN_NAMES = {"python3": "python"}
_ENTRIES = ("__main__", "main", "Main")
_MAIN = re.compile(rb"\bmain\s*\(")
_SHEBANG_PYTHON2 = re.compile(rb"#![^\n]{0,200}python2")
_INCLUDE = re.compile(rb'^[ \t]*#[ \t]*include[ \t]*"([^"\n]{1,255})"[^\n]*$', re.MULTILINE)
_MAX_FILES = 50


class Unusable(ValueError):
    """The program can't be run here; the text says why."""


@dataclass(frozen=True, slots=True)
class ProgramFiles:
    """A program: its main file, and the others that lie beside it."""

    language: str
    source: bytes
    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])


def language_named(code: str) -> str:
    """Return Ella's name of a language by its code in the format; raise Unusable where Ella hasn't got it."""
    name = _OWN_NAMES.get(code, code)
    if name not in LANGUAGES:
        raise Unusable(f"{code[:40]} is not among the languages: {', '.join(LANGUAGES)}")
    return name


def program(files: Mapping[str, bytes], *, language: str = "", entry: str = "") -> ProgramFiles:
    """Return what to run of these files; raise Unusable. A language's code and the entry point may be given."""
    if len(files) > _MAX_FILES:
        raise Unusable(f"a program has at most {_MAX_FILES} files")
    if "build" in files or "run" in files:
        raise Unusable("build and run scripts are not supported")
    if any("/" in name for name in files):
        raise Unusable("programs with folders in them are not supported")
    codes = {name: code for name in files if (code := _code(name, files[name]))}
    code = language or _single(set(codes.values()))
    main = _main_file(files, [name for name in sorted(codes) if codes[name] == code], entry)
    own = LANGUAGES[language_named(code)]
    others = {name: data for name, data in files.items() if name != main}
    units = [name for name in others if code in _ONE_UNIT and codes.get(name) == code]
    if units:
        raise Unusable(f"of {code} programs one file is compiled, with its headers; there is also {units[0]}")
    if own.source_file in others:
        raise Unusable(f"{own.source_file} must be the main file")
    return ProgramFiles(own.name, files[main], others)


def in_one_file(found: ProgramFiles) -> ProgramFiles:
    """Return the program with its own headers put where they are included first; raise Unusable if more is left."""
    left = dict(found.files)

    def expanded(source: bytes) -> bytes:
        return _INCLUDE.sub(included, source)

    def included(include: re.Match[bytes]) -> bytes:
        name = include[1].decode(errors="replace")
        if name not in found.files:
            return include[0]
        # A second inclusion adds nothing: headers guard themselves against it.
        return expanded(left.pop(name)) if name in left else b""

    source = expanded(found.source)
    code = [name for name in left if _code(name, left[name])]
    if code:
        raise Unusable(f"a validator must be one file; there is also {code[0]}")
    return ProgramFiles(found.language, source)


def _code(name: str, data: bytes) -> str | None:
    suffix = name[name.rfind(".") :] if "." in name else ""
    code = _CODES.get(suffix)
    return "python2" if code == "python3" and _SHEBANG_PYTHON2.match(data) else code


def _single(codes: set[str]) -> str:
    if not codes:
        raise Unusable("no file is in a language that is known")
    if len(codes) > 1:
        raise Unusable(f"the program is in several languages at once: {', '.join(sorted(codes))}")
    return codes.pop()


def _main_file(files: Mapping[str, bytes], sources: list[str], entry: str) -> str:
    if len(sources) == 1 and not entry:
        return sources[0]
    wanted = [name for name in sources if entry in (name, name.rpartition(".")[0])] if entry else []
    named = [name for stem in _ENTRIES for name in sources if name.rpartition(".")[0] == stem] if not entry else []
    having = [name for name in sources if _MAIN.search(files[name])] if not entry else []
    found = wanted or named or (having if len(having) == 1 else [])
    if not found:
        raise Unusable(f"none of its files is the entry point{f' {entry[:60]}' if entry else ''}")
    return found[0]
