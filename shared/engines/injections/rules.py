"""What injections say: the rules of `rules.toml`, by RE2, whose time never explodes."""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

_RULES = Path(__file__).with_name("rules.toml")
_GAP = r"[\s\"'*_,:;~()<>-]{1,8}"
_MAX_MEMORY = 8 * 1024 * 1024


class Severity(StrEnum):
    """How sure and how bad: `low` alone flags nothing."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Category(StrEnum):
    """What is tried; `likeness` is what the classifier finds."""

    OVERRIDE = "override"
    PROMPT_LEAK = "prompt_leak"
    PERSONA = "persona"
    FAKE_ROLE = "fake_role"
    EXFILTRATION = "exfiltration"
    TOOL_ABUSE = "tool_abuse"
    FORGED_CONTEXT = "forged_context"
    HIDDEN = "hidden"
    LIKENESS = "likeness"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that injections say; `compiled` is its pattern for ASCII bytes."""

    id: str
    category: Category
    severity: Severity
    explanation: str
    compiled: Any


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule."""
    data = tomllib.loads(_RULES.read_text())
    return tuple(
        Rule(
            id=each["id"],
            category=Category(each["category"]),
            severity=Severity(each["severity"]),
            explanation=each["explanation"],
            compiled=_compiled(each["pattern"], data["words"]),
        )
        for each in data["rules"]
    )


def _compiled(pattern: str, words: dict[str, str]) -> Any:
    import re2

    library: Any = re2
    options = library.Options()
    options.log_errors = False
    options.max_mem = _MAX_MEMORY
    whole = re.sub(r"<(\w+)>", lambda found: words[found.group(1)], pattern)
    return library.compile(whole.replace(" ", _GAP).encode(), options=options)
