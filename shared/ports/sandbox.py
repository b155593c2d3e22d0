"""Running other people's programs, each execution shut in on its own."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Protocol

from shared.errors import DependencyUnavailable

MIB = 1024 * 1024
_MOST, _MOST_SECONDS = 1 << 40, 24 * 3600
_LONGEST_NAME, _LONGEST_ARGUMENTS = 255, 128 * 1024  # bytes; the kernel takes no more


@dataclass(frozen=True, slots=True)
class Limits:
    """What one execution may use; CPU time and memory are the whole process tree's.

    A program is ended only `extra_cpu_seconds` after its CPU time is over, so that one that needs a little more ends
    by itself; it has exceeded its time all the same.
    """

    cpu_seconds: float = 2.0
    wall_seconds: float = 6.0
    memory_bytes: int = 256 * MIB
    output_bytes: int = MIB
    processes: int = 64  # threads count as well
    temporary_bytes: int = 64 * MIB  # what /tmp holds
    extra_cpu_seconds: float = 0.0

    def __post_init__(self) -> None:
        for name in self.__slots__:
            value, most = getattr(self, name), _MOST_SECONDS if name.endswith("_seconds") else _MOST
            none_needed = name == "extra_cpu_seconds" and value == 0
            if not (0 < value <= most or none_needed):
                raise ValueError(f"{name} must be more than 0 and at most {most}, not {value}")


@dataclass(frozen=True, slots=True)
class Language:
    """How programs of one language are checked, compiled and run, with the source at `/box/<source_file>`.

    In the argument lists `{command}` is the path of the interpreter or compiler on this machine, `{bin}` the folder it
    lies in, `{memory_mb}` the memory limit. `compile` writes its artifact to standard output; `run` finds it at
    `/box/<artifact_file>`. `check` exits non-zero for a program that cannot be compiled, and is asked only once one
    has failed. `prepare` runs once for a toolchain, without any program, and writes a tar archive to standard output:
    all later sandboxes of the language have its content, read-only, under `/prepared` (precompiled headers, class
    archives).
    """

    name: str
    label: str
    command: str
    version: tuple[str, ...]
    source_file: str
    run: tuple[str, ...]
    check: tuple[str, ...] | None = None
    compile: tuple[str, ...] | None = None
    artifact_file: str = "program"
    compile_limits: Limits = Limits(cpu_seconds=10, wall_seconds=15, memory_bytes=512 * MIB, output_bytes=64 * MIB)
    prepare: tuple[str, ...] | None = None
    prepare_limits: Limits = Limits(
        cpu_seconds=60, wall_seconds=120, memory_bytes=2048 * MIB, output_bytes=512 * MIB, temporary_bytes=512 * MIB
    )
    # Globs under the prefix of an interpreter outside /usr: what is bound for it, and what is hidden of any.
    parts: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    # Globs of files outside /usr that the interpreter of the distribution needs as well.
    system_parts: tuple[str, ...] = ()
    # Folders inside, and where Ella's own installation has what is shown there: without one the language is missing.
    packages: Mapping[str, str] = field(default_factory=dict[str, str])
    environment: Mapping[str, str] | None = None
    time_factor: float = 1.0
    memory_floor_bytes: int = 0
    # A runtime that reserves more than it uses (V8, the JVM) dies under a limit on its data segment.
    limit_data: bool = True

    def grant(self, limits: Limits) -> Limits:
        """Return the limits as this language gets them."""
        return replace(
            limits,
            cpu_seconds=limits.cpu_seconds * self.time_factor,
            extra_cpu_seconds=limits.extra_cpu_seconds * self.time_factor,
            wall_seconds=limits.wall_seconds * self.time_factor,
            memory_bytes=max(limits.memory_bytes, self.memory_floor_bytes),
        )


@dataclass(frozen=True, slots=True)
class Program:
    """One source file in a language, and others that lie beside it in `/box` when it is compiled and when it runs.

    Files are named plainly, or within one folder. Raise ValueError for other names.
    """

    language: Language
    source: bytes
    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])

    def __post_init__(self) -> None:
        made = {self.language.artifact_file} if self.language.compile else set[str]()
        _check_names({*self.files, self.language.source_file, *made})
        if taken := self.files.keys() & {self.language.source_file, *made}:
            raise ValueError(f"{min(taken)!r} is the program's own")


@dataclass(frozen=True, slots=True)
class Input:
    """What one execution of a program gets: standard input, arguments, and files beside it in `/box`.

    Files are named as a program's are, and come before those. Raise ValueError for other names, and for arguments
    that no program can be given.
    """

    stdin: bytes = b""
    arguments: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])

    def __post_init__(self) -> None:
        _check_names(self.files.keys())
        if any("\0" in argument for argument in self.arguments):
            raise ValueError("an argument holds a NUL character")
        if sum(len(argument.encode()) + 1 for argument in self.arguments) > _LONGEST_ARGUMENTS:
            raise ValueError(f"the arguments are longer than {_LONGEST_ARGUMENTS} bytes together")


class Priority(IntEnum):
    """Who is served first where programs wait: somebody who watches, before scoring in bulk."""

    INTERACTIVE = 0
    BULK = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one execution came to.

    The flags come from counters alone. `exit_code` and `signal` are what the program lets us see: a program can
    exit with 137 as if it had been killed, so they never prove more than "not zero"; both are None once we kill it.
    """

    exit_code: int | None = None
    signal: int | None = None
    cpu_seconds: float = 0.0
    wall_seconds: float = 0.0
    peak_memory_bytes: int = 0
    stdout: bytes = b""  # the first `output_bytes`
    stderr: bytes = b""  # head and tail
    output_exceeded: bool = False
    memory_exceeded: bool = False
    time_exceeded: bool = False
    internal_error: str | None = None


@dataclass(frozen=True, slots=True)
class CompileOutcome:
    """Whether the program compiles, and what the compiler said when not; an internal error is neither."""

    ok: bool
    message: str = ""
    internal_error: str | None = None


@dataclass(frozen=True, slots=True)
class ProgramOutcome:
    """The compilation and, when it went well, one outcome per input, in order."""

    compilation: CompileOutcome
    outcomes: tuple[Outcome, ...] = ()


class SandboxUnavailable(DependencyUnavailable):
    """No sandbox can be had here, or not for this language. Nothing was run: never run bare instead."""

    default_code = "sandbox_unavailable"


class Sandbox(Protocol):
    """Run programs nobody trusts. Implemented by `adapters.bubblewrap`."""

    async def probe(self) -> str | None:
        """Return None when programs can be run, otherwise one line saying why not."""
        ...

    async def languages(self) -> Mapping[str, str]:
        """Return the version of each language that really runs here; raise SandboxUnavailable."""
        ...

    async def run(
        self,
        program: Program,
        inputs: Sequence[Input],
        limits: Limits,
        *,
        priority: Priority = Priority.INTERACTIVE,
        on_outcome: Callable[[int, Outcome], None] | None = None,
    ) -> ProgramOutcome:
        """Compile once where needed, then run once per input; no execution can tell that there was another.

        Limits are those before `Language.grant`. No inputs means: only see whether it compiles. `on_outcome` hears of
        each execution when it has ended, by its place among the inputs. Raise SandboxUnavailable.
        """
        ...

    async def close(self) -> None:
        """Wait for what is running and release the slots."""
        ...


def _check_names(names: Set[str]) -> None:
    for name in names:
        folder, *below = parts = name.split("/")
        too_long = any(len(part.encode()) > _LONGEST_NAME for part in parts)
        if len(parts) > 2 or too_long or "\0" in name or any(part in ("", ".", "..") for part in parts):
            raise ValueError(f"{name!r} is no name for a file: it may lie in one folder, and nowhere else")
        if below and folder in names:
            raise ValueError(f"{folder!r} cannot be both a file and a folder")
