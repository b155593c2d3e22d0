"""Programs as tokens that renaming, layout and comments leave as they are.

Every name that is no keyword becomes one token, every number one, every text one. What a tokenizer does not know is a
token of its own: nothing is refused, and no program takes longer than its length.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

NAME, NUMBER, TEXT = "name", "number", "text"


@dataclass(frozen=True, slots=True)
class Token:
    """What stands there, normalised, and on which line (from 1)."""

    kind: str
    line: int


@dataclass(frozen=True, slots=True)
class Family:
    """Languages that are written alike: how comments and texts look, and which words are no names."""

    comment: str
    text: str
    keywords: frozenset[str]
    folds_case: bool = False

    def pattern(self) -> re.Pattern[str]:
        """Return what finds one token, or what lies between tokens."""
        return re.compile(
            rf"(?P<comment>{self.comment})|(?P<text>{self.text})|(?P<number>\d[\w.]*)|(?P<word>[^\W\d]\w*)"
            r"|(?P<space>\s+)|(?P<sign>[-+*/%&|^=<>!]=|&&|\|\||\+\+|--|->|=>|<<|>>|::|.)",
            re.DOTALL,
        )


_QUOTED = r'"(?:\\.|[^"\\\n])*"?|' r"'(?:\\.|[^'\\\n])*'?"
_ANY_LINES = r'"(?:\\.|[^"\\])*"?|' r"'(?:\\.|[^'\\])*'?"
_BRACES = frozenset(
    """
    as async await auto bool boolean break case catch char class const continue def default defer delete do double
    elif else elseif enum export extends final finally float fn for foreach from func function go goto if impl import
    in int interface let long loop match mut namespace new null package private protected pub public range return
    select short signed sizeof static std struct switch template this throw throws try type typedef typename union
    unsigned use using var void while yield string true false nil
    """.split()
)
_SCRIPTS = frozenset(
    """
    and as assert async await begin break case class continue def del do done elif else elsif end ensure esac except
    false fi finally for from function global if import in is lambda local loop module nil none nonlocal not or pass
    raise require rescue return self then true try unless until when while with yield None True False
    """.split()
)
_SQL = frozenset(
    """
    all and as asc avg between by case cast coalesce count create cross delete desc distinct drop else end except
    exists from full group having if in inner insert intersect into is join left like limit max min not null offset on
    or order outer over partition primary references right select set sum table then union unique update using values
    view when where with
    """.split()
)

_C_LIKE = Family(r"//[^\n]*|/\*.*?(?:\*/|\Z)", _QUOTED + r"|`(?:\\.|[^`\\])*`?", _BRACES)
# A docstring is as good as a comment, but a program may print one: it stays, as a text.
_PYTHON = Family(r"#[^\n]*", r'"""(?:\\.|.)*?(?:"""|\Z)|' r"'''(?:\\.|.)*?(?:'''|\Z)|" + _QUOTED, _SCRIPTS)
_RUBY = Family(r"#[^\n]*|(?:^|(?<=\n))=begin\b.*?(?:\n=end\b|\Z)", _ANY_LINES, _SCRIPTS)
_BASH = Family(r"(?:^|(?<=\s))#[^\n]*", _ANY_LINES, _SCRIPTS)
# A lifetime's quote opens no text.
_RUST = Family(r"//[^\n]*|/\*.*?(?:\*/|\Z)", r'"(?:\\.|[^"\\])*"?|' r"'(?:\\[^\n]{1,9}|[^'\\\n])'", _BRACES)
_PHP = Family(r"//[^\n]*|#(?!\[)[^\n]*|/\*.*?(?:\*/|\Z)", _ANY_LINES, _BRACES)
_SQL_FAMILY = Family(r"--[^\n]*|/\*.*?(?:\*/|\Z)", r"'(?:''|[^'])*'?", _SQL, folds_case=True)

FAMILIES: Mapping[str, Family] = {
    "bash": _BASH,
    "php": _PHP,
    "python": _PYTHON,
    "ruby": _RUBY,
    "rust": _RUST,
    "sql": _SQL_FAMILY,
}
"""The languages that are not written like C."""

_PATTERNS = {id(family): family.pattern() for family in (*FAMILIES.values(), _C_LIKE)}


def tokens(language: str, source: str) -> list[Token]:
    """Return a program's tokens in order."""
    family = FAMILIES.get(language, _C_LIKE)
    found: list[Token] = []
    line = 1
    for match in _PATTERNS[id(family)].finditer(source):
        what, text = match.lastgroup, match.group()
        if what == "word":
            word = text.lower() if family.folds_case else text
            found.append(Token(word if word in family.keywords else NAME, line))
        elif what == "number":
            found.append(Token(NUMBER, line))
        elif what == "text":
            found.append(Token(TEXT, line))
        elif what == "sign":
            found.append(Token(text, line))
        line += text.count("\n")
    return found
