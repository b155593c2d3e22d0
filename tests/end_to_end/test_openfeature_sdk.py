"""The OpenFeature SDK and its OFREP provider, as they are published, against the running stack."""

from collections.abc import Iterator

import httpx
import pytest
from openfeature import api
from openfeature.client import OpenFeatureClient
from openfeature.contrib.provider.ofrep import OFREPProvider
from openfeature.evaluation_context import EvaluationContext
from openfeature.exception import ErrorCode

from tests.fixtures.flags import BOOLEAN, TEAMS
from tests.fixtures.http import sign_up
from tools.demo.api import Api, Inbox
from tools.demo.play import Demo
from tools.stack import Stack

HALF = {"split": [{"variant": "on", "weight": 1}, {"variant": "off", "weight": 1}]}
FLAGS = {
    "new-search": {"rules": [{"name": "teams", "when": TEAMS, "serve": {"variant": "off"}}]},
    "greeting": {"type": "string", "variants": {"on": "kia ora", "off": "hello"}},
    "limit": {"type": "number", "variants": {"on": 20, "off": 10}},
    "share": {"type": "number", "variants": {"on": 1.0, "off": 0.5}},
    "layout": {"type": "object", "variants": {"on": {"columns": [1, [2]]}, "off": {}}},
    "half": {"otherwise": HALF},
    "killed": {"enabled": False},
}


@pytest.fixture
def client(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> Iterator[OpenFeatureClient]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with httpx.Client(base_url=stack.gateway_url, timeout=60, trust_env=False) as http:
        demo = Demo(Api(http), Inbox(stack.inbox_url))
        owner = demo.api.signed_in(sign_up(demo)["accessToken"])
        app = owner.post("/v1/apps", {"name": "Support bot"}, expect=201)
        for key, changes in FLAGS.items():
            path = f"/v1/apps/{app['id']}/environments/default/flags"
            owner.post(path, {"key": key, "definition": BOOLEAN | changes}, expect=201)
        pair = owner.post(f"/v1/apps/{app['id']}/keys", {"name": "SDK"}, expect=201)
    provider = OFREPProvider(
        stack.gateway_url, headers_factory=lambda: {"Authorization": f"Bearer {pair['secretKey']}"}, timeout=60
    )
    api.set_provider(provider, "test")
    yield api.get_client("test")
    api.clear_providers()


def test_flags_of_every_type_are_served_with_their_reasons(client: OpenFeatureClient) -> None:
    assert client.get_string_value("greeting", "default") == "kia ora"
    assert client.get_integer_value("limit", 0) == 20
    assert client.get_float_value("share", 0.0) == 1.0
    assert client.get_object_value("layout", {}) == {"columns": [1, [2]]}
    details = client.get_boolean_details("new-search", False)
    assert (details.value, details.reason, details.variant) == (True, "DEFAULT", "on")
    details = client.get_boolean_details("new-search", True, EvaluationContext("ada", {"plan": "team"}))
    assert (details.value, details.reason, details.flag_metadata["rule"]) == (False, "TARGETING_MATCH", "teams")
    details = client.get_boolean_details("killed", True)
    assert (details.value, details.reason) == (False, "DISABLED")
    found = {client.get_boolean_details("half", False, EvaluationContext("ada")).value for _ in range(3)}
    assert len(found) == 1


def test_the_sdk_takes_its_default_where_a_flag_can_not_be_served(client: OpenFeatureClient) -> None:
    details = client.get_boolean_details("gone", True)
    assert (details.value, details.error_code) == (True, ErrorCode.FLAG_NOT_FOUND)
    details = client.get_boolean_details("half", True)
    assert (details.value, details.error_code) == (True, ErrorCode.TARGETING_KEY_MISSING)
    details = client.get_string_details("new-search", "default")
    assert (details.value, details.error_code) == ("default", ErrorCode.TYPE_MISMATCH)
