"""Comparisons of a small crowd, worked out by hand, and what is said of them."""

import json

import pytest
from equality.people import crowd, equality_of, matched, row

from placements import api, examine
from placements.equality.characteristics import BY_NAME
from placements.equality.compare import compare, groups_of
from placements.equality.words import sentence, where_to_look


def of(rows, characteristic, group, outcome="home"):
    return next(
        one for one in compare(rows)
        if (one.characteristic.name, one.group, one.outcome.name) == (characteristic, group, outcome)
    )  # fmt: skip


def test_a_planted_difference_by_hand():
    found = of(crowd(), "ethnicity", "Black, African, Caribbean or Black British")
    assert (found.side.n, found.side.count, found.side.value) == (40, 24, 0.6)
    assert (found.others.n, found.others.count, found.others.value) == (200, 180, 0.9)
    # Wilson by hand: (0.6 + z2/80 +- z sqrt(0.24/40 + z2/6400)) / (1 + z2/40), z2 = 3.8415.
    assert found.side.low == pytest.approx(0.4460, abs=5e-5)
    assert found.side.high == pytest.approx(0.7365, abs=5e-5)
    assert found.ratio[0] == pytest.approx(2 / 3)
    assert found.crude == pytest.approx(-0.3)
    assert found.adjusted.difference == pytest.approx(-0.3)
    # Hypergeometric: 40 * 200 * 204 * 36 / (240 * 240 * 239); the expected count is 34, ten more than there are.
    assert found.adjusted.design_effect == 1.0
    variance = 40 * 200 * 204 * 36 / (240 * 240 * 239)
    assert found.adjusted.low == pytest.approx(-0.3 - 1.959964 * variance**0.5 / (40 * 200 / 240))
    assert found.finding == "worse"


def test_the_others_fare_better_and_the_rest_is_not_found():
    rows = crowd()
    assert of(rows, "ethnicity", "White").finding == "better"
    assert [one.finding for one in compare(rows) if one.characteristic.name != "ethnicity"].count(None) == len(
        [one for one in compare(rows) if one.characteristic.name != "ethnicity"]
    )


def test_more_of_what_is_better_to_have_less_of_is_worse():
    rows = [row(n, stop_gap=float(n % 2), disability="Disabled") for n in range(60)]
    rows += [row(1000 + n, stop_gap=float(n % 20 == 0)) for n in range(200)]
    assert of(rows, "disability", "Disabled", "stop_gap").finding == "worse"
    assert of(rows, "disability", "Not known", "stop_gap").finding == "better"


def test_numbers_are_compared_too():
    rows = [row(n, miles=20.0 + n % 5, sex="Boys") for n in range(40)] + [row(100 + n, miles=n % 7) for n in range(60)]
    found = of(rows, "sex", "Boys", "miles")
    assert found.side.value == pytest.approx(22)
    assert found.side.count is None
    assert found.ratio is None
    assert found.finding == "worse"


def test_a_few_children_are_shown_and_not_tested():
    found = of(crowd(black_with=2, black=5), "ethnicity", "Black, African, Caribbean or Black British")
    assert found.side.n == 5
    assert found.adjusted is None
    assert found.why_not == "few"
    assert found.finding is None


def test_one_large_family_is_one_family():
    """Nine children without a home: strangers are a finding, brothers and sisters of two families are not tested."""
    strangers = crowd(black_with=0, black=12)
    assert of(strangers, "ethnicity", "Black, African, Caribbean or Black British").finding == "worse"
    kin = [row(n, False, ethnicity="Black, African, Caribbean or Black British", family=f"group {n % 2}")
           for n in range(12)] + strangers[12:]  # fmt: skip
    found = of(kin, "ethnicity", "Black, African, Caribbean or Black British")
    assert found.why_not == "few"


def test_small_counts_take_the_exact_test():
    """Three of 12 without a home against none of 40: Fisher's tail is 12*11*10 / (52*51*50)."""
    rows = [row(n, n >= 3, sex="Boys") for n in range(12)] + [row(100 + n) for n in range(40)]
    found = of(rows, "sex", "Boys")
    assert found.adjusted.p == pytest.approx(2 * 12 * 11 * 10 / (52 * 51 * 50))


def test_the_same_for_all_says_so():
    found = of([row(n, sex="Boys" if n % 2 else "Girls") for n in range(60)], "sex", "Boys")
    assert (found.adjusted, found.why_not) == (None, "same")


def test_what_does_not_apply_is_left_out():
    rows = crowd()
    assert of(rows, "ethnicity", "White", "stop_gap").side.n == 180
    assert of(rows, "ethnicity", "White", "school").side.n == 0


def test_urgency_and_age_are_allowed_for():
    """Urgent children fare worse; the group is urgent more often and fares no worse like with like."""
    rows = []
    for n in range(400):
        boy, urgent = n < 100, (n % 100 < 80) if n < 100 else (n % 100 < 20)
        rows.append(row(n, n % 2 == 0 if urgent else True, sex="Boys" if boy else "Girls",
                        urgency="today" if urgent else "later"))  # fmt: skip
    found = of(rows, "sex", "Boys")
    assert found.crude < -0.2
    assert found.adjusted.difference == pytest.approx(0)
    assert found.finding is None
    assert found.adjusted.strata == 2


def test_by_age_children_are_compared_within_urgency_alone():
    rows = [row(n, n % 3 == 0, age="Under 1") for n in range(60)] + [row(100 + n, n % 10 > 0) for n in range(100)]
    assert of(rows, "age", "Under 1").adjusted.strata == 1
    assert of(rows, "age", "Under 1").finding == "worse"


def test_groups_stand_in_their_order_and_not_known_last():
    rows = [row(1, ethnicity="Not known"), row(2, ethnicity="zulu"), row(3, ethnicity="kurdish"), row(4)]
    assert groups_of(BY_NAME["ethnicity"], rows) == ["White", "kurdish", "zulu", "Not known"]


def test_a_finding_in_words():
    found = of(crowd(), "ethnicity", "Black, African, Caribbean or Black British")
    assert sentence(found) == (
        "Has a proposed home: 60 % of 40, against 90 % of 200 others. Allowing for urgency and age, "
        "30 percentage points less (18 to 42 percentage points)."
    )
    look = where_to_look(found)
    assert look[0] == "Nothing reads ethnicity, so the difference comes by another way."
    assert look[1].startswith("Often go with it (languages, religion, uasc), and are read by: IDENTITY,")
    assert of(crowd(), "sex", "Girls").finding is None


def test_findings_come_first_by_how_sure_they_are_worse_before_better():
    found = equality_of(crowd()).findings
    assert [(one.group[:5], one.finding) for one in found] == [("Black", "worse"), ("White", "better")]
    assert equality_of(crowd()).watch == []


def test_what_stands_out_by_itself_is_to_be_watched():
    rows = [row(n, n < 31, sex="Boys", ethnicity=f"word {n % 4}") for n in range(40)]
    rows += [row(1000 + n, n < 183, authority=f"A{n % 6}") for n in range(200)]
    found = equality_of(rows)
    boys = of(rows, "sex", "Boys")
    assert 0.01 < boys.adjusted.p < 0.05
    document = found.to_dict()
    assert document["findings"] == []
    assert ("sex", "Boys", "worse") in {(o["characteristic"], o["group"], o["finding"]) for o in document["watch"]}
    assert f"Of {document['tests']} tests" in document["watch_by_chance"]


def test_the_document_holds_no_child_and_is_the_same_each_time():
    region, folder = matched("greater_manchester")
    documents = [json.dumps(examine.equality([(region, folder)]).to_dict(), allow_nan=False) for _ in range(2)]
    assert documents[0] == documents[1]
    assert not [child.child_id for child in region.children if child.child_id in documents[0]]
    document = json.loads(documents[0])
    assert document["schema"] == "placements/equality/1"
    assert document["children"] == len(region.waiting)
    home = [one for one in document["comparisons"] if one["outcome"] == "home"]
    for characteristic in document["characteristics"]:
        mine = [one for one in home if one["characteristic"] == characteristic["name"]]
        assert sum(one["n"] for one in mine) == len(region.waiting)
        assert sum(one["count"] for one in mine) == len(api.match(region).home_of)
        assert all(one["n"] + one["others"]["n"] == len(region.waiting) for one in mine)


def test_weeks_of_the_same_child_would_make_everything_look_sure():
    """The same children counted thrice, as three children each, are surer than they are; nothing here does that."""
    rows = crowd(black_with=33, black=40)
    thrice = [row(3000 * k + n, one.proposed, ethnicity=one.groups["ethnicity"])
              for k in range(3) for n, one in enumerate(rows)]  # fmt: skip
    group = "Black, African, Caribbean or Black British"
    assert of(thrice, "ethnicity", group).adjusted.p < of(rows, "ethnicity", group).adjusted.p / 3
