"""Strategies for a project's budget and funds plan."""

from decimal import Decimal

from hypothesis import strategies as st

from perfcheck.tables import Amount, Budget, FundsPlan, PlanPoint

WAN = Decimal(10_000)
MONTHS = ("3月底", "6月底", "10月底", "12月底")


def yuan_text(yuan: Decimal, unit: str = "万元") -> str:
    """A sum as people write it: 60万元, 12.5万元, 600000元."""
    number = yuan / WAN if unit == "万元" else yuan
    return f"{number.normalize():f}{unit}"


def amount(yuan: Decimal) -> Amount:
    return Amount(yuan_text(yuan), yuan)


@st.composite
def budgets(draw: st.DrawFn, yuan: Decimal) -> Budget:
    """A budget of this sum: all of it fiscal, or with a part from elsewhere."""
    if draw(st.booleans()):
        return Budget(total=amount(yuan), fiscal=amount(yuan))
    other = (yuan * draw(st.integers(0, 40)) / 100_000).to_integral_value() * 1_000
    return Budget(total=amount(yuan), fiscal=amount(yuan - other), other=amount(other))


@st.composite
def funds_plans(draw: st.DrawFn, yuan: Decimal | None) -> FundsPlan:
    """A cumulative plan, in percent with or without the sign, or, of a known budget, in sums of money."""
    first = draw(st.integers(0, 20))  # an even plan (25, 50, 75, 100) would be the template's
    second = draw(st.integers(first, 70))
    shares = (first, second, draw(st.integers(second, 95)), 100)
    way = draw(st.sampled_from(["%", "", "万元"] if yuan else ["%", ""]))
    values = [Decimal(share) for share in shares]
    if way == "万元" and yuan:
        values = [value * yuan / 100 / WAN for value in values]
    sign = "%" if way == "%" else ""
    points = [
        PlanPoint(label, f"{value.normalize():f}{sign}", value)
        for label, value in zip(MONTHS, values, strict=True)
    ]
    return FundsPlan(tuple(points), in_percent=way != "万元")
