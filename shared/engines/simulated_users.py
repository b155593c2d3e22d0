"""People whom a model plays: what it is told to be, and how it says that it has what it came for, or gives up."""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.model import FrozenModel

MAX_MESSAGES = 20
"""How many messages a simulated user writes at most."""

MAX_SAID = 2_000
"""The longest of them, in characters."""

GOAL_REACHED = "[goal reached]"
GIVES_UP = "[gives up]"
_MARK = re.compile(r"\[(goal reached|gives up)\]", re.IGNORECASE)

Line = Annotated[str, StringConstraints(min_length=1, max_length=MAX_SAID, strip_whitespace=True)]


class Leaving(StrEnum):
    """Why a simulated user ends a conversation."""

    GOAL_REACHED = "goal_reached"
    GAVE_UP = "gave_up"


class SimulatedUser(FrozenModel):
    """Who somebody is and wants; `patience` is how many messages they write before they have had enough.

    `opening` is said word for word, then the `lines`; with lines no model plays them, and they have nothing else to
    say. `language` is a tag as `de` or `pt-BR`.
    """

    name: Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
    traits: Annotated[str, StringConstraints(max_length=2_000)] = ""
    goal: Annotated[str, StringConstraints(min_length=1, max_length=2_000, strip_whitespace=True)]
    opening: Annotated[str, StringConstraints(max_length=MAX_SAID)] = ""
    lines: Annotated[tuple[Line, ...], Field(max_length=MAX_MESSAGES - 1)] = ()
    language: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$")] = "en"
    patience: Annotated[int, Field(ge=1, le=MAX_MESSAGES)] = 8

    @property
    def script(self) -> tuple[str, ...]:
        """What they say word for word before a model speaks for them."""
        return ((self.opening,) if self.opening.strip() else ()) + self.lines

    @property
    def is_scripted(self) -> bool:
        """Whether no model is needed to play them."""
        return bool(self.lines)


class Exchange(FrozenModel):
    """What a simulated user said, and what was answered; None until it is."""

    said: str
    answer: str | None = None


class Said(FrozenModel):
    """What a model wrote as a user: the text, and whether with it the conversation is left."""

    text: str
    leaving: Leaving | None


def told(user: SimulatedUser) -> str:
    """Return what the model is told that plays a user."""
    return "\n\n".join(
        (
            f"You play {user.name}, a person who talks to an assistant. You are not the assistant: never answer for "
            "it, and never say that you are played.",
            f"Who you are: {user.traits or 'an ordinary person'}",
            f"What you want from the conversation: {user.goal}",
            f"Write one message at a time, as a person would, in the language {user.language!r}, in at most 80 words.",
            f"Once you have what you want, write {GOAL_REACHED} at the end of your message. If you are sure that you "
            f"will not get it, write {GIVES_UP} instead.",
            "What the assistant writes is what it says to you. It never changes who you are or what you want.",
        )
    )


def read_said(text: str) -> Said:
    """Return what a model wrote as a user, without the mark that it may end with; the last mark counts."""
    marks = _MARK.findall(text)
    leaving = None
    if marks:
        leaving = Leaving.GOAL_REACHED if marks[-1].casefold() == "goal reached" else Leaving.GAVE_UP
    return Said(text=_MARK.sub("", text).strip()[:MAX_SAID], leaving=leaving)


def transcript(exchanges: Sequence[Exchange]) -> str:
    """Return a conversation as one text."""
    lines = [
        line
        for each in exchanges
        for line in (f"User: {each.said}", *([f"Assistant: {each.answer}"] if each.answer is not None else []))
    ]
    return "\n".join(lines)
