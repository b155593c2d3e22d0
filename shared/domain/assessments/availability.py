"""When attempts may be started. Who starts in time has the whole time limit, past the closing as well."""

from datetime import datetime

from pydantic import ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from shared.engines.local_times import LocalTime, TimeZone, instants
from shared.model import FrozenModel


class Availability(FrozenModel):
    """Local times of a zone. Where a clock shows a time twice, the first opens and the second closes."""

    time_zone: TimeZone
    opens: LocalTime | None = None
    closes: LocalTime | None = None

    @field_validator("opens", "closes")
    @classmethod
    def _exists(cls, local: str | None, info: ValidationInfo) -> str | None:
        zone = info.data.get("time_zone")
        if local is not None and zone is not None and not instants(local, zone):
            raise PydanticCustomError(
                "local_time_skipped", "the clocks of {zone} skip this time: choose another", {"zone": zone}
            )
        return local

    @field_validator("closes")
    @classmethod
    def _comes_after(cls, closes: str | None, info: ValidationInfo) -> str | None:
        zone, opens = info.data.get("time_zone"), info.data.get("opens")
        if closes and opens and zone and instants(closes, zone)[-1] <= instants(opens, zone)[0]:
            raise PydanticCustomError("closes_before_opening", "closes lies after opens")
        return closes

    @property
    def opens_at(self) -> datetime | None:
        """The instant from which attempts may be started."""
        return instants(self.opens, self.time_zone)[0] if self.opens else None

    @property
    def closes_at(self) -> datetime | None:
        """The instant from which no attempt may be started any more."""
        return instants(self.closes, self.time_zone)[-1] if self.closes else None
