"""Which way a target moved: by what it allows, not by how it is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfcheck.comparing import Movement
from perfcheck.comparing.targets import compare_rows
from perfcheck.tables import Category, Indicator, IndicatorKind, Target
from perfcheck.values import parse_value


def indicator(
    value: str, name: str = "办结率", kind: IndicatorKind = IndicatorKind.QUALITY
) -> Indicator:
    target = Target(value, parse_value(value))
    return Indicator(name=name, target=target, category=Category.OUTPUT, kind=kind)


@pytest.mark.parametrize(
    ("old", "new", "movement", "difference"),
    [
        ("≥95%", "不低于百分之九十五", Movement.EQUAL, None),
        ("≤3天", "≤72小时", Movement.EQUAL, None),
        ("≤30万元", "300000元以内", Movement.EQUAL, None),
        ("≤11万", "≤11万元", Movement.EQUAL, None),
        ("95%", "≥95%", Movement.EQUAL, None),  # of what is better the higher
        ("≥95", "≥90%", Movement.LOOSENED, "-5%"),
        ("≥95%", "≥90%", Movement.LOOSENED, "-5%"),
        ("≥95%", "≥97.5%", Movement.TIGHTENED, "+2.5%"),
        ("≥95%", "＞95%", Movement.TIGHTENED, None),
        ("≤30万元", "≤28.5万元", Movement.TIGHTENED, "-1.5万元"),
        ("≤5000元", "≤1万元", Movement.LOOSENED, "+0.5万元"),
        ("≥3次且≤5次", "≥3次", Movement.LOOSENED, None),
        ("80%~90%", "85%~90%", Movement.TIGHTENED, "+5%~+0%"),
        ("80%~90%", "70%~80%", Movement.SHIFTED, "-10%~-10%"),
        ("≥95%", "≤95%", Movement.SHIFTED, None),
        ("=9个", "≥9个", Movement.LOOSENED, None),
        ("=9个", "=8个", Movement.LOOSENED, "-1个"),
        ("95%", "90%", Movement.LOOSENED, "-5%"),
        ("≥50次", "≥50场", Movement.OTHER_UNIT, None),
        ("≤11", "≤11万元", Movement.OTHER_UNIT, None),  # 11元 as well as 11万元
        ("≤3天", "2023年3月底前", Movement.OTHER_UNIT, None),
        ("≥95%", "显著", Movement.TO_WORDS, None),
        ("显著提升", "≥95%", Movement.TO_NUMBER, None),
        ("显著提升", "明显提升", Movement.REWORDED, None),
        ("显著 提升。", "显著提升", Movement.EQUAL, None),
        ("符合第1.5条", "符合第15条", Movement.UNCLEAR, None),
        ("2023年11月底前", "2023年12月31日前", Movement.LATER, "+31天"),
        ("12月底前", "11月底前", Movement.EARLIER, "-31天"),
        ("2023年3月至11月", "2023年5月至11月", Movement.SHIFTED, "+61天"),
        ("2023年12月底前", "12月底前", Movement.UNCLEAR, None),
        ("≥3次；≥95%", "≥3次；≥90%", Movement.LOOSENED, None),
        ("≥3次；≥95%", "≥5次；≥90%", Movement.SHIFTED, None),
        ("≥3次；≥95%", "≥3次；≥95%；≥1件", Movement.UNCLEAR, None),
        ("≥1,2345户", "≥1,2346户", Movement.UNCLEAR, None),
        ("≥1,2345户", "≥1,2345户", Movement.EQUAL, None),
        ("", "≥95%", Movement.FILLED, None),
        ("≥95%", " ", Movement.BLANKED, None),
        ("", "", Movement.EQUAL, None),
    ],
)
def test_movement(old: str, new: str, movement: Movement, difference: str | None) -> None:
    change = compare_rows(indicator(old), indicator(new))
    assert (change.movement, change.difference) == (movement, difference)


def test_of_a_bare_number_the_row_tells_which_way_is_better() -> None:
    old, new = (
        indicator(value, "养护总成本", IndicatorKind.COST) for value in ("12万元", "15万元")
    )
    assert compare_rows(old, new).movement is Movement.LOOSENED
    assert compare_rows(new, old).movement is Movement.TIGHTENED
    old, new = (indicator(value, "设备故障次数") for value in ("2次", "4次"))
    assert compare_rows(old, new).movement is Movement.SHIFTED  # nothing tells


@pytest.mark.parametrize(
    ("old", "new", "movement"),
    [
        ("2023年12月底前", "2024年12月底前", Movement.EQUAL),
        ("2023年12月底前", "12月底前", Movement.EQUAL),
        ("2023年2月底前", "2024年2月底前", Movement.EQUAL),
        ("2023年10月底前", "2024年12月底前", Movement.LATER),
        ("2023年12月底前", "2023年12月底前", Movement.EARLIER),  # nobody moved it on
    ],
)
def test_a_deadline_belongs_to_the_year_of_its_table(
    old: str, new: str, movement: Movement
) -> None:
    change = compare_rows(indicator(old), indicator(new), (2023, 2024))
    assert change.movement is movement


MIRROR = {
    Movement.TIGHTENED: Movement.LOOSENED,
    Movement.EARLIER: Movement.LATER,
    Movement.TO_WORDS: Movement.TO_NUMBER,
    Movement.FILLED: Movement.BLANKED,
}
MIRROR |= {other: one for one, other in MIRROR.items()}
VALUES = st.sampled_from(
    ["≥95%", "95%", "=95%", "90%~95%", "≥90%", "≤3天", "≤72小时", "显著", "明显", "", "12月底前",
     "11月底前", "≤30万元", "≤30万", "≥3次；≥95%", "≥****"]
)  # fmt: skip


@given(VALUES, VALUES)
def test_backwards_every_movement_is_its_mirror(old: str, new: str) -> None:
    there = compare_rows(indicator(old), indicator(new)).movement
    back = compare_rows(indicator(new), indicator(old)).movement
    assert back is MIRROR.get(there, there)


@given(VALUES)
def test_nothing_moves_against_itself(value: str) -> None:
    assert compare_rows(indicator(value), indicator(value)).movement is Movement.EQUAL
