"""The openai client, as it is published, against the running stack."""

import httpx
import openai
import pytest
from openai import OpenAI

from tests.fixtures.http import sign_up
from tools.demo.api import Api, Inbox
from tools.demo.play import Demo
from tools.stack import Stack


def test_the_client_asks_streams_and_is_refused(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with httpx.Client(base_url=stack.gateway_url, timeout=60, trust_env=False) as http:
        demo = Demo(Api(http), Inbox(stack.inbox_url))
        owner = demo.api.signed_in(sign_up(demo)["accessToken"])
        app = owner.post("/v1/apps", {"name": "Support bot"}, expect=201)
        pair = owner.post(f"/v1/apps/{app['id']}/keys", {"name": "Bot", "chat": True}, expect=201)
        client = OpenAI(api_key=pair["secretKey"], base_url=f"{stack.gateway_url}/v1", timeout=60)

        answer = client.chat.completions.create(
            model="echo", messages=[{"role": "user", "content": "Hello there"}], store=True, user="customer-7"
        )
        assert answer.choices[0].message.content == "Hello there"
        stream = client.chat.completions.create(
            model="echo",
            messages=[{"role": "user", "content": "Hello again"}],
            stream=True,
            stream_options={"include_usage": True},
        )
        chunks = list(stream)
        assert "".join(each.choices[0].delta.content or "" for each in chunks if each.choices) == "Hello again"
        assert chunks[-1].usage is not None
        assert "echo/echo" in [each.id for each in client.models.list()]
        with pytest.raises(openai.NotFoundError):
            client.chat.completions.create(model="nobody-knows", messages=[{"role": "user", "content": "x"}])
        client.close()

        [kept] = owner.get(f"/v1/apps/{app['id']}/conversations")
        [turn] = owner.get(f"/v1/apps/{app['id']}/conversations/{kept['id']}/turns")
        assert (kept["user"], turn["answers"][0]["content"]) == ("customer-7", "Hello there")
        traces = owner.get(f"/v1/apps/{app['id']}/traces")
        assert [trace["name"] for trace in traces] == ["chat echo", "chat echo"]
