"""The words of the reports themselves, in both languages."""

from collections.abc import Mapping

from perfcheck.messages import Message
from perfcheck.rules import ReviewDimension, Severity, find_rule

WORDS: dict[str, tuple[str, str]] = {
    "projects": ("{n} 张表", "{n} table(s)"),
    "indicators": ("{n} 条指标", "{n} indicator(s)"),
    "errors": ("错误 {n}", "errors {n}"),
    "warnings": ("警告 {n}", "warnings {n}"),
    "infos": ("提示 {n}", "notes {n}"),
    "unchecked": ("未检查 {n}", "not checked {n}"),
    "clean": (
        "已检查 {tables} 张表 {indicators} 条指标，{rules} 项规则，未发现问题",
        "checked {tables} tables, {indicators} indicators against {rules} rules: nothing found",
    ),
    "clean_else": (
        "已检查 {tables} 张表 {indicators} 条指标，{rules} 项规则，除已说明的外未发现问题",
        "checked {tables} tables, {indicators} indicators against {rules} rules: nothing but what is explained",
    ),
    "config": ("口径：{file}", "policy: {file}"),
    "explained": ("已说明 {n} 条", "{n} explained"),
    "explained_folded": ("已说明 {n} 条，加 -v 展开", "{n} explained; -v shows them"),
    "explained_by": ("：{reason}{until}", ": {reason}{until}"),
    "until": ("（至 {day}）", " (until {day})"),
    "unused_title": ("没有用到的说明 {n} 条", "{n} explanation(s) that silence nothing"),
    "unused_more": ("另有 {n} 条，加 -v 展开", "{n} more; -v shows them"),
    "entry": ("{file} 第{n}条", "{file} entry {n}"),
    "expired": ("：{day} 已过期", ": expired {day}"),
    "matches_nothing": ("：对不上任何问题", ": matches no finding"),
    "document": ("全文", "Whole document"),
    "table": ("表{n}", "table {n}"),
    "budget": ("预算 {sum}", "budget {sum}"),
    "row": ("第{table}个表格第{n}行", "grid {table} row {n}"),
    "page": ("第{n}页", "page {n}"),
    "paragraph": ("第{n}段", "paragraph {n}"),
    "sheet_row": ("第{n}行", "row {n}"),
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
    "unchecked_folded": (
        "另有 {n} 项未显示，加 -v 展开",
        "{n} more are folded; -v shows them",
    ),
    "unchecked_rules": ("{n} 项规则", "{n} rules"),
    "total": ("合计", "Total"),
    "sum_title": ("合计核对", "Sums"),
    "project_sum": ("项目支出", "project expenditure"),
    "bar_budget": ("预算数", "Budget"),
    "gap_none": ("差额", "Gap"),
    "gap_left": ("差额（不足）", "Gap (short of it)"),
    "gap_over": ("差额（超出）", "Gap (beyond it)"),
    "not_read": ("未检查的文件 {n} 个", "{n} files not checked"),
    "col_project": ("项目", "Project"),
    "col_budget": ("预算", "Budget"),
    "col_rows": ("指标", "Rows"),
    "col_errors": ("错误", "Errors"),
    "col_warnings": ("警告", "Warnings"),
    "col_infos": ("提示", "Notes"),
    "report_title": ("绩效目标表检查报告", "Check of performance-target tables"),
    "verdict_unread": ("有 {n} 个文件没有检查", "{n} file(s) could not be checked"),
    "verdict_error": ("发现 {n} 处错误，需要修改", "{n} error(s) to be mended"),
    "verdict_warning": (
        "没有错误，有 {n} 条警告需要核实",
        "no errors; {n} warning(s) to look into",
    ),
    "verdict_info": ("没有错误和警告，有 {n} 条提示", "no errors or warnings; {n} note(s)"),
    "verdict_clean": ("未发现问题", "nothing found"),
    "read": (
        "{documents} 个文件，{tables} 张表，{indicators} 条指标，{rules} 项规则",
        "{documents} file(s), {tables} table(s), {indicators} indicator(s), {rules} rules",
    ),
    "year": ("{n}年", "{n}"),
    "filter": ("点按级别，显示或隐藏", "press a severity to show or hide it"),
    "fix": ("改为：{value}", "write: {value}"),
    "apart": ("（相差 {value}）", " ({value} apart)"),
    "bridge_step": ("项", "Step"),
    "bridge_wan": ("万元", "10,000 yuan (“万元”)"),
    "bridge_alone": ("表中没有预算数，不作比较", "the table states no budget to compare with"),
    "level1": ("一级指标", "Level 1"),
    "level2": ("二级指标", "Level 2"),
    "measured": ("定量", "Measured"),
    "worded": ("定性", "In words"),
    "unreadable": ("读不出", "Unreadable"),
    "unnamed": ("（未填）", "(blank)"),
    "appendix": ("附：本次命中的规则", "Appendix: the rules that fired"),
    "wrong": ("错例", "wrong"),
    "right": ("正例", "right"),
    "first_review": ("初审：", "Reviewed by:"),
    "second_review": ("复核：", "Checked by:"),
    "date": ("日期：", "Date:"),
    "offline": ("本页不联网，不含脚本", "this page loads nothing and runs no script"),
    "of_rows": ("（共 {n} 行）", " ({n} rows)"),
    "field_document": ("文件", "File"),
    "field_table_number": ("表", "Table"),
    "field_project": ("项目", "Project"),
    "field_indicator": ("三级指标", "Indicator"),
    "field_value": ("指标值", "Value"),
    "field_code": ("编号", "Code"),
    "field_rule": ("规则", "Rule"),
    "field_severity": ("级别", "Severity"),
    "field_problem": ("问题", "Problem"),
    "field_expected_value": ("建议", "Suggested"),
    "field_difference": ("差额", "Difference"),
    "field_fix": ("改为", "Fix"),
    "field_basis_title": ("依据", "Basis"),
    "field_place": ("位置", "Place"),
    "field_occurrence": ("第几行", "Row of"),
    "opinion": ("绩效目标审核意见", "Opinion on performance targets"),
    "opinion_of": ("{unit}{year}绩效目标审核意见", "Opinion on performance targets {unit} {year}"),
    "opinion_summary": (
        "本次审核“{document}”，{tables} 张表、{indicators} 条指标{budget}。发现：{counts}。",
        "Reviewed: “{document}”, {tables} table(s), {indicators} indicator(s){budget}. Found: {counts}.",
    ),
    "opinion_budget": ("，预算合计 {sum}", ", budgets {sum} in all"),
    "opinion_unread": (
        "“{document}”没有检查：{reason}。",
        "“{document}” could not be checked: {reason}.",
    ),
    "opinion_projects": ("一、项目情况", "1. Projects"),
    "opinion_more_projects": ("其余 {n} 张表从略。", "{n} more table(s) are left out here."),
    "opinion_points": ("二、审核意见", "2. Opinion"),
    "opinion_question": ("（{n}）{name}：{counts}", "{name}: {counts}"),
    "opinion_rest": (
        "以上列出最主要的问题；另有 {rules} 类问题（{counts}）见检查报告。",
        "These are the gravest; {rules} more kinds ({counts}) are in the full report.",
    ),
    "opinion_times": ("共 {n} 处", "{n} times"),
    "opinion_expected": ("；建议：{value}", "; suggested: {value}"),
    "opinion_unchecked": ("三、未检查事项", "3. Not checked"),
    "opinion_all_checked": ("各项规则都已检查。", "Every rule could be applied."),
    "opinion_reason": ("{where}{reason}（{n} 项规则）", "{where} {reason} ({n} rules)"),
    "opinion_more_reasons": (
        "；另有 {n} 种原因，见检查报告。",
        "; {n} more reasons are in the full report.",
    ),
    "opinion_sentence": ("{title}。{where}：{what}。", "{title}. {where}: {what}."),
    "opinion_fact": ("{title}。{what}。", "{title}. {what}."),
    "list_mark": ("；", "; "),
    "stop": ("。", "."),
    "gravest": ("最主要的问题", "Gravest"),
    "none_found": ("未发现问题", "nothing found"),
    "bracket": ("（{text}）", " ({text})"),
    "quoted": ("“{text}”", " “{text}”"),
    "field_fingerprint": ("指纹", "Fingerprint"),
    "field_reply": ("处理意见", "Reply"),
    "field_reply_reason": ("理由", "Why"),
    "accepted": ("采纳", "accepted"),
    "rejected": ("不予采纳", "rejected"),
    "field_level1": ("一级指标", "Level 1"),
    "field_level2": ("二级指标", "Level 2"),
    "field_description": ("绩效指标描述", "Description"),
    "field_op": ("符号", "Sign"),
    "field_number": ("数值", "Number"),
    "field_low": ("下限", "Low"),
    "field_high": ("上限", "High"),
    "field_unit": ("单位", "Unit"),
    "field_dimension": ("量纲", "Dimension"),
    "field_normalized": ("折合数", "Normalized"),
    "field_kind": ("类型", "Kind"),
    "field_target_basis": ("指标值确定依据", "Basis of the target"),
    "field_tables": ("表数", "Tables"),
    "field_indicators": ("指标数", "Rows"),
    "field_point": ("审核点", "Point"),
    "field_content": ("审核内容", "What is asked"),
    "field_passed": ("是否通过", "Passed"),
    "field_failed_rows": ("不通过指标清单", "Rows that did not pass"),
    "field_level": ("预警级别", "Severity"),
    "field_reason": ("原因", "Reason"),
    "sheet_problems": ("问题清单", "Findings"),
    "sheet_rows": ("指标明细", "Indicators"),
    "sheet_matrix": ("按单位按规则", "By document and rule"),
    "sheet_points": ("审核点", "Points"),
    "sheet_unchecked": ("未检查", "Not checked"),
    "outcome_FAILED": ("不通过", "no"),
    "outcome_ACCEPTED": ("不通过，已说明", "no, but explained"),
    "outcome_PARTLY": ("通过（部分未检查）", "yes (in part not checked)"),
    "outcome_UNCHECKED": ("未检查", "not checked"),
    "outcome_PASSED": ("通过", "yes"),
    "outcome_NOT_FOR": ("不适用", "does not apply"),
    "dimension_percent": ("百分比", "percent"),
    "dimension_money": ("金额", "money"),
    "dimension_count": ("个数", "count"),
    "dimension_time": ("时间", "time"),
    "dimension_area": ("面积", "area"),
    "dimension_length": ("长度", "length"),
    "dimension_mass": ("重量", "mass"),
    "dimension_date": ("日期", "date"),
    "dimension_rate": ("比率、单价", "rate"),
    "dimension_qualitative": ("定性", "in words"),
    "dimension_other": ("其他", "other"),
    "kind_quantity": ("数值", "quantity"),
    "kind_range": ("区间", "range"),
    "kind_date": ("日期", "date"),
    "kind_duration": ("时长", "duration"),
    "kind_qualitative": ("定性", "in words"),
    "kind_composite": ("多项", "several"),
    "kind_unparseable": ("读不出", "unreadable"),
    "compare_pairs": ("配对 {n} 张表", "{n} pair(s) of tables"),
    "compare_evaluation": ("计划对照自评", "plan against self-evaluation"),
    "compare_weaker": ("放宽 {n}", "looser {n}"),
    "compare_tightened": ("收紧 {n}", "tighter {n}"),
    "compare_other": ("其他改动 {n}", "otherwise changed {n}"),
    "compare_removed": ("删去 {n}", "removed {n}"),
    "compare_added": ("新增 {n}", "added {n}"),
    "compare_fixed": ("已改 {n}", "mended {n}"),
    "compare_left": ("仍在 {n}", "left {n}"),
    "compare_new": ("新出现 {n}", "new {n}"),
    "compare_rows": ("指标", "Indicators"),
    "compare_findings": ("问题", "Findings"),
    "compare_nothing": ("配对的表没有改动", "nothing has changed in the pairs of tables"),
    "compare_as_planned": (
        "自评的指标、目标和预算与计划一致",
        "indicators, targets and budget are as planned",
    ),
    "compare_only_old": ("只在前一份", "only in the first"),
    "compare_only_new": ("只在后一份", "only in the second"),
    "compare_row_removed": ("删去", "removed"),
    "compare_row_added": ("新增", "added"),
    "compare_blank": ("（无）", "(none)"),
    "compare_fold": (
        "文字改动 {n} 处未显示，加 -v 展开",
        "{n} changes of wording are folded; -v shows them",
    ),
    "moved_tightened": ("收紧", "tighter"),
    "moved_loosened": ("放宽", "looser"),
    "moved_shifted": ("移动", "shifted"),
    "moved_earlier": ("提前", "earlier"),
    "moved_later": ("推后", "later"),
    "moved_other-unit": ("换单位", "other unit"),
    "moved_to-words": ("数改文字", "now in words"),
    "moved_to-number": ("文字改数", "now a number"),
    "moved_reworded": ("改写", "reworded"),
    "moved_blanked": ("删值", "left blank"),
    "moved_filled": ("补值", "filled in"),
    "moved_unclear": ("不能比较", "not comparable"),
    "moved_equal": ("写法", "writing"),
    "sign_approx": ("约", "about"),
    "column_weight": ("权重", "Weight"),
    "column_actual": ("实际完成值", "Actual value"),
    "column_points": ("分值", "Points"),
    "column_score": ("得分", "Score"),
    "column_reason": ("偏差原因", "Reason of the deviation"),
    "column_excellent": ("优", "Excellent"),
    "column_good": ("良", "Good"),
    "column_fair": ("中", "Fair"),
    "column_poor": ("差", "Poor"),
    "about_project": ("项目名称", "Project"),
    "about_budget-total": ("预算数", "Budget"),
    "about_budget-fiscal": ("财政资金", "Fiscal money"),
    "about_budget-other": ("其他资金", "Other money"),
    "about_funds-plan": ("资金支出计划", "Funds plan"),
    "about_goals": ("绩效目标", "Goals"),
    "about_level1": ("一级指标", "Level 1"),
    "about_level2": ("二级指标", "Level 2"),
    "about_name": ("指标名称", "Name"),
    "about_description": ("指标描述", "Description"),
    "about_basis": ("确定依据", "Basis"),
    "about_weight": ("权重", "Weight"),
    "about_grade-excellent": ("优", "Level “优”"),
    "about_grade-good": ("良", "Level “良”"),
    "about_grade-fair": ("中", "Level “中”"),
    "about_grade-poor": ("差", "Level “差”"),
}

SEVERITIES = {
    Severity.ERROR: ("错误", "error"),
    Severity.WARNING: ("警告", "warning"),
    Severity.INFO: ("提示", "note"),
}

DIMENSIONS_EN = {
    ReviewDimension.COMPLETENESS: "completeness",
    ReviewDimension.RELEVANCE: "relevance",
    ReviewDimension.ADEQUACY: "adequacy",
    ReviewDimension.FEASIBILITY: "feasibility",
}

# Marks that every Chinese console can print (GBK has no ✗ or •).
MARKS = {Severity.ERROR: "×", Severity.WARNING: "!", Severity.INFO: "·"}


def say(key: str, lang: str, **values: object) -> str:
    """The phrase of that name, filled in."""
    return filled(WORDS[key], lang, **values)


def filled(both: tuple[str, str], lang: str, **values: object) -> str:
    """A phrase in that language, filled in."""
    return Message(*both).in_(lang).format(**values)


def severity_word(severity: Severity, lang: str) -> str:
    zh, en = SEVERITIES[severity]
    return en if lang == "en" else zh


def dimension_word(dimension: ReviewDimension, lang: str) -> str:
    return DIMENSIONS_EN[dimension] if lang == "en" else dimension.value


def counts_line(counts: Mapping[Severity, int], unchecked: int, lang: str) -> str:
    """错误 6   警告 14   提示 21   未检查 2"""
    keys = {"errors": Severity.ERROR, "warnings": Severity.WARNING, "infos": Severity.INFO}
    parts = [say(key, lang, n=counts[severity]) for key, severity in keys.items()]
    return "   ".join([*parts, say("unchecked", lang, n=unchecked)])


def counted(counts: Mapping[Severity, int], lang: str) -> str:
    """错误 6、警告 14: only what there is."""
    keys = {"errors": Severity.ERROR, "warnings": Severity.WARNING, "infos": Severity.INFO}
    parts = [say(key, lang, n=counts[one]) for key, one in keys.items() if counts[one]]
    return (", " if lang == "en" else "、").join(parts) or say("none_found", lang)


def rule_title(code: str, lang: str) -> str:
    """The title of the rule of that code or name."""
    rule = find_rule(code)
    return code if rule is None else rule.title_in(lang)
