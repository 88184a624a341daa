"""The application: routes, errors, and the gate before them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.staticfiles import StaticFiles

from perfcheck.rules import Settings
from perfcheck.web import comparisons, copies, direct, pages, queued
from perfcheck.web.jobs import Jobs
from perfcheck.web.openapi import describe
from perfcheck.web.problems import told
from perfcheck.web.security import LOOPBACK, Gate, Guard

STATIC = Path(__file__).parent / "static"
# FastAPI can report what it serves to a collector that the environment names. Nothing leaves this machine.
NOTHING_TOLD: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
TIDYING = 60  # seconds between looks for results that are out of date


class App(FastAPI):
    """FastAPI, but for its description of itself."""

    def openapi(self) -> dict[str, Any]:
        return describe(self)


def create_app(settings: Settings | None = None, gate: Gate | None = None) -> FastAPI:
    """The page and the API, which check by these settings and let in whom the gate does."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        jobs = Jobs(settings or Settings())
        app.state.jobs = jobs
        tidying = asyncio.create_task(_tidy(jobs))
        try:
            yield
        finally:
            tidying.cancel()
            jobs.close()

    gate = gate or Gate()
    app = App(docs_url=None, redoc_url=None, lifespan=lifespan, telemetry=NOTHING_TOLD)
    app.state.is_local = gate.host in LOOPBACK
    for error in (HTTPException, RequestValidationError, ClientDisconnect, Exception):
        app.add_exception_handler(error, told)
    for module in (direct, queued, copies, comparisons, pages):
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=STATIC))
    app.add_middleware(Guard, gate=gate)
    return app


async def _tidy(jobs: Jobs) -> None:
    while True:
        await asyncio.sleep(TIDYING)
        jobs.tidy()
