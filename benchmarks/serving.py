"""Fifty uploads at once, round after round: how many are served, and does the server grow?

The floor is the memory after the first round, when every part of it has been used. Linux only: memory is read
from /proc.
"""

import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep

import httpx
from tabulate import tabulate

FILE = Path(__file__).parents[1] / "examples" / "office" / "01-word.docx"
PORT, UPLOADS, ROUNDS = 8795, 50, 5


def memory(process: int) -> int:
    """Resident memory in MB."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) // 1024


def address(server: subprocess.Popen[str]) -> str:
    """What the server says it listens at."""
    assert server.stdout
    return server.stdout.readline().split("：")[1].split()[0]


def main() -> None:
    command = [sys.executable, "-m", "perfcheck", "serve", "--no-browser", "--port", str(PORT)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        limits = httpx.Limits(max_connections=UPLOADS)
        with httpx.Client(base_url=address(server), timeout=120, limits=limits) as client:
            content = FILE.read_bytes()

            def upload(_: int) -> int:
                files = {"files": (FILE.name, content)}
                return client.post("/v1/check", files=files).status_code

            rows = []
            for number in range(1, ROUNDS + 1):
                began = monotonic()
                with ThreadPoolExecutor(UPLOADS) as threads:
                    answers = Counter(threads.map(upload, range(UPLOADS)))
                took = monotonic() - began
                sleep(0.2)  # what is forgotten after an answer
                rows.append([number, answers[200], answers[503], took, memory(server.pid)])
        server.terminate()
    headers = ["round", "served", "503", "seconds", "MB"]
    print(f"{UPLOADS} uploads at once of {len(content) // 1024} kB\n")
    print(tabulate(rows, headers, floatfmt=".1f"))
    print(f"\ngrown since the first round: {rows[-1][-1] - rows[0][-1]} MB")


if __name__ == "__main__":
    main()
