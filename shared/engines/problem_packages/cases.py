"""The files below `data/` as tests in folders, each folder with the settings that lie in it and around it."""

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from shared.engines.problem_packages.fields import Fields
from shared.engines.problem_packages.findings import Findings
from shared.engines.problem_packages.model import Case
from shared.engines.problem_packages.settings import with_constants

MAX_DEPTH = 8

_CONFIGURATIONS = ("test_group.yaml", "testdata.yaml")
_FILES = ".files"
_BESIDE = re.compile(r"\.(ans|out|hint|desc|args|yaml|interaction|png|jpe?g|svg|(in|ans)\.(statement|download))")
_FLAGS = ("output_validator_flags", "output_validator_args")
_USELESS = (
    "input_validator_flags",
    "input_validator_args",
    "input_visualizer_args",
    "output_visualizer_args",
    "static_validator_args",
    "full_feedback",
    "run_samples",
    "hint",
    "description",
)


@dataclass(frozen=True, slots=True)
class CaseFolder:
    """Tests and folders of them; `own` are the folder's settings, `chain` all that hold in it, the nearest first."""

    name: str
    own: Fields | None
    chain: tuple[Fields, ...]
    cases: tuple[Case, ...]
    folders: "tuple[CaseFolder, ...]"

    def walk(self) -> "Iterator[CaseFolder]":
        """Return the folder and every one below it."""
        yield self
        for folder in self.folders:
            yield from folder.walk()

    def all_cases(self) -> tuple[Case, ...]:
        """Return the tests in the folder and below it, in lexicographical order."""
        found = (case for folder in self.walk() for case in folder.cases)
        return tuple(sorted(found, key=lambda case: case.name))


@dataclass(slots=True)
class _Folder:
    files: dict[str, bytes] = field(default_factory=dict[str, bytes])
    folders: "dict[str, _Folder]" = field(default_factory=dict[str, "_Folder"])

    def all_files(self, prefix: str = "") -> Iterator[tuple[str, bytes]]:
        for name, data in self.files.items():
            yield prefix + name, data
        for name, folder in self.folders.items():
            yield from folder.all_files(f"{prefix}{name}/")


class CaseReader:
    """Read the folders below `data/`."""

    def __init__(self, files: Mapping[str, bytes], constants: Mapping[str, str], findings: Findings) -> None:
        self._constants = constants
        self._findings = findings
        self._root = self._tree(files)

    def root(self) -> tuple[Fields, ...]:
        """Return the settings that hold for everything."""
        return self._chain(self._root, "data", ())

    def folder(self, name: str, around: tuple[Fields, ...]) -> CaseFolder:
        """Return one of the folders `sample` and `secret`; an empty one when it isn't there."""
        return self._read(self._root.folders.get(name, _Folder()), name, around)

    def _tree(self, files: Mapping[str, bytes]) -> _Folder:
        root = _Folder()
        for path in sorted(path for path in files if path.startswith("data/")):
            _, *folders, name = path.split("/")
            if len(folders) > MAX_DEPTH:
                self._findings.error(path, f"tests lie at most {MAX_DEPTH} folders deep")
                continue
            folder = root
            for part in folders:
                folder = folder.folders.setdefault(part, _Folder())
            folder.files[name] = files[path]
        return root

    def _chain(self, folder: _Folder, path: str, around: tuple[Fields, ...]) -> tuple[Fields, ...]:
        for name in _CONFIGURATIONS:
            if name in folder.files:
                return (self._fields(folder.files[name], f"{path}/{name}"), *around)
        return around

    def _fields(self, data: bytes, path: str) -> Fields:
        fields = Fields.of_file(with_constants(data, self._constants), path, self._findings)
        fields.ignore(*_USELESS)
        return fields

    def _read(self, folder: _Folder, name: str, around: tuple[Fields, ...]) -> CaseFolder:
        chain = self._chain(folder, f"data/{name}", around)
        stems = sorted(file.removesuffix(".in") for file in folder.files if file.endswith(".in"))
        self._warn_of_strays(folder, name, frozenset(stems))
        inputs = {stem + _FILES for stem in stems}
        groups = (sub for sub in sorted(folder.folders) if sub not in inputs)
        return CaseFolder(
            name=name,
            own=chain[0] if len(chain) > len(around) else None,
            chain=chain,
            cases=tuple(self._case(folder, name, stem, chain) for stem in stems),
            folders=tuple(self._read(folder.folders[sub], f"{name}/{sub}", chain) for sub in groups),
        )

    def _case(self, folder: _Folder, group: str, stem: str, chain: tuple[Fields, ...]) -> Case:
        path = f"data/{group}/{stem}"
        if f"{stem}.ans" not in folder.files:
            self._findings.error(f"{path}.in", f"there is no answer {stem}.ans")
        own = self._fields(folder.files[f"{stem}.yaml"], f"{path}.yaml") if f"{stem}.yaml" in folder.files else None
        around = (own, *chain) if own is not None else chain
        beside = folder.folders.get(stem + _FILES, _Folder())
        return Case(
            name=f"{group}/{stem}",
            input=folder.files[f"{stem}.in"],
            answer=folder.files.get(f"{stem}.ans", b""),
            arguments=self._arguments(folder.files.get(f"{stem}.args"), f"{path}.args") or _words(around, "args"),
            files=dict(beside.all_files()),
            validator_flags=next((words for key in _FLAGS if (words := _words(around, key))), ()),
            hint=self._text(folder.files.get(f"{stem}.hint"), f"{path}.hint") or _own(own, "hint"),
            description=self._text(folder.files.get(f"{stem}.desc"), f"{path}.desc") or _own(own, "description"),
        )

    def _warn_of_strays(self, folder: _Folder, group: str, stems: frozenset[str]) -> None:
        for file in sorted(folder.files):
            dots = (place for place, sign in enumerate(file) if sign == ".")
            beside = any(file[:dot] in stems and _BESIDE.fullmatch(file[dot:]) for dot in dots)
            if not beside and file not in _CONFIGURATIONS and not file.endswith((".in", ".interaction")):
                self._findings.warning(f"data/{group}/{file}", "passed over: it belongs to no test")

    def _arguments(self, data: bytes | None, path: str) -> tuple[str, ...]:
        try:
            return tuple(shlex.split(self._text(data, path)))
        except ValueError as error:
            self._findings.error(path, f"these are no arguments: {error}")
            return ()

    def _text(self, data: bytes | None, path: str) -> str:
        try:
            return (data or b"").decode().strip()
        except UnicodeDecodeError:
            self._findings.error(path, "the file is not UTF-8")
            return ""


def _words(chain: tuple[Fields, ...], key: str) -> tuple[str, ...]:
    fields = next((fields for fields in chain if fields.has(key)), None)
    return (fields.words(key) if fields is not None else None) or ()


def _own(fields: Fields | None, key: str) -> str:
    return (fields.text(key) if fields is not None else None) or ""
