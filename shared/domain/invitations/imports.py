"""A table of people on its way to being invitations, page by page.

Each page's commit holds its invitations, the outcome of its rows and where the import stands, so that no kill loses or
doubles any. Outcomes go by row numbers: who was in the table is kept nowhere but in the invitations.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self

from pydantic import Field, ValidationError

from shared.data.repository import Entity
from shared.domain.invitations.candidates import CandidateEmail, CandidateName, Person, candidate_id
from shared.domain.invitations.model import Offer
from shared.engines.delimited.reading import Row
from shared.errors import InvalidInput
from shared.model import FrozenModel
from shared.ports.files import FileRef

KEPT_FOR = timedelta(days=7)
"""How long an import can be tried again, and its report be downloaded."""

IMPORT_KIND = "candidate_import"
MAX_ROWS = 100_000
PAGE = 90
"""Rows in one commit: each may emit two events, and a commit takes 200."""

REPORT_COLUMNS = ("row", "outcome", "message", "invitationId")
_EMAIL_COLUMNS = ("email", "e_mail", "mail", "email_address", "e_mail_address", "e_mail_adresse")
_NAME_COLUMNS = ("name", "full_name", "candidate_name", "candidate")
_PART_COLUMNS = (("first_name", "last_name"), ("given_name", "family_name"), ("vorname", "nachname"))


class RowOutcome(StrEnum):
    """What became of a row; `ready` is what a dry run says of one that would be invited."""

    INVITED = "invited"
    READY = "ready"
    ALREADY_INVITED = "already_invited"
    DUPLICATE = "duplicate"
    INVALID = "invalid"


class RowReport(FrozenModel):
    """What became of one row, by its number in the spreadsheet."""

    number: int
    outcome: RowOutcome
    message: str = ""
    invitation_id: str = ""


class PreparedRow(FrozenModel):
    """One row as it waits for its page: a person, or the report of why there is none."""

    number: int
    email: str = ""
    name: str = ""
    refused: RowReport | None = None

    @property
    def person(self) -> Person:
        """Whom the row names."""
        return Person(self.email, self.name)


class CandidateImport(Entity):
    """The import of one upload; the id is its operation's. `page_ends` say where in the prepared file pages end."""

    upload_id: str
    offer: Offer
    dry_run: bool
    rows: int = 0
    page_ends: tuple[int, ...] = ()
    next_page: int = 0
    counts: dict[str, int] = Field(default_factory=dict)
    report: FileRef | None = None
    created_at: datetime

    @property
    def prepared_path(self) -> str:
        """Where the rows wait, until the import is over."""
        return f"candidate-imports/{self.id}"

    @property
    def report_path(self) -> str:
        """Where the report lies."""
        return f"candidate-import-reports/{self.id}"

    @property
    def next_range(self) -> tuple[int, int]:
        """Where the next page begins in the prepared file, and how long it is, in bytes."""
        start = self.page_ends[self.next_page - 1] if self.next_page else 0
        return start, self.page_ends[self.next_page] - start

    @property
    def is_through(self) -> bool:
        """Whether every page was done."""
        return 0 < len(self.page_ends) == self.next_page

    def advanced(self, reports: Iterable[RowReport]) -> Self:
        """Return the import behind one more page."""
        counts = Counter(self.counts) + Counter(report.outcome.value for report in reports)
        return self.with_(next_page=self.next_page + 1, counts=dict(counts))


class ImportPage(Entity):
    """What became of the rows of one page; the id is the import's and the page's number."""

    rows: tuple[RowReport, ...]


def page_id(import_id: str, page: int) -> str:
    """Return the id of a page's document."""
    return f"{import_id}-{page:05}"


class Preparation:
    """Rows of a table on their way to being people: whoever is named twice counts once."""

    def __init__(self) -> None:
        self._first: dict[str, int] = {}

    def prepared(self, row: Row) -> PreparedRow:
        """Return a row as it waits for its page; raise InvalidInput where the table names no addresses or names."""
        if row.problem is not None:
            return _refused(row.number, RowOutcome.INVALID, row.problem.message)
        email, name = _cells(row.cells)
        try:
            person = _PersonCells(email=email, name=name)
        except ValidationError as error:
            column = error.errors()[0]["loc"][0]
            message = "this is no e-mail address" if column == "email" else "a name has 1 to 200 characters"
            return _refused(row.number, RowOutcome.INVALID, message)
        first = self._first.setdefault(candidate_id(person.email), row.number)
        if first != row.number:
            return _refused(row.number, RowOutcome.DUPLICATE, f"row {first} has the same e-mail address")
        return PreparedRow(number=row.number, email=person.email, name=person.name)


def prepared_line(row: PreparedRow) -> bytes:
    """Return a row as a line of the prepared file."""
    return json.dumps(row.model_dump(mode="json", by_alias=True), separators=(",", ":")).encode() + b"\n"


def prepared_rows(data: bytes) -> list[PreparedRow]:
    """Return the rows of some lines of the prepared file."""
    return [PreparedRow.model_validate_json(line) for line in data.splitlines()]


class _PersonCells(FrozenModel):
    email: CandidateEmail
    name: CandidateName


def _refused(number: int, outcome: RowOutcome, message: str) -> PreparedRow:
    return PreparedRow(number=number, refused=RowReport(number=number, outcome=outcome, message=message))


def _cells(cells: Mapping[str, str]) -> tuple[str, str]:
    """Return what a row has as address and name."""
    email = next((cells[column] for column in _EMAIL_COLUMNS if column in cells), None)
    name = next((cells[column] for column in _NAME_COLUMNS if column in cells), None)
    if name is None:
        parts = next(([cells[column] for column in pair] for pair in _PART_COLUMNS if set(pair) <= set(cells)), None)
        name = " ".join(part for part in parts if part) if parts is not None else None
    if email is None or name is None:
        raise InvalidInput("name one column email and one name, or first_name and last_name", code="column_missing")
    return email, name
