"""Turns pydantic's schemas into the shapes that the API Design Rules and their linter expect."""

from __future__ import annotations

from typing import Any

REF = "#/components/schemas/"


def shaped(description: dict[str, Any]) -> dict[str, Any]:
    """Return an OpenAPI description with one way to say "or nothing" and schema names in UpperCamelCase."""
    names = {name: pascal(name) for name in description.get("components", {}).get("schemas", {})}
    found: dict[str, Any] = _walk(description, names)
    schemas = found.get("components", {}).get("schemas")
    if schemas is not None:
        found["components"]["schemas"] = {names.get(name, name): schema for name, schema in schemas.items()}
    return found


def pascal(name: str) -> str:
    """Return a schema name without underscores: `fora__kinds__Change` becomes `ForaKindsChange`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_") if part)


def _walk(node: Any, names: dict[str, str]) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(node, list):
        return [_walk(item, names) for item in node]
    if not isinstance(node, dict):
        return node
    found = {key: _walk(value, names) for key, value in node.items()}
    reference = found.get("$ref")
    if isinstance(reference, str) and reference.startswith(REF):
        name = reference.removeprefix(REF)
        found["$ref"] = REF + names.get(name, name)
    return _nullable(found)


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """Say `type: [string, null]` where pydantic says `anyOf: [string, null]`, so that `format` stands beside it."""
    choices = schema.get("anyOf")
    if not isinstance(choices, list) or len(choices) != 2 or {"type": "null"} not in choices:  # noqa: PLR2004
        return schema
    one = next(choice for choice in choices if choice != {"type": "null"})
    if not isinstance(one.get("type"), str):
        return schema
    kept = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**one, **kept, "type": [one["type"], "null"]}
