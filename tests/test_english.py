"""``--lang en``: everything that perfcheck says is said in English.

Chinese may stand in what is quoted (“满意度”, 《…》), in numbers with their units (30万元), in the numbers of
laws, and in the documents' own words. `foreign` finds the rest. Three tests go about it from different
sides: what is written in the source, what rules and readers say, and what the command prints.
"""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from perfcheck.api import check, joined
from perfcheck.comparing import compare
from perfcheck.comparing.changes import Field
from perfcheck.messages import in_english_marks
from perfcheck.reports import View, all_formats
from perfcheck.reports.words import WORDS
from perfcheck.rules import Report, Rule, Settings, all_rules, find_rule
from perfcheck.rules.english import in_english
from perfcheck.tables import Column
from perfcheck.values.diagnostics import MESSAGES
from tests.cli import CLEAN, FLAWED, run
from tests.conftest import EXAMPLES, ROOT
from tests.english import foreign, texts_of, words_of

# The form of a target table: where a report draws the table, its headings are the form's own.
FORM = {
    *Column, "项目编码", "预算数", "财政资金", "其他资金", "其他来源", "年初预算数", "全年预算数",
    "全年执行数", "资金用途", *(f"{month}月底支出" for month in (3, 6, 10, 12)),
}  # fmt: skip

RULES = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)

# What is written in the source

# Where the English stands among the arguments; ``en=`` and ``message_en=`` are looked at everywhere.
SECOND = {
    *("Message", "Trouble", "UsageError", "ConfigError", "Wrong", "CompareError", "CopyError"),
    *("Refused", "NotChecked", "told", "then", "Hit"),
}
THIRD = {"ReadError", "Remark", "Problem"}


def literal(node: ast.expr) -> str:
    """The text of a string; what an f-string fills in is a blank."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            literal(part) if isinstance(part, ast.Constant) else " " for part in node.values
        )
    if isinstance(node, ast.BinOp):
        return literal(node.left) + literal(node.right)
    return ""


def english_of(source: str) -> Iterator[str]:
    """The English that a module's calls say, as far as it is written out there."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        at = 1 if name in SECOND else 2 if name in THIRD else None
        yield from (literal(one) for one in (node.args[at : at + 1] if at else []))
        yield from (literal(one.value) for one in node.keywords if one.arg in ("en", "message_en"))


@pytest.mark.parametrize(
    "path", sorted((ROOT / "perfcheck").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT))
)
def test_the_english_of_the_source(path: Path) -> None:
    said = list(english_of(path.read_text("utf-8")))
    assert [one for text in said for one in foreign(in_english_marks(text))] == []


def test_the_source_is_looked_at_in_every_way_to_say_something() -> None:
    source = (
        "Message('一', '二')\nerror.told.then('一', f'二{x}')\nReadError('slug', '一', '二')\n"
        "Hit(zh='一', en='good' + '二')\nconfig.ConfigError('一', 'good “三”')\n"
    )
    said = [foreign(text) for text in english_of(source)]
    assert said == [["二"], ["二"], ["二"], ["good二"], []]


@pytest.mark.parametrize("words", [WORDS, MESSAGES], ids=["reports", "values"])
def test_the_english_of_the_catalogues(words: dict[str, tuple[str, str]]) -> None:
    assert {key: found for key, (_, en) in words.items() if (found := foreign(en))} == {}


def test_every_rule_is_explained_in_english_and_nothing_else_is() -> None:
    assert set(in_english()) == {rule.name for rule in all_rules()}


@RULES
def test_the_catalogue_is_in_english(rule: Rule) -> None:
    assert foreign(f"{rule.title_en}\n{rule.explanation_in('en')}") == []
    assert rule.explanation_in("en") != rule.explanation


# What rules and readers say


@RULES
def test_the_findings_of_a_rules_examples_are_in_english(rule: Rule) -> None:
    for example in rule.examples:
        report = check(example.text.encode(), name="table.txt", settings=Settings())
        messages = [one.message for one in report.findings]
        messages += [one.reason for one in report.unchecked]
        assert [one for message in messages for one in foreign(message.en)] == []


@pytest.fixture(scope="module")
def report() -> Report:
    """Documents of every kind: tables, scales, self-evaluations, sums in prose, what cannot be read."""
    some = ("PC566", "PC703", "PC801", "PC906", "PC812", "PC318", "PC608")
    rules = [rule for code in some if (rule := find_rule(code))]
    examples = {rule.code: rule.examples[0].text for rule in rules}
    reports = [check(path) for path in sorted((EXAMPLES / "tables").iterdir())]
    reports += [check(text.encode(), name=f"{code}.txt") for code, text in examples.items()]
    reports += [check(b"", name="empty.txt"), check(b"PK\x03\x04", name="damaged.docx")]
    return joined(reports)


@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("name", all_formats())
def test_every_format_is_in_english(report: Report, name: str, verbose: bool) -> None:
    content = all_formats()[name].render(report, View("en", verbose))
    own = words_of(report) | FORM
    assert [one for text in texts_of(content) for one in foreign(text, own)] == []


def test_the_format_test_sees_chinese(report: Report) -> None:
    content = all_formats()["text"].render(report, View("zh"))
    assert len([one for text in texts_of(content) for one in foreign(text, words_of(report))]) > 50


# What the command says


def said(capsys: pytest.CaptureFixture[str], *argv: object) -> tuple[int, str]:
    status, out, err = run(capsys, *argv)
    return status, out + err


VERBS = ("check", "annotate", "fix", "compare", "extract", "parse", "rules", "baseline", "serve")


@pytest.mark.parametrize("verb", ["", *VERBS])
@pytest.mark.parametrize("how", ["option", "environment"])
def test_help_pages(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, verb: str, how: str
) -> None:
    verbs = [verb] if verb else []
    assert "选项" in said(capsys, *verbs, "--help")[1]
    if how == "option":
        status, text = said(capsys, *verbs, "--help", "--lang", "en")
    else:
        monkeypatch.setenv("PERFCHECK_LANG", "en_GB.UTF-8")
        status, text = said(capsys, *verbs, "--help")
    assert status == 0
    assert foreign(text) == []
    assert "show this page" in text


def test_the_option_beats_the_environment(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERFCHECK_LANG", "en")
    assert "用法" in said(capsys, "check", "--lang=zh")[1]
    assert "usage" in said(capsys, "check")[1]


def test_the_first_help_page_has_an_example_of_every_verb(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = said(capsys, "--help")[1]
    assert [verb for verb in VERBS if f"例：perfcheck {verb}" not in page] == []


MISUSE = [
    (),
    ("check",),
    ("check", "no-such*.docx"),
    ("check", "a.md", "--format", "pdf"),
    ("check", "a.md", "--select", "PC9999"),
    ("check", "a.md", "--fail-on", "never"),
    ("check", "a.md", "--config", "no-such.toml"),
    ("check", "a.md", "--config", "wrong.toml"),
    ("check", "a.md", "-o", "a.md"),
    ("check", "a.md", "-o", "no/such/folder.txt"),
    ("check", "a.md", "--no-such-option"),
    ("annotate", "a.md", "-o", "b.docx"),
    ("annotate", "no-such.md", "-o", "b.xlsx"),
    ("annotate", "prose.txt", "-o", "b.xlsx"),
    ("fix", "a.md", "-o", "b.md"),
    ("fix", "no-such.docx", "-o", "b.docx"),
    ("fix", "prose.txt", "-o", "b.txt"),
    ("compare", "a.md"),
    ("compare", "a.md", "prose.txt"),
    ("compare", "a.md", "no-such.md"),
    ("extract", "no-such.md", "prose.txt"),
    ("extract", "a.md", "--tables", "--documents"),
    ("parse",),
    ("rules", "no-such-rule"),
    ("baseline", "a.md", "-o", "wrong.toml"),
    ("serve", "--host", "0.0.0.0"),
    ("serve", "--port", "70000"),
    ("serve", "--port", "x"),
    ("serve", "--no-browser", "--host", "no-such-host.invalid"),
]


@pytest.mark.parametrize("argv", MISUSE, ids=" ".join)
def test_complaints(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    argv: tuple[str, ...],
) -> None:
    """In Chinese a line of Chinese, in English none."""
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text(FLAWED, encoding="utf-8")
    Path("prose.txt").write_text("No table here.", encoding="utf-8")
    Path("wrong.toml").write_text("ignor = ['PC101']\n", encoding="utf-8")
    status, text = said(capsys, *argv, "--lang", "en")
    assert status == 2
    assert foreign(text) == []
    status, text = said(capsys, *argv)
    assert status == 2
    assert foreign(text.partition("\n")[0])


def test_what_the_verbs_print(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    files = {
        "a.md": CLEAN,
        "b.md": FLAWED.replace("≥98%", "≥90%").replace("照明完好率", "路灯完好率"),
    }
    for name, text in files.items():
        Path(name).write_text(text, encoding="utf-8")
    rows = (
        "一级指标,二级指标,三级指标,指标值",
        "产出指标,数量指标,步道长度,>=12公里",
        ",,灯具,5～3盏",
    )
    Path("a.csv").write_text("\n".join(rows), encoding="utf-8")
    files["a.csv"] = ""
    own = words_of(joined(check(Path(name)) for name in files)) | FORM
    for argv, status in (
        (("check", "a.md"), 0),
        (("check", "b.md", "-v"), 1),
        (("annotate", "b.md", "-o", "b.xlsx"), 1),
        (("fix", "a.csv", "-o", "c.csv"), 0),
        (("fix", "a.csv", "-o", "c.csv", "--format", "json"), 0),
        (("compare", "a.md", "b.md"), 1),
        (("compare", "a.md", "b.md", "-v"), 1),
        (("compare", "a.md", "a.md"), 0),
        (("compare", "a.md", "b.md", "--format", "json"), 1),
        (("extract", "a.md"), 0),
        (("rules",), 0),
        (("baseline", "b.md", "-o", "policy.toml"), 0),
        (("check", "b.md", "--config", "policy.toml", "-v"), 0),
    ):
        result, text = said(capsys, *argv, "--lang", "en")
        assert result == status, text
        assert [one for part in texts_of(text) for one in foreign(part, own)] == [], argv
    assert foreign(Path("policy.toml").read_text("utf-8"), own) == []


def test_a_value_explained(capsys: pytest.CaptureFixture[str]) -> None:
    """A value is written as documents write it: its words, and the base units of its interval."""
    values = ("约3万元", "≤11万", "10~8次", "≥98百分比", "达标", "X年", "48小时内", ">=3次且<=5次")
    rewritten = {"≤11万元", "8~10次", "≤48小时", "≥3次且≤5次", "元", "次", "小时"}
    status, text = said(capsys, "parse", *values, "--lang", "en")
    assert status == 0
    assert [
        one for line in text.splitlines() for one in foreign(line, {*values, *rewritten})
    ] == []


@pytest.mark.parametrize("code", ["PC101", "PC318", "PC566", "PC703", "PC812", "PC905"])
def test_a_rule_explained(capsys: pytest.CaptureFixture[str], code: str) -> None:
    rule = find_rule(code)
    assert rule
    _, text = said(capsys, "rules", code, "--lang", "en")
    for example in rule.examples:
        text = text.replace(example.text.rstrip(), "")
    assert foreign(text) == []


@pytest.mark.parametrize("path", ["a.docx", "a.xlsx"])
def test_a_marked_copy_is_in_english(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, path: str
) -> None:
    source = next((EXAMPLES / "office").glob(f"*{Path(path).suffix}"))
    before = {one for text in texts_of(source.read_bytes()) for one in foreign(text)}
    said(capsys, "annotate", source, "-o", tmp_path / path, "--lang", "en")
    report = check(source)
    own = words_of(report) | FORM
    copied = {
        one for text in texts_of((tmp_path / path).read_bytes()) for one in foreign(text, own)
    }
    assert copied <= before


def test_a_comparison_names_its_fields_in_english() -> None:
    plan = check(CLEAN.encode(), name="plan.md")
    other = (
        CLEAN.replace("24万元", "36万元")
        .replace("维护步道长度", "步道长度")
        .replace("≥98%", "达标")
    )
    comparison = compare(plan, check(other.encode(), name="next.md"), Settings())
    assert comparison.is_changed
    assert {f"about_{field}" for field in Field} <= set(WORDS)


def test_json_keeps_its_shape_in_either_language(
    capsys: pytest.CaptureFixture[str], flawed: Path
) -> None:
    both = [
        json.loads(run(capsys, "check", flawed, "--format", "json", "--lang", lang)[1])
        for lang in ("zh", "en")
    ]
    keys = [[sorted(one) for one in report["findings"]] for report in both]
    assert keys[0] == keys[1]
    prints = [[one["fingerprint"] for one in report["findings"]] for report in both]
    assert prints[0] == prints[1]
