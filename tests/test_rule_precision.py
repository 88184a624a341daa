"""Rules on names, classes and levels, held against rows of many fields.

What stands under ``SOUND`` looks like a fault to a rule that goes by words alone, and is none:
a life expectancy has a fraction, a growth rate of at least 0 is no empty bound.
"""

import pytest

from tests.conftest import check_text

WATCHED = (
    "value-in-name",
    "value-fraction-count",
    "percent-le-100-vacuous",
    "satisfaction-low",
    "nature-name-percent",
    "deadline-year-mismatch",
    "target-too-loose",
    "class-time-no-time",
    "class-quality-completion",
    "class-satisfaction-elsewhere",
    "class-saving-under-social",
    "class-negative-as-economic",
    "class-output-as-benefit",
    "class-activity-as-effect",
    "name-not-measure",
    "name-generic",
    "time-limit-direction",
    "rate-name-not-percent",
    "class-quantity-rate",
    "cost-direction",
    "negative-direction",
    "output-quantity-ceiling",
    "unit-dimension-mismatch",
    "value-missing-operator",
    "value-missing-unit",
    "value-unit-alias",
)

OUTPUT, BENEFIT, SATISFACTION = "产出指标", "效益指标", "满意度指标"

# 一级指标, 二级指标, 三级指标, 绩效指标描述, 指标值
SOUND = [
    (BENEFIT, "社会效益指标", "人均预期寿命", "", "≥78.5岁"),
    (BENEFIT, "社会效益指标", "每千人口床位数", "", "≥6.25张"),
    (BENEFIT, "社会效益指标", "万人发明专利拥有量", "", "≥6.5件"),
    (BENEFIT, "社会效益指标", "生均图书", "", "≥25.5册"),
    (OUTPUT, "数量指标", "培训农民", "", "≥1.35万人次"),
    (OUTPUT, "数量指标", "月均巡查次数", "", "≥2.5次"),
    (BENEFIT, "经济效益指标", "税收收入增长率", "", "≥0%"),
    (BENEFIT, "经济效益指标", "企业利润总额", "", "≥0万元"),
    (BENEFIT, "生态效益指标", "细颗粒物浓度下降幅度", "", "≥0%"),
    (OUTPUT, "成本指标", "预算成本控制比例", "", "≤100%"),
    (OUTPUT, "质量指标", "污水厂运行负荷率", "", "≤100%"),
    (OUTPUT, "质量指标", "资金违规使用率", "", "=0%"),
    (SATISFACTION, "服务对象满意度指标", "群众不满意率", "", "≤10%"),
    (SATISFACTION, "服务对象满意度指标", "群众满意度较上年提高", "", "≥3个百分点"),
    (OUTPUT, "时效指标", "投诉一次办结率", "", "≥70%"),
    (OUTPUT, "时效指标", "提前完工率", "", "≥30%"),
    (OUTPUT, "时效指标", "主体工程完成率", "", "≥70%"),
    (OUTPUT, "质量指标", "气象预报准确率", "", "≥75%"),
    (OUTPUT, "质量指标", "系统可用性", "", "≥99.9%"),
    (BENEFIT, "社会效益指标", "农业机械化水平", "", "≥78%"),
    (BENEFIT, "社会效益指标", "居民健康素养水平", "", "≥28%"),
    (BENEFIT, "社会效益指标", "群众知晓程度", "", "≥85%"),
    (OUTPUT, "时效指标", "开工时间", "", "2023年10月"),
    (OUTPUT, "时效指标", "采暖期供热", "2023年10月至2024年4月供热", "2023.10-2024.4"),
    (OUTPUT, "时效指标", "尾款支付", "支付2023年12月完成的工程尾款", "2024年3月底前"),
    (OUTPUT, "时效指标", "设备更新", "更新2022年投入使用的设备", "6月底前"),
    (OUTPUT, "时效指标", "应急出动", "接到调令后出动", "立即出动"),
    (OUTPUT, "时效指标", "春播前种子到户率", "", "≥98%"),
    (OUTPUT, "时效指标", "爆管抢修", "报修到通水的时间", "≤4小时"),
    (OUTPUT, "质量指标", "重点任务高质量完成率", "", "≥95%"),
    (OUTPUT, "质量指标", "案件按时办结率", "", "≥95%"),
    (OUTPUT, "质量指标", "巡检任务完成率", "按规范完成巡检的点位占比", "≥95%"),
    (BENEFIT, "社会效益指标", "营商环境满意指数", "", "≥90"),
    (BENEFIT, "社会效益指标", "饮用水水质达标率", "", "=100%"),
    (BENEFIT, "社会效益指标", "学生体质健康标准达标率", "", "≥92%"),
    (BENEFIT, "经济效益指标", "招商引资任务完成率", "", "≥100%"),
    (BENEFIT, "生态效益指标", "主要污染物减排任务完成率", "", "≥100%"),
    (BENEFIT, "社会效益指标", "带动增收户数", "", "≥300户"),
    (BENEFIT, "经济效益指标", "稳定粮食产量", "", "≥32万吨"),
    (BENEFIT, "经济效益指标", "纠纷调解挽回损失", "", "≥100万元"),
    (BENEFIT, "社会效益指标", "举办招聘会促成就业人数", "", "≥600人"),
    (BENEFIT, "社会效益指标", "开展健康教育后居民知识知晓率", "", "≥85%"),
    (BENEFIT, "可持续影响指标", "保障能力", "", "提升"),
    (BENEFIT, "可持续影响指标", "使用年限", "", "长期"),
    (OUTPUT, "数量指标", "60岁以上老人体检", "", "≥900人"),
    (OUTPUT, "数量指标", "24小时自助图书馆", "", "=3座"),
    (OUTPUT, "数量指标", "1000人以上村供水工程", "", "=4处"),
    (OUTPUT, "数量指标", "更换老旧电梯", "", "≥12部"),
    (OUTPUT, "时效指标", "截至年底，投资完成比例", "", "≥80%"),
    (OUTPUT, "数量指标", "义务教育阶段家庭经济困难寄宿生生活补助发放人数", "", "≥3260人"),
    (OUTPUT, "时效指标", "完成及时率", "按期完工的单体占全部单体的比例", "≥95%"),
    (OUTPUT, "质量指标", "管网改造质量达标率", "", "≥95%"),
    (BENEFIT, "社会效益指标", "缩短患者检查等候时间", "", "≥30分钟"),
    (BENEFIT, "经济效益指标", "农业劳动生产率", "", "≥8万元/人"),
    (BENEFIT, "经济效益指标", "全员劳动生产率", "", "明显提高"),
    (BENEFIT, "社会效益指标", "城乡燃气普及率差距", "城乡普及率之差", "≤5个百分点"),
    (BENEFIT, "社会效益指标", "义务教育校际均衡", "小学综合差异系数", "≤0.5"),
    (BENEFIT, "社会效益指标", "耕地质量等级提升", "", "≥0.5个等级"),
    (OUTPUT, "时效指标", "汛前除险加固完成率", "", "≥60%"),
    (OUTPUT, "时效指标", "汛期值守", "值班室全天有人", "24小时"),
    (OUTPUT, "质量指标", "隐患整改率", "", "≥98%"),
    (OUTPUT, "数量指标", "排查消防隐患", "", "≥300处"),
    (OUTPUT, "数量指标", "公务接待批次", "", "≤36批次"),
    (OUTPUT, "数量指标", "支持科技项目数量", "", "≥26项"),
    (OUTPUT, "成本指标", "物资采购节约金额", "", "≥6万"),
]

FAULTY = [
    ("value-in-name", OUTPUT, "数量指标", "新建卫生室3间", "", "=3间"),
    ("value-in-name", OUTPUT, "数量指标", "修复约1.2万平方米路面", "", "≥1.2万平方米"),
    ("value-fraction-count", OUTPUT, "数量指标", "招聘医护人员", "", "≥12.5人"),
    ("value-fraction-count", OUTPUT, "数量指标", "举办庙会", "", "1.5~2场"),
    ("percent-le-100-vacuous", OUTPUT, "数量指标", "义诊场次", "", "≥0场"),
    ("percent-le-100-vacuous", OUTPUT, "时效指标", "专项资金支付率", "", "≤100%"),
    ("percent-le-100-vacuous", OUTPUT, "质量指标", "绿色建材占比", "", "≤100%"),
    ("satisfaction-low", SATISFACTION, "服务对象满意度指标", "患者满意度", "", "≥70%"),
    ("satisfaction-low", SATISFACTION, "服务对象满意度指标", "受访学生", "满意的学生占比", "=65%"),
    ("nature-name-percent", OUTPUT, "质量指标", "医废处置的规范性", "", "≥98%"),
    ("nature-name-percent", OUTPUT, "数量指标", "普查工作完成情况", "", "=100%"),
    ("deadline-year-mismatch", OUTPUT, "时效指标", "病房改造完成时间", "", "2023年10月底前"),
    (
        "deadline-year-mismatch",
        OUTPUT,
        "时效指标",
        "路灯安装",
        "2023年5月底前完成安装",
        "按时安装",
    ),
    ("target-too-loose", OUTPUT, "时效指标", "污水站改造完成率", "", "≥60%"),
    ("class-time-no-time", OUTPUT, "时效指标", "教育均衡", "城乡均衡", "有效"),
    ("class-time-no-time", OUTPUT, "时效指标", "食堂使用", "食堂正常运行", "及时"),
    ("class-quality-completion", OUTPUT, "质量指标", "公益演出完成率", "", "=100%"),
    ("class-satisfaction-elsewhere", BENEFIT, "社会效益指标", "患者对环境满意率", "", "≥90%"),
    ("class-satisfaction-elsewhere", BENEFIT, "可持续影响指标", "供水服务", "用户满意", "≥90%"),
    ("class-saving-under-social", BENEFIT, "社会效益指标", "药品采购节约资金", "", "≥12万元"),
    ("class-negative-as-economic", BENEFIT, "经济效益指标", "物业投诉件数", "", "≤2件"),
    ("class-output-as-benefit", BENEFIT, "社会效益指标", "转诊事项办结率", "", "≥98%"),
    ("class-output-as-benefit", BENEFIT, "社会效益指标", "照明设施达标率", "", "≥98%"),
    ("class-activity-as-effect", BENEFIT, "社会效益指标", "开展送戏下乡", "", "≥12场"),
    ("name-not-measure", BENEFIT, "社会效益指标", "改善环境，提升水平", "", "明显改善"),
    ("name-not-measure", BENEFIT, "社会效益指标", "提高采购质量，降低采购成本", "", "≥5%"),
    ("name-not-measure", BENEFIT, "可持续影响指标", "维护古树名木", "", "持续维护"),
    ("name-generic", OUTPUT, "质量指标", "质量达标", "", "达标"),
    ("name-generic", OUTPUT, "时效指标", "及时完成", "", "≤30天"),
    ("name-generic", OUTPUT, "成本指标", "项目成本控制", "", "≤30万元"),
    ("name-generic", OUTPUT, "时效指标", "完成及时率", "完成及时率", "≥98%"),
    ("time-limit-direction", OUTPUT, "时效指标", "患者检查等候时间", "", "≥30分钟"),
    ("rate-name-not-percent", OUTPUT, "质量指标", "路灯更换率", "", "≤10盏"),
    ("class-quality-completion", OUTPUT, "质量指标", "地质灾害评估完成率", "", "≥95%"),
    ("class-quantity-rate", OUTPUT, "数量指标", "疏通雨水井", "", "≥95%"),
    ("cost-direction", OUTPUT, "成本指标", "每栋校舍维修费", "", "≥40万"),
    ("negative-direction", BENEFIT, "社会效益指标", "校舍安全隐患发生率", "", "≥2%"),
    ("negative-direction", BENEFIT, "生态效益指标", "草原虫害成灾率", "", "≥6%"),
    ("output-quantity-ceiling", OUTPUT, "数量指标", "新建农家书屋数量", "", "≤4"),
    ("output-quantity-ceiling", OUTPUT, "数量指标", "举办农民夜校", "", "≤12场"),
    ("unit-dimension-mismatch", OUTPUT, "数量指标", "支持科技项目数量", "", "≥26人次"),
    ("value-missing-operator", OUTPUT, "数量指标", "更换窨井盖", "", "380套"),
    ("value-missing-unit", OUTPUT, "数量指标", "更换窨井盖", "", "≥380"),
    ("value-unit-alias", OUTPUT, "质量指标", "供水水质合格率", "", "≥98个百分点"),
]


def found(*row: str) -> set[str]:
    """The watched rules that fire on a table of this one row, in a budget for 2024."""
    header = "| 一级指标 | 二级指标 | 三级指标 | 绩效指标描述 | 指标值 |"
    text = f"2024年部门预算\n\n{header}\n| {' | '.join(row)} |\n"
    report = check_text(text, *WATCHED)
    assert report.indicators == 1
    return {finding.rule for finding in report.findings}


@pytest.mark.parametrize("row", SOUND, ids=lambda row: row[2])
def test_left_alone(row: tuple[str, ...]) -> None:
    assert found(*row) == set()


@pytest.mark.parametrize("case", FAULTY, ids=lambda case: f"{case[0]}-{case[3]}")
def test_found(case: tuple[str, ...]) -> None:
    rule, *row = case
    assert rule in found(*row)


def test_every_watched_rule_is_tried() -> None:
    assert {case[0] for case in FAULTY} == set(WATCHED)
