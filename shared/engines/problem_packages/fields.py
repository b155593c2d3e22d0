"""Typed reading of a YAML mapping: what has the wrong form is a finding, and then as if it were absent."""

import math
import re
import shlex
from decimal import Decimal

from shared.engines.problem_packages.findings import Findings
from shared.engines.problem_packages.yaml_nodes import Items, Node, Scalar, Table, read_table

_TRUE, _FALSE = ("true", "yes", "on"), ("false", "no", "off")
_NUMBER = re.compile(r"[+-]?([0-9]{1,30}(\.[0-9]{0,30})?|\.[0-9]{1,30})([eE][+-]?[0-9]{1,3})?")


class Fields:
    """One mapping of one file."""

    def __init__(self, table: Table, path: str, findings: Findings) -> None:
        self.path = path
        self._table = table
        self._findings = findings
        self._asked: set[str] = set()

    @classmethod
    def of_file(cls, data: bytes, path: str, findings: Findings) -> "Fields":
        """Return the mapping a YAML file holds."""
        return cls(read_table(data, path, findings), path, findings)

    def keys(self) -> tuple[str, ...]:
        """Return every key there is."""
        return tuple(self._table.entries)

    def line(self, key: str) -> int | None:
        """Return where a key's value stands."""
        node = self._table.entries.get(key)
        return node.line if node is not None else None

    def error(self, key: str, message: str) -> None:
        """Say what is wrong with a key's value."""
        self._findings.error(self.path, f"{key}: {message}", self.line(key))

    def has(self, key: str) -> bool:
        """Tell whether a key has a value."""
        return self._node(key) is not None

    def text(self, key: str) -> str | None:
        """Return a text, as written."""
        node = self._node(key)
        if isinstance(node, Scalar):
            return node.text.strip()
        if node is not None:
            self.error(key, "must be a text")
        return None

    def number(self, key: str) -> Decimal | None:
        """Return a finite number."""
        text = self.text(key)
        if text is None:
            return None
        found = number(text)
        if found is None:
            self.error(key, "must be a number")
        return found

    def flag(self, key: str) -> bool | None:
        """Return a truth value."""
        text = self.text(key)
        if text is None:
            return None
        if text.lower() not in _TRUE + _FALSE:
            self.error(key, "must be true or false")
            return None
        return text.lower() in _TRUE

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a sequence of texts; one alone needs no sequence."""
        node = self._node(key)
        if isinstance(node, Scalar):
            return (node.text.strip(),)
        if isinstance(node, Items) and all(isinstance(item, Scalar) for item in node.items):
            return tuple(item.text.strip() for item in node.items if isinstance(item, Scalar))
        if node is not None:
            self.error(key, "must be a text or a sequence of texts")
        return ()

    def words(self, key: str) -> tuple[str, ...] | None:
        """Return arguments: a sequence of texts, or one text that is split as a shell does; None when absent."""
        if isinstance(self._node(key), Items):
            return self.texts(key)
        text = self.text(key)
        if text is None:
            return None
        try:
            return tuple(shlex.split(text))
        except ValueError as error:
            self.error(key, str(error))
            return None

    def table(self, key: str) -> "Fields | None":
        """Return a mapping."""
        node = self._node(key)
        if isinstance(node, Table):
            return Fields(node, self.path, self._findings)
        if node is not None:
            self.error(key, "must be a mapping")
        return None

    def is_table(self, key: str) -> bool:
        """Tell whether a key's value is a mapping."""
        return isinstance(self._node(key), Table)

    def tables(self, key: str) -> "tuple[Fields | str, ...]":
        """Return a sequence of mappings and texts; one alone needs no sequence."""
        node = self._node(key)
        items = node.items if isinstance(node, Items) else () if node is None else (node,)
        found: list[Fields | str] = []
        for item in items:
            if isinstance(item, Items):
                self.error(key, "must hold texts and mappings")
            else:
                found.append(Fields(item, self.path, self._findings) if isinstance(item, Table) else item.text.strip())
        return tuple(found)

    def ignore(self, *keys: str) -> None:
        """Note keys that are known and of no use here."""
        self._asked.update(keys)

    def warn_of_unknown(self) -> None:
        """Say which keys nobody asked for."""
        for key in self._table.entries:
            if key not in self._asked:
                self._findings.warning(self.path, f"the key {key[:60]!r} is not known", self.line(key))

    def _node(self, key: str) -> Node | None:
        self._asked.add(key)
        node = self._table.entries.get(key)
        return None if isinstance(node, Scalar) and node.null else node


def number(text: str) -> Decimal | None:
    """Return the number a text is, None when it is none or out of all bounds."""
    if not _NUMBER.fullmatch(text):
        return None
    found = Decimal(text)
    return found if math.isfinite(float(found)) else None
