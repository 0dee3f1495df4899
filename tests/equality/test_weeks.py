"""Weeks put together: a child once, in the first week; days waited run on; damaged folders refused."""

from datetime import date

import pytest
from equality.people import matched, next_week, spoiled

from placements import api, examine
from placements.equality.weeks import counted
from placements.errors import InputError, UsageError


def two_weeks(**how):
    region, folder = matched()
    later, later_match = next_week(**how)
    return [(region, folder), (api.load(later), later_match)]


def test_one_week_is_everybody_waiting_once():
    region, folder = matched()
    found = counted([(region, folder)])
    assert [row.child_id for row in found.rows] == [child.child_id for child in region.waiting]
    assert found.child_weeks == len(found.rows) == found.weeks[0].children == found.weeks[0].new
    assert found.weeks[0].as_of == date(2026, 11, 23)


def test_outcomes_are_those_of_the_match():
    region, folder = matched()
    document = api.match(region).to_dict()
    rows = {row.child_id: row for row in counted([(region, folder)]).rows}
    for placed in document["placements"]:
        found = rows[placed["child_id"]].outcomes
        assert found["home"] == 1
        assert found["stop_gap"] == placed["stop_gap"]
        assert found["shortfall"] == placed["shortfall"]
        if "miles" in found:
            assert found["miles"] == pytest.approx(placed["miles"], abs=0.05001)
            assert found["far"] == (found["miles"] > 20)
        if "out_of_area" in found:
            assert found["out_of_area"] == (placed["authority"] != placed["home_authority"])
    for without in document["unplaced"]:
        assert rows[without["child_id"]].outcomes.keys() - {"wait"} == {"home"}
        assert rows[without["child_id"]].outcomes["home"] == 0
    flagged = {p["child_id"] for p in document["placements"] if p["siblings_flag"] in ("must", "should")}
    assert {c for c, row in rows.items() if "together" in row.outcomes} == flagged


def test_brothers_and_sisters_are_one_family():
    region, folder = matched()
    families = {row.child_id: row.family for row in counted([(region, folder)]).rows}
    for child_id, group in region.group_of.items():
        assert {families[other] for other in group} == {families[child_id]}
    assert len(set(families.values())) == len(set(region.group_of.values()))


def test_a_child_who_waits_is_counted_once_in_the_first_week():
    gone = matched()[0].waiting[0].child_id
    weeks = two_weeks(without=(gone,))
    found = counted(weeks)
    first = {row.child_id: row for row in counted(weeks[:1]).rows}
    assert [row.child_id for row in found.rows] == sorted(first)
    assert [week.new for week in found.weeks] == [len(first), 0]
    assert found.child_weeks == 2 * len(first) - 1
    for row in found.rows:
        assert row.groups == first[row.child_id].groups
        assert row.outcomes["home"] == first[row.child_id].outcomes["home"]


def test_the_order_of_weeks_changes_nothing():
    weeks = two_weeks()
    assert counted(weeks) == counted(weeks[::-1])


def test_days_waited_run_on_while_there_is_no_home():
    region = matched()[0]
    weeks = two_weeks()
    once = {row.child_id: row for row in counted(weeks[:1]).rows}
    both = {row.child_id: row for row in counted(weeks).rows}
    waited = [c for c, row in once.items() if not row.outcomes["home"] and "wait" in row.outcomes]
    assert waited
    for child_id, row in both.items():
        before = once[child_id].outcomes.get("wait")
        assert row.outcomes.get("wait") == (before + 7 if child_id in waited else before)
        referred = region.child[child_id].referred_on
        assert (before is None) if referred is None else before == (region.as_of - referred).days


def test_a_new_referral_does_not_run_on():
    region, folder = matched()
    once = {row.child_id: row for row in counted([(region, folder)]).rows}
    waiting = next(c for c, row in once.items() if not row.outcomes["home"] and "wait" in row.outcomes)
    weeks = two_weeks(referred=((waiting, "2026-11-29"),))
    both = {row.child_id: row for row in counted(weeks).rows}
    assert both[waiting].outcomes["wait"] == once[waiting].outcomes["wait"]


def test_two_matches_of_one_day_are_refused():
    with pytest.raises(UsageError, match="same day"):
        counted([matched(), matched()])


def test_a_region_of_another_week_is_refused():
    later, _ = next_week()
    with pytest.raises(InputError, match="other rows"):
        examine.equality([(api.load(later), matched()[1])])


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["unplaced"].pop(),
        lambda d: d["placements"].pop(),
        lambda d: d["unplaced"].append(d["unplaced"][0]),
        lambda d: d["unplaced"].append({"child_id": d["placements"][0]["child_id"], "urgency": "soon"}),
        lambda d: d["placements"][0].pop("shortfall"),
        lambda d: d["unplaced"][0].pop("urgency"),
        lambda d: d.pop("unplaced"),
    ],
    ids=["one less without", "one less placed", "twice", "placed and not", "no shortfall", "no class", "no list"],
)
def test_a_damaged_match_is_refused(tmp_path, change):
    region, folder = matched()
    with pytest.raises(InputError, match="damaged"):
        counted([(region, spoiled(folder, tmp_path, change))])
