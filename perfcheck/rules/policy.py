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

    # Purchases from this sum on belong into the procurement budget (a usual limit for services of a county; each province sets its own).
    procurement_limit: Decimal = Decimal(500_000)
