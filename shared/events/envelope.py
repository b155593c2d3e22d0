"""CloudEvents 1.0: how an event travels."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

SPEC_VERSION = "1.0"


@dataclass(frozen=True, slots=True)
class Envelope:
    """One event on its way: CloudEvents attributes, Ella's extensions, and JSON data.

    `due` is when it was meant to be handled first, if that was later than when it was sent.
    """

    id: str
    type: str
    time: datetime
    tenant_id: str
    traceparent: str
    causation_id: str
    data: dict[str, Any] = field(repr=False)
    ordering_key: str | None = None
    due: datetime | None = None
    source: str = "//ella"

    def attributes(self) -> dict[str, str]:
        """Return the attributes as binary-mode headers and Pub/Sub attributes name them."""
        attributes = {
            "ce-specversion": SPEC_VERSION,
            "ce-id": self.id,
            "ce-type": self.type,
            "ce-source": self.source,
            "ce-time": self.time.isoformat(),
            "ce-tenantid": self.tenant_id,
            "ce-traceparent": self.traceparent,
            "ce-causationid": self.causation_id,
            "content-type": "application/json",
        }
        if self.ordering_key:
            attributes["ce-partitionkey"] = self.ordering_key
        if self.due:
            attributes["ce-duetime"] = self.due.isoformat()
        return attributes

    def body(self) -> bytes:
        """Return the data as JSON."""
        return json.dumps(self.data, separators=(",", ":")).encode()

    @classmethod
    def parse(cls, attributes: Mapping[str, str], body: bytes) -> "Envelope":
        """Read binary-mode attributes (any case) and a JSON body; raise ValueError when something is missing."""
        found = {name.lower(): value for name, value in attributes.items()}
        try:
            data: Any = json.loads(body or b"{}")
            if not isinstance(data, dict):
                raise TypeError("the data of an event is a JSON object")
            return cls(
                id=found["ce-id"],
                type=found["ce-type"],
                time=_moment(found["ce-time"]),
                tenant_id=found.get("ce-tenantid", ""),
                traceparent=found.get("ce-traceparent", ""),
                causation_id=found.get("ce-causationid", ""),
                data=cast(dict[str, Any], data),
                ordering_key=found.get("ce-partitionkey"),
                due=_moment(found["ce-duetime"]) if "ce-duetime" in found else None,
                source=found.get("ce-source", ""),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"not a CloudEvent of ours: {error}") from error


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))
