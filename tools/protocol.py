"""Renew what the page knows of the live messages, from the server's own message classes.

python tools/protocol.py            write frontend/src/practice/protocol.ts
python tools/protocol.py --check    fail where it was out of date (it is renewed all the same)
"""

from __future__ import annotations

import subprocess
import sys

import build_frontend

TYPES = build_frontend.ROOT / "frontend" / "src" / "practice" / "protocol.ts"


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    before = TYPES.read_text() if TYPES.exists() else ""
    schema = subprocess.run(
        [sys.executable, "-m", "tenfold.web.protocol_schema"], stdout=subprocess.PIPE, check=True
    ).stdout
    code = build_frontend.run_npm(["run", "--silent", "protocol"], stdin=schema)
    if code:
        return code
    if arguments and TYPES.read_text() != before:
        name = TYPES.relative_to(build_frontend.ROOT)
        print(f"{name} was out of date. It is renewed: commit it.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
