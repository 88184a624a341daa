"""What differs from one finance bureau to the next: thresholds that rules compare with.

One field for each, with one comment above it: what it is and where the default comes from, ``中文 |
English``; the catalogue and docs/policy.md are written from it. Percentages are numbers of percent, money is in 元.
"""

import inspect
import re
from decimal import Decimal

from attrs import frozen

FIELD = re.compile(r"((?:^ +# .*\n)+)^ +(\w+):", re.M)


@frozen(kw_only=True)
class Policy:
    """地方口径. Every field has a default, so that a policy names only what differs."""

    # 满意度指标值低于此数，算偏低（惯例；监测类项目不同） | A satisfaction target below this is
    # unusually low (practice; monitoring projects differ).
    satisfaction_floor: Decimal = Decimal(80)

    # 自评表的分值合计应为其一（预算执行单列的，可以少它的 10 分） | Points of a self-evaluation may add
    # up to these (a table without a row of budget execution may leave out its 10).
    point_totals: tuple[Decimal, ...] = (Decimal(100),)
    # 得分与完成比例可以相差的部分，占分值之比，留给四舍五入和酌情 | A score may differ from the reached
    # share by this part of the points, for rounding and judgement.
    score_tolerance: Decimal = Decimal("0.1")
    # 完成值不到目标的百分之几，不得分（惯例 60%） | Below this share of the target nothing may be scored
    # (practice: 60 %).
    no_score_below: Decimal = Decimal(60)
    # 完成值超过目标的百分之几，要说明原因（惯例 130%） | Above this share of the target the excess is to be
    # explained (practice: 130 %).
    excess_percent: Decimal = Decimal(130)
    # 优档至少得分值的百分之几（惯例 90；优档只给满分的写 100） | The least share of the points that the
    # grade 优 earns (practice: 90; 100 where only the full points are given).
    excellent_share: Decimal = Decimal(90)
    # 良档至少得分值的百分之几（惯例） | The least share of the points that the grade 良 earns (practice).
    good_share: Decimal = Decimal(80)
    # 中档至少得分值的百分之几，差档在此之下（惯例） | The least share of the points that the grade 中
    # earns, 差 less (practice).
    fair_share: Decimal = Decimal(60)
    # 完成率、结算率、及时率低于此数，是没有压力的目标（惯例） | A completion, settlement or punctuality rate
    # below this is a loose target (practice).
    loose_floor: Decimal = Decimal(80)
    # 一张表至少几条指标（审核惯例） | The least number of indicators in a project's table (practice).
    fewest_rows: int = 4
    # 一张表至多几条指标（审核惯例） | The greatest number of indicators in a project's table (practice).
    most_rows: int = 20
    # 其中产出指标至多几条（审核惯例） | The greatest number of output indicators among them (practice).
    most_output_rows: int = 10
    # 定量指标至少占百分之几（惯例；各地要求 50 至 70） | The least share of indicators that can be
    # measured (practice; bureaus ask for 50 to 70).
    measured_share: Decimal = Decimal(60)
    # 权重合计应为其一：含或不含预算执行率的 10 分（财预〔2021〕101号）；有的平台为 80 | What the weights of a
    # table may add up to: with or without the 10 points for execution (财预〔2021〕101号); 80 on some
    # platforms.
    weight_totals: tuple[Decimal, ...] = (Decimal(100), Decimal(90), Decimal(80))
    # 达到此数（元）的采购应列入政府采购预算（县级服务类常用的限额；各省自定） | Purchases from this sum on
    # belong into the procurement budget (a usual limit for services of a county; each province sets
    # its own).
    procurement_limit: Decimal = Decimal(500_000)


def comments() -> dict[str, tuple[str, str]]:
    """What the comment above each field says, in Chinese and in English."""
    found: dict[str, tuple[str, str]] = {}
    for block, name in FIELD.findall(inspect.getsource(Policy)):
        text = " ".join(line.strip().removeprefix("# ") for line in block.splitlines())
        zh, _, en = text.partition(" | ")
        found[name] = (zh, en)
    return found
