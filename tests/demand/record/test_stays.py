"""Children's stays: overlaps, what is known on a day, and the same counts as the history's own."""

from datetime import date

import numpy as np
from published import published
from record_returns import AUTHORITY, history

from placements.demand.record.stays import SORTS, UNKNOWN, day_number, day_of, stays_of
from placements.history.read import read_history
from placements.history.stock import stock_on
from placements.intake import import_ssda903


def on(stays, *days):
    return stays.stock(np.array([day_number(day) for day in days])).tolist()


def test_a_stay_holds_until_the_day_before_its_end():
    stays = stays_of(history([("A", date(2018, 1, 1), date(2018, 1, 10), "foster")]))
    assert on(stays, date(2017, 12, 31), date(2018, 1, 1), date(2018, 1, 9), date(2018, 1, 10)) == [0, 1, 1, 0]
    assert day_of(day_number(date(2018, 1, 1))) == date(2018, 1, 1)


def test_a_move_is_neither_leaving_nor_entering():
    stays = stays_of(history([
        ("A", date(2018, 1, 1), date(2018, 2, 1), "foster"), ("A", date(2018, 2, 1), date(2018, 3, 1), "residential"),
        ("A", date(2018, 4, 1), None, "supported"),
    ]))  # fmt: skip
    assert stays.entered.tolist() == [True, False, True]
    assert stays.left.tolist() == [False, True, True]
    assert [SORTS[row] for row in stays.sort] == ["fostering", "residential", "supported"]


def test_where_episodes_overlap_the_one_that_began_last_counts_and_the_other_goes_on():
    stays = stays_of(history([
        ("A", date(2018, 1, 1), date(2018, 6, 1), "foster"), ("A", date(2018, 2, 1), date(2018, 3, 1), "residential"),
    ]))  # fmt: skip
    assert [SORTS[row] for row in stays.sort] == ["fostering", "residential", "fostering"]
    assert on(stays, date(2018, 2, 15), date(2018, 4, 1), date(2018, 6, 1)) == [1, 1, 0]
    assert stays.entered.tolist() == [True, False, False]


def test_nothing_later_is_known():
    stays = stays_of(history([
        ("A", date(2018, 1, 1), date(2018, 6, 1), "foster"), ("B", date(2018, 5, 1), None, "foster"),
    ])).known(day_number(date(2018, 3, 31)))  # fmt: skip
    assert len(stays.start) == 1
    assert stays.end.tolist() == [day_number(date(2018, 4, 1))]
    assert on(stays, date(2018, 3, 31)) == [1]


def test_a_birthday_no_return_gives_is_unknown_and_authorities_are_kept_apart():
    stays = stays_of(history(
        [("A", date(2018, 1, 1), None, "foster"), ("B", date(2018, 1, 1), None, "foster", "E09000007")],
        born={"A": None, "B": date(2010, 1, 1)},
    ))  # fmt: skip
    assert stays.born.tolist() == [UNKNOWN, day_number(date(2010, 1, 1))]
    assert len(stays.of(AUTHORITY).start) == len(stays.of("E09000007").start) == 1


def test_counts_are_those_of_the_history(tmp_path):
    import_ssda903([published() / "ssda903" / "cs_demand_model_regional_v1"], tmp_path)
    found = read_history(tmp_path)
    stays = stays_of(found)
    for day in (date(2017, 6, 30), date(2017, 12, 31), date(2019, 12, 31), date(2022, 3, 31)):
        assert on(stays, day) == [stock_on(found, day)["children"].sum()]
