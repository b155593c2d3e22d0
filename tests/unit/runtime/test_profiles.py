"""The numbers the source documents fix, held literally."""

from shared.runtime.profiles import PROFILES, Runtime
from shared.runtime.rate_limit_policies import (
    ANONYMOUS,
    API,
    ASSESSMENTS,
    AUTH,
    AUTH_ADDRESS,
    EXECUTION,
    GLOBAL,
    UPLOAD,
)


def test_api_and_auth_instances() -> None:
    api, auth = PROFILES[Runtime.API], PROFILES[Runtime.AUTH]
    assert (api.memory, api.timeout, api.min_instances, api.max_instances, api.concurrency) == (512, 300, 2, 100, 100)
    assert (auth.min_instances, auth.max_instances, auth.objective, auth.availability) == (5, 100, 100, 99.99)


def test_assessment_execution_analytics_and_processor_instances() -> None:
    found = {
        runtime: (profile.min_instances, profile.max_instances, profile.objective, profile.availability)
        for runtime, profile in PROFILES.items()
    }
    assert found[Runtime.ASSESSMENT] == (3, 50, 500, 99.9)
    assert found[Runtime.EXECUTION] == (2, 20, 5000, 99.5)
    assert found[Runtime.ANALYTICS] == (1, 10, 2000, 99.0)
    assert found[Runtime.PROCESSOR][:2] == (0, 50)
    assert PROFILES[Runtime.PROCESSOR].concurrency == 10


def test_rate_limits() -> None:
    found = {
        policy.name: (policy.quota, policy.window)
        for policy in (ANONYMOUS, API, ASSESSMENTS, AUTH, AUTH_ADDRESS, EXECUTION, GLOBAL, UPLOAD)
    }
    assert found == {
        "anonymous": (100, 900),
        "api": (100, 60),
        "assessments": (500, 60),
        "auth": (5, 900),
        "auth-address": (100, 900),
        "execution": (50, 60),
        "global": (1000, 60),
        "upload": (10, 3600),
    }
