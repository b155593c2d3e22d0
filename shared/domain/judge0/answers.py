"""Submissions, languages and statuses as Judge0's clients see them."""

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol, Self

from pydantic import RootModel

from shared.domain.judge0.languages import NumberedLanguage, language_numbered
from shared.domain.judge0.model import Submission
from shared.domain.judge0.requests import Judge0Model
from shared.domain.judge0.statuses import Status, message_of, signal_of, status_of
from shared.engines.runs import RunResult, RunSpec
from shared.engines.scoring.verdicts import Verdict
from shared.errors import InvalidInput

UNREADABLE = "some attributes for this submission cannot be converted to UTF-8, use base64_encoded=true query parameter"


class ExecutedRun(Protocol):
    """What is read of a run: domains don't know each other."""

    @property
    def source(self) -> str:
        """The program."""
        ...

    @property
    def spec(self) -> RunSpec | None:
        """What it is run on."""
        ...

    @property
    def result(self) -> RunResult | None:
        """What it came to, once it has run."""
        ...


class StatusView(Judge0Model):
    """A status."""

    id: int
    description: str

    @classmethod
    def of(cls, status: Status) -> Self:
        """Return the view of a status."""
        return cls(id=status.value, description=status.description)


class LanguageView(Judge0Model):
    """A language under one of its numbers; how it is run here is not told."""

    id: int
    name: str
    is_archived: bool = False
    source_file: str | None = None
    compile_cmd: str | None = None
    run_cmd: str | None = None

    @classmethod
    def of(cls, numbered: NumberedLanguage) -> Self:
        """Return number and name."""
        return cls(id=numbered.number, name=numbered.language.label)

    @classmethod
    def listed(cls, numbered: NumberedLanguage) -> Self:
        """Return number and name, and that it can be used."""
        return cls(id=numbered.number, name=numbered.language.label, is_archived=False)

    @classmethod
    def whole(cls, numbered: NumberedLanguage) -> Self:
        """Return all there is to tell."""
        return cls.listed(numbered).with_(source_file=numbered.language.source_file)


class LanguageList(RootModel[tuple[LanguageView, ...]]):
    """Languages by number."""


class StatusList(RootModel[tuple[StatusView, ...]]):
    """All statuses."""


class SubmissionView(Judge0Model):
    """What may be asked of a submission; only what was asked for is set. Times in seconds, sizes in kB."""

    token: str | None = None
    time: str | None = None
    memory: int | None = None
    stdout: str | None = None
    stderr: str | None = None
    compile_output: str | None = None
    message: str | None = None
    status: StatusView | None = None
    status_id: int | None = None
    language: LanguageView | None = None
    language_id: int | None = None
    source_code: str | None = None
    stdin: str | None = None
    expected_output: str | None = None
    exit_code: int | None = None
    exit_signal: int | None = None
    wall_time: str | None = None
    number_of_runs: int | None = None
    cpu_time_limit: str | None = None
    cpu_extra_time: str | None = None
    wall_time_limit: str | None = None
    memory_limit: int | None = None
    stack_limit: int | None = None
    max_processes_and_or_threads: int | None = None
    max_file_size: int | None = None
    command_line_arguments: str | None = None
    created_at: str | None = None
    finished_at: str | None = None

    @classmethod
    def of(
        cls, submission: Submission, run: ExecutedRun, fields: Sequence[str], *, base64_encoded: bool
    ) -> "SubmissionView":
        """Return the fields asked for; raise InvalidInput for a text that is not UTF-8 and not to be encoded."""
        values = {**_asked(submission, run), **_came(submission, run.result)}
        shown: dict[str, Any] = {
            name: _text(values[name], base64_encoded) if name in _TEXTS else values[name] for name in fields
        }
        return cls(**shown)


class UnreadableSubmission(SubmissionView):
    """A finished submission whose answer can't be shown as it was asked for: it can be asked for again."""

    error: str = UNREADABLE


class SubmissionsView(Judge0Model):
    """Several submissions in the order asked, null where there is none."""

    submissions: tuple[SubmissionView | None, ...]


class SubmissionsCreated(RootModel[tuple[SubmissionView | dict[str, list[str]], ...]]):
    """For each submission sent, its token, or what is wrong with it."""

    @property
    def any_accepted(self) -> bool:
        """Whether there is any token among them."""
        return any(isinstance(each, SubmissionView) for each in self.root)


DEFAULT_FIELDS = ("token", "time", "memory", "stdout", "stderr", "compile_output", "message", "status")
_TEXTS = frozenset({"source_code", "stdin", "expected_output", "stdout", "stderr", "compile_output", "message"})
_PLAIN = ("number_of_runs", "memory_limit", "stack_limit", "max_processes_and_or_threads", "max_file_size")
_SECONDS = ("cpu_time_limit", "cpu_extra_time", "wall_time_limit")


def requested_fields(text: str) -> tuple[str, ...]:
    """Return the fields that a `fields` parameter names; raise InvalidInput for others."""
    names = [name for name in text.split(",") if name]
    unknown = [name for name in names if name != "*" and name not in SubmissionView.model_fields]
    if unknown:
        raise InvalidInput(f"invalid fields: [{', '.join(unknown)}]", code="invalid_fields")
    return tuple(SubmissionView.model_fields) if "*" in names else tuple(names) or DEFAULT_FIELDS


def _asked(submission: Submission, run: ExecutedRun) -> dict[str, Any]:
    test = run.spec.tests[0] if run.spec else None
    language = language_numbered(submission.language_id)
    return {
        "token": submission.id,
        "language": LanguageView.of(NumberedLanguage(submission.language_id, language)) if language else None,
        "language_id": submission.language_id,
        "source_code": run.source,
        "stdin": test.input or None if test else None,
        "expected_output": test.expected_output if test and submission.judged else None,
        "command_line_arguments": submission.command_line_arguments or None,
        "created_at": _time(submission.created_at),
        **{name: getattr(submission, name) for name in _PLAIN},
        **{name: str(getattr(submission, name)) for name in _SECONDS},
    }


def _came(submission: Submission, result: RunResult | None) -> dict[str, Any]:
    """Return what the run came to, nulls before it has ended and where a field has no meaning."""
    if result is None:
        return {**_nothing(Status.IN_QUEUE), "finished_at": None}
    finished = {"finished_at": _time(result.finished_at)}
    verdict = Verdict.AC if result.verdict is Verdict.WA and not submission.judged else result.verdict
    if verdict in (Verdict.CE, Verdict.IE):
        message = message_of(verdict, None, None)
        if result.missing_languages:
            message = f"{', '.join(result.missing_languages)} is not installed where programs run"
        known = {"compile_output": result.compiler_message or None, "message": message}
        return {**_nothing(status_of(verdict, None)), **known, **finished}
    test = next(test for test in result.tests if test.verdict is result.verdict)
    signal = signal_of(verdict, test.signal)
    count = len(result.tests)
    return {
        **_nothing(status_of(verdict, signal)),
        **finished,
        "stdout": test.stdout or None,
        "stderr": test.stderr or None,
        "message": message_of(verdict, test.exit_code, signal),
        "exit_code": test.exit_code or 0,
        "exit_signal": signal,
        "time": _seconds(sum(test.cpu_ms for test in result.tests) / count),
        "wall_time": _seconds(test.wall_ms),
        "memory": round(sum(test.memory_kib for test in result.tests) / count),
    }


def _nothing(status: Status) -> Mapping[str, Any]:
    empty = ("time", "memory", "stdout", "stderr", "compile_output", "message", "exit_code", "exit_signal", "wall_time")
    return {**dict.fromkeys(empty), "status": StatusView.of(status), "status_id": status.value}


def _text(value: str | bytes | None, base64_encoded: bool) -> str | None:
    if value is None:
        return None
    if base64_encoded:
        return base64.b64encode(value.encode() if isinstance(value, str) else value).decode()
    try:
        return value if isinstance(value, str) else value.decode()
    except UnicodeDecodeError as error:
        raise InvalidInput(UNREADABLE, code="not_utf8") from error


def _seconds(milliseconds: float) -> str:
    return f"{milliseconds / 1000:.3f}"


def _time(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"
