"""What the tests of the page and the API share: a server that really listens, and its client."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep

import pytest

pytest.importorskip("fastapi", reason="the page needs perfcheck[web]")

from fastapi import FastAPI
from httpx import Client

from perfcheck.web.app import create_app
from perfcheck.web.serve import listen, server


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The address of a server that runs in a thread."""
    socket = listen("127.0.0.1", 0)
    running = server(app)
    thread = threading.Thread(target=running.run, kwargs={"sockets": [socket]})
    thread.start()
    deadline = monotonic() + 20
    while not running.started and thread.is_alive() and monotonic() < deadline:
        sleep(0.01)
    try:
        yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    finally:
        running.should_exit = True
        thread.join(20)
        assert not thread.is_alive()


@contextmanager
def asking(app: FastAPI) -> Iterator[Client]:
    """A client of the application's server."""
    with serving(app) as address, Client(base_url=address, timeout=60) as client:
        yield client


@pytest.fixture(scope="package")
def client() -> Iterator[Client]:
    with asking(create_app()) as one:
        yield one
