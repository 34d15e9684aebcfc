"""The launcher: says where it listens, notices a dead child, stops both."""

import io
import signal
import socket
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from frontoffice.management.commands import portal

pytestmark = pytest.mark.django_db

WEB = """
import http.server, sys
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/gezond/" else 404); self.end_headers()
    def log_message(self, *args): pass
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
"""
STOP_US = """
import os, signal, time
while not os.path.exists(os.environ["WELCOMED"]): time.sleep(0.05)
os.kill(os.getppid(), signal.{})
time.sleep(60)
"""


@pytest.fixture
def parts(monkeypatch, settings, tmp_path):
    """Replace the two children by small scripts; the real ones are tried by the journeys."""
    settings.DEMO = False
    welcome, welcomed = portal.Command._welcome, tmp_path / "welcomed"

    def note_welcome(command, address):
        welcome(command, address)
        welcomed.touch()

    monkeypatch.setenv("WELCOMED", str(welcomed))
    monkeypatch.setattr(portal.Command, "_welcome", note_welcome)
    monkeypatch.setattr(portal.connections, "close_all", lambda: None)
    monkeypatch.setattr(portal, "web_command", lambda host, port, workers: [sys.executable, "-c", WEB, str(port)])

    def worker(script):
        monkeypatch.setattr(portal, "worker_command", lambda: [sys.executable, "-c", script])

    return worker


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(port):
    out = io.StringIO()
    call_command("portal", port=port, stdout=out)
    return out.getvalue()


def listening(port):
    taken = socket.socket()
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    taken.bind(("127.0.0.1", port))
    taken.listen()
    return taken


@pytest.mark.parametrize("number", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_it_says_where_it_listens_and_stops_when_asked(parts, port, number):
    parts(STOP_US.format(number))
    before = signal.getsignal(getattr(signal, number))
    said = run(port)
    assert f"Het portaal draait op http://127.0.0.1:{port}/" in said
    assert said.rstrip().endswith("Het portaal is gestopt.")
    assert signal.getsignal(getattr(signal, number)) is before


def test_a_busy_port_is_said_and_another_is_taken(parts, port):
    parts(STOP_US.format("SIGTERM"))
    with listening(port):
        said = run(port)
    assert f"Poort {port} is bezet. Het portaal neemt poort " in said
    assert f"http://127.0.0.1:{port}/" not in said


def test_a_dead_worker_stops_everything_with_an_error(parts, port):
    parts("raise SystemExit(7)")
    with pytest.raises(CommandError, match=r"'worker' stopte onverwacht \(code 7\)"):
        run(port)
    listening(port).close()


def test_a_database_that_is_not_ready_is_said(parts, port):
    parts(STOP_US.format("SIGTERM"))
    MigrationRecorder(connection).record_unapplied("mailing", "0004_mail_headers")
    with pytest.raises(CommandError, match="Draai eerst: make demo"):
        run(port)


def test_the_real_commands_name_the_application_and_both_queues():
    web, worker = portal.web_command("127.0.0.1", 8000, 2), portal.worker_command()
    assert web[-1] == "steunpunt.wsgi:application"
    assert worker[worker.index("--queues") + 1] == "default,matching"
