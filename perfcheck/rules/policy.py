"""What differs from one finance bureau to the next: thresholds that rules compare with.

One field for each; its comment says where the default comes from. Percentages are numbers of percent, money is in 元.
"""

from decimal import Decimal

from attrs import frozen


@frozen(kw_only=True)
class Policy:
    """地方口径. Every field has a default, so that a policy names only what differs."""

    # A satisfaction target below this is unusually low (practice; monitoring projects differ).
    satisfaction_floor: Decimal = Decimal(80)

    # Self-evaluations. Points may add up to these (a table without a row of budget execution may leave out its 10).
    point_totals: tuple[Decimal, ...] = (Decimal(100),)
    # A score may differ from the reached share by this part of the points, for rounding and judgement.
    score_tolerance: Decimal = Decimal("0.1")
    # Below this share of the target nothing may be scored (practice: 60 %).
    no_score_below: Decimal = Decimal(60)
    # Above this share of the target the excess is to be explained (practice: 130 %).
    excess_percent: Decimal = Decimal(130)
    # A completion, settlement or punctuality rate below this is a loose target (practice).
    loose_floor: Decimal = Decimal(80)
    # How many indicators a project's table has, and its output part (practice of reviewers).
    fewest_rows: int = 4
    most_rows: int = 20
    most_output_rows: int = 10
    # The least share of indicators that can be measured (practice; bureaus ask for 50 to 70).
    measured_share: Decimal = Decimal(60)
    # What the weights of a table may add up to: with or without the 10 points for execution
    # (财预〔2021〕101号); 80 on some platforms.
    weight_totals: tuple[Decimal, ...] = (Decimal(100), Decimal(90), Decimal(80))
