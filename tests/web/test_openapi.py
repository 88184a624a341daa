"""The API is what its description says: no request that follows it, or breaks it, is a server error."""

from typing import Any

import pytest

pytest.importorskip("schemathesis", reason="schemathesis tries what the API says")

from httpx import Client
from hypothesis import HealthCheck, given, seed, settings
from schemathesis import BaseSchema, Case, openapi
from schemathesis.specs.openapi.checks import positive_data_acceptance

from perfcheck.web.app import create_app
from perfcheck.web.openapi import report_schema
from tests.web.sent import flawed, job

# What the API can do: the description is the same without a server.
OPERATIONS = [
    (method, path)
    for path, operations in create_app().openapi()["paths"].items()
    for method in operations
]


@pytest.fixture(scope="module")
def api(client: Client) -> BaseSchema:
    return openapi.from_url(f"{client.base_url}/openapi.json")


def test_the_description_is_valid(api: BaseSchema) -> None:
    api.validate()


def test_it_describes_the_report_as_the_documentation_does(client: Client) -> None:
    described = client.get("/openapi.json").json()["components"]["schemas"]["Report"]
    assert described == report_schema()
    assert described["$defs"]["finding"]["required"]


@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=lambda part: part)
def test_no_request_breaks_the_server(
    api: BaseSchema, client: Client, method: str, path: str
) -> None:
    operation = api[path][method.upper()]
    finished = job(client, flawed()).rpartition("/")[2]

    @seed(1)
    @settings(max_examples=30, suppress_health_check=list(HealthCheck), deadline=None)
    @given(operation.as_strategy())
    def answered(case: Case[Any]) -> None:
        if method != "delete" and "id" in case.path_parameters:
            case.path_parameters["id"] = finished
        # Any bytes are a file to send; that no table is in them is no fault of the description.
        case.call_and_validate(
            excluded_checks=[positive_data_acceptance] if path == "/v1/extract" else []
        )

    answered()
