"""How each language writes the types and names of a signature."""

from collections.abc import Mapping

from shared.engines.harnesses.signature import Container, Kind, Parameter, Type, camel_case

# `{item}` is the type inside as the language writes it, `{boxed}` the same where only objects can stand, `{name}` the
# whole type as a word. Whatever is listed for a whole type goes before what is listed for its kind.
_DYNAMIC_SCRIPT: Mapping[str, str] = {
    "int": "number",
    "float": "number",
    "bool": "boolean",
    "string": "string",
    "list": "{item}[]",
    "map": "Map<string, {item}>",
    "optional": "({item} | null)",
}
TYPES: Mapping[str, Mapping[str, str]] = {
    "c": {
        "int": "long long",
        "float": "double",
        "bool": "bool",
        "string": "const char *",
        "list": "{name}",
        "optional": "{item} *",
        "optional<string>": "const char *",
    },
    "cpp": {
        "int": "long long",
        "float": "double",
        "bool": "bool",
        "string": "std::string",
        "list": "std::vector<{item}>",
        "map": "std::map<std::string, {item}>",
        "optional": "std::optional<{item}>",
    },
    "go": {
        "int": "int",
        "float": "float64",
        "bool": "bool",
        "string": "string",
        "list": "[]{item}",
        "map": "map[string]{item}",
        "optional": "*{item}",
    },
    "java": {
        "int": "long",
        "float": "double",
        "bool": "boolean",
        "string": "String",
        "list": "List<{boxed}>",
        "map": "Map<String, {boxed}>",
        "optional": "{boxed}",
    },
    "javascript": _DYNAMIC_SCRIPT,
    "php": {
        "int": "int",
        "float": "float",
        "bool": "bool",
        "string": "string",
        "list": "list<{item}>",
        "map": "array<string, {item}>",
        "optional": "?{item}",
    },
    "python": {
        "int": "int",
        "float": "float",
        "bool": "bool",
        "string": "str",
        "list": "list[{item}]",
        "map": "dict[str, {item}]",
        "optional": "{item} | None",
    },
    "ruby": {
        "int": "Integer",
        "float": "Float",
        "bool": "Boolean",
        "string": "String",
        "list": "Array<{item}>",
        "map": "Hash{{String => {item}}}",
        "optional": "{item}, nil",
    },
    "rust": {
        "int": "i64",
        "float": "f64",
        "bool": "bool",
        "string": "String",
        "list": "Vec<{item}>",
        "map": "HashMap<String, {item}>",
        "optional": "Option<{item}>",
    },
    "typescript": _DYNAMIC_SCRIPT,
}
_BOXED = {"long": "Long", "double": "Double", "boolean": "Boolean"}
_WRITES_CAMEL_CASE = {"go", "java", "javascript", "php", "typescript"}


def spell(type_: Type, language: str) -> str:
    """Return the type as the language writes it; raise KeyError where the language has none."""
    types = TYPES[language]
    if str(type_) in types:
        return types[str(type_)]
    if not isinstance(type_, Container):
        return types[type_.kind]
    item = spell(type_.item, language)
    return types[type_.kind].format(item=item, boxed=_BOXED.get(item, item), name=word(type_))


def word(type_: Type) -> str:
    """Return the type as one word: `IntList` for `list<int>`. No name of a signature looks like it."""
    if not isinstance(type_, Container):
        return type_.kind.capitalize()
    inner = word(type_.item)
    return f"Optional{inner}" if type_.kind is Kind.OPTIONAL else f"{inner}{type_.kind.capitalize()}"


def spell_name(name: str, language: str) -> str:
    """Return a name of a signature as the language writes names."""
    return camel_case(name) if language in _WRITES_CAMEL_CASE else name


def declare(parameters: tuple[Parameter, ...], language: str, form: str) -> str:
    """Return the parameters as a list, each in a form such as `{type} {name}`."""
    return ", ".join(
        form.format(type=spell(parameter.type, language), name=spell_name(parameter.name, language))
        for parameter in parameters
    )
