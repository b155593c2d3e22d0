"""Reports on prompts: on a run, on one run beside another, on an A/B test, on what models cost."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import Field, PlainSerializer, StringConstraints

from shared.data.repository import Entity, Repository
from shared.model import FrozenModel
from shared.ports.files import FileRef

REPORT_KIND = "prompt_report"
KEPT_FOR = timedelta(days=7)

Id = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Day = Annotated[date, PlainSerializer(date.isoformat, return_type=str)]


class PromptReportFormat(StrEnum):
    """What a report is written as."""

    JSON = "json"
    MARKDOWN = "markdown"
    PDF = "pdf"

    @property
    def content_type(self) -> str:
        """The file's media type."""
        types = {PromptReportFormat.JSON: "application/json", PromptReportFormat.MARKDOWN: "text/markdown"}
        return types.get(self, "application/pdf")

    @property
    def ending(self) -> str:
        """How the file's name ends."""
        return "md" if self is PromptReportFormat.MARKDOWN else self.value


class AboutRun(FrozenModel):
    """A run of a suite that is over."""

    kind: Literal["suite_run"]
    run_id: Id


class AboutComparison(FrozenModel):
    """A run that is over, beside one before."""

    kind: Literal["comparison"]
    run_id: Id
    before: Id


class AboutAbTest(FrozenModel):
    """An A/B test as it stands when the report is written."""

    kind: Literal["ab_test"]
    ab_test_id: Id


class AboutCosts(FrozenModel):
    """What models came to on days of UTC, both included."""

    kind: Literal["costs"]
    since: Day
    until: Day


About = Annotated[AboutRun | AboutComparison | AboutAbTest | AboutCosts, Field(discriminator="kind")]


class PromptReport(Entity):
    """A report that was asked for; the id is its operation's. `file` is there once it is written."""

    about: About
    format: PromptReportFormat
    created_by: str
    created_at: datetime
    expires_at: datetime
    file: FileRef | None = None

    @property
    def path(self) -> str:
        """Where it is written among the tenant's files."""
        return f"prompt-reports/{self.id}"

    @property
    def file_name(self) -> str:
        """The name that the file has for who gets it."""
        return f"{self.about.kind.replace('_', '-')}-report-{self.created_at:%Y-%m-%d}.{self.format.ending}"


class PromptReportRepository(Repository[PromptReport]):
    """Reports by the id of their operation."""

    collection: ClassVar[str] = "promptReports"
    noun: ClassVar[str] = "prompt_report"
    model = PromptReport
