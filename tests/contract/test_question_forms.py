"""Questions of every form and checker, published and answered on the real sandbox."""

from typing import Any

import pytest

from shared.auth.roles import Role
from shared.engines.test_data import archive_of
from shared.ports.files import TenantFiles
from shared.ports.sandbox import Sandbox
from tests.fixtures.attempts import another_candidate, finish, save
from tests.fixtures.examples import SUM_CONTENT, active_assessment, draft_question
from tests.fixtures.sandbox import not_run
from tests.fixtures.stage import SignedIn, Stage

pytestmark = pytest.mark.anyio

CLOSEST = """\
import sys
number = float(open(sys.argv[1]).read())
answer = float(sys.stdin.read())
sys.exit(42 if abs(answer * answer - number) < 1e-6 else 43)
"""
VALIDATOR_READS_NOTHING_ELSE = """\
import os, sys
names = sorted(os.listdir('/box'))
sys.exit(42 if names == ['answer', 'input', 'main.py'] else 1)
"""
SETUP = "CREATE TABLE staff(name TEXT, salary INT); INSERT INTO staff VALUES ('Ada', 9), ('Bob', 5), ('Cy', 7);"
SQL: dict[str, Any] = {
    "form": {"type": "sql", "setup": SETUP},
    "checker": {"type": "unordered_lines"},
    "languages": ["sql"],
    "starterCode": {},
    "tests": [
        {"id": "small", "input": "", "expectedOutput": "name\nAda\nCy\n"},
        {"id": "more", "input": "INSERT INTO staff VALUES ('Di', 8);", "expectedOutput": "name\nAda\nCy\nDi\n"},
    ],
    "reference": {"language": "sql", "source": "SELECT name FROM staff WHERE salary > 6"},
}
REVERSED: dict[str, Any] = {
    "form": {
        "type": "function",
        "signature": {
            "name": "reversed_words",
            "parameters": [{"name": "words", "type": "list<string>"}],
            "returns": "list<string>",
        },
    },
    "checker": {"type": "json"},
    "starterCode": {},
    "tests": [
        {"id": "two", "input": '[["a", "b"]]', "expectedOutput": '["b", "a"]', "visible": True},
        {"id": "none", "input": "[[]]", "expectedOutput": "[]"},
        {"id": "odd", "input": '[["\u00e9", "\\"", "x"]]', "expectedOutput": '["x","\\"","\u00e9"]'},
    ],
}
ROOT: dict[str, Any] = {
    "checker": {"type": "custom", "language": "python", "source": CLOSEST},
    "tests": [{"id": "two", "input": "2", "expectedOutput": ""}, {"id": "four", "input": "4", "expectedOutput": ""}],
    "reference": {"language": "python", "source": "print(float(input()) ** 0.5)"},
}
SOLUTIONS = {
    "python": "def reversed_words(words):\n    print('noise')\n    return words[::-1]\n",
    "javascript": "function reversedWords(words) { return words.reverse(); }\nmodule.exports = { reversedWords };\n",
    "java": (
        "import java.util.*;\nclass Solution { static List<String> reversedWords(List<String> words) {\n"
        "  Collections.reverse(words); return words; } }\n"
    ),
    "cpp": (
        "#include <algorithm>\n#include <string>\n#include <vector>\nusing namespace std;\n"
        "vector<string> reversed_words(vector<string> words) { reverse(words.begin(), words.end()); return words; }\n"
    ),
}


@pytest.fixture
async def real_stage(stage: Stage, sandbox: Sandbox) -> Stage:
    stage.composition.__dict__["sandbox"] = sandbox
    return stage


async def concluded(stage: Stage, recruiter: SignedIn, **changes: Any) -> dict[str, Any]:
    """Publish a question and return it as it is then."""
    path = {"questionId": await draft_question(stage, recruiter, **changes)}
    answer = await stage.call("publish_question", as_=recruiter, path=path)
    assert answer.status == 202, answer.body
    await stage.settle()
    question = (await stage.call("get_question", as_=recruiter, path=path)).data
    if any("is not installed" in refusal for refusal in question["refusals"]):
        not_run(question["refusals"][0])
    return question


async def answered(stage: Stage, recruiter: SignedIn, question_id: str, language: str, source: str) -> dict[str, Any]:
    """Answer a published question and return its result."""
    questions = [{"questionId": question_id, "points": "10"}]
    assessment_id, ids = await active_assessment(stage, recruiter, questions=questions)
    sitting = await another_candidate(stage, recruiter, assessment_id, ids)
    await stage.call("start_attempt", as_=sitting.candidate)
    saved = await save(stage, sitting, language=language, source=source)
    assert saved.status == 200, saved.body
    await finish(stage, sitting)
    await stage.settle()
    result = await stage.call("get_attempt_results", as_=recruiter, path=sitting.path)
    return result.data["questions"][0]


async def test_an_sql_question_is_answered_with_a_query(real_stage: Stage) -> None:
    recruiter = await real_stage.member(Role.RECRUITER)
    question = await concluded(real_stage, recruiter, **SQL)
    assert (question["status"], question["refusals"]) == ("published", [])
    right = await answered(
        real_stage, recruiter, question["id"], "sql", "SELECT name FROM staff WHERE salary >= 7 ORDER BY 1 DESC"
    )
    assert (right["verdict"], right["points"]) == ("AC", "10.00")
    wrong = await answered(real_stage, recruiter, question["id"], "sql", "SELECT name FROM staff LIMIT 2")
    assert wrong["verdict"] == "WA"
    broken = await answered(real_stage, recruiter, question["id"], "sql", "SELECT nothing FROM nowhere")
    assert broken["verdict"] == "RE"


async def test_a_function_question_is_answered_in_any_of_its_languages(real_stage: Stage) -> None:
    recruiter = await real_stage.member(Role.RECRUITER)
    reference = {"language": "python", "source": SOLUTIONS["python"]}
    question = await concluded(real_stage, recruiter, **REVERSED, languages=list(SOLUTIONS), reference=reference)
    assert (question["status"], question["refusals"]) == ("published", [])
    for language, source in SOLUTIONS.items():
        result = await answered(real_stage, recruiter, question["id"], language, source)
        assert (result["language"], result["verdict"], result["points"]) == (language, "AC", "10.00"), result
    lazy = "def reversed_words(words):\n    return words\n"
    result = await answered(real_stage, recruiter, question["id"], "python", lazy)
    assert [test["verdict"] for test in result["tests"]] == ["WA", "AC", "WA"]


async def test_a_validator_judges_in_a_sandbox_of_its_own(real_stage: Stage) -> None:
    recruiter = await real_stage.member(Role.RECRUITER)
    known = {"name": "rounds", "language": "python", "source": "print(1.5)", "expected": "wrong_answer"}
    question = await concluded(real_stage, recruiter, **ROOT, solutions=[known])
    assert (question["status"], question["refusals"]) == ("published", [])
    negative = await answered(real_stage, recruiter, question["id"], "python", "print(-float(input()) ** 0.5)")
    assert negative["verdict"] == "AC"
    checker = {"type": "custom", "language": "python", "source": VALIDATOR_READS_NOTHING_ELSE}
    question = await concluded(real_stage, recruiter, **(ROOT | {"checker": checker}))
    assert question["refusals"] == []


async def test_a_validator_that_crashes_stands_against_publishing(real_stage: Stage) -> None:
    recruiter = await real_stage.member(Role.RECRUITER)
    checker = {"type": "custom", "language": "python", "source": "raise SystemExit(1)"}
    question = await concluded(real_stage, recruiter, **(ROOT | {"checker": checker}))
    assert question["status"] == "refused"
    assert "could not be run" in question["refusals"][0]


async def test_groups_give_partial_points(real_stage: Stage) -> None:
    recruiter = await real_stage.member(Role.RECRUITER)
    tests = [
        {"id": f"{group}{number}", "input": f"{number} {number}", "expectedOutput": f"{2 * number}", "group": group}
        for group, numbers in (("small", (1, 2)), ("large", (10**6, 2**70)))
        for number in numbers
    ]
    groups = [{"id": "small", "weight": 3}, {"id": "large", "weight": 7}]
    question = await concluded(real_stage, recruiter, tests=tests, groups=groups)
    narrow = "a, b = map(int, input().split())\nprint((a + b) & (2**64 - 1))\n"
    result = await answered(real_stage, recruiter, question["id"], "python", narrow)
    assert (result["verdict"], result["points"]) == ("WA", "3.00")


async def test_an_input_of_fifty_megabytes_is_read_to_its_end(real_stage: Stage) -> None:
    recruiter = await real_stage.member(Role.RECRUITER)
    tests = [{"id": "big", "input": "", "expectedOutput": "", "stored": True}]
    source = "import sys\nprint(sum(map(len, sys.stdin)))\n"
    path = {
        "questionId": await draft_question(
            real_stage, recruiter, tests=tests, reference={"language": "python", "source": source}
        )
    }
    size = 50 * 1024 * 1024
    files = TenantFiles(real_stage.composition.files, recruiter.tenant_id)
    file = await files.put_content("test-data", archive_of({"big": (b"x" * (size - 1) + b"\n", f"{size}".encode())}))
    document = f"tenants/{recruiter.tenant_id}/questions/{path['questionId']}"
    await real_stage.change(document, testData={"file": file.to_data(), "tests": ["big"]})
    await real_stage.call("publish_question", as_=recruiter, path=path)
    await real_stage.settle()
    question = (await real_stage.call("get_question", as_=recruiter, path=path)).data
    assert (question["status"], question["refusals"]) == ("published", [])


async def test_hundreds_of_tests_are_judged_one_by_one(real_stage: Stage) -> None:
    recruiter = await real_stage.member(Role.RECRUITER)
    tests = [{"id": f"t{n}", "input": f"{n} 1", "expectedOutput": f"{n + 1}"} for n in range(400)]
    content = SUM_CONTENT | {"tests": tests, "limits": {"cpuMs": 300, "memoryMib": 64}}
    question = await concluded(real_stage, recruiter, **content)
    assert (question["status"], question["refusals"]) == ("published", [])


async def test_output_that_is_no_text_is_a_wrong_answer(real_stage: Stage) -> None:
    recruiter = await real_stage.member(Role.RECRUITER)
    question = await concluded(real_stage, recruiter)
    source = "import sys\nsys.stdout.buffer.write(bytes(range(256)))\n"
    result = await answered(real_stage, recruiter, question["id"], "python", source)
    assert result["verdict"] == "WA"
