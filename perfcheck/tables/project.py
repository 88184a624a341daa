"""The block above the indicators: project, budget, funds plan, goals."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from attrs import define, evolve, field

from perfcheck.documents import Cell, Location
from perfcheck.tables.execution import Head, Heads, execution_of, heads_of, paired, under
from perfcheck.tables.headings import is_goal_label, is_project_label
from perfcheck.tables.model import Amount, Budget, Execution, FundsPlan, Goal, PlanPoint
from perfcheck.tables.money import amount, label_unit
from perfcheck.tables.place import Cells
from perfcheck.tables.text import (
    bare_label,
    compact,
    is_filler,
    is_left_over,
    one_line,
    without_number,
)
from perfcheck.values import Threshold, parse_value

PROJECT_FROM_TITLE = re.compile(r"(?:项目支出|预算)?绩效(?:目标|自评|指标|评价)\w{0,6}表.*$")
GOALS = re.compile("(?:本?年度|当年|总体|预期|项目|绩效|实施期)+目标")
# 自评表在目标上面另有一行小标题
GOAL_HEADING = re.compile(
    "(?:预期|年度|实际)?(?:完成)?(?:目标|情况|完成情况)|年初设定目标|年初目标"
)
OTHER_SOURCE = re.compile("结转|结余|专户|单位资金|自筹|上级|中央|省级|市级|县级|事业|债券|社会资")
# A title of these words alone names a kind of table and no project, and so does one that ends in the last.
GENERIC = re.compile(
    r"(?:20\d\d年度?|[省市县区本]级|[省市县区]直|部门|单位|项目|预算|支出|整体|政策|专项|资金|转移支付|区域|财政|中央|对地方|申报|[和及、/])*"
    r"|.*(?:整体(?:支出)?|部门预算(?:项目)?|单位预算(?:项目)?)"
)
LABELLED = re.compile(
    r"(?:其中[：:]?)?\s*(?P<label>[^：:\d]{2,20}?)\s*(?P<colon>[：:]?)\s*(?P<text>(?<=[：:]).*|\d.*)",
    re.DOTALL,
)
SUM = re.compile(r"\d[\d,，]*(?:\.\d+)?(?:亿元|万元|千元|元|万)?")
TITLE_NUMBER = re.compile(
    r"^(?:附?[表件]\s*[\d一二三四五六七八九十]+(?:[-－]\d+)*|\d+[-－]\d+)[:：、.\s]*"
)
CODE_AND_NAME = re.compile(r"([0-9A-Z]{10,})\s*[-—－_]+\s*(.+)", re.DOTALL)
SUM_OF_SOURCES = ("合计", "总计", "资金合计")  # in the rows of a self-evaluation's sources
MONTH_END = re.compile(r"(\d{1,2})月(底|末)")
MONEY_LABELS = {
    "total": (
        "预算数", "项目资金总额", "资金总额", "年度资金总额", "预算金额", "总额", "当年资金总额",
        "预算资金总额", "年度预算总额", "预算总额", "年度预算金额", "项目预算金额", "年度本级预算金额",
        "项目当年预算", "当年预算", "年度预算", "年度预算数", "本年预算", "本年预算数", "本年度预算", "项目年度预算",
        "年度金额", "年度预算资金", "预算资金", "项目预算", "本年度预算金额", "当年预算数", "项目预算数", "当年预算金额",
    ),
    "fiscal": ("财政资金", "财政拨款", "当年财政拨款", "财政性资金"),
    "other": ("其他资金", "其他", "单位资金"),
}  # fmt: skip
PROJECT_NAMES = frozenset({
    "项目名称", "项目支出名称", "专项名称", "专项资金名称", "政策名称", "转移支付名称", "专项转移支付名称",
    "項目名称", "申报项目名称", "单位名称、项目名称", "单位名称/项目名称", "项目名称/单位名称", "专项业务名称",
})  # fmt: skip


@define
class ProjectBlock:
    """What the rows above the indicators say. ``has_goal_cell``: the template asks for goals.

    ``fillers`` are its rows of dots, and goals of which nobody wrote more than the number.
    """

    project: str | None = None
    code: str | None = None
    has_code_cell: bool = False
    purpose: str = ""
    money: dict[str, Amount] = field(factory=dict)
    total_at: int | None = None
    more: list[Amount] = field(factory=list)
    execution: Execution | None = None
    plan: FundsPlan | None = None
    goals: list[Goal] = field(factory=list)
    has_goal_cell: bool = False
    goals_have_actual: bool = False
    fillers: list[tuple[str, Location]] = field(factory=list)

    @property
    def budget(self) -> Budget | None:
        if not self.money:
            return None
        total, fiscal, other = (self.money.get(part) for part in MONEY_LABELS)
        return Budget(total, fiscal, other, tuple(self.more))


def read_project(rows: list[Cells], title: str, unit: Decimal | None) -> ProjectBlock:
    """Read the block row by row; a row that opens with an empty cell goes on with the one above.

    ``unit`` is the page's unit of money in yuan; a heading such as ``预算数（万元）`` sets it for the rows below.
    """
    block = ProjectBlock(project=project_of_title(title))
    section = ""
    heads: Heads = {}
    previous: Cells = ()
    for whole in rows:
        cells = _with_labels_apart(whole)
        written = [cell for cell in cells if not cell.is_blank]
        if written and all(is_filler(cell.text) for cell in written):
            block.fillers.append((written[0].text.strip(), written[0].location))
            continue
        label = _label(cells[0].text) if cells[0].col == 1 else ""  # a label above spans this row
        if not _slid_goals(block, written, label):
            section = label or section
        unit = next((own for cell in written if (own := label_unit(cell.text))), unit)
        _identity(block, written)
        own_heads = heads_of(cells)
        heads = own_heads or heads
        block.execution = block.execution or paired(written, unit)
        if section.startswith("资金支出计划"):
            _plan(block, previous if not label else (), cells)
        elif GOALS.match(section):
            _goals(block, written, bool(label) and label == section)
        elif (
            not _money(block, previous, cells, unit, {} if own_heads else heads)
            and section.startswith("预算规模")
            and not label
            and written
        ):
            block.purpose = written[0].text.strip()
        previous = cells
    return block


def project_of_title(title: str) -> str | None:
    """The project that a title such as ``3.网络维护费绩效目标表`` names."""
    whole = one_line(without_number(TITLE_NUMBER.sub("", title)))
    name = PROJECT_FROM_TITLE.sub("", whole)
    return None if GENERIC.fullmatch(bare_label(name)) or "绩效目标" in name else name


def is_money_label(text: str) -> bool:
    """项目资金总额, 其中：财政拨款 and the like, with or without the colon that text has after them."""
    bare = bare_label(_label(text))
    return any(bare in labels for labels in MONEY_LABELS.values())


def _label(text: str) -> str:
    return re.sub(r"^其中[：:]?|[：:]$", "", compact(text))


def _pairs(written: list[Cell]) -> Iterator[tuple[str, Cell]]:
    return ((_label(name.text), value) for name, value in pairwise(written))


def _with_labels_apart(cells: Cells) -> Cells:
    """The cells, with each that holds a label and its text (其中：财政拨款：60.00) made two."""
    parts: list[Cell] = []
    for at, cell in enumerate(cells):
        match = LABELLED.fullmatch(cell.text.strip())
        label = bare_label(match["label"]) if match else ""
        is_sum = match is not None and SUM.fullmatch(compact(match["text"])) is not None
        if match and (
            (is_sum and _part(label)) or (not at and match["colon"] and is_goal_label(label))
        ):
            parts += [evolve(cell, text=match["label"]), evolve(cell, text=match["text"])]
        else:
            parts.append(cell)
    return tuple(parts)


def _identity(block: ProjectBlock, written: list[Cell]) -> None:
    labels = [_label(cell.text) for cell in written]
    block.has_code_cell = block.has_code_cell or "项目编码" in labels
    for label, cell in _pairs(written):
        if label == "项目编码" and re.search(r"\d", cell.text):  # not ———, nor the next label
            block.code = compact(cell.text)
        elif bare_label(label) in PROJECT_NAMES:
            _name(block, one_line(cell.text))
    for cell in written:
        label, colon, name = one_line(cell.text).replace(":", "：").partition("：")
        if colon and name and bare_label(label) in PROJECT_NAMES:
            _name(block, name.strip())


def _name(block: ProjectBlock, written: str) -> None:
    """The project's name, before which the budget system writes its code."""
    both = CODE_AND_NAME.fullmatch(written)
    block.code, block.project = both.groups() if both else (block.code, written)


def _part(label: str) -> str | None:
    bare = bare_label(label)
    return next((part for part, labels in MONEY_LABELS.items() if bare in labels), None)


def _money(
    block: ProjectBlock, above: Cells, cells: Cells, unit: Decimal | None, heads: Heads
) -> bool:
    """Take the sums of a row; a label with no sum before the next label has an empty cell.

    Under the heads of a self-evaluation the budget is the one that spending is measured by.
    """
    found = False
    written = [cell for cell in cells if not cell.is_blank]
    for name, value in _below_labels(above, cells) or _of_one_side(block, written):
        label, cell = _label(name.text), value
        part = "total" if heads and bare_label(label) in SUM_OF_SOURCES else _part(label)
        if part is None and not OTHER_SOURCE.search(bare_label(label)):
            continue
        found = found or part is not None
        own_unit = label_unit(label) or unit
        if heads and name.col < cell.col:
            row = under(heads, name, written)
            cell = row.get(Head.ADJUSTED) or row.get(Head.INITIAL) or cell
            if part == "total" and row and block.execution is None:
                block.execution = execution_of(row, own_unit)
        sum_ = amount(cell.text, own_unit, cell.location)
        if sum_ is None or not re.search(r"[0-9０-９]", cell.text):
            continue
        if part is None:
            block.more.append(sum_)
        else:
            block.money.setdefault(part, sum_)
            if part == "total" and block.total_at is None:
                block.total_at = name.col
        if heads:
            break  # what follows are the other sums of this label
    return found


def _below_labels(above: Cells, cells: Cells) -> list[tuple[Cell, Cell]]:
    """The sums of a row whose labels (资金总额 | 财政拨款 | 其他资金) are the row above."""
    labels = {cell.col: cell for cell in above if _part(_label(cell.text))}
    if len(labels) < 2 or any(SUM.fullmatch(compact(cell.text)) for cell in above):
        return []
    pairs = [(labels[cell.col], cell) for cell in cells if cell.col in labels]
    sums = [(name, cell) for name, cell in pairs if SUM.fullmatch(compact(cell.text))]
    others = [
        cell for _, cell in pairs if not (cell.is_blank or SUM.fullmatch(compact(cell.text)))
    ]
    return [] if others else sums


def _of_one_side(block: ProjectBlock, written: list[Cell]) -> list[tuple[Cell, Cell]]:
    """The label and sum of each pair; of a part that stands twice in the row, for the term and for the year,
    the one under the label of the year's total.
    """
    pairs = list(pairwise(written))
    labels = [_part(_label(name.text)) for name, _ in pairs]
    at = block.total_at
    if at is None:
        return pairs
    own = {part: pair for part, pair in zip(labels, pairs, strict=True) if pair[0].col <= at}
    twice = {part for part in labels if part and labels.count(part) > 1 and part in own}
    return [
        pair
        for part, pair in zip(labels, pairs, strict=True)
        if part not in twice or pair is own[part]
    ]


def _plan(block: ProjectBlock, header: Cells, cells: Cells) -> None:
    """The numbers under the month ends of the row above, column by column."""
    months = {cell.col: compact(cell.text) for cell in header if MONTH_END.search(cell.text)}
    if not months:
        return
    points = tuple(
        PlanPoint(months[cell.col], cell.text.strip(), _number(cell.text), cell.location)
        for cell in cells
        if cell.col in months
    )
    block.plan = FundsPlan(
        points, re.search(r"[%％]", header[0].text) is not None, header[0].location
    )


def _number(text: str) -> Decimal | None:
    constraint = parse_value(text.strip())
    return constraint.quantity.value if isinstance(constraint, Threshold) else None


def _slid_goals(block: ProjectBlock, written: list[Cell], label: str) -> bool:
    """Is this the row of goals under their headings, moved to the left by a merged label?"""
    expected = block.goals_have_actual and not block.goals and len(written) == 2
    return expected and bool(label) and not is_project_label(label) and _part(label) is None


def _goals(block: ProjectBlock, written: list[Cell], opens: bool) -> None:
    block.has_goal_cell = True
    texts = written[1:] if opens else written
    if all(GOAL_HEADING.fullmatch(compact(cell.text)) for cell in texts):
        block.goals_have_actual |= any("完成" in cell.text for cell in texts[1:])
        return  # no texts at all count as headings
    if block.goals_have_actual and len(texts) > 1:
        texts = texts[:1]  # what was reached stands beside what was to be
    *labels, goal = texts
    if is_filler(texts[0].text) or (not labels and is_left_over(goal.text)):
        block.fillers.append((goal.text.strip(), goal.location))
        return
    label = " ".join(one_line(cell.text) for cell in labels)
    block.goals.append(Goal(label, goal.text.strip(), goal.location))
