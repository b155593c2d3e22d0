"""The forms of coding questions: what a program is given, and what it has to give back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from shared.engines.harnesses.signature import Signature
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


class FunctionForm(FrozenModel):
    """A function of a signature is called; a test's input is the JSON array of its arguments, the result is JSON."""

    type: Literal["function"]
    signature: Signature


Form = Annotated[StdinForm | SqlForm | FunctionForm, Field(discriminator="type")]


def assembled(form: Form, language: Language, source: str, files: Mapping[str, str]) -> Program:
    """Return what runs: the candidate's source with whatever the form puts around it."""
    beside = {name: text.encode() for name, text in files.items()}
    if not isinstance(form, FunctionForm):
        return Program(language, source.encode(), beside)
    from shared.engines.harnesses import HARNESSES  # every language's: only where programs run

    called = HARNESSES[language.name].assemble(form.signature, source.encode())
    return Program(language, called.source, {**beside, **called.files})


def starter_code(form: Form, languages: Sequence[str]) -> dict[str, str]:
    """Return what candidates begin with in each language where the form says it."""
    if not isinstance(form, FunctionForm):
        return {}
    from shared.engines.harnesses import HARNESSES

    return {language: HARNESSES[language].starter_code(form.signature) for language in languages}


def problems(form: Form, languages: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the languages, by their place, that questions of this form can't be answered in, and why."""
    from shared.engines.harnesses import unsupported

    for place, language in enumerate(languages):
        if isinstance(form, FunctionForm):
            why = unsupported(form.signature, language)
            if why:
                yield place, why
        elif isinstance(form, SqlForm) != (language == "sql"):
            yield place, "an SQL question is answered in sql alone, and no other question is"


def stdin_of(form: Form, test_input: bytes) -> bytes:
    """Return what a program of this form reads for a test."""
    if isinstance(form, SqlForm):
        return form.setup.encode() + b"\n" + test_input
    return test_input
