"""The command line. Each verb gathers its arguments, calls the library, and prints."""

from __future__ import annotations

import argparse
import os
import sys
from typing import IO, TYPE_CHECKING, Any, NoReturn

from perfcheck import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from perfcheck.rules import Settings

# The verbs import what they need when they run: `--version` and `parse` start fast.

USAGE_ERROR = 2
INTERRUPTED = 130
SEVERITIES = ("error", "warning", "info")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit status (0 fine, 1 findings, 2 not checked or misuse)."""
    _soften(sys.stdout)
    _soften(sys.stderr)
    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except UsageError as error:
        print(f"perfcheck: {error}", file=sys.stderr)
        return USAGE_ERROR
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


class UsageError(Exception):
    """Something on the command line that cannot be done, in one line."""


def _soften(stream: IO[str]) -> None:
    """A character that the console's encoding lacks is shown as ?, not as a traceback."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="replace")


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}\n{self.format_usage().strip()}", file=sys.stderr)
        raise SystemExit(USAGE_ERROR)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="perfcheck", description="绩效目标表检查：检查指标值、层级、成本与预算")
    parser.add_argument("--version", action="version", version=f"perfcheck {__version__}")
    verbs = parser.add_subparsers(metavar="命令", required=True, parser_class=Parser)

    check = verbs.add_parser("check", help="检查文件或目录，列出问题")
    check.add_argument("paths", nargs="+", metavar="PATH")
    check.add_argument("--format", default="text", help="text（默认）、json、jsonl")
    check.add_argument(
        "-o",
        "--output",
        action="append",
        default=[],
        metavar="FILE|FORMAT=FILE",
        help="写到文件，可多次",
    )
    _choice(check)
    check.add_argument(
        "--fail-on", choices=SEVERITIES, default="error", help="从哪一级起退出码为 1（默认 error）"
    )
    check.add_argument("-v", "--verbose", action="store_true", help="列出提示和依据")
    _lang(check)
    check.set_defaults(run=_check)

    annotate = verbs.add_parser(
        "annotate",
        help="在文件的副本里给每处问题加批注",
        description="检查一个文件，写出它的副本，每处问题所在的单元格都有批注。"
        "Word、Excel、PDF 的副本是原格式，别的格式写成 .xlsx。副本里以前由本程序加的批注会换成新的，别人的批注不动。",
    )
    annotate.add_argument("path", metavar="FILE")
    annotate.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="COPY",
        help="副本写到哪里；已有的文件会被替换，但不会覆盖原文件",
    )
    _choice(annotate)
    _lang(annotate)
    annotate.set_defaults(run=_annotate)

    extract = verbs.add_parser("extract", help="列出每一行指标、每一张表或部门数字")
    extract.add_argument("paths", nargs="+", metavar="PATH")
    extract.add_argument("--format", choices=("table", "jsonl", "csv"), default="table")
    what = extract.add_mutually_exclusive_group()
    what.add_argument(
        "--tables", action="store_true", help="每张表一条：项目、预算、支出计划、目标"
    )
    what.add_argument("--documents", action="store_true", help="每份文件一条：正文里的部门数字")
    extract.add_argument("-o", "--output", metavar="FILE")
    extract.set_defaults(run=_extract)

    parse = verbs.add_parser("parse", help="只解析指标值；- 从标准输入每行读一个")
    parse.add_argument("values", nargs="+", metavar="VALUE")
    parse.add_argument("--format", choices=("text", "jsonl"), default="text")
    _lang(parse)
    parse.set_defaults(run=_parse)

    rules = verbs.add_parser("rules", help="规则目录；给出编号或名称则解释一条")
    rules.add_argument("rule", nargs="?", metavar="CODE|name")
    rules.add_argument("--format", choices=("text", "json"), default="text")
    _lang(rules)
    rules.set_defaults(run=_rules)
    return parser


def _choice(parser: argparse.ArgumentParser) -> None:
    for name, text in (
        ("--select", "只查这些规则（编号、编号开头或名称）"),
        ("--ignore", "不查这些规则"),
    ):
        parser.add_argument(name, action="append", default=[], metavar="CODE", help=text)


def _lang(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="报告的语言（默认 zh）")


def _check(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from perfcheck.api import check_paths
    from perfcheck.progress import Progress
    from perfcheck.reports import View, all_formats

    formats = all_formats()
    if arguments.format not in formats:
        raise UsageError(f"没有格式 {arguments.format}；可用：{'、'.join(formats)}")
    settings = _settings(arguments)
    outputs = [_output(text, arguments.format, formats) for text in arguments.output]
    paths = [Path(path) for path in arguments.paths]
    with Progress(paths) as progress:
        report = check_paths(paths, settings=settings, progress=progress.step)
    view = View(arguments.lang, arguments.verbose, _colour() and not outputs)
    for name, path in outputs:
        _write(path, formats[name].render(report, View(arguments.lang, arguments.verbose)))
    if not outputs:
        sys.stdout.write(formats[arguments.format].render(report, view))
    return report.exit_code(settings.fail_on)


def _settings(arguments: argparse.Namespace) -> Settings:
    """The rules that were chosen, each known, and where failure begins."""
    from perfcheck.rules import Settings, Severity, all_rules

    select, ignore = _codes(arguments.select), _codes(arguments.ignore)
    for pattern in (*select, *ignore):
        if not any(Settings(select=(pattern,)).runs(rule.code, rule.name) for rule in all_rules()):
            raise UsageError(f"没有规则 {pattern}；perfcheck rules 列出全部")
    return Settings(select, ignore, Severity(getattr(arguments, "fail_on", Severity.ERROR)))


def _codes(options: Iterable[str]) -> tuple[str, ...]:
    return tuple(code.strip() for option in options for code in option.split(",") if code.strip())


def _output(text: str, default: str, formats: dict[str, Any]) -> tuple[str, Path]:
    """``json=report.json``, or a file in the format of ``--format``."""
    from pathlib import Path

    name, equals, path = text.partition("=")
    return (name, Path(path)) if equals and name in formats else (default, Path(text))


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}：无法写入（{error.strerror}）") from None


def _colour() -> bool:
    return (
        sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    )


def _annotate(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from perfcheck.api import check
    from perfcheck.copies import CopyError, annotate, guard, save, suffix_of
    from perfcheck.documents import ReadError, read_content

    settings = _settings(arguments)
    source, target = Path(arguments.path), Path(arguments.output)
    try:
        content = read_content(source)
        guard(source, target)
        report = check(content, name=str(source), settings=settings)
        if report.not_checked:
            raise UsageError(f"{source}：{report.findings[0].message.zh}；没有写副本")
        if target.suffix.lower() != suffix_of(content):
            raise UsageError(f"{target}：这个文件的副本要以 {suffix_of(content)} 结尾")
        copy = annotate(content, str(source), report, arguments.lang)
        save(copy.content, source, target)
    except ReadError as error:
        raise UsageError(f"{source}：{error.message}；没有写副本") from None
    except CopyError as error:
        raise UsageError(f"{error.message}；没有写副本") from None
    print(copy.told(target, arguments.lang))
    return report.exit_code(settings.fail_on)


def _extract(arguments: argparse.Namespace) -> int:
    from pathlib import Path

    from perfcheck.api import extract, files
    from perfcheck.documents import ReadError
    from perfcheck.reports.extraction import render_records
    from perfcheck.reports.records import document_record, indicator_records, table_records

    records: list[dict[str, Any]] = []
    status = 0
    for path, named in files(map(Path, arguments.paths)):
        try:
            one = extract(path)
        except ReadError as error:
            print(f"perfcheck: {path}：{error.message}，未读取", file=sys.stderr)
            status = USAGE_ERROR
            continue
        if not one.tables:
            print(f"perfcheck: {path}：没有找到绩效目标表", file=sys.stderr)
            status = USAGE_ERROR if named else status
        if arguments.documents:
            records.append(document_record(one))
        else:
            records += table_records(one) if arguments.tables else indicator_records(one)
    text = render_records(records, arguments.format)
    if arguments.output:
        _write(Path(arguments.output), text)
    else:
        sys.stdout.write(text)
    return status


def _parse(arguments: argparse.Namespace) -> int:
    from perfcheck.values import parse_value

    for value in _values(arguments.values):
        constraint = parse_value(value)
        if arguments.format == "jsonl":
            import json

            from perfcheck.values import to_record

            print(json.dumps(to_record(constraint), ensure_ascii=False))
        else:
            from perfcheck.values.explain import explain

            print(explain(constraint, arguments.lang))
    return 0


def _values(arguments: list[str]) -> Iterator[str]:
    if arguments != ["-"]:
        yield from arguments
        return
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", errors="replace").removesuffix("\n")


def _rules(arguments: argparse.Namespace) -> int:
    from perfcheck.reports.catalogue import explain_rule, list_rules, rule_records
    from perfcheck.rules import all_rules, find_rule

    chosen = all_rules()
    if arguments.rule:
        rule = find_rule(arguments.rule)
        if rule is None:
            raise UsageError(f"没有规则 {arguments.rule}；perfcheck rules 列出全部")
        chosen = (rule,)
    if arguments.format == "json":
        import json

        print(json.dumps(rule_records(chosen), ensure_ascii=False, indent=2))
    elif arguments.rule:
        print(explain_rule(chosen[0], arguments.lang), end="")
    else:
        print(list_rules(chosen, arguments.lang), end="")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
