"""Static files that are asked about each time and sent only when they have changed."""

from __future__ import annotations

import os
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_TYPES = {".task": "application/octet-stream", ".wasm": "application/wasm"}


class FreshFiles(StaticFiles):
    """Built files keep their names, so a browser must ask (by ETag) before it uses one again."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        answer = super().file_response(full_path, stat_result, scope, status_code)
        answer.headers["Cache-Control"] = "no-cache"
        # Some systems' own tables of types do not know these.
        kind = _TYPES.get(Path(full_path).suffix)
        if kind is not None and "content-type" in answer.headers:
            answer.headers["Content-Type"] = kind
        return answer
