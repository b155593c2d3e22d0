"""What a tenant says in its own words in the mails to candidates: the subject, and what stands below the greeting."""

from enum import StrEnum
from string import Template
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

from shared.data.repository import Entity
from shared.engines.mail_layout import Wording
from shared.model import FrozenModel

PLACEHOLDERS = ("assessment", "company", "expires_at", "name")


class MailKind(StrEnum):
    """A mail with a candidate's link."""

    INVITATION = "invitation"
    REMINDER = "reminder"

    @property
    def template(self) -> str:
        """The name of the template."""
        return f"candidate_{self.value}"


def _known_placeholders(text: str) -> str:
    template = Template(text)
    if not template.is_valid():
        raise PydanticCustomError("bad_placeholder", "write $$ for a dollar sign that begins no placeholder")
    unknown = sorted(set(template.get_identifiers()) - set(PLACEHOLDERS))
    if unknown:
        context = {"unknown": unknown[0], "known": ", ".join(f"${name}" for name in PLACEHOLDERS)}
        raise PydanticCustomError("unknown_placeholder", "there is no ${unknown}; there are {known}", context)
    return text


_Checked = AfterValidator(_known_placeholders)
Subject = Annotated[str, StringConstraints(min_length=1, max_length=150, strip_whitespace=True), _Checked]
Intro = Annotated[str, StringConstraints(min_length=1, max_length=2_000, strip_whitespace=True), _Checked]


class MailWords(FrozenModel):
    """A subject and an introduction with placeholders; what is None stays as it is by default."""

    subject: Subject | None = None
    intro: Intro | None = None

    @property
    def wording(self) -> Wording:
        """What the layout takes."""
        return Wording(subject=self.subject, intro=self.intro)


class CandidateMail(Entity, MailWords):
    """A tenant's own words in one kind of mail; the id is the kind."""
