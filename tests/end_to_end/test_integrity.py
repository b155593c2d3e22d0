"""What is recorded of an attempt, played back, found in it, answered and looked at: on the real stack."""

import time

import httpx

from tools.demo.api import Api, Inbox, until
from tools.demo.content import SUM, program
from tools.demo.play import Demo
from tools.stack import Stack

LAPTOP = {"deviceId": "laptop", "tabId": "first"}
SOURCE = "print(sum(map(int, input().split())))"


def test_what_is_recorded_is_shown_answered_and_looked_at(stack: Stack) -> None:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as http:
        demo = Demo(Api(http), Inbox(stack.inbox_url))
        recruiter = demo.recruiter(demo.sign_up())
        question = demo.publish(recruiter, SUM)
        content = {
            "title": "Backend engineer",
            "timeLimitMinutes": 60,
            "sections": [{"questions": [{"questionId": question, "points": "10"}]}],
            "recording": {"clipboard": True, "edits": True},
        }
        assessment = recruiter.post("/v1/assessments", content, expect=201)["id"]
        recruiter.post(f"/v1/assessments/{assessment}/activate")
        answer = demo.api.post("/v1/invitations/redeem", {"token": demo.invite(recruiter, assessment)})
        candidate = demo.api.signed_in(answer["accessToken"])
        assert len(candidate.get("/v1/recording-notice")["statements"]) == 2

        attempt = candidate.post("/v1/attempts", expect=201)["id"]
        at, now = f"/v1/attempts/{attempt}", time.time_ns() // 1_000_000
        pasted = {"sequence": 1, "kind": "pasted", "atMs": now, "questionId": question, "size": len(SOURCE)}
        sent = {"seat": LAPTOP, "sentAtMs": now}
        candidate.post(f"{at}/signals", {**sent, "signals": [pasted]})
        edits = [{"atMs": now, "inserted": SOURCE}, {"atMs": now, "at": len(SOURCE), "inserted": "\n"}]
        candidate.post(f"{at}/answers/{question}/edits", {**sent, "firstSequence": 1, "edits": edits})
        saved = {"revision": 1, "response": program("python", SOURCE + "\n"), "seat": LAPTOP}
        candidate.put(f"{at}/answers/{question}", saved)
        candidate.post(f"{at}/finish")

        seen = recruiter.get(f"{at}/answers/{question}/playback")
        assert (seen["totalEdits"], seen["matchesAnswer"]) == (2, True)
        [finding] = until(lambda: candidate.get(f"{at}/findings")["findings"] or None, "the findings")
        candidate.put(f"{at}/findings/{finding['id']}/reply", {"text": "I keep this in my notes."})
        reviewed = recruiter.post(f"{at}/integrity/review", {"note": "Fine."})
        assert reviewed["findings"][0]["reply"]["text"] == "I keep this in my notes."
        kinds = [each["kind"] for each in recruiter.get(f"{at}/integrity/timeline")["entries"]]
        assert sorted(kinds) == ["edited", "pasted", "saved_last", "started", "submitted"]
        assert candidate.get(f"{at}/findings")["reviewed"]
