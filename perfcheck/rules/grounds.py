"""PC5xx: 指标值确定依据 — does the column say where a value comes from?"""

import re
from collections import Counter

from perfcheck.rules.consistency import bare, bigrams
from perfcheck.rules.finding import INFO, Hit
from perfcheck.rules.lexicon import only_words
from perfcheck.rules.rule import Outcomes, row_rule, table_rule
from perfcheck.rules.settings import Settings
from perfcheck.tables import Column, Indicator, TargetTable

UNIFORM_ROWS = 5  # fewer rows may well rest on one paper
MEASURE = re.compile("(?:数量|次数|人数|户数|天数|面积|金额|里程|长度|率|量|数)$")
PERIOD = re.compile("年度内|年度|全年|本年|当年|年内|各类|完成|的")
# 有的省的“绩效标准”列只选是哪一类标准
KIND_OF_STANDARD = re.compile("(?:计划|行业|历史|国家|地方|预算支出|预算|通用|其他)标准")
# 没有文号、年份的文件；请示和汇报不是标准
UNNAMED = re.compile(r"[^0-9０-９《〔\[【“\"]*(?:文件|通知|请示|汇报)")
# 断了的文件名少的是这些字
REST_OF_TITLE = re.compile(
    "(?:暂行|实施|管理)*(?:办法|规定|细则|方案|规则|通知|条例|规范|规程|意见|制度|指南)"
)
CITED = re.compile("[0-9０-９《〔]|办法|规定|标准|方案|规划|计划")


@table_rule("PC514", "basis-uniform", INFO, "CY2021-101", needs=(Column.VALUE, Column.BASIS))
def basis_uniform(table: TargetTable, settings: Settings) -> Outcomes:
    """整表依据完全相同 | One basis for every row

    数量、成本、满意度的取值很少出自同一份文件。五行以上整列照抄一个依据的，请按行写明计划、标准、历史数据或合同。模板只要求选“计划标准”“行业标准”的不报。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据 |
    | 产出指标 | 数量指标 | 清扫面积 | 清扫的道路面积 | ≥80万平方米 | 环卫作业合同（2024-017） |
    | | 质量指标 | 清扫合格率 | 检查合格路段占比 | ≥95% | 环卫作业合同（2024-017） |
    | | 时效指标 | 每日清扫时段 | 清扫完成的时刻 | ≤7时 | 环卫作业合同（2024-017） |
    | | 成本指标 | 清扫单价 | 每平方米的支出 | ≤6元/平方米 | 环卫作业合同（2024-017） |
    | 满意度指标 | 服务对象满意度指标 | 市民满意度 | 满意市民占比 | ≥90% | 环卫作业合同（2024-017） |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据 |
    | 产出指标 | 数量指标 | 清扫面积 | 清扫的道路面积 | ≥80万平方米 | 环卫作业合同（2024-017） |
    | | 质量指标 | 清扫合格率 | 检查合格路段占比 | ≥95% | 环卫作业合同（2024-017） |
    | | 时效指标 | 每日清扫时段 | 清扫完成的时刻 | ≤7时 | 环卫作业合同（2024-017） |
    | | 成本指标 | 清扫单价 | 每平方米的支出 | ≤6元/平方米 | 环卫作业合同（2024-017） |
    | 满意度指标 | 服务对象满意度指标 | 市民满意度 | 满意市民占比 | ≥90% | 2023年市民问卷结果 |
    """
    rows = table.indicators
    grounds = {bare(row.basis) for row in rows}
    if len(rows) < UNIFORM_ROWS or len(grounds) != 1 or "" in grounds:
        return
    if KIND_OF_STANDARD.fullmatch(rows[0].basis):
        return
    shown = rows[0].basis[:30]
    satisfaction = "，连满意度也是" if any(row.is_satisfaction for row in rows) else ""
    yield Hit(
        zh=f"{len(rows)} 行的依据都是“{shown}”{satisfaction}，请按行写明各自的依据",
        en=f"all {len(rows)} rows rest on “{shown}”; give each row its own basis",
        value=rows[0].basis,
        location=rows[0].locations.get(Column.BASIS),
    )


@table_rule("PC515", "basis-weak", INFO, "CY2021-101", needs=(Column.VALUE, Column.BASIS))
def basis_weak(table: TargetTable, settings: Settings) -> Outcomes:
    """依据不是可查的标准 | A basis that nobody can look up

    “往年工作经验”“工作计划”“施工合同”“上级文件”没有年份、文号、编号或书名号里的名称，查不到取值从哪里来。一张表报一次。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据 |
    | 产出指标 | 数量指标 | 义诊场次 | 全年义诊的场次 | ≥36场 | 往年工作经验 |

    ## 错例（没有编号的合同）
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据 |
    | 产出指标 | 数量指标 | 消毒次数 | 全年消毒的次数 | ≥52次 | 服务合同 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据 |
    | 产出指标 | 数量指标 | 义诊场次 | 全年义诊的场次 | ≥36场 | 2023年实际义诊35场 |
    | | 时效指标 | 义诊完成时间 | 最后一场义诊的时间 | 2024年11月底前 | 2024年工作计划 |
    | | 成本指标 | 义诊单场支出 | 每场义诊的支出 | ≤1800元/场 | 《义诊服务合同》 |
    """
    weak = [
        row
        for row in table.indicators
        if only_words("weak_basis").fullmatch(row.basis) or UNNAMED.fullmatch(row.basis)
    ]
    if weak:
        counts = Counter(row.basis for row in weak)
        shown = "、".join(f"“{basis}” {count} 行" for basis, count in counts.items())
        yield Hit(
            zh=f"依据{shown}，查不到取值从哪里来；请写明年份、文号、合同编号或历史数据",
            en=f"nobody can look up the basis of {len(weak)} row(s): “{'、'.join(counts)}”; cite number, year or past data",
            value=weak[0].basis,
            location=weak[0].locations.get(Column.BASIS),
        )


@row_rule("PC516", "basis-stat-mismatch", INFO, "CY2021-101", needs=(Column.BASIS,))
def basis_stat_mismatch(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """疑似依据讲的是另一件事 | The basis seems to count something else

    名称数的是一样东西，依据数的是另一样。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据 |
    | 产出指标 | 数量指标 | 巡诊次数 | 医疗队下乡巡诊的次数 | ≥48次 | 年度内体检次数 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据 |
    | 产出指标 | 数量指标 | 巡诊次数 | 医疗队下乡巡诊的次数 | ≥48次 | 2023年巡诊次数 |
    """
    counted, grounds = (MEASURE.search(bare(text)) for text in (row.name, row.basis))
    if not counted or not grounds or counted[0] != grounds[0] or CITED.search(row.basis):
        return
    name, basis = (PERIOD.sub("", bare(text)) for text in (row.name, row.basis))
    cores = [MEASURE.sub("", text) for text in (name, basis)]
    if all(2 <= len(core) <= 8 for core in cores) and not bigrams(cores[0]) & bigrams(cores[1]):
        yield Hit(
            zh=f"疑似依据与指标不是一回事：指标是“{row.name}”，依据是“{row.basis}”",
            en=f"the indicator is “{row.name}”, its basis “{row.basis}”: two different things?",
            value=row.basis,
            at=Column.BASIS,
        )


@row_rule("PC518", "basis-cut", INFO, "CONVENTION", needs=(Column.BASIS,))
def basis_cut(row: Indicator, table: TargetTable, settings: Settings) -> Outcomes:
    """疑似依据的文件名不完整 | The title of a basis seems to be cut

    同一张表里别的行写了全称，这一行少了“办法”“规定”几个字，多半是复制时漏了。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据 |
    | 产出指标 | 数量指标 | 抽查仓库 | 抽查的粮库 | ≥12座 | 粮食储备检查管理办法 |
    | | 质量指标 | 账实相符率 | 账实相符的粮库占比 | ≥98% | 粮食储备检查管理 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 | 指标值确定依据 |
    | 产出指标 | 数量指标 | 抽查仓库 | 抽查的粮库 | ≥12座 | 粮食储备检查管理办法 |
    | | 质量指标 | 账实相符率 | 账实相符的粮库占比 | ≥98% | 粮食储备检查管理办法 |
    """
    whole = next(
        (
            one.basis
            for one in table.indicators
            if row.basis
            and one.basis.startswith(row.basis)
            and REST_OF_TITLE.fullmatch(one.basis.removeprefix(row.basis))
        ),
        None,
    )
    if whole:
        yield Hit(
            zh=f"疑似不完整：依据“{row.basis}”，同表别的行写作“{whole}”",
            en=f"the basis “{row.basis}” seems to be cut; other rows have “{whole}”",
            value=row.basis,
            expected=whole,
            at=Column.BASIS,
        )
