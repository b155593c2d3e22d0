"""A template cut into tokens: its text, and what stands between `{{ }}` and `{% %}`."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from shared.engines.templates.errors import TemplateError


class Kind(StrEnum):
    """What a token is."""

    TEXT = "text"
    COMMENT = "comment"
    VARIABLE_START = "{{"
    VARIABLE_END = "}}"
    BLOCK_START = "{%"
    BLOCK_END = "%}"
    STRING = "string"
    INT = "int"
    FLOAT = "float"
    NAME = "name"
    OPERATOR = "operator"


class Token(NamedTuple):
    """A piece of a template; `trims` says that a tag has the dash that takes the white space beside it away."""

    kind: Kind
    value: str
    line: int
    trims: bool = False


_TEXT_END = re.compile(r"\{\{|\{%|\{#|#\}")
_TAG_END = re.compile(r"-?(%\}|\}\})")
_OPERATOR = re.compile(r"===|!==|==|!=|<=|>=|//|\*\*|[(){}\[\]%*\-+~/#,:|.<>=!]")
_WORD = re.compile(r"""[^\s(){}\[\]%*\-+~/#,:|.<>=!]+""")
_SPACE = re.compile(r"[ \n\t\r\u00a0]+")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_RAW_TAG = {name: re.compile(r"\{%\s*(" + name + r"|end" + name + r")\s*%\}") for name in ("raw", "verbatim")}


class Scanner:
    """Goes through a template once; `raw_text` takes what a raw block holds unread."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._place = 0
        self._line = 1
        self._in_tag = False

    def __iter__(self) -> Iterator[Token]:
        return self

    def __next__(self) -> Token:
        """Return the next token; raise TemplateError for what is none."""
        if self._in_tag:
            self._skip(_SPACE)
        if self._place >= len(self._source):
            raise StopIteration
        return self._in_code() if self._in_tag else self._in_text()

    def raw_text(self, name: str) -> str:
        """Take everything up to the tag that closes a raw block; tags of the same name within it nest."""
        begun, level = self._place, 1
        for tag in _RAW_TAG[name].finditer(self._source, self._place):
            level += 1 if tag.group(1) == name else -1
            if not level:
                text = self._source[begun : tag.start()]
                self._take(tag.end() - begun)
                return text
        raise TemplateError(f"{name} is never closed", self._line)

    def _take(self, length: int) -> str:
        taken = self._source[self._place : self._place + length]
        self._place += length
        self._line += taken.count("\n")
        return taken

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self._source, self._place)
        if found:
            self._take(len(found.group()))

    def _in_text(self) -> Token:
        line = self._line
        found = _TEXT_END.search(self._source, self._place)
        if found is None or found.start() > self._place:
            end = found.start() if found else len(self._source)
            return Token(Kind.TEXT, self._take(end - self._place), line)
        if found.group() == "#}":
            raise TemplateError("a comment ends here that never began", line)
        if found.group() == "{#":
            end = self._source.find("#}", self._place + 2)
            if end < 0:
                raise TemplateError("the comment is never closed", line)
            return Token(Kind.COMMENT, self._take(end + 2 - self._place), line)
        self._in_tag = True
        trims = self._source[self._place + 2 : self._place + 3] == "-"
        self._take(3 if trims else 2)
        return Token(Kind(found.group()), found.group(), line, trims)

    def _in_code(self) -> Token:
        line = self._line
        if self._source[self._place] in "\"'":
            return Token(Kind.STRING, self._string(), line)
        end = _TAG_END.match(self._source, self._place)
        if end:
            self._in_tag = False
            self._take(len(end.group()))
            return Token(Kind(end.group(1)), end.group(1), line, trims=end.group().startswith("-"))
        if self._source.startswith("r/", self._place):
            raise TemplateError("regular expressions are not supported in templates", line)
        operator = _OPERATOR.match(self._source, self._place)
        if operator:
            return Token(Kind.OPERATOR, self._take(len(operator.group())), line)
        return self._word(line)

    def _word(self, line: int) -> Token:
        found = _WORD.match(self._source, self._place)
        if found is None:
            raise TemplateError("this character means nothing here", line)
        word = self._take(len(found.group()))
        if not (word.isascii() and word.isdigit()):
            return Token(Kind.NAME, word, line)
        if not self._source.startswith(".", self._place):
            return Token(Kind.INT, word, line)
        fraction = re.compile(r"\.[0-9]*").match(self._source, self._place)
        return Token(Kind.FLOAT, word + self._take(len(fraction.group()) if fraction else 1), line)

    def _string(self) -> str:
        delimiter, begun = self._take(1), self._line
        parts: list[str] = []
        while self._place < len(self._source):
            char = self._take(1)
            if char == delimiter:
                return "".join(parts)
            if char == "\\":
                escaped = self._take(1)
                char = _ESCAPES.get(escaped, escaped)
            parts.append(char)
        raise TemplateError("the text in quotes is never closed", begun)
