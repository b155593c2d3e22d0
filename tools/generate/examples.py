"""A plausible value for a JSON schema, for the reference's examples."""

from typing import Any

_BY_NAME = {
    "email": "ada@example.com",
    "password": "correct horse battery staple",
    "companyName": "Acme",
    "subdomain": "acme",
    "language": "python",
    "languages": ["python"],
    "source": "print(input())\n",
    "title": "Echo",
    "role": "recruiter",
}


def example(schema: dict[str, Any], schemas: dict[str, Any], name: str = "") -> Any:
    """Return a value that the schema describes."""
    if name in _BY_NAME and schema.get("type") in (None, "string", "array"):
        return _BY_NAME[name]
    if "$ref" in schema:
        return example(schemas[schema["$ref"].rpartition("/")[2]], schemas, name)
    for keyword in ("anyOf", "oneOf", "allOf"):
        if keyword in schema:
            return example(schema[keyword][0], schemas, name)
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    if "default" in schema:
        return schema["default"]
    match schema.get("type"):
        case "object":
            properties: dict[str, Any] = schema.get("properties", {})
            return {key: example(each, schemas, key) for key, each in properties.items()}
        case "array":
            return [example(schema.get("items", {}), schemas)]
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return False
        case _:
            return schema.get("examples", ["text"])[0]
