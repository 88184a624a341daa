"""The words of the reports themselves, in both languages."""

from perfcheck.rules import Severity

WORDS: dict[str, tuple[str, str]] = {
    "projects": ("{n} 张表", "{n} table(s)"),
    "indicators": ("{n} 条指标", "{n} indicator(s)"),
    "errors": ("错误 {n}", "errors {n}"),
    "warnings": ("警告 {n}", "warnings {n}"),
    "infos": ("提示 {n}", "notes {n}"),
    "unchecked": ("未检查 {n}", "not checked {n}"),
    "unfold": ("（-v 展开）", " (-v shows them)"),
    "clean": (
        "已检查 {tables} 张表 {indicators} 条指标，{rules} 项规则，未发现问题",
        "checked {tables} tables, {indicators} indicators against {rules} rules: nothing found",
    ),
    "document": ("全文", "Whole document"),
    "table": ("表{n}", "table {n}"),
    "budget": ("预算 {sum}", "budget {sum}"),
    "page": ("第{n}页", "page {n}"),
    "row": ("第{table}个表格第{n}行", "grid {table} row {n}"),
    "line": ("原文第{n}行", "line {n}"),
    "expected": ("建议：{value}", "suggested: {value}"),
    "basis": ("依据：{value}", "basis: {value}"),
    "count": ("{n} 行", "{n} rows"),
    "more": ("等 {n} 行", " and others, {n} rows"),
    "hidden": (
        "另有 {n} 条提示未显示，加 -v 展开",
        "{n} more notes are folded; -v shows them",
    ),
    "unchecked_title": ("未检查", "Not checked"),
    "unchecked_rules": ("{n} 项规则", "{n} rules"),
    "total": ("合计", "Total"),
    "sum_title": ("合计核对", "Sums"),
    "project_sum": ("项目支出", "project expenditure"),
    "not_read": ("未检查的文件 {n} 个", "{n} files not checked"),
    "col_project": ("项目", "Project"),
    "col_budget": ("预算", "Budget"),
    "col_rows": ("指标", "Rows"),
    "col_errors": ("错误", "Errors"),
    "col_warnings": ("警告", "Warnings"),
    "col_infos": ("提示", "Notes"),
}

SEVERITIES = {
    Severity.ERROR: ("错误", "error"),
    Severity.WARNING: ("警告", "warning"),
    Severity.INFO: ("提示", "note"),
}

# Marks that every Chinese console can print (GBK has no ✗ or •).
MARKS = {Severity.ERROR: "×", Severity.WARNING: "!", Severity.INFO: "·"}


def say(key: str, lang: str, **values: object) -> str:
    """The phrase of that name, filled in."""
    zh, en = WORDS[key]
    return (en if lang == "en" else zh).format(**values)


def severity_word(severity: Severity, lang: str) -> str:
    zh, en = SEVERITIES[severity]
    return en if lang == "en" else zh
