"""Run the suite on PostgreSQL and Redis: running servers when they answer, else private ones in a temporary folder."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

import psycopg
import redis

POSTGRES_BIN = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def say(sentence):
    print(f"→ {sentence}", flush=True)


def answers(url):
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.Error:
        return False
    return True


def free_port():
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return sock.getsockname()[1]


def as_plain_user(folder):
    """PostgreSQL refuses to run as root: give the folder to `postgres` or `nobody` and return the prefix."""
    if os.getuid() != 0:
        return []
    names = {entry.pw_name for entry in pwd.getpwall()}
    user = "postgres" if "postgres" in names else "nobody"
    shutil.chown(folder, user)
    return ["runuser", "-u", user, "--"]


def private_postgres(stack):
    if not POSTGRES_BIN:
        sys.exit("PostgreSQL ontbreekt. Installeer het met: apt-get install postgresql")
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="steunpunt-pg-")))
    folder.chmod(0o755)
    prefix, binaries, port = as_plain_user(folder), POSTGRES_BIN[-1], free_port()
    data = folder / "data"
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder}
    subprocess.run([*prefix, binaries / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8"], **quiet)
    options = f"-k {folder} -p {port} -c listen_addresses=127.0.0.1 -c fsync=off"
    subprocess.run(
        [*prefix, binaries / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start"], **quiet
    )
    stack.callback(subprocess.run, [*prefix, binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **quiet)
    return f"postgres://postgres@127.0.0.1:{port}/postgres"


def private_redis(stack):
    if not shutil.which("redis-server"):
        sys.exit("Redis ontbreekt. Installeer het met: apt-get install redis-server")
    port = free_port()
    server = subprocess.Popen(
        ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
        stdout=subprocess.DEVNULL,
    )
    stack.callback(server.wait)
    stack.callback(server.terminate)
    for _attempt in range(50):
        try:
            redis.Redis(port=port).ping()
        except redis.ConnectionError:
            time.sleep(0.1)
        else:
            return f"redis://127.0.0.1:{port}/0"
    sys.exit("Redis start niet op.")


def main():
    with ExitStack() as stack:
        database = os.environ.get("DATABASE_URL", "postgres://postgres@127.0.0.1:5432/postgres")
        if not answers(database):
            say("Geen PostgreSQL gevonden: een eigen server starten in een tijdelijke map")
            database = private_postgres(stack)
        broker = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/9")
        try:
            redis.Redis.from_url(broker).ping()
        except redis.ConnectionError:
            say("Geen Redis gevonden: een eigen server starten")
            broker = private_redis(stack)
        say("Tests op PostgreSQL en Redis")
        environment = {**os.environ, "DATABASE_URL": database, "REDIS_URL": broker}
        if not sys.argv[1:]:
            environment["ONLY_WITH_DATABASE"] = "1"
        command = [sys.executable, "-m", "pytest", *sys.argv[1:]]
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
