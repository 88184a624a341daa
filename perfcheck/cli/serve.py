"""``perfcheck serve``"""

from __future__ import annotations

from typing import TYPE_CHECKING

from perfcheck.cli.options import say
from perfcheck.paths import UsageError

if TYPE_CHECKING:
    import argparse

    from perfcheck.cli.parser import Parser
    from perfcheck.messages import Message

HOST, PORT = "127.0.0.1", 8710


def arguments(parser: Parser) -> None:
    parser.description = parser.told(
        "在浏览器里检查：放入文件、看标出的单元格、试改、下载。只在本机运行，文件不离开这台电脑。",
        "Check in the browser: drop files, look at the marked cells, try other values, download. It runs"
        " on this machine alone, and files do not leave it.",
    )
    parser.add_argument(
        "--host",
        default=HOST,
        help=parser.told(
            f"监听的地址（默认 {HOST}，只有本机能用）",
            f"address to listen at (default: {HOST}, for this machine alone)",
        ),
    )
    parser.add_argument(
        "--port",
        type=int,
        default=PORT,
        help=parser.told(f"端口（默认 {PORT}）", f"port (default: {PORT})"),
    )
    parser.add_argument(
        "--token",
        help=parser.told(
            "口令；监听本机以外的地址时必须给",
            "password; a must for any other address than this machine's",
        ),
    )
    parser.add_argument(
        "--no-browser",
        action="store_true",
        help=parser.told("不打开浏览器", "do not open the browser"),
    )
    parser.add_argument(
        "--config",
        metavar="FILE",
        help=parser.told("口径文件；不给则用默认口径", "policy file; without it the defaults"),
    )


def run(arguments: argparse.Namespace) -> int:
    from perfcheck.config import load_config
    from perfcheck.rules import Settings

    try:
        from perfcheck.web.serve import serve
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("perfcheck"):
            raise
        raise UsageError(
            f"没有安装网页部分（缺 {error.name}）：pip install 'perfcheck[web]'",
            f"the page is not installed ({error.name} is missing): pip install 'perfcheck[web]'",
        ) from None

    def tell(told: Message) -> None:
        say(told.in_(arguments.lang))

    if not 0 <= arguments.port < 65536:
        raise UsageError(f"没有端口 {arguments.port}", f"no port {arguments.port}")
    serve(
        load_config(arguments.config) if arguments.config else Settings(),
        host=arguments.host,
        port=arguments.port,
        token=arguments.token,
        browser=not arguments.no_browser,
        tell=tell,
        lang=arguments.lang,
    )
    return 0
