"""python -m matchmaking.engine replay FILE | solve FILE: a JSON document in, canonical JSON out. A dash reads standard input.

Bad input: exit status 2 and one line on standard error that names the entry and the fault.
"""

import sys
from pathlib import Path
from typing import Any

from matchmaking.engine import contract
from matchmaking.engine.bare import solve
from matchmaking.engine.columns import EngineError
from matchmaking.engine.reading import load
from matchmaking.engine.result import run_round

USAGE = "usage: python -m matchmaking.engine replay|solve FILE"


def replay(document: Any) -> dict[str, Any]:
    """The answer to an exported round."""
    return contract.answer(run_round(contract.read(document)))


COMMANDS = {"replay": replay, "solve": solve}


def _text(name: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except (OSError, ValueError) as error:
        raise EngineError(name, f"cannot be read ({getattr(error, 'strerror', None) or error})") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EngineError(name, f"not UTF-8 (byte {error.start})") from error


def main(arguments: list[str]) -> int:
    """Runs one command; returns the exit status."""
    if len(arguments) != 2 or arguments[0] not in COMMANDS:
        sys.stderr.write(USAGE + "\n")
        return 2
    try:
        found = COMMANDS[arguments[0]](load(_text(arguments[1])))
    except EngineError as error:
        line = " ".join(str(error).split()).encode("utf-8", "backslashreplace") + b"\n"
        sys.stderr.buffer.write(line)
        return 2
    sys.stdout.buffer.write(contract.dumps(found).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
