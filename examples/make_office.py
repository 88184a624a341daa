"""Make the example Word, Excel and PDF files: the same kinds of tables as people save them.

    python examples/make_office.py

Rows are written out here, so that what the files hold can be read and changed.
"""

from pathlib import Path

from docx import Document
from docx.shared import Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

HERE = Path(__file__).resolve().parent
OFFICE, ROUNDS = HERE / "office", HERE / "rounds"
Rows = list[list[str]]

# Blank cells belong to merged ones: top, bottom, left and right of those in a page of Word.
MERGED = [(0, 0, 1, 2), (0, 0, 4, 5), (1, 1, 1, 5), (3, 6, 0, 0)]
WORD: Rows = [
    ["项目名称", "老旧小区加装扶手", "", "预算数", "36万元", ""],
    ["绩效目标", "为6个老旧小区的楼道加装扶手，方便老年人上下楼", "", "", "", ""],
    ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"],
    ["产出指标", "数量指标", "加装扶手长度", "完成加装的扶手总长", "≥4200米", "实施方案第三章"],
    ["", "质量指标", "验收合格率", "一次验收合格的楼道占全部楼道的比例", "≥98%", "施工合同"],
    ["", "时效指标", "完工时间", "全部小区完工验收的时间", "2024年10月底前", "实施方案第四章"],
    ["", "成本指标", "每米造价", "扶手材料与安装费用", "≥85元", "询价记录2024年第6号"],
    [
        "效益指标",
        "社会效益指标",
        "受益老年人",
        "住在加装楼道的60岁以上居民",
        "≥2600人",
        "社区台账",
    ],
    [
        "满意度指标",
        "服务对象满意度指标",
        "居民满意度",
        "满意户数÷调查户数×100%",
        "100%",
        "上年调查结果94%",
    ],
]
EXCEL: Rows = [
    ["项目名称", "", "冬季路灯巡修", "", "", "", "", ""],
    ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["", "年度资金总额", "48", "50", "46", "10", "95%", "9.2"],
    [
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析",
    ],
    ["产出指标", "数量指标", "巡修路灯", "≥1200盏", "1260盏", "25", "25", ""],
    ["", "质量指标", "修复合格率", "≥97%", "98.2%", "25", "25", ""],
    ["效益指标", "社会效益指标", "夜间照明投诉", "≤20件", "31件", "30", "30", "暴雪期间抢修不及"],
    ["满意度指标", "服务对象满意度指标", "市民满意度", "≥90%", "92%", "10", "10", ""],
    ["总分", "", "", "", "", "100", "98.2", ""],
]
PAPER: Rows = [
    ["项目名称", "图书流动站", "预算数", "24万元", ""],
    ["资金支出计划（%）", "3月底", "6月底", "10月底", "12月底"],
    ["", "6", "12", "18", "24"],
    ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值"],
    ["产出指标", "数量指标", "设立流动站", "建成并开放的站点", "=8个"],
    ["", "质量指标", "图书完好率", "完好图书占在架图书的比例", "≥95百分比"],
    ["", "时效指标", "新书上架时限", "到货至上架的时间", "≤5天"],
    ["", "成本指标", "购书与运营总成本", "全年购书、运输和人员支出", "≤24万"],
    ["效益指标", "社会效益指标", "借阅人次", "全年借阅登记的人次", "≥9000人次"],
    ["满意度指标", "服务对象满意度指标", "读者满意度", "问卷满意份数÷有效份数×100%", "≥90%"],
]

# One project three times: as first sent in, as sent in again after the review, and at the end of the year.
FIRST: Rows = [
    ["项目名称", "公园饮水点维护", "", "预算数", "28万元", ""],
    ["绩效目标", "46处饮水点全年正常出水、水质合格，游客取水方便", "", "", "", ""],
    ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"],
    ["产出指标", "数量指标", "维护饮水点", "列入维护计划并正常出水的饮水点", "≥46处", "公园设施台账（2023年）"],
    ["", "质量指标", "水质检测合格率", "合格水样÷全部水样×100%", "≥98百分比", "2023年检测报告"],
    ["", "时效指标", "故障修复时限", "接到报修至恢复供水的时间", "≤24小时", "2023年维护合同"],
    ["", "成本指标", "维护总成本", "全年维护、检测和更换滤芯的支出", "≤30万", "2023年维护合同"],
    ["效益指标", "社会效益指标", "日均取水人次", "计数器记录的日均取水人次", "≥900人次", "2023年计数器记录"],
    ["满意度指标", "服务对象满意度指标", "游客满意度", "满意份数÷有效问卷份数×100%", "≤90%", "2023年问卷结果92%"],
]  # fmt: skip
MENDED = {"≥98百分比": "≥98%", "≤30万": "≤28万元", "≤90%": "≥90%"}
LOOSER = {"≥46处": "≥40处", "≤24小时": "≤48小时"}
SECOND: Rows = [[(MENDED | LOOSER).get(text, text) for text in row] for row in FIRST]
EVALUATION: Rows = [
    ["项目名称", "", "公园饮水点维护", "", "", "", "", ""],
    ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["", "年度资金总额", "28", "28", "26.6", "10", "95%", "9.5"],
    EXCEL[3],
    ["产出指标", "数量指标", "维护饮水点", "≥36处", "38处", "15", "15", ""],
    ["", "质量指标", "水质检测合格率", "≥98%", "98.6%", "15", "15", ""],
    ["", "时效指标", "故障修复时限", "≤48小时", "52小时", "10", "10", ""],
    ["", "成本指标", "维护总成本", "≤28万元", "26.6万元", "10", "10", ""],
    ["效益指标", "社会效益指标", "日均取水人次", "≥900人次", "1050人次", "30", "30", ""],
    ["满意度指标", "服务对象满意度指标", "游客满意度", "≥90%", "93%", "10", "10", ""],
    ["总分", "", "", "", "", "100", "99.5", ""],
]


def word(path: Path) -> None:
    """A page of Word with merged labels and a table in one grid."""
    _page(path, "老旧小区加装扶手项目绩效目标表", WORD)


def first(path: Path) -> None:
    """A first submission, with faults of every kind."""
    _page(path, "公园饮水点维护项目绩效目标表", FIRST)


def second(path: Path) -> None:
    """The faults are gone, and two targets have become easier."""
    _page(path, "公园饮水点维护项目绩效目标表", SECOND)


def _page(path: Path, title: str, rows: Rows) -> None:
    page = Document()
    page.styles["Normal"].font.size = Pt(10)
    page.add_heading(title, level=2)
    page.add_paragraph("（2024年度）")
    table = page.add_table(len(rows), len(rows[0]), style="Table Grid")
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    for top, bottom, left, right in MERGED:
        table.cell(top, left).merge(table.cell(bottom, right))
        table.cell(top, left).text = rows[top][left]
    page.save(str(path))


def excel(path: Path) -> None:
    """A workbook with a title row, merged labels, and a number format on the rate."""
    _book(path, EXCEL, ["A2:B2", "C2:H2", "A3:A4", "A6:A7", "A10:E10"])


def evaluation(path: Path) -> None:
    """The year of the project: a target that is not that of the plan, and points for a miss."""
    _book(path, EVALUATION, ["A2:B2", "C2:H2", "A3:A4", "A6:A9", "A12:E12"])


def _book(path: Path, rows: Rows, spans: list[str]) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "自评表"
    line = Side(style="thin")
    sheet["A1"] = "项目支出绩效自评表"
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.merge_cells("A1:H1")
    for at, row in enumerate(rows, 2):
        for col, text in enumerate(row, 1):
            cell = sheet.cell(at, col, text or None)
            cell.border = Border(line, line, line, line)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
    for span in spans:
        sheet.merge_cells(span)
    rate = sheet["G4"]
    rate.value, rate.number_format = 0.95, "0%"
    for column, width in zip("ABCDEFGH", (16, 20, 16, 14, 14, 8, 10, 22), strict=True):
        sheet.column_dimensions[column].width = width
    book.save(path)


def paper(path: Path) -> None:
    """A PDF whose table goes on on a second page, its header repeated."""
    from reportlab.lib.pagesizes import A5, landscape
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    registerFont(UnicodeCIDFont("STSong-Light"))
    title = ParagraphStyle("title", fontName="STSong-Light", fontSize=14, leading=24)
    table = Table(PAPER, colWidths=[90, 110, 110, 150, 70], rowHeights=34, repeatRows=0)
    table.setStyle([
        ("FONT", (0, 0), (-1, -1), "STSong-Light", 10),
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("SPAN", (3, 0), (4, 0)),
        ("SPAN", (0, 1), (0, 2)),
    ])  # fmt: skip
    SimpleDocTemplate(str(path), pagesize=landscape(A5), invariant=1).build(
        [Paragraph("图书流动站绩效目标表", title), table]
    )


def main() -> None:
    word(OFFICE / "01-word.docx")
    excel(OFFICE / "02-excel.xlsx")
    paper(OFFICE / "03-paper.pdf")
    first(ROUNDS / "1-first.docx")
    second(ROUNDS / "2-second.docx")
    evaluation(ROUNDS / "3-evaluation.xlsx")


if __name__ == "__main__":
    main()
