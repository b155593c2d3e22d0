"""What Greenhouse asks and is answered, in its own names."""

from typing import Annotated, Any

from pydantic import ConfigDict, EmailStr, Field, RootModel, StringConstraints

from shared.model import FrozenModel

MAX_NAME = 200
MAX_ERRORS = 100

Text = Annotated[str, StringConstraints(max_length=2_000, strip_whitespace=True)]
Metadata = dict[str, str | int | float | bool]


class GreenhouseModel(FrozenModel):
    """A model of this protocol, whose names are in snake_case."""

    model_config = ConfigDict(alias_generator=None)


class GreenhouseCandidate(GreenhouseModel):
    """Whom a test is for; of what isn't needed to invite them, nothing is kept."""

    first_name: Text | None = None
    last_name: Text | None = None
    preferred_name: Text | None = None
    resume_url: Text | None = None
    phone_number: Text | int | None = None
    email: EmailStr
    greenhouse_profile_url: Text | None = None

    @property
    def name(self) -> str:
        """How the candidate is called: as they prefer, by first and last name, or by their address."""
        first = self.preferred_name or self.first_name
        return (" ".join(each for each in (first, self.last_name) if each) or self.email)[:MAX_NAME].strip()

    @property
    def profile(self) -> str:
        """What tells one candidate from another."""
        return self.greenhouse_profile_url or self.email.casefold()


class Test(GreenhouseModel):
    """A test that can be sent."""

    __test__ = False

    partner_test_id: str
    partner_test_name: str


class TestList(RootModel[tuple[Test, ...]]):
    """Every test that can be sent."""

    __test__ = False


class SentTest(GreenhouseModel):
    """A test that was sent."""

    partner_interview_id: str


class TestStatus(GreenhouseModel):
    """Where a test stands; score, URL and metadata are there once it is `complete`. The score is in percent."""

    __test__ = False

    partner_status: str
    partner_profile_url: str | None = None
    partner_score: float | None = None
    metadata: Metadata | None = None


class ErrorsReceived(GreenhouseModel):
    """How many errors were noted."""

    received: int


Errors = Annotated[tuple[Any, ...], Field(max_length=MAX_ERRORS)]
