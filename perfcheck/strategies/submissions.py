"""Strategies for submissions: the tables of one unit and the prose around them."""

from decimal import Decimal

from attrs import evolve
from hypothesis import strategies as st

from perfcheck.documents import Document, Location, Paragraph
from perfcheck.strategies.layout import templates
from perfcheck.strategies.money import yuan_text
from perfcheck.strategies.scales import graded_tables
from perfcheck.strategies.tables import project_tables
from perfcheck.strategies.themes import themes
from perfcheck.tables import Submission, TargetTable
from perfcheck.tables.department import read_department

UNITS = ("县图书馆", "市卫生健康局", "区教育局", "县水务中心", "经济开发区管委会")


@st.composite
def submissions(draw: st.DrawFn) -> Submission:
    """Sound submissions: two to four tables of projects of one template, or one table of duties.

    The prose states the department's income and expenditure, which add up and fit the tables, lists the
    projects, and may state a target for each.
    """
    year = draw(st.integers(2022, 2027))
    duties = draw(st.booleans())
    tables = (evolve(draw(graded_tables()), year=year),) if duties else draw(_projects(year))
    lines = [f"{draw(st.sampled_from(UNITS))}{year}年部门预算", "一、收支说明"]
    lines += draw(_sums(year, tables))
    if not duties and draw(st.booleans()):
        lines += _aims(tables)
    blocks = tuple(Paragraph(text, Location(line=at)) for at, text in enumerate(lines, 1))
    document = Document("submission.txt", blocks)
    return Submission(document, tables, read_department(document))


@st.composite
def _projects(draw: st.DrawFn, year: int) -> tuple[TargetTable, ...]:
    template = evolve(draw(templates()), year=year)
    chosen = draw(
        st.lists(st.sampled_from(range(len(themes()))), min_size=2, max_size=4, unique=True)
    )
    return tuple(
        draw(project_tables(number, themes()[at], template, budgeted=True))
        for number, at in enumerate(chosen, 1)
    )


@st.composite
def _sums(draw: st.DrawFn, year: int, tables: tuple[TargetTable, ...]) -> list[str]:
    """What the department takes and spends: 支出 = 基本 + 项目, 基本 = 人员 + 公用."""

    def wan() -> Decimal:
        return Decimal(draw(st.integers(100, 90_000))) / 100

    listed = [(table.project, _cost(table)) for table in tables if table.project]
    project = sum((_cost(table) for table in tables), Decimal(0)) / 10_000
    personnel, public = wan(), wan()
    abroad, vehicles, reception = (draw(st.integers(0, 3)) * wan() for _ in range(3))
    total = personnel + public + project
    named = draw(st.sampled_from(["主要为", "主要包括"]))
    list_ = "，".join(f"{name}{yuan_text(yuan)}" for name, yuan in listed)
    return [
        f"{year}年收入预算{total:.2f}万元。",
        f"{year}年支出预算{total:.2f}万元，其中基本支出{personnel + public:.2f}万元，包括人员经费"
        f"{personnel:.2f}万元和日常公用经费{public:.2f}万元；项目支出{project:.2f}万元"
        + (f"，{named}{list_}。" if listed else "。"),
        f"{year}年“三公”经费{abroad + vehicles + reception:.2f}万元，其中因公出国（境）费{abroad:.2f}万元，"
        f"公务用车购置及运行费{vehicles:.2f}万元，公务接待费{reception:.2f}万元。",
    ]


def _cost(table: TargetTable) -> Decimal:
    """What a table adds to the department's project expenditure."""
    budgets = [table.budget.total] if table.budget else []
    budgets += [one.budget for one in table.activities if one.parent is None]
    return sum((one.yuan for one in budgets if one and one.yuan), Decimal(0))


def _aims(tables: tuple[TargetTable, ...]) -> list[str]:
    lines = ["二、分项绩效目标"]
    for number, table in enumerate(tables, 1):
        first, second, *_ = table.indicators
        lines += [
            f"{number}、{table.project}",
            f"绩效目标：完成{table.project}的年度任务。",
            f"绩效指标：{first.name}{first.value}{first.unit_column}，"
            f"{second.name}{second.value}{second.unit_column}。",
        ]
    return lines
