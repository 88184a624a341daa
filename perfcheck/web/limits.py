"""What the server takes, and how much of it."""

from perfcheck.documents.limits import MB

ROUTINE = 1 * MB  # bytes of a request that brings no files
DIRECT = 50 * MB  # of files whose answer is waited for
LARGE = 500 * MB  # of files for a job
FILES = 500  # in one request
LARGE_PATH = "/v1/jobs"
DIRECT_PATHS = ("/v1/check", "/v1/extract")

RUNNING = 4  # jobs at a time
WAITING = 16  # more of them; whoever comes then is sent away
CONNECTIONS = 200
RETRY = 5  # seconds after which to come again

KEPT = 3600  # seconds that a result is kept after its last use
KEPT_FILES = 1000  # whose results are kept

PATIENCE = 30  # seconds for the head of a request, and for a body without further right
RATE = 100_000  # bytes a second that win a body more time


def largest(path: str) -> int:
    """How many bytes the body of a request to that path may have."""
    if path == LARGE_PATH:
        return LARGE
    return DIRECT if path in DIRECT_PATHS else ROUTINE
