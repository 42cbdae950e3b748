"""Print the JSON Schema of the live socket's messages: ``python -m tenfold.web.protocol_schema``.

One document: ``$defs`` holds every message, ``ClientMessage`` and ``ServerMessage`` among
them as unions told apart by ``type``. Keys are sorted, so the same messages give the same bytes.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from tenfold.web.messages import CLIENT_MESSAGE, PROTOCOL_VERSION, SERVER_MESSAGE

_REF = "#/$defs/{model}"


def schema() -> dict[str, Any]:
    """The JSON Schema of both unions, as one document."""
    client = CLIENT_MESSAGE.json_schema(ref_template=_REF, mode="validation")
    server = SERVER_MESSAGE.json_schema(ref_template=_REF, mode="serialization")
    definitions = {**client.pop("$defs"), **server.pop("$defs")}
    for definition in definitions.values():
        # They have defaults in Python, but every message on the wire carries both.
        always = {"v", "type"} & set(definition.get("properties", ()))
        definition["required"] = sorted({*definition.get("required", ()), *always})
    definitions["ClientMessage"] = client
    definitions["ServerMessage"] = server
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Tenfold live socket",
        "x-protocol-version": PROTOCOL_VERSION,
        "$defs": definitions,
    }


def main() -> None:
    json.dump(schema(), sys.stdout, indent=2, sort_keys=True)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
