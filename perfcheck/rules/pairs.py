"""PC82x: a self-evaluation beside the plan that it judges.

The rules look at two documents, so ``perfcheck compare`` applies them (``comparing/evaluation.py``). In
their examples a line of dashes stands between the plan and the self-evaluation.
"""

from perfcheck.rules.finding import ERROR, INFO, WARNING, Severity
from perfcheck.rules.rule import Outcomes, Rule, Scope, make_rule


def _never(*_: object) -> Outcomes:
    """One document alone has nothing to compare with."""
    return iter(())


def _pair(code: str, name: str, severity: Severity, basis: str, doc: str) -> Rule:
    return make_rule(Scope.PAIR, code, name, severity, (basis,), _never, doc)


EVALUATION_MISSES_INDICATOR = _pair(
    "PC821",
    "evaluation-misses-indicator",
    ERROR,
    "CY2020-10",
    """自评少了计划里的指标 | The self-evaluation leaves out a planned indicator

    自评对照批复的目标逐条进行。没完成的指标略去不评，等于改了目标。自评另有同类的新指标时可能只是改名，降为警告。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 |
    | 产出指标 | 数量指标 | 清淤长度 | ≥12公里 |
    | | 质量指标 | 验收合格率 | ≥95% |

    ---

    | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 |
    | 产出指标 | 数量指标 | 清淤长度 | ≥12公里 | 12公里 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 |
    | 产出指标 | 数量指标 | 清淤长度 | ≥12公里 |

    ---

    | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 |
    | 产出指标 | 数量指标 | 指标1：清淤长度 | 不低于12公里 | 12公里 |
    """,
)
EVALUATION_ADDS_INDICATOR = _pair(
    "PC822",
    "evaluation-adds-indicator",
    INFO,
    "CY2020-10",
    """自评多出计划里没有的指标 | The self-evaluation judges an indicator that was not planned

    年终补一条容易完成的指标会抬高得分。确经批准调整的，应附调整文件。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 |
    | 产出指标 | 数量指标 | 清淤长度 | ≥12公里 |

    ---

    | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 |
    | 产出指标 | 数量指标 | 清淤长度 | ≥12公里 | 12公里 |
    | | 质量指标 | 资料归档率 | ≥95% | 100% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 |
    | 产出指标 | 数量指标 | 清淤长度 | ≥12公里 |

    ---

    | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 |
    | 产出指标 | 数量指标 | 清淤长度 | ≥12公里 | 12公里 |
    """,
)
EVALUATION_LOOSENS_TARGET = _pair(
    "PC823",
    "evaluation-loosens-target",
    ERROR,
    "CY2020-10",
    """自评把目标改松了 | The self-evaluation loosens a target after the fact

    按所允许的范围比，不按写法比：下限改低、上限改高、期限推后、数改成文字或删去，都是事后放宽。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 |
    | 产出指标 | 质量指标 | 验收合格率 | ≥95% |

    ---

    | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 |
    | 产出指标 | 质量指标 | 验收合格率 | ≥90% | 92% |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 |
    | 产出指标 | 质量指标 | 验收合格率 | ≥95% |

    ---

    | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 |
    | 产出指标 | 质量指标 | 验收合格率 | 95%以上 | 96% |
    """,
)
EVALUATION_CHANGES_TARGET = _pair(
    "PC824",
    "evaluation-changes-target",
    WARNING,
    "CY2020-10",
    """自评的目标与计划不同 | The self-evaluation states another target than the plan

    收紧、移动、换单位、改文字都应有批准。读不出而不能比较的只作提示。

    ## 错例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 |
    | 产出指标 | 数量指标 | 组织培训 | ≥12次 |

    ---

    | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 |
    | 产出指标 | 数量指标 | 组织培训 | ≥600人 | 610人 |

    ## 正例
    | 一级指标 | 二级指标 | 三级指标 | 指标值 |
    | 产出指标 | 时效指标 | 办结时限 | ≤3天 |

    ---

    | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 |
    | 产出指标 | 时效指标 | 办结时限 | ≤72小时 | 2天 |
    """,
)
EVALUATION_OTHER_BUDGET = _pair(
    "PC825",
    "evaluation-other-budget",
    WARNING,
    "LOGIC",
    """自评的年初预算与计划不同 | The initial budget of the self-evaluation is not that of the plan

    执行率的分母从年初预算来。只写了全年（调整后）预算的，年中可能调整过，降为提示。

    ## 错例
    | 项目名称 | 渠道清淤 | 预算数 | 60万元 |
    | 一级指标 | 二级指标 | 三级指标 | 指标值 |
    | 产出指标 | 数量指标 | 清淤长度 | ≥12公里 |

    ---

    | 项目名称 | 渠道清淤 | | |
    | 项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 |
    | 年度资金总额 | 50 | 50 | 50 |
    | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 |
    | 产出指标 | 数量指标 | 清淤长度 | ≥12公里 | 12公里 |

    ## 正例
    | 项目名称 | 渠道清淤 | 预算数 | 60万元 |
    | 一级指标 | 二级指标 | 三级指标 | 指标值 |
    | 产出指标 | 数量指标 | 清淤长度 | ≥12公里 |

    ---

    | 项目名称 | 渠道清淤 | | |
    | 项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 |
    | 年度资金总额 | 60 | 55 | 55 |
    | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 |
    | 产出指标 | 数量指标 | 清淤长度 | ≥12公里 | 12公里 |
    """,
)
