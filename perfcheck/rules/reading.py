"""PC9xx: what kept a file, a table or a row from being checked."""

from perfcheck.rules.finding import Hit, Severity
from perfcheck.rules.rule import Outcomes, Rule, Scope, make_rule, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import TargetTable


def _never(*_: object) -> Outcomes:
    """Files that cannot be read are reported while reading, not by looking at tables."""
    return iter(())


def _reading(code: str, name: str, doc: str, severity: Severity = Severity.ERROR) -> Rule:
    return make_rule(Scope.FILE, code, name, severity, ("LOGIC",), _never, doc)


FILE_MISSING = _reading(
    "PC901",
    "file-missing",
    """文件不存在 | No such file

    命令行给出的路径上没有文件。请核对文件名和目录。""",
)
FILE_EMPTY = _reading(
    "PC902",
    "file-empty",
    """空文件 | Empty file

    文件里没有内容。可能是下载或拷贝中断，请重新取得文件。""",
)
FILE_UNREADABLE = _reading(
    "PC903",
    "file-unreadable",
    """文件无法打开 | The file cannot be opened

    文件存在而无法打开：没有权限，或正被别的程序独占。""",
)
FORMAT_UNSUPPORTED = _reading(
    "PC904",
    "format-unsupported",
    """不支持的文件格式 | Unsupported file format

    格式按内容辨认，不看扩展名。请另存为所支持的格式后再查。""",
)
NO_TARGET_TABLE = _reading(
    "PC905",
    "no-target-table",
    """没有找到绩效目标表 | No target table found

    文件可以读，但其中没有带“三级指标”和“指标值”（或优、良、中、差）表头的表格。没有找到表，不等于表没有问题。""",
)
FILE_DAMAGED = _reading(
    "PC907",
    "file-damaged",
    """文件损坏 | The file is damaged

    文件的格式认得，里面的内容读不出来。请用原来的软件打开，另存一份再查。""",
)
FILE_ENCRYPTED = _reading(
    "PC908",
    "file-encrypted",
    """文件加密 | The file is encrypted

    文件设了打开密码。请去掉密码，另存一份再查。""",
)
FILE_TOO_LARGE = _reading(
    "PC909",
    "file-too-large",
    """文件超限 | The file is too large

    文件展开后超过了读取的上限，或者里面的数目不合情理。请拆成几份再查。""",
)

EXTENSION_MISMATCH = _reading(
    "PC910",
    "extension-mismatch",
    """扩展名不符 | The file name does not fit the content

    文件内容与扩展名不是一种格式，例如把网页存成 .xls。按内容读取；请核对是不是要交的那份文件。""",
    Severity.WARNING,
)
READ_TIMEOUT = _reading(
    "PC911",
    "read-timeout",
    """读取超时 | Reading took too long

    在规定时间内没有读完，已停止读取。文件可能过大，或者内部结构异常；请拆成几份，或用原来的软件另存一份再查。""",
)
READER_CRASHED = _reading(
    "PC912",
    "reader-crashed",
    """读取程序中断 | The reader broke off

    读取这份文件时内存超限或程序崩溃。读取在单独的进程里进行，其他文件不受影响；请用原来的软件另存一份再查。""",
)
NEEDS_OCR = _reading(
    "PC913",
    "needs-ocr",
    """扫描件，需 OCR | A scan without text

    页面上只有图片，没有文字。请先做文字识别（OCR），或者索要原始的 Word、Excel 文件。""",
)
OLD_FORMAT = _reading(
    "PC914",
    "old-format",
    """旧格式，本机不能读 | An old format that this machine cannot read

    .doc、.wps、.odt 等格式要借助本机的 LibreOffice 转换。请用 Word 或 WPS 另存为 .docx（表格另存为 .xlsx）后再查。""",
)
TABLE_UNRESTORABLE = _reading(
    "PC915",
    "table-unrestorable",
    """疑似含绩效目标表，无法还原表格 | There seems to be a target table that cannot be restored

    文字里有绩效目标表的表头，但单元格连在了一起或次序打乱，无法有把握地分开。不猜，请提供原始文件。""",
)
HIDDEN_CONTENT = _reading(
    "PC916",
    "hidden-content",
    """有隐藏的行、列、工作表或文字 | Hidden rows, columns, sheets or text

    隐藏的内容同样读取和检查；在 Word、Excel 里看不到的行也可能有问题。""",
    Severity.INFO,
)
COVERED_TEXT = _reading(
    "PC917",
    "covered-text",
    """合并单元格下压着文字 | Text lies under a merged cell

    合并单元格只显示左上角的文字，被盖住的文字看不见，也没有检查。""",
    Severity.INFO,
)
FORMULA_UNCALCULATED = _reading(
    "PC918",
    "formula-uncalculated",
    """公式没有计算结果 | A formula without a calculated value

    文件里只存了公式，没有存结果，读出来是空白。请用 Excel 或 WPS 打开，重新计算并保存后再查。""",
    Severity.WARNING,
)
CONTENT_UNREAD = _reading(
    "PC920",
    "content-unread",
    """有没读到的内容 | Some of the content was not read

    文件里嵌入了另一种格式的文档，或者内容存放在别的文件里，这一部分没有检查。请把内容直接放进一份文件，另存后再查。""",
    Severity.WARNING,
)

EQUATION_DOUBTFUL = _reading(
    "PC919",
    "equation-doubtful",
    """公式对象转换不可靠 | Equations may have lost a sign

    旧格式经 LibreOffice 转换后才能读，公式对象开头的“≥”“≤”等符号会在转换时丢失，“≥95%”可能读成“95%”。请对照原件核对公式所在的单元格，或在 Word、WPS 里把公式改成普通文字。""",
    Severity.WARNING,
)


@table_rule("PC906", "row-unread", Severity.ERROR, "LOGIC", needs=())
def row_unread(table: TargetTable, settings: Settings) -> Outcomes:
    """表中有读不出的行 | A row of the table could not be read

    一行的格数与表头对不上时，不猜哪一格是指标值，整行列出，由人核对。

    ## 错例
    道路养护费绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 养护里程 | 全年养护的道路里程 | ≥12公里 |
    | | 质量指标 | ≥95% |

    ## 正例
    道路养护费绩效目标表

    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |
    | 产出指标 | 数量指标 | 养护里程 | 全年养护的道路里程 | ≥12公里 |
    | | 质量指标 | 养护验收合格率 | 验收合格里程占养护里程的比例 | ≥95% |
    """
    for text, location in table.unread:
        rows = bool(table.indicators or table.graded)
        what, what_en = (
            ("这一行的格数与表头不符", "this row does not fit the header")
            if rows
            else ("这个表头下没有读出指标行", "no row could be read under this header")
        )
        yield Hit(
            zh=f"{what}，未检查：{text}",
            en=f"{what_en} and was not checked: “{text}”",
            value=text,
            location=location,
        )
