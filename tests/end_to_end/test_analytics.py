"""An attempt on the real stack, from the counters to the comparison list."""

import httpx

from tools.demo.api import Api, Inbox, until
from tools.demo.content import SUM, WORDS
from tools.demo.play import Demo
from tools.stack import Stack


def test_an_attempt_is_counted_compared_and_analysed_and_the_check_agrees(stack: Stack) -> None:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as http:
        demo = Demo(Api(http), Inbox(stack.inbox_url))
        recruiter = demo.recruiter(demo.sign_up())
        questions = [demo.publish(recruiter, content) for content in (SUM, WORDS)]
        assessment = demo.activate(recruiter, questions)
        candidate, attempt = demo.start(demo.invite(recruiter, assessment))
        demo.autosave(candidate, attempt, questions)
        demo.submit(candidate, recruiter, attempt)
        candidate.put(f"/v1/attempts/{attempt}/feedback", {"rating": 4, "text": "Fair."})
        candidate.put(f"/v1/attempts/{attempt}/demographics", {"gender": "woman"})

        at = f"/v1/assessments/{assessment}"
        everything = {"invited": 1, "started": 1, "submitted": 1, "finished": 1, "scored": 1}
        counted = until(
            lambda: found if (found := recruiter.get(f"{at}/analytics"))["funnel"] == everything else None,
            "the events to be counted",
        )
        assert (counted["meanScorePercent"], counted["meanRating"], counted["scores"][18]) == ("91.7", "4.0", 1)

        def done(operation: str) -> dict[str, object]:
            return until(
                lambda: found if (found := recruiter.get(f"/v1/operations/{operation}"))["finishedAt"] else None,
                "the operation to be over",
            )

        checked = done(recruiter.post(f"{at}/analytics/reconciliation", expect=202)["id"])
        assert checked["result"] == {"attempts": 1, "differences": {}}
        done(recruiter.post(f"{at}/item-statistics", expect=202)["id"])
        assert [item["difficulty"] for item in recruiter.get(f"{at}/item-statistics")["items"]] == [0.75, 1.0]
        compared = done(recruiter.post(f"{at}/questions/{questions[0]}/comparison", expect=202)["id"])
        assert compared["result"] == {"submissions": 1, "pairs": 0}
        [candidate_row] = recruiter.get(f"{at}/comparison")
        assert (candidate_row["rank"], candidate_row["percentile"]) == (1, 50.0)
        preview = recruiter.get(f"{at}/cut-score?percent=91.6")
        assert (preview["passing"], preview["attributes"][0]["groups"]) == (1, [])
        assert recruiter.get(f"{at}/feedback")[0]["text"] == "Fair."
