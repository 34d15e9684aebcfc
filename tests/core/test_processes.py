"""Children that live and die together."""

import os
import signal
import socket
import sys
import time

import pytest

from core.processes import Family, free_port

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('klaar', flush=True); time.sleep(60)",
]
WITH_CHILD = [
    sys.executable,
    "-c",
    (
        "import subprocess, sys, time; p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
        "open(sys.argv[1], 'w').write(str(p.pid)); time.sleep(60)"
    ),
]


@pytest.fixture
def family():
    made = Family()
    yield made
    made.stop(grace=0)


def wait_until(condition):
    for _tick in range(400):
        if condition():
            return
        time.sleep(0.05)
    pytest.fail("it did not happen")


def lives(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as stat:
        return stat.read().split(")")[1].split()[0] != "Z"


def test_a_dead_child_is_noticed_with_its_code(family):
    family.start("lang", SLEEP, os.environ)
    family.start("kort", [sys.executable, "-c", "raise SystemExit(3)"], os.environ)
    wait_until(lambda: family.first_dead() is not None)
    assert family.first_dead() == ("kort", 3)


def test_stopping_ends_children_and_grandchildren(family, tmp_path):
    note = tmp_path / "pid"
    family.start("ouder", [*WITH_CHILD, str(note)], os.environ)
    wait_until(lambda: note.exists() and note.read_text())
    grandchild = int(note.read_text())
    assert lives(grandchild)
    assert family.stop() is True
    assert not lives(grandchild)
    assert family.first_dead() == ("ouder", -signal.SIGTERM)


def test_a_deaf_child_is_killed_after_the_grace(family, capfd):
    family.start("doof", DEAF, os.environ)
    wait_until(lambda: "klaar" in capfd.readouterr().out)
    assert family.stop(grace=0.2) is False
    assert family.first_dead() == ("doof", -signal.SIGKILL)


def test_stopping_twice_is_harmless(family):
    family.start("lang", SLEEP, os.environ)
    assert family.stop() is True
    assert family.stop() is True


def test_children_get_their_own_surroundings(family, capfd):
    family.start("zegt", [sys.executable, "-c", "import os; print(os.environ['WOORD'], flush=True)"], {"WOORD": "dag"})
    wait_until(lambda: family.first_dead() == ("zegt", 0))
    assert "dag" in capfd.readouterr().out


def test_a_busy_port_gives_the_next():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        busy = taken.getsockname()[1]
        found = free_port("127.0.0.1", busy)
        assert busy < found <= busy + 100
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", found))


def test_no_free_port_is_an_error():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match="No free port"):
            free_port("127.0.0.1", taken.getsockname()[1], tries=1)
