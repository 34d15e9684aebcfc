"""A family of child processes that live and die together, for running the portal with one command."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

GRACE = 4.0
TICK = 0.05


@dataclass
class Family:
    """Children, each leader of its own process group, so that stopping one also stops what it started."""

    members: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    def start(self, name: str, command: Sequence[str], env: Mapping[str, str]) -> None:
        """Start a child. A Ctrl-C in the terminal reaches only us: we stop the children ourselves, in peace."""
        self.members[name] = subprocess.Popen(  # noqa: S603  # our own commands, no shell
            list(command), env=dict(env), stdin=subprocess.DEVNULL, start_new_session=True
        )

    def first_dead(self) -> tuple[str, int] | None:
        """Return the name and exit code of a child that ended, or None when all are alive."""
        for name, child in self.members.items():
            code = child.poll()
            if code is not None:
                return name, code
        return None

    def stop(self, grace: float = GRACE) -> bool:
        """Ask all groups to end, kill what still lives after `grace` seconds. Returns True when none was killed."""
        for child in self.members.values():
            _signal_group(child, signal.SIGTERM)
        deadline = time.monotonic() + grace
        while time.monotonic() < deadline and any(_group_lives(child) for child in self.members.values()):
            time.sleep(TICK)
        stubborn = [child for child in self.members.values() if _group_lives(child)]
        for child in stubborn:
            _signal_group(child, signal.SIGKILL)
        for child in self.members.values():
            child.wait()
        return not stubborn


def free_port(host: str, wanted: int, tries: int = 100) -> int:
    """Return `wanted` or the first free port after it. Raises OSError when none of the next hundred is free."""
    for port in range(wanted, min(wanted + tries, 65_536)):
        if _is_free(host, port):
            return port
    raise OSError(f"No free port from {wanted} on.")


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _signal_group(child: "subprocess.Popen[bytes]", number: signal.Signals) -> None:
    try:
        os.killpg(child.pid, number)
    except ProcessLookupError:
        return  # the whole group is gone already: what we wanted


def _group_lives(child: "subprocess.Popen[bytes]") -> bool:
    child.poll()  # reaps the leader, so that a group of one ends here
    try:
        os.killpg(child.pid, 0)
    except ProcessLookupError:
        return False
    return True
