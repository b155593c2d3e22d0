"""What the demo's recruiter writes and what its candidate answers."""

from typing import Any

SUM: dict[str, Any] = {
    "kind": "coding",
    "title": "Sum of a list",
    "prompt": "The first line holds n, the second n integers. Print their sum.",
    "languages": ["python", "javascript"],
    "starterCode": {"python": "n = int(input())\nnumbers = list(map(int, input().split()))\n"},
    "tests": [
        {"id": "three", "input": "3\n1 2 3\n", "expectedOutput": "6\n", "visible": True, "weight": 1},
        {"id": "one", "input": "1\n7\n", "expectedOutput": "7\n", "visible": True, "weight": 1},
        {"id": "negative", "input": "3\n-1 -2 -3\n", "expectedOutput": "-6\n", "visible": False, "weight": 1},
        {"id": "large", "input": "2\n999999999999 1\n", "expectedOutput": "1000000000000\n", "weight": 1},
    ],
    "reference": {"language": "python", "source": "input()\nprint(sum(map(int, input().split())))\n"},
}

WORDS: dict[str, Any] = {
    "kind": "coding",
    "title": "Reverse the words",
    "prompt": "Read one line and print its words in reverse order.",
    "languages": ["python", "javascript"],
    "tests": [
        {"id": "two", "input": "hello world\n", "expectedOutput": "world hello\n", "visible": True, "weight": 1},
        {"id": "single", "input": "ella\n", "expectedOutput": "ella\n", "visible": False, "weight": 1},
        {"id": "many", "input": "a b c d e\n", "expectedOutput": "e d c b a\n", "visible": False, "weight": 2},
    ],
    "reference": {"language": "python", "source": "print(*input().split()[::-1])\n"},
}

PARTLY_WRONG_PYTHON = "input()\nprint(sum(abs(int(number)) for number in input().split()))\n"
RIGHT_JAVASCRIPT = (
    'const line = require("fs").readFileSync(0, "utf8").trim();\nconsole.log(line.split(" ").reverse().join(" "));\n'
)

EXPECTED: dict[str, dict[str, Any]] = {
    "Sum of a list": {
        "verdict": "WA",
        "points": "7.50",
        "maxPoints": "10",
        "tests": {"three": "AC", "one": "AC", "negative": "WA", "large": "AC"},
    },
    "Reverse the words": {
        "verdict": "AC",
        "points": "20.00",
        "maxPoints": "20",
        "tests": {"two": "AC", "single": "AC", "many": "AC"},
    },
}


def program(language: str, source: str) -> dict[str, Any]:
    """Return a response to a coding question."""
    return {"kind": "coding", "language": language, "source": source}


SECRETS = ("-1 -2 -3", "999999999999", "a b c d e", "negative", "large", "sum(map(int", "input().split()[::-1]")
"""What no answer to the candidate may hold: hidden tests, their ids, reference solutions."""
