"""Run the journeys in a real browser, or say how to get one."""

import shutil
import subprocess
import sys


def main():
    if not (shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")):
        print("Chromium ontbreekt, dus de tests in een echte browser lopen niet.")
        print("Installeer het met: apt-get install chromium")
        return 1
    print("→ Tests in een echte browser", flush=True)
    command = [sys.executable, "-m", "pytest", "-m", "browser", "-p", "no:randomly", *sys.argv[1:]]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
