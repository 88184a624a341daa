"""``perfcheck serve``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfcheck.cli.options import say
from perfcheck.paths import UsageError

if TYPE_CHECKING:
    import argparse

HOST, PORT = "127.0.0.1", 8710


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "在浏览器里检查：放入文件、看标出的单元格、试改、下载。只在本机运行，文件不离开这台电脑。"
    )
    parser.add_argument("--host", default=HOST, help=f"监听的地址（默认 {HOST}，只有本机能用）")
    parser.add_argument("--port", type=int, default=PORT, help=f"端口（默认 {PORT}）")
    parser.add_argument("--token", help="口令；监听本机以外的地址时必须给")
    parser.add_argument("--no-browser", action="store_true", help="不打开浏览器")
    parser.add_argument("--config", metavar="FILE", help="口径文件；不给则用默认口径")


def run(arguments: argparse.Namespace) -> int:
    from perfcheck.config import load_config
    from perfcheck.rules import Settings

    try:
        from perfcheck.web.serve import serve
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("perfcheck"):
            raise
        raise UsageError(
            f"没有安装网页部分（缺 {error.name}）：pip install 'perfcheck[web]'"
        ) from None

    if not 0 <= arguments.port < 65536:
        raise UsageError(f"没有端口 {arguments.port}")
    serve(
        load_config(arguments.config) if arguments.config else Settings(),
        host=arguments.host,
        port=arguments.port,
        token=arguments.token,
        browser=not arguments.no_browser,
        say=say,
    )
    return 0
