"""How a person wants to be served, in every tenant."""

from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import StringConstraints

from shared.data.unit_of_work import Reads, UnitOfWork
from shared.engines.local_times import TimeZone
from shared.model import FrozenModel


class Theme(StrEnum):
    """How screens look."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


Locale = Annotated[str, StringConstraints(max_length=35, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


class UserSettings(FrozenModel):
    """A person's settings; `locale` is a BCP 47 tag."""

    SCHEMA_VERSION: ClassVar[int] = 1

    locale: Locale = "en"
    time_zone: TimeZone = "UTC"
    theme: Theme = Theme.SYSTEM


async def find_settings(reads: Reads, user_id: str) -> UserSettings:
    """Return a person's settings, the defaults where they chose none."""
    return await chosen_settings(reads, user_id) or UserSettings()


async def chosen_settings(reads: Reads, user_id: str) -> UserSettings | None:
    """Return a person's settings, None where they never chose any."""
    document = await reads.global_documents.get(_path(user_id))
    return UserSettings.model_validate(document.data) if document else None


async def save_settings(work: UnitOfWork, user_id: str, settings: UserSettings) -> None:
    """Store a person's settings."""
    document = await work.global_documents.get(_path(user_id))
    data = {**settings.to_data(), "schemaVersion": UserSettings.SCHEMA_VERSION}
    if document is None:
        work.global_documents.create(_path(user_id), data)
    else:
        work.global_documents.update(document, data)


async def delete_settings(work: UnitOfWork, user_id: str) -> None:
    """Delete a person's settings."""
    document = await work.global_documents.get(_path(user_id))
    if document is not None:
        work.global_documents.delete(document)


def _path(user_id: str) -> str:
    return f"users/{user_id}/account/settings"
