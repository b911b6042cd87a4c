"""What the Reconciliation Service API asks of each answer of a service, versions 0.1 and 0.2, as JSON Schema.

Written from the text of the specification, https://reconciliation-api.github.io/specs/0.2/, which has schemas of its own;
where the two differ the stricter is kept.
"""

from __future__ import annotations

from typing import Any, Final

Schema = dict[str, Any]

_TEXT: Final[Schema] = {"type": "string", "minLength": 1}
_ADDRESS: Final[Schema] = {"type": "string", "pattern": "^https?://"}
_TEMPLATE: Final[Schema] = {"type": "string", "pattern": r"^https?://.*\{\{id\}\}"}


def _make_object(required: Schema, optional: Schema | None = None, *, is_closed: bool = False) -> Schema:
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": not is_closed,
    }


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


_TYPE: Final = _make_object({"id": _TEXT, "name": _TEXT}, {"description": _TEXT})
_PROPERTY: Final = _make_object({"id": _TEXT, "name": _TEXT}, {"description": _TEXT})
_SUGGEST_SERVICE: Final = _make_object(
    {"service_url": _ADDRESS, "service_path": {"type": "string", "pattern": "^/"}},
    {"flyout_service_url": _ADDRESS, "flyout_service_path": {"type": "string", "pattern": r"\$\{id\}"}},
)
_CANDIDATE: Final = _make_object(
    {"id": _TEXT, "name": _TEXT, "type": _list(_TYPE), "score": {"type": "number"}, "match": {"type": "boolean"}},
    {
        "description": {"type": "string"},
        "features": _list(_make_object({"id": _TEXT, "value": {"type": ["number", "boolean"]}})),
    },
)
_VALUE: Final[Schema] = {
    "oneOf": [
        _make_object({}, is_closed=True),
        _make_object({"id": _TEXT, "name": _TEXT}, {"description": _TEXT}, is_closed=True),
        _make_object({"str": {"type": "string"}}, is_closed=True),
        _make_object({"float": {"type": "number"}}, is_closed=True),
        _make_object({"int": {"type": "integer"}}, is_closed=True),
        _make_object(
            {"date": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$"}},
            is_closed=True,
        ),
    ]
}

_MANIFEST_01: Final = _make_object(
    {"name": _TEXT, "identifierSpace": _ADDRESS, "schemaSpace": _ADDRESS},
    {
        "defaultTypes": _list(_TYPE) | {"uniqueItems": True},
        "view": _make_object({"url": _TEMPLATE}),
        "preview": _make_object({"url": _TEMPLATE, "width": {"type": "integer"}, "height": {"type": "integer"}}),
        "suggest": _make_object(
            {}, {"entity": _SUGGEST_SERVICE, "property": _SUGGEST_SERVICE, "type": _SUGGEST_SERVICE}, is_closed=True
        ),
        "extend": _make_object({}, {"propose_properties": _SUGGEST_SERVICE}),
    },
)
MANIFESTS: Final[dict[str, Schema]] = {
    "0.1": _MANIFEST_01,
    "0.2": {
        "allOf": [
            _MANIFEST_01,
            _make_object(
                {"versions": _list(_TEXT) | {"contains": {"const": "0.2"}}},
                {"documentation": _ADDRESS, "serviceVersion": _TEXT, "batchSize": {"type": "integer", "minimum": 1}},
            ),
        ]
    },
}
RESULTS: Final[Schema] = {"type": "object", "additionalProperties": _make_object({"result": _list(_CANDIDATE)})}
SUGGESTED: Final[dict[str, Schema]] = {
    "entity": _make_object(
        {
            "result": _list(
                _make_object(
                    {"id": _TEXT, "name": _TEXT},
                    {"description": {"type": "string"}, "notable": _list({"oneOf": [_TYPE, _TEXT]})},
                )
            )
        }
    ),
    "type": _make_object({"result": _list(_TYPE)}),
    "property": _make_object({"result": _list(_PROPERTY)}),
}
PROPOSED: Final = _make_object(
    {"properties": _list(_PROPERTY), "type": {"type": "string"}}, {"limit": {"type": "integer"}}
)
EXTENDED: Final = _make_object(
    {
        "meta": _list(_make_object({"id": _TEXT, "name": _TEXT}, {"type": _TYPE, "service": _ADDRESS})),
        "rows": {
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": _list(_VALUE)},
        },
    }
)
