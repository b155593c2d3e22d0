"""What `make up` fills a stack with: something to look at in each of the four systems."""

import httpx

from tools.demo.api import Api
from tools.demo.play import PASSWORD
from tools.seed import seed
from tools.stack import running_stack


def test_a_newcomer_finds_something_in_each_of_the_four_systems() -> None:
    with running_stack(backend="embedded") as embedded:
        told = dict(seed(embedded.gateway_url, embedded.inbox_url))
        assert told["candidate"].startswith(f"{embedded.gateway_url}/take?token=")
        with httpx.Client(base_url=embedded.gateway_url, timeout=30, trust_env=False) as http:
            signed_in = Api(http).post("/v1/auth/sign-in", {"email": "owner-demo@example.com", "password": PASSWORD})
            owner = Api(http, signed_in["accessToken"])
            assert [each["status"] for each in owner.get("/v1/assessments")] == ["active"]
            [card] = owner.get("/v1/cards")
            [run] = owner.get(f"/v1/suite-runs?cardId={card['id']}")
            assert (run["summary"]["passed"], run["summary"]["failed"]) == (2, 1)
            [project] = owner.get("/v1/projects")
            assert len(owner.get(f"/v1/projects/{project['id']}/tasks")) == 6
            [app] = owner.get("/v1/apps")
            assert len(owner.get(f"/v1/apps/{app['id']}/traces")) == 3
