#!/bin/sh
# Print the path of a Python that this project runs on: 3.12 or newer, with venv and pip. Each candidate is run, since a name on
# the path may be an empty shim. PYTHON=/path/to/python make ... tries that one first.
wanted='import ensurepip, sys, venv; sys.exit(not (3, 12) <= sys.version_info < (4,)); '

works() {
    [ -n "$1" ] && "$1" -c "$wanted" >/dev/null 2>&1
}

for candidate in "${PYTHON:-}" python3.12 python3.13 python3.14 python3 python \
    "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[2-9]*/bin/python3 \
    "$HOME"/.local/bin/python3.1[2-9] "$HOME"/.local/share/uv/python/cpython-3.1[2-9]*/bin/python3 \
    /usr/local/bin/python3.1[2-9] /opt/homebrew/bin/python3.1[2-9] /opt/python/3.1[2-9]*/bin/python3; do
    if works "$candidate"; then
        command -v "$candidate"
        exit 0
    fi
done

found=$(python3 --version 2>/dev/null || echo 'no python3')
echo "Attest needs Python 3.12 or newer with venv and pip; here is $found." >&2
echo "Install one (Debian: apt install python3 python3-venv; anywhere: pyenv install 3.12, or uv python install 3.12)," >&2
echo "or name one: make PYTHON=/path/to/python3.12 demo" >&2
exit 1
