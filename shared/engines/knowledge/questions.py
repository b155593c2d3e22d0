"""What an item of knowledge can be asked, and what an answer must then say: by rule, without a model."""

from dataclasses import dataclass
from typing import Any

from shared.engines.knowledge.items import ApiContent, SectionContent, TableContent

MAX_NAMES = 20
MAX_TEXT = 2_000
"""Names that an answer must say, and characters of a section that it must be near to."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and assertions about its answer."""

    text: str
    assertions: tuple[dict[str, Any], ...]


def question_about(content: ApiContent | TableContent | SectionContent, *, least_similar: float) -> Question | None:
    """Return what an item can be asked, None for one that says too little; `least_similar` is a cosine."""
    match content:
        case ApiContent():
            return _about_api(content)
        case TableContent():
            names = [column.name for column in content.columns]
            return _naming(f"Which columns does the table {content.name} have?", names)
        case SectionContent():
            return _about_section(content, least_similar)


def _about_api(api: ApiContent) -> Question | None:
    summary = api.summary.strip().rstrip(".")
    if summary:
        return _naming(f"Which API request is there for this: {summary}?", [api.method, api.path])
    return _naming(f"Which parameters does {api.key} take?", [each.name for each in api.parameters])


def _about_section(section: SectionContent, least_similar: float) -> Question | None:
    text = section.text.strip()
    if not text:
        return None
    about = f" about {section.headings[-1]}" if section.headings else ""
    near = {"type": "similar", "value": text[:MAX_TEXT], "threshold": least_similar}
    return Question(f"What does {section.document} say{about}?", (near,))


def _naming(text: str, names: list[str]) -> Question | None:
    if not names:
        return None
    return Question(text, ({"type": "icontains-all", "value": names[:MAX_NAMES]},))
