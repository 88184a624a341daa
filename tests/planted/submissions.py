"""PC0xx and PC8xx: the prose, and the tables of a unit beside each other."""

import re
from decimal import Decimal

from attrs import evolve
from hypothesis import strategies as st

from perfcheck.documents import Location, Paragraph
from perfcheck.strategies import submissions
from perfcheck.tables import Goal, Submission
from perfcheck.tables.department import read_department
from tests.planted import Planted, defect

SUBMISSIONS = submissions()
PROJECTS = SUBMISSIONS.filter(lambda one: not one.tables[0].graded)
AIMED = PROJECTS.filter(lambda one: bool(one.department.aims))
SUM = re.compile(r"[0-9.]+(?=万元)")


def told(submission: Submission, lines: list[str]) -> Submission:
    """The submission with other prose."""
    blocks = tuple(Paragraph(text, Location(line=at)) for at, text in enumerate(lines, 1))
    document = evolve(submission.document, blocks=blocks)
    return evolve(submission, document=document, department=read_department(document))


def lines_of(submission: Submission) -> list[str]:
    return [paragraph.text for paragraph in submission.document.paragraphs]


def line_with(submission: Submission, words: str) -> int:
    return next(at for at, text in enumerate(lines_of(submission)) if words in text)


def restated(submission: Submission, words: str, old: str, new: str) -> Planted:
    """The submission with other words in the line that holds ``words``."""
    lines, at = lines_of(submission), line_with(submission, words)
    assert re.search(old, lines[at])
    lines[at] = re.sub(old, new, lines[at], count=1)
    return told(submission, lines), Location(line=at + 1)


def more(text: str, label: str, sum_: Decimal) -> str:
    """The text with a larger sum after the label."""

    def add(match: re.Match[str]) -> str:
        return f"{match[1]}{Decimal(match[2]) + sum_}"

    return re.sub(rf"({label})([0-9.]+)", add, text, count=1)


@defect("unit-header-corrupt", SUBMISSIONS)
def department_for_unit(draw: st.DrawFn, submission: Submission) -> Planted:
    lines = lines_of(submission)
    header = draw(st.sampled_from(["部门：万元", "金额部门：元", "（部门: 千元）"]))
    return told(submission, [*lines, header]), Location(line=len(lines) + 1)


@defect("budget-unit-slip", SUBMISSIONS)
def yuan_for_wan(draw: st.DrawFn, submission: Submission) -> Planted:
    return restated(submission, "支出预算", r"(基本支出[0-9.]+)万元", r"\1元")


@defect(
    "dept-cost-sum",
    PROJECTS,
)
def other_project_expenditure(draw: st.DrawFn, submission: Submission) -> Planted:
    lines, sum_ = lines_of(submission), Decimal(draw(st.integers(1, 900)))
    income, at = line_with(submission, "收入预算"), line_with(submission, "支出预算")
    lines[income] = more(lines[income], "收入预算", sum_)
    lines[at] = more(more(lines[at], "支出预算", sum_), "；项目支出", sum_)
    lines[at] = re.sub("，主要(?:为|包括).*", "。", lines[at])
    return told(submission, lines), Location(line=at + 1)


@defect("project-without-table", PROJECTS)
def project_left_out(draw: st.DrawFn, submission: Submission) -> Planted:
    names = [table.project or "" for table in submission.tables]
    listed = draw(st.permutations([*names, "露天电影放映"]))
    list_ = f"主要为{'；'.join(listed)}。"
    return restated(submission, "支出预算", "主要(?:为|包括).*", list_)


@defect("goal-duplicate", PROJECTS)
def same_goals(draw: st.DrawFn, submission: Submission) -> Planted:
    number = draw(st.integers(2, 90))
    goal = Goal("", f"全年组织{number}次走访，解决群众身边的急事难事")
    first, second = (
        evolve(table, goals=(evolve(goal, location=evolve(table.location, row=6, col=2)),))
        for table in submission.tables[:2]
    )
    flawed = evolve(submission, tables=(first, second, *submission.tables[2:]))
    return flawed, second.goals[0].location


@defect("dept-goal-no-value", AIMED)
def aim_without_value(draw: st.DrawFn, submission: Submission) -> Planted:
    return restated(
        submission, "绩效指标：", "绩效指标：.*", "绩效指标：改善环境，提高群众满意度。"
    )


@defect("text-identity", SUBMISSIONS)
def sums_that_do_not_add_up(draw: st.DrawFn, submission: Submission) -> Planted:
    label = draw(st.sampled_from(["人员经费", "日常公用经费"]))
    return restated(submission, "支出预算", rf"({label})", r"\g<1>9")


@defect("text-identity", SUBMISSIONS)
def three_that_do_not_add_up(draw: st.DrawFn, submission: Submission) -> Planted:
    return restated(submission, "“三公”", "(公务接待费)", r"\g<1>9")


@defect(
    "project-amount-mismatch",
    PROJECTS,
    dept_cost_sum="the sum of the tables is off by the same",
)
def other_amount_in_the_list(draw: st.DrawFn, submission: Submission) -> Planted:
    name = draw(st.sampled_from([table.project or "" for table in submission.tables]))
    lines, sum_ = lines_of(submission), Decimal(draw(st.integers(1, 900)))
    income, at = line_with(submission, "收入预算"), line_with(submission, "支出预算")
    lines[income] = more(lines[income], "收入预算", sum_)
    for label in ("支出预算", "；项目支出", name):
        lines[at] = more(lines[at], label, sum_)
    return told(submission, lines), Location(line=at + 1)


# Advice


@defect("typo-lexicon", SUBMISSIONS)
def typing_error(draw: st.DrawFn, submission: Submission) -> Planted:
    lines = lines_of(submission)
    text = draw(st.sampled_from(["加强台帐管理。", "落实工作部暑。", "工程按期峻工。"]))
    return told(submission, [*lines, text]), Location(line=len(lines) + 1)


@defect("numbering", SUBMISSIONS)
def number_twice(draw: st.DrawFn, submission: Submission) -> Planted:
    lines = lines_of(submission)
    at = line_with(submission, "一、收支说明")
    new = ["（一）行政许可", "（二）政务公开", "（二）档案管理"]
    lines[at + 1 : at + 1] = new
    return told(submission, lines), Location(line=at + 4)


@defect("tautology", SUBMISSIONS)
def reason_again(draw: st.DrawFn, submission: Submission) -> Planted:
    lines = lines_of(submission)
    text = "公务接待费减少，主要原因是公务接待费减少。"
    return told(submission, [*lines, text]), Location(line=len(lines) + 1)


@defect("enumeration-gap", SUBMISSIONS)
def item_left_out(draw: st.DrawFn, submission: Submission) -> Planted:
    lines = lines_of(submission)
    text = "一是完善借阅制度；三是延长开放时间。"
    return told(submission, [*lines, text]), Location(line=len(lines) + 1)


@defect("project-list-mismatch", PROJECTS)
def two_names(draw: st.DrawFn, submission: Submission) -> Planted:
    name = draw(st.sampled_from([table.project or "" for table in submission.tables]))
    return restated(submission, "支出预算", name, f"{name[:-2]}工作")


@defect("template-mixed", PROJECTS)
def two_templates(draw: st.DrawFn, submission: Submission) -> Planted:
    *before, last = submission.tables
    own = "效果" if "效果" in last.benefits[0].level1_raw else "效益"
    other = {"效果": "效益", "效益": "效果"}[own]
    rows = tuple(
        evolve(row, level1_raw=row.level1_raw.replace(own, other)) for row in last.indicators
    )
    flawed = evolve(submission, tables=(*before, evolve(last, indicators=rows)))
    # The first row with 效益 is pointed at, wherever it is.
    return flawed, (last if own == "效果" else before[0]).benefits[0].location


@defect("procurement-cross", PROJECTS.filter(lambda one: first_budget(one) >= 500_000))
def purchase_left_out(draw: st.DrawFn, submission: Submission) -> Planted:
    lines = lines_of(submission)
    text = "2024年，我单位安排政府采购预算0万元。"
    first, *others = submission.tables
    buying = evolve(first, purpose="购置办公设备")
    flawed = told(evolve(submission, tables=(buying, *others)), [*lines, text])
    return flawed, Location(line=len(lines) + 1)


def first_budget(submission: Submission) -> Decimal:
    budget = submission.tables[0].budget
    return budget.total.yuan or Decimal(0) if budget and budget.total else Decimal(0)
