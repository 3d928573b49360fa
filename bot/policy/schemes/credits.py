"""How minutes become credits. Which rate applies is the pack's business, not this module's."""


def weight(minutes: int, rate: int) -> int:
    """Minutes × rate (hundredths of a credit per hour): the integer that SQL sums."""
    return minutes * rate


def credits_hundredths(weight_sum: int) -> int:
    """The credits of a total, in hundredths, rounded half up once.

    Sum weights first: three times 20 minutes at one credit an hour is 100, not 99.
    """
    return (weight_sum + 30) // 60
