"""The two model bases: camelCase outside, snake_case inside."""

from decimal import Decimal
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, PlainSerializer
from pydantic.alias_generators import to_camel

Points = Annotated[Decimal, PlainSerializer(str, return_type=str)]
"""An exact number, stored and sent as text."""


class Model(BaseModel):
    """A value that is stored or sent. Fields unknown to this version are dropped when read."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="ignore")

    def to_data(self) -> dict[str, Any]:
        """Return the fields in camelCase, datetimes kept, as documents hold them."""
        return self.model_dump(by_alias=True, mode="python")


class FrozenModel(Model):
    """A model that never changes; `with_` makes the next one."""

    model_config = ConfigDict(frozen=True)

    def with_(self, **changes: Any) -> Self:
        """Return a copy with some fields replaced, validated anew."""
        current = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate({**current, **changes})


class View(FrozenModel):
    """A model of some of another object's fields."""

    @classmethod
    def of(cls, source: object) -> Self:
        """Return the view of an object; raise AttributeError when it lacks one of the fields."""
        return cls(**{name: getattr(source, name) for name in cls.model_fields})
