"""The sums, against published examples, other programs and hand-made tables."""

from itertools import combinations

import numpy as np
import pytest
from scipy.stats import fisher_exact

from placements.equality.statistics import (
    adjusted,
    counts_enough,
    discovery_rates,
    exact,
    families_enough,
    less_sure,
    mean_range,
    ratio,
    wilson,
)

BERKELEY = (
    ((512, 313), (89, 19)), ((353, 207), (17, 8)), ((120, 205), (202, 391)), ((138, 279), (131, 244)),
    ((53, 138), (94, 299)), ((22, 351), (24, 317)),
)  # fmt: skip
"""Admitted and rejected, men then women, by department (Bickel, Hammel and O'Connell 1975; R's UCBAdmissions)."""


def columns(tables):
    """Return values, inside and strata of tables ((yes, no) inside, (yes, no) outside)."""
    values, inside, strata = [], [], []
    for k, sides in enumerate(tables):
        for within, (yes, no) in zip((True, False), sides, strict=True):
            values += [1.0] * yes + [0.0] * no
            inside += [within] * (yes + no)
            strata += [k] * (yes + no)
    return np.array(values), np.array(inside), np.array(strata)


def alone(values):
    return np.arange(len(values))


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_newcombe_printed_it(count, n, low, high):
    """Newcombe 1998, Statistics in Medicine 17, table of seven methods: the score method."""
    assert [round(end, 4) for end in wilson(count, n)] == [low, high]


def test_the_test_is_cochran_mantel_and_haenszels():
    """R's mantelhaen.test(UCBAdmissions, correct = FALSE) and statsmodels 0.15 StratifiedTable: 1.5246, p 0.2169."""
    values, inside, strata = columns(BERKELEY)
    found = adjusted(values, inside, strata, alone(values))
    assert found.p == pytest.approx(0.21692369705551817, rel=1e-9)
    assert found.design_effect == 1.0
    assert found.strata == 6
    assert counts_enough(values, inside, strata)


def test_the_difference_is_mantel_and_haenszels_by_hand():
    """Two strata: 6 of 10 against 8 of 10, 2 of 5 against 9 of 15; weights 10*10/20 = 5 and 5*15/20 = 3.75."""
    values, inside, strata = columns((((6, 4), (8, 2)), ((2, 3), (9, 6))))
    found = adjusted(values, inside, strata, alone(values))
    assert found.difference == pytest.approx((5 * (0.6 - 0.8) + 3.75 * (0.4 - 0.6)) / 8.75)
    # Variance of the count inside, hypergeometric: n1 n0 m1 m0 / (n n (n - 1)).
    variance = 10 * 10 * 14 * 6 / (20 * 20 * 19) + 5 * 15 * 11 * 9 / (20 * 20 * 19)
    width = 1.959963984540054 * variance**0.5 / 8.75
    assert found.low == pytest.approx(found.difference - width)
    assert found.high == pytest.approx(found.difference + width)
    assert found.detectable == pytest.approx((1.959963984540054 + 0.8416212335729143) * variance**0.5 / 8.75)


def test_numbers_are_compared_the_same_way():
    values, inside, strata = np.array([1.0, 2.0, 3.0, 6.0]), np.array([True, True, False, False]), np.zeros(4, int)
    found = adjusted(values, inside, strata, alone(values))
    assert found.difference == pytest.approx(1.5 - 4.5)
    # n1 n0 / (n (n - 1)) times the sum of squares about the mean, 14.
    assert (found.high - found.difference) / 1.959963984540054 == pytest.approx((2 * 2 * 14 / (4 * 3)) ** 0.5)


def test_confounding_is_allowed_for():
    """Within each class alike; the group is more often in the class that fares worse."""
    values, inside, strata = columns((((10, 10), (50, 50)), ((9, 1), (180, 20))))
    plain = values[inside].mean() - values[~inside].mean()
    assert plain < -0.1
    assert adjusted(values, inside, strata, alone(values)).difference == pytest.approx(0)


def test_twins_do_not_make_a_difference_surer():
    """Every child twice, as brothers and sisters: the same chance as without them, not a smaller one."""
    values, inside, strata = columns((((12, 8), (90, 10)),))
    once = adjusted(values, inside, strata, alone(values))
    twice = [np.repeat(part, 2) for part in (values, inside, strata)]
    as_families = adjusted(*twice, np.repeat(alone(values), 2))
    as_strangers = adjusted(*twice, np.arange(2 * len(values)))
    assert as_families.design_effect == pytest.approx(2.0)
    assert as_families.p == pytest.approx(once.p, rel=0.15)
    assert as_strangers.p < once.p / 50


def test_families_that_differ_inside_do_not_make_it_surer_either():
    values, inside = np.array([1.0, 0.0] * 20), np.array([True, True, False, False] * 10)
    found = adjusted(values, inside, np.zeros(40, int), np.arange(40) // 2)
    assert found.design_effect == 1.0


def test_nothing_to_compare():
    values, inside = np.array([1.0, 0.0, 1.0, 0.0]), np.array([True, True, False, False])
    assert adjusted(values, inside, np.array([0, 0, 1, 1]), np.arange(4)) is None
    assert adjusted(np.ones(4), inside, np.zeros(4, int), np.arange(4)) is None


def test_exact_is_fishers_with_one_stratum_and_both_tails():
    values, inside, strata = columns((((3, 9), (14, 6)),))
    one = min(fisher_exact([[3, 9], [14, 6]], alternative=way).pvalue for way in ("less", "greater"))
    assert exact(values, inside, strata)[0] == pytest.approx(2 * one)


def test_exact_is_what_counting_every_draw_gives():
    values, inside, strata = columns((((1, 1), (2, 1)), ((0, 2), (3, 0))))
    counts = []
    for first in combinations(range(5), 2):
        for second in combinations(range(5), 2):
            within = values[strata == 0][list(first)].sum() + values[strata == 1][list(second)].sum()
            counts.append(int(within))
    seen, drawn = int(values[inside].sum()), np.array(counts)
    tail = min((drawn <= seen).mean(), (drawn >= seen).mean())
    least = 2 * min((drawn == drawn.min()).mean(), (drawn == drawn.max()).mean())
    assert exact(values, inside, strata) == (pytest.approx(min(1, 2 * tail)), pytest.approx(least))


def test_an_empty_stratum_is_no_stratum():
    values, inside, strata = columns((((3, 9), (14, 6)),))
    assert exact(values, inside, strata + 3) == pytest.approx(exact(values, inside, strata))


def test_the_less_sure_of_two_chances_stands_with_its_interval():
    values, inside, strata = columns((((3, 9), (14, 6)),))
    found = adjusted(values, inside, strata, alone(values))
    assert found.p < 0.05
    assert less_sure(found, found.p / 2) is found
    doubtful = less_sure(found, 0.05)
    assert doubtful.p == 0.05
    assert doubtful.high == pytest.approx(0, abs=1e-9)
    assert less_sure(found, 1.0).p == 1.0


def test_few_families_are_not_tested():
    inside = np.array([True] * 30 + [False] * 30)
    strata, families = np.zeros(60, int), np.arange(60)
    assert families_enough(inside, strata, families)
    assert not families_enough(inside, strata, np.where(inside, families // 4, families))
    assert not families_enough(inside, np.where(np.arange(60) < 25, 1, 0), families)


def test_ratio_by_hand():
    """0.5 against 0.8; Katz: sqrt(1/10 - 1/20 + 1/40 - 1/50) on the log scale."""
    value, low, high = ratio(10, 20, 40, 50)
    error = 1.959963984540054 * (1 / 10 - 1 / 20 + 1 / 40 - 1 / 50) ** 0.5
    assert value == pytest.approx(0.625)
    assert (low, high) == (pytest.approx(0.625 * np.exp(-error)), pytest.approx(0.625 * np.exp(error)))
    assert ratio(0, 20, 40, 50) is None
    assert ratio(10, 20, 0, 50) is None


def test_a_mean_has_students_interval():
    low, high = mean_range(np.array([2.0, 4.0, 6.0]))
    assert (low, high) == (pytest.approx(4 - 4.968275), pytest.approx(4 + 4.968275))
    assert mean_range(np.array([2.0])) is None
    assert mean_range(np.array([2.0, 2.0])) == (2.0, 2.0)


def test_false_alarm_rates_are_benjamini_and_hochbergs():
    assert discovery_rates([0.01, 0.04, 0.03, 0.5]) == pytest.approx([0.04, 0.16 / 3, 0.16 / 3, 0.5])
    assert discovery_rates([]) == []
