"""What the API says of itself: OpenAPI 3.1, with the schema of the report that ``docs/`` describes."""

import json
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from perfcheck import __version__
from perfcheck.reports import all_formats

SCHEMA = "report.schema.json"  # packed beside this module; in a checkout it lies in docs/
ALWAYS = (401, 403, 421, 422)  # what any question may be answered with
TITLE = "perfcheck"
ABOUT = (
    "绩效目标表检查。只在本机运行，文件不离开这台电脑；错误答复是 application/problem+json，"
    "`detail` 中文、`detail_en` 英文。(Checks budget performance-target tables on this machine.)"
)

Json = dict[str, Any]

FILES_BODY: Json = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["files"],
                    "properties": {
                        "files": {
                            "description": "一个或几个文件，字段名重复 (repeated)",
                            "type": "array",
                            "minItems": 1,
                            "items": {"type": "string", "format": "binary"},
                        }
                    },
                }
            }
        },
    }
}

PROBLEM: Json = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "detail_en"],
    "properties": {
        "type": {"const": "about:blank"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "一行中文"},
        "detail_en": {"type": "string"},
        "errors": {"type": "array", "items": {"type": "object"}},
    },
}
JOB: Json = {
    "type": "object",
    "required": ["id", "state", "files", "done", "current"],
    "properties": {
        "id": {"type": "string"},
        "state": {"enum": ["receiving", "waiting", "running", "done", "failed"]},
        "files": {"type": "integer", "minimum": 0},
        "done": {"type": "integer", "minimum": 0},
        "current": {"type": ["string", "null"], "description": "正在检查的文件"},
    },
}


def answers(schema: str | None, *problems: int, status: int = 200) -> dict[int | str, Json]:
    """The ``responses`` of a route: the good one, and the problems that it may tell."""
    good: Json = {"description": HTTPStatus(status).phrase}
    if schema == "File":
        good["content"] = {"*/*": {"schema": {"description": "文件 (a file)"}}}
    elif schema:
        good["content"] = {"application/json": {"schema": _ref(schema)}}
    told: dict[int | str, Json] = {status: good}
    for one in sorted({*problems, *ALWAYS}):
        content = {"application/problem+json": {"schema": _ref("Problem")}}
        told[one] = {"description": HTTPStatus(one).phrase, "content": content}
    return told


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


@cache
def report_schema() -> Json:
    """The JSON schema of a report, as a component of this description."""
    packed = Path(__file__).with_name(SCHEMA)
    path = packed if packed.exists() else Path(__file__).parents[2] / "docs" / SCHEMA
    text = path.read_text("utf-8")
    found: Json = json.loads(text.replace('"#/$defs/', '"#/components/schemas/Report/$defs/'))
    return found


def describe(app: FastAPI) -> Json:
    """The description of the application, made once and kept."""
    if app.openapi_schema is None:
        described = get_openapi(
            title=TITLE, version=__version__, description=ABOUT, routes=app.routes
        )
        schemas = described["components"]["schemas"]
        schemas |= {
            "Report": report_schema(),
            "Record": {"type": "object"},
            "Records": {"type": "array", "items": {"type": "object"}},
            "Problem": PROBLEM,
            "Job": JOB,
        }
        for path in described["paths"].values():
            for operation in path.values():
                for parameter in operation.get("parameters", ()):
                    if parameter["name"] == "format":
                        parameter["schema"]["enum"] = list(all_formats())
        app.openapi_schema = described
    return app.openapi_schema
