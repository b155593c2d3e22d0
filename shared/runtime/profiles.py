"""Runtime profiles: what a deployed function may use."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Profile:
    """The resources of one function: `timeout` in seconds, `memory` in MB, `objective` the promised latency in ms."""

    cpu: int
    memory: int
    timeout: int
    concurrency: int
    min_instances: int
    max_instances: int
    objective: int | None = None
    availability: float | None = None


class Runtime(StrEnum):
    """The name of a profile."""

    API = "api"
    AUTH = "auth"
    ASSESSMENT = "assessment"
    EXECUTION = "execution"
    ANALYTICS = "analytics"
    PROCESSOR = "processor"


PROFILES: dict[Runtime, Profile] = {
    Runtime.API: Profile(1, 512, 300, 100, 2, 100),
    Runtime.AUTH: Profile(1, 512, 300, 100, 5, 100, objective=100, availability=99.99),
    Runtime.ASSESSMENT: Profile(1, 512, 300, 100, 3, 50, objective=500, availability=99.9),
    Runtime.EXECUTION: Profile(2, 1024, 300, 1, 2, 20, objective=5000, availability=99.5),
    Runtime.ANALYTICS: Profile(1, 512, 300, 100, 1, 10, objective=2000, availability=99.0),
    Runtime.PROCESSOR: Profile(1, 512, 300, 10, 0, 50),
}
