"""Submissions as Judge0's clients send them, refused in Judge0's words."""

import base64
import binascii
import math
import shlex
from typing import Annotated, Any, cast

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from shared.domain.judge0 import settings
from shared.domain.judge0.languages import language_numbered
from shared.engines.forms import SqlForm, StdinForm
from shared.engines.runs import RunSpec, RunTest
from shared.engines.scoring.checkers import LinesChecker
from shared.model import FrozenModel

_MAX_ARGUMENTS = 512


class Judge0Model(FrozenModel):
    """A model of this protocol, whose names are in snake_case."""

    model_config = ConfigDict(alias_generator=None)


def _flag(value: object) -> bool:
    """Read a query's flag as Judge0 does: what is not `true` is false."""
    return value is True or value == "true"


def _present(value: object) -> object:
    if value is None or (isinstance(value, str) and not value.strip()):
        raise PydanticCustomError("blank", "can't be blank")
    return value


def _decoded(value: object, info: ValidationInfo) -> object:
    """Undo Base64, where the request says its texts are in it; line ends in it don't count."""
    if not isinstance(value, str) or not info.data.get("base64_encoded"):
        return value
    try:
        return base64.b64decode("".join(value.split()), validate=True).decode()
    except binascii.Error as error:
        raise PydanticCustomError("not_base64", "is not Base64, as base64_encoded=true says") from error
    except UnicodeDecodeError as error:
        raise PydanticCustomError("not_utf8", "must be UTF-8") from error


def _known(number: int) -> int:
    if language_numbered(number) is None:
        raise PydanticCustomError("unknown_language", "language with id {id} doesn't exist", {"id": number})
    return number


def _split(text: str) -> str:
    """Let through what splits into arguments like a shell's words; nothing expands."""
    if len(text) > _MAX_ARGUMENTS:
        raise PydanticCustomError("too_long", "is too long (maximum is 512 characters)")
    try:
        shlex.split(text)
    except ValueError as error:
        raise PydanticCustomError("not_arguments", "has a quotation without an end") from error
    return text


def _never(message: str) -> AfterValidator:
    """Refuse any value that would turn something on."""

    def refuse(value: Any) -> Any:
        if value:
            raise PydanticCustomError("not_allowed", message)  # pyright: ignore[reportArgumentType]
        return value

    return AfterValidator(refuse)


IN_QUERY: JsonDict = {"in": "query"}
Flag = Annotated[bool, BeforeValidator(_flag), Field(json_schema_extra=IN_QUERY)]
FieldNames = Annotated[str, Field(max_length=2_000, json_schema_extra=IN_QUERY)]
Text = Annotated[str, BeforeValidator(_decoded)]
NotEnabled = Annotated[bool, _never("this option cannot be enabled")]


class SubmissionRequest(Judge0Model):
    """A program, what it reads, what it should print, and its limits (seconds and kB)."""

    base64_encoded: Flag = False
    source_code: Annotated[str, BeforeValidator(_present), BeforeValidator(_decoded)]
    language_id: Annotated[int, AfterValidator(_known), BeforeValidator(_present)]
    stdin: Text | None = None
    expected_output: Text | None = None
    number_of_runs: int = Field(default=1, gt=0, le=settings.MAX_RUNS)
    cpu_time_limit: float = Field(default=settings.CPU_TIME, ge=0, le=settings.MAX_CPU_TIME)
    cpu_extra_time: float = Field(default=settings.EXTRA_TIME, ge=0, le=settings.MAX_EXTRA_TIME)
    wall_time_limit: float = Field(default=settings.WALL_TIME, ge=1, le=settings.MAX_WALL_TIME)
    memory_limit: int = Field(default=settings.MEMORY, ge=settings.MIN_MEMORY, le=settings.MAX_MEMORY)
    stack_limit: int = Field(default=settings.MAX_STACK, ge=0, le=settings.MAX_STACK)
    max_processes_and_or_threads: int = Field(default=settings.PROCESSES, gt=0, le=settings.MAX_PROCESSES)
    max_file_size: int = Field(default=settings.FILE_SIZE, ge=0, le=settings.MAX_FILE_SIZE)
    command_line_arguments: Annotated[str, AfterValidator(_split)] = ""
    compiler_options: Annotated[str, _never("setting compiler options is not allowed")] = ""
    callback_url: Annotated[str, _never("setting callback is not allowed")] = ""
    additional_files: Annotated[str, _never("setting additional files is not allowed")] = ""
    enable_network: Annotated[bool, _never("enabling network is not allowed")] = False
    enable_per_process_and_thread_time_limit: NotEnabled = False
    enable_per_process_and_thread_memory_limit: NotEnabled = False
    redirect_stderr_to_stdout: NotEnabled = False

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, values: Any) -> Any:
        """Leave out what is null: its default holds."""
        if not isinstance(values, dict):
            return values
        return {name: value for name, value in cast(dict[str, Any], values).items() if value is not None}

    @property
    def language(self) -> str:
        """The language's name in our catalogue."""
        language = language_numbered(self.language_id)
        return language.name if language else ""

    def run_spec(self) -> RunSpec:
        """Return what the program is run on: the same test, as often as was asked for."""
        test = RunTest(
            id="",
            input=self.stdin or "",
            expected_output=self.expected_output or "",
            visible=False,
            arguments=tuple(shlex.split(self.command_line_arguments)),
        )
        return RunSpec(
            tests=tuple(test.with_(id=str(number)) for number in range(1, self.number_of_runs + 1)),
            form=SqlForm(type="sql") if self.language == "sql" else StdinForm(),
            checker=LinesChecker(),
            cpu_ms=max(1, round(self.cpu_time_limit * 1000)),
            extra_cpu_ms=round(self.cpu_extra_time * 1000),
            wall_ms=round(self.wall_time_limit * 1000),
            memory_mib=math.ceil(self.memory_limit / 1024),
            output_bytes=max(1, min(self.max_file_size * 1024, settings.MAX_OUTPUT_BYTES)),
            processes=self.max_processes_and_or_threads,
            keeps_output=True,
        )
