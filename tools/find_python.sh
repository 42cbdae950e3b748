#!/bin/sh
# Print the command of a Python that is new enough, or say what is missing and fail.
# The newest named interpreter wins only where plain python3 is too old.
for name in python3 python3.14 python3.13 python3.12 python3.11 python; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        echo "$name"
        exit 0
    fi
done
found=$(python3 --version 2>/dev/null || echo "none")
echo "Tenfold needs Python 3.11 or newer; found: $found." >&2
echo "Install one (on Debian or Ubuntu: apt install python3 python3-venv)," >&2
echo "or name one: make start PYTHON=/path/to/python3.12" >&2
exit 1
