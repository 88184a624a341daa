"""The words of the page, in both languages. Those of a report are in ``reports/words.py``."""

from perfcheck.reports import words

WORDS: dict[str, tuple[str, str]] = {
    "title": ("绩效目标表检查", "Check of performance-target tables"),
    "skip": ("跳到内容", "Skip to the content"),
    "local": (
        "只在本机运行：文件不离开这台电脑，用后删除",
        "Runs on this machine: files do not leave it and are deleted after use",
    ),
    "served": (
        "文件只发到运行本程序的那台电脑，用后删除",
        "Files go to the machine that runs this program, and are deleted after use",
    ),
    "to_rules": ("规则说明", "Rules"),
    "to_docs": ("接口", "API"),
    "other_language": ("English", "中文"),
    "drop": ("把绩效目标表拖到这里", "Drop target tables here"),
    "drop_kinds": (
        "Word、Excel、PDF、网页、文本；一次可放多个文件或一个文件夹",
        "Word, Excel, PDF, web pages, text; several files at once, or a folder",
    ),
    "choose_files": ("选择文件", "Choose files"),
    "choose_folder": ("选择文件夹", "Choose a folder"),
    "policy": ("口径：{file}", "policy: {file}"),
    "try_title": ("试读一个指标值", "Read one value"),
    "try_hint": ("例如 ≤11万、≥98百分比、48小时内", "such as “≤11万”, “≥98百分比”, “48小时内”"),
    "progress": ("检查进度", "Progress"),
    "all": ("全部", "all"),
    "filter": ("筛选问题", "Filter findings"),
    "filter_rule": ("规则", "Rule"),
    "filter_project": ("项目", "Project"),
    "whole_document": ("全文", "Whole document"),
    "previous": ("上一条", "Previous"),
    "next": ("下一条", "Next"),
    "downloads": ("下载", "Download"),
    "get_copy": ("带批注的原文件", "Marked copy of the file"),
    "get_mended": ("改好写法的副本", "Mended copy of the file"),
    "compare": ("比较这两份文件", "Compare these two files"),
    "swap": ("对调前后", "Swap old and new"),
    "get_opinion": ("审核意见", "Opinion (Word)"),
    "get_xlsx": ("Excel 清单", "Excel list"),
    "get_html": ("网页报告", "Web page"),
    "get_accepts": ("不予采纳清单", "Rejected findings"),
    "findings_of": ("{table}的问题", "Findings of {table}"),
    "nothing": ("本表未发现问题", "Nothing found in this table"),
    "edit_hint": (
        "点单元格看问题；双击或按回车可试改，立即重查，不保存。方向键在表内移动。",
        "Click a cell for its findings; double-click or press Enter to try another value, which is checked at once and not saved. Arrow keys move.",
    ),
    "find": ("看单元格", "Show the cell"),
    "edit": ("试改", "Try a value"),
    "reject": ("不予采纳", "Reject"),
    "restore_all": ("全部还原", "Restore all"),
    "structure": ("预算与指标结构", "Budget and structure"),
    "accept_title": ("不予采纳这条问题", "Reject this finding"),
    "accept_reason": ("理由（必填，写进报告和口径文件）", "Reason (required; told in the report)"),
    "ok": ("确定", "OK"),
    "cancel": ("取消", "Cancel"),
    "reads_as": ("读作", "Reads as"),
    "field_op": ("方向", "Direction"),
    "op_ge": ("≥ 不低于", "≥ at least"),
    "op_gt": ("> 高于", "> more than"),
    "op_le": ("≤ 不高于", "≤ at most"),
    "op_lt": ("< 低于", "< less than"),
    "op_eq": ("= 等于", "= equal to"),
    "op_approx": ("约", "about"),
    "op_unwritten": ("（没有写，按等于读）", " (not written, read as equal)"),
    "ends": ("{low} 至 {high}", "{low} to {high}"),
    "open_end": ("不限", "open"),
    "mended": ("建议写作", "better written"),
}

# What the scripts say; {n} and its like are filled in there.
SCRIPT: dict[str, tuple[str, str]] = {
    "sending": ("正在读入 {n} 个文件…", "Sending {n} file(s)…"),
    "checking": ("正在检查 {done}/{files}：{name}", "Checking {done}/{files}: {name}"),
    "waiting": ("排队中…", "Waiting…"),
    "no_files": ("里面没有可以检查的文件", "There is no file to check in it"),
    "unreachable": (
        "连不上本机的检查程序，请看它是否已关闭",
        "The program does not answer; see whether it is still running",
    ),
    "rechecked": (
        "已重查：少了 {gone} 条问题，多了 {new} 条（{ms} 毫秒）",
        "Checked again: {gone} finding(s) gone, {new} new ({ms} ms)",
    ),
    "trying": (
        "试算中：改了 {n} 处，只在本页，不保存",
        "Trying: {n} change(s), on this page only",
    ),
    "was": ("原为 {text}", "was {text}"),
    "blank": ("（空）", "(blank)"),
    "rejected": ("不予采纳：{reason}", "rejected: {reason}"),
    "take_back": ("撤销", "Take back"),
    "new_value": ("新的内容", "new text"),
    "saved": ("已下载 {name}", "Downloaded {name}"),
    "mended": (
        "已下载 {name}：改 {n} 处写法，{left} 处没有改",
        "Downloaded {name}: changed {n}, left {left}",
    ),
    "none_rejected": ("还没有不予采纳的问题", "No finding has been rejected yet"),
    "hidden": ("另有 {n} 条未显示", "{n} more are not shown"),
}


def say(key: str, lang: str, **values: object) -> str:
    """The phrase of that name, filled in."""
    return words.filled(WORDS[key], lang, **values)


def script_words(lang: str) -> dict[str, str]:
    """All phrases of the scripts, not filled in; the verdicts are those of the reports."""
    verdicts = {key: both for key, both in words.WORDS.items() if key.startswith("verdict_")}
    both_languages = (SCRIPT | verdicts).items()
    return {key: en if lang == "en" else zh for key, (zh, en) in both_languages}
