"""Run the portal on one machine: the web server and the worker together."""

import os
import signal
import sys
import threading
import urllib.error
import urllib.request
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from core.processes import Family, free_port

QUEUES = "default,matching"
ROOT_WARNING = "ignore:You're running the worker"  # said once per start to who runs a demonstration as root
START_SECONDS = 60
LOOK_EVERY = 0.25


class Command(BaseCommand):
    help = "Start het portaal: webserver en achtergrondwerk samen. Ctrl-C stopt alles."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask where to listen."""
        parser.add_argument("--host", default="127.0.0.1", help="netwerkadres (standaard 127.0.0.1)")
        parser.add_argument("--port", type=int, default=settings.PORT, help="poort")
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="webprocessen")

    def handle(self, **options: Any) -> None:
        """Start both, wait until one dies or somebody stops us, then stop both."""
        self._require_database()
        host, port = options["host"], self._port(options["host"], options["port"])
        address = f"http://{host}:{port}"
        env = {"PUBLIC_URL": address, **os.environ, "PYTHONUNBUFFERED": "1"}
        family, dead = Family(), None
        with stop_signals() as stopping:
            try:
                family.start("web", web_command(host, port, options["workers"]), env)
                family.start("worker", worker_command(), env)
                if self._answers(f"{address}/gezond/", family, stopping):
                    self._welcome(address)
                while not stopping.wait(LOOK_EVERY) and dead is None:
                    dead = family.first_dead()
            finally:
                clean = family.stop()
        if dead:
            raise CommandError(f"Het onderdeel '{dead[0]}' stopte onverwacht (code {dead[1]}). Alles is nu gestopt.")
        self.stdout.write("Het portaal is gestopt." if clean else "Het portaal is gestopt; een taak is afgebroken.")

    def _welcome(self, address: str) -> None:
        if settings.DEMO:
            from frontoffice.demo import personas

            self.stdout.write(personas.sheet(address))
        self.stdout.write(self.style.SUCCESS(f"Het portaal draait op {address}/  (Ctrl-C om te stoppen)"))
        self.stdout.flush()

    def _require_database(self) -> None:
        executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError("De databank is nog niet klaar. Draai eerst: make demo (of: manage.py migrate).")
        call_command("createcachetable", verbosity=0)
        connections.close_all()

    def _port(self, host: str, wanted: int) -> int:
        try:
            port = free_port(host, wanted)
        except OSError as error:
            raise CommandError(
                f"Geen vrije poort gevonden vanaf {wanted} op {host}. Kies er een met --port."
            ) from error
        if port != wanted:
            self.stdout.write(f"Poort {wanted} is bezet. Het portaal neemt poort {port}.")
        return port

    def _answers(self, url: str, family: Family, stopping: threading.Event) -> bool:
        """Wait until the web server answers; False when something died or somebody stopped us meanwhile."""
        for _try in range(int(START_SECONDS / LOOK_EVERY)):
            if stopping.wait(LOOK_EVERY) or family.first_dead():
                return False
            try:
                with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310  # our own http address
                    return bool(answer.status == 200)
            except (urllib.error.URLError, OSError):
                continue
        raise CommandError(f"De webserver antwoordt niet binnen {START_SECONDS} seconden op {url}.")


@contextmanager
def stop_signals() -> Iterator[threading.Event]:
    """Give an event that is set when somebody stops us (Ctrl-C, kill, a closed terminal)."""
    stopping = threading.Event()
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, lambda _number, _frame: stopping.set()) for number in numbers}
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def web_command(host: str, port: int, workers: int) -> list[str]:
    """Return how the web server is started: a process per core, two threads each (docs/adr)."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", "2", "--no-ws", "--log-level", "warning"),
        *("--workers-kill-timeout", "2", "steunpunt.wsgi:application"),
    ]


def worker_command() -> list[str]:
    """Return how the one worker is started that also keeps the clock."""
    return [
        *(sys.executable, "-W", ROOT_WARNING, "-m", "celery", "--quiet", "-A", "steunpunt"),
        *("worker", "--pool", "solo", "--beat"),
        *("--queues", QUEUES, "--loglevel", "warning"),
        *("--without-gossip", "--without-mingle", "--without-heartbeat"),
    ]
