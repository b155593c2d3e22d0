"""A bank of questions on the real stack: a file comes in, passes the publish gate, and goes out again."""

import json

import httpx

from tests.fixtures.http import ended, new_company, uploaded
from tests.fixtures.variants import AREA, MULTIPLES
from tools.demo.api import until
from tools.stack import Stack

WRONG = MULTIPLES | {"title": "Wrong", "reference": {"language": "python", "source": "print(int(input()))\n"}}
ROWS = [
    {"externalId": "area", "labels": {"tags": ["Rooms"], "difficulty": "easy"}, "content": AREA},
    {"externalId": "multiples", "labels": {"tags": ["Numbers"]}, "content": MULTIPLES},
    {"externalId": "wrong", "content": WRONG},
    {"externalId": "untitled", "content": AREA | {"title": ""}},
]


def test_a_file_of_questions_is_imported_published_found_and_exported(stack: Stack) -> None:
    with httpx.Client(base_url=stack.gateway_url, timeout=30, trust_env=False) as http:
        recruiter = new_company(http, stack.inbox_url).recruiter
        announced = {"purpose": "question_file", "contentType": "application/json", "fileName": "bank.json"}
        file = uploaded(http, recruiter, json.dumps(ROWS).encode(), **announced)
        told = ended(recruiter, recruiter.post("/v1/questions/import", {"uploadId": file}, expect=202))
        assert (told["created"], told["refused"], told["problems"][0]["row"]) == (3, 1, 4)
        drafts = {each["title"]: each["id"] for each in recruiter.get("/v1/questions?status=draft")}

        def judged(title: str) -> str:
            path = f"/v1/questions/{drafts[title]}"
            recruiter.post(f"{path}/publish", expect=202)
            ends = ("published", "refused")
            return until(lambda: status if (status := recruiter.get(path)["status"]) in ends else None, "the verdict")

        assert {title: judged(title) for title in drafts} == {
            "Area": "published",
            "Multiples": "published",
            "Wrong": "refused",
        }
        first, second = (recruiter.get(f"/v1/questions/{drafts['Area']}/variants/{seed}")["values"] for seed in (1, 2))
        assert first != second
        found = until(lambda: recruiter.get("/v1/search/questions?q=multipl&status=published") or None, "the search")
        assert [each["id"] for each in found] == [drafts["Multiples"]]
        copy = recruiter.post(f"/v1/questions/{drafts['Area']}/duplicate", expect=201)["id"]
        recruiter.post(f"/v1/questions/{copy}/archive")

        exported = recruiter.post("/v1/question-exports", {"format": "yaml", "tag": "rooms"}, expect=202)
        ended(recruiter, exported)
        file_url = recruiter.get(f"/v1/question-exports/{exported['id']}")["url"]
        content = http.get(file_url).raise_for_status().content
        announced |= {"contentType": "application/yaml", "fileName": "bank.yaml"}
        again = uploaded(http, recruiter, content, **announced)
        told = ended(recruiter, recruiter.post("/v1/questions/import", {"uploadId": again}, expect=202))
        assert (told["created"], told["updated"], told["refused"]) == (0, 0, 0), told
        assert told["unchanged"] >= 1
