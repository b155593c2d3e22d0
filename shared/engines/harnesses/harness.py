"""What every language's harness gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from shared.engines.harnesses.signature import Signature


@dataclass(frozen=True, slots=True)
class Assembled:
    """A program for the sandbox: the harness, and the candidate's file with what else lies beside it."""

    source: bytes
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Harness:
    """How one language calls a candidate's function.

    The program reads the arguments as one JSON array from standard input and writes the result as one JSON value to
    standard output. What the function prints goes to standard error. It all happens in the candidate's own process,
    which can write whatever it likes instead: the expected result never enters the sandbox, so that nothing is gained.
    A function that is missing, fails, or returns what the signature doesn't say ends the program with an exit code
    that is not zero and a message on standard error, if the language didn't refuse to compile it before.
    """

    main: Callable[[Signature], str]
    starter_code: Callable[[Signature], str]
    solution_file: str
    # What the candidate's file ends with, after all its lines.
    suffix: Callable[[Signature], str] = lambda signature: ""
    headers: Mapping[str, Callable[[Signature], str]] = field(default_factory=dict[str, Callable[[Signature], str]])

    def assemble(self, signature: Signature, solution: bytes) -> Assembled:
        """Return the program that calls the function `solution` defines."""
        files = {self.solution_file: solution + self.suffix(signature).encode()}
        files |= {name: header(signature).encode() for name, header in self.headers.items()}
        return Assembled(self.main(signature).encode(), files)


def program(name: str) -> str:
    """Return a program of `programs/`, with places to fill."""
    return (Path(__file__).parent / "programs" / name).read_text()


def fill(template: str, **values: object) -> str:
    """Return the template with each `@NAME@` replaced by its value."""
    for name, value in values.items():
        template = template.replace(f"@{name}@", str(value))
    return template
