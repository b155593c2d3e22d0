"""The forms of coding questions: what a program is given, and what it has to give back."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from shared.model import FrozenModel
from shared.ports.sandbox import Language, Program

MAX_SETUP = 100_000


class StdinForm(FrozenModel):
    """A whole program reads standard input and prints its answer."""

    type: Literal["stdin"] = "stdin"


class SqlForm(FrozenModel):
    """Statements query a database that `setup` and then the test's input have made; rows are printed as CSV."""

    type: Literal["sql"]
    setup: Annotated[str, StringConstraints(max_length=MAX_SETUP)] = ""


Form = Annotated[StdinForm | SqlForm, Field(discriminator="type")]


def assembled(form: Form, language: Language, source: str, files: Mapping[str, str]) -> Program:
    """Return what runs: the candidate's source with whatever the form puts around it."""
    return Program(language, source.encode(), {name: text.encode() for name, text in files.items()})


def stdin_of(form: Form, test_input: bytes) -> bytes:
    """Return what a program of this form reads for a test."""
    if isinstance(form, SqlForm):
        return form.setup.encode() + b"\n" + test_input
    return test_input
