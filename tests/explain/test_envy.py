"""The envy certificate by hand: each reason and its words, and nothing told of another child."""

import json
from dataclasses import replace
from functools import cache

import pytest
from factories import MONDAY, at, make_child, make_home, make_region, make_resident

from placements import api, examine
from placements.domain.children import Fact, KeepApart, Pin
from placements.errors import InputError, UsageError
from placements.explain.beside import levels
from placements.explain.envy import Envy
from placements.explain.envy_document import EnvyCertificate
from placements.explain.making_room import MakingRoom
from placements.optimise.check import review_of
from placements.optimise.lawful import faults
from placements.optimise.objectives.catalogue import OBJECTIVES
from placements.optimise.problem import pose
from placements.policy.policy import default_policy, policy_from

SOON, LATER = MONDAY.replace(day=26), MONDAY.replace(month=12, day=14)


def certificate(region, home_of, **policy):
    problem = pose(region, policy_from(policy) if policy else default_policy())
    return EnvyCertificate(Envy(problem, review_of(problem, home_of)), None)


def told(region, home_of, child_id="C1", **policy):
    """Return what is said of the homes one child envies."""
    document = certificate(region, home_of, **policy).of(child_id).to_dict()
    return [one for asker in document["children"] for one in asker["envied"]]


ONE_HOME = (make_home(),)


def two(first=MONDAY, second=MONDAY, homes=ONE_HOME, **more):
    return make_region(children=[make_child("C1", needed_by=first), make_child("C2", needed_by=second)],
                       homes=list(homes), **more)  # fmt: skip


NEAR, FAR = make_home("NEAR", position=at(1)), make_home("FAR", position=at(15))


def test_a_less_urgent_child_in_the_only_home_is_envied_with_reason():
    (one,) = told(two(MONDAY, LATER), {"C2": "H1"})
    assert (one["code"], one["level"], one["now"], one["then"]) == ("BETTER", "placed_today", 0, 1)
    assert one["moves"] == {"C1": "H1", "C2": None}
    assert one["takers"] == [{"child_id": "C2", "urgency": "later"}]
    assert one["sentence"] == (
        "With C1 at H1 and C2 without a home, the proposal would be better. Today's children placed: 1 instead of 0."
    )


def test_a_more_urgent_child_is_not_envied():
    found = certificate(two(LATER, MONDAY), {"C2": "H1"}).to_dict()
    assert found["envied"] == 0
    assert [(row["children"], row["outranked"]) for row in found["children"]] == [(["C1"], ["H1"]), (["C2"], [])]


def test_two_children_alike_are_a_tie_and_said_to_be_one():
    (one,) = told(two(), {"C2": "H1"})
    assert one["code"] == "TIE"
    assert (one["level"], one["now"], one["then"]) == (None, None, None)
    assert one["sentence"] == (
        "A tie: with C1 at H1 and C2 without a home, every level would stay as it is. A person may choose."
    )


def test_a_level_that_gets_worse_is_named_with_its_amounts():
    """Both want the near home; it is worth more to C2, who has other weights."""
    region = two(homes=(NEAR, FAR))
    own = {"C2": {"reason": "panel", "points": {"distance": 60}}}
    (one,) = told(region, {"C1": "FAR", "C2": "NEAR"}, children=own)
    assert (one["code"], one["level"]) == ("LEVEL", "right_home_poor")
    assert one["moves"] == {"C1": "NEAR", "C2": "FAR"}
    assert one["then"] - one["now"] == 1
    (back,) = told(region, {"C1": "NEAR", "C2": "FAR"}, "C2", children=own)
    assert back["code"] == "BETTER"
    assert (back["now"], back["then"]) == (one["then"], one["now"])


def test_who_makes_room_is_sent_to_the_best_free_home():
    homes = (make_home(min_age=10), make_home("H2", position=at(4)), make_home("H3", position=at(9)))
    region = make_region(
        children=[make_child("C1", needed_by=MONDAY), make_child("C2", needed_by=LATER)], homes=list(homes)
    )
    (one,) = told(region, {"C2": "H1"})
    assert one["moves"] == {"C1": "H1", "C2": "H2"}


def test_the_best_free_home_is_that_of_the_levels_not_the_cheapest():
    market = {"sector": "independent", "contract": "spot"}
    homes = [make_home(), make_home("CHEAP", weekly_fee=400, position=at(15), **market),
             make_home("NEAR", weekly_fee=900, position=at(2), **market)]  # fmt: skip
    free = MakingRoom(problem := pose(two(MONDAY, LATER, homes=homes), default_policy()),
                      review_of(problem, {"C2": "H1"}))  # fmt: skip
    assert list(free.exchanges(("C1",), "H1", [("C2",)])) == [{"C1": "H1", "C2": None}, {"C1": "H1", "C2": "NEAR"}]


def test_nobody_has_to_leave_where_there_is_room():
    (one,) = told(two(homes=(make_home(available=2),)), {"C2": "H1"})
    assert one["code"] == "BETTER"
    assert one["moves"] == {"C1": "H1"}
    assert one["sentence"].startswith("With C1 at H1 and nobody else moved, the proposal would be better.")


@pytest.mark.parametrize("pinned", ["C1", "C2"])
def test_a_pin_answers_for_itself(pinned):
    home = {"C1": "FAR", "C2": "NEAR"}
    region = two(homes=(NEAR, FAR), pins=[Pin(child_id=pinned, home_id=home[pinned], kind="place")])
    (one,) = told(region, home)
    assert (one["code"], one["moves"]) == ("PIN", None)
    assert one["sentence"] == f"A pin or an accepted offer settles where {pinned} will live; a person may take it back."


def test_a_policy_that_asks_for_approvals_held_answers_for_itself():
    region = two(homes=(make_home(authority="A3", position=at(15)),))
    home_of = {"C2": "H1"}
    assert told(region, home_of)[0]["code"] == "TIE"
    (one,) = told(region, home_of, approvals={"held_only": True})
    assert one["code"] == "POLICY"
    assert one["sentence"] == "H1 needs an approval for C1, and the policy proposes only what needs none."


def test_a_guarantee_to_a_member_answers_for_itself():
    """With the guarantee a member's own place is not lent to a more urgent child of another member."""
    region = make_region(children=[make_child("OURS", needed_by=SOON), make_child("C1", authority="A2")],
                         homes=[make_home()])  # fmt: skip
    assert told(region, {"OURS": "H1"})[0]["code"] == "BETTER"
    (one,) = told(region, {"OURS": "H1"}, pooling={"guarantee": True})
    assert (one["code"], one["moves"]) == ("POOLING", None)
    assert one["sentence"] == (
        "The guarantee of shared homes stands against it: "
        "Ashby would have 0 children of class soon placed, and is promised 1."
    )


def group(**flags):
    return [make_child(c, sibling_group="G", date_of_birth=MONDAY.replace(year=2014 + k), **flags)
            for k, c in enumerate(("C1", "C2"))]  # fmt: skip


def test_brothers_and_sisters_ask_together_and_make_room_together():
    region = make_region(children=[*group(siblings="must"), make_child("C3", needed_by=LATER)],
                         homes=[make_home(available=2, places=2)])  # fmt: skip
    (one,) = told(region, {"C3": "H1"})
    assert one["moves"] == {"C1": "H1", "C2": "H1", "C3": None}
    assert one["sentence"].startswith("With C1 and C2 at H1 and C3 without a home")
    other = make_region(children=[*group(siblings="must", needed_by=LATER), make_child("C3")],
                        homes=[make_home(available=2, places=2)])  # fmt: skip
    (one,) = told(other, {"C1": "H1", "C2": "H1"}, "C3")
    assert one["moves"] == {"C1": None, "C2": None, "C3": "H1"}


def test_a_home_below_the_floor_is_not_envied():
    region = two(MONDAY, LATER, homes=(make_home(grade="inadequate", kind="residential"),))
    assert certificate(region, {"C2": "H1"}).to_dict()["envied"] == 0


def test_a_child_in_a_stop_gap_envies_a_home_above_the_floor():
    """C1 has more points in the stop-gap, by weights of its own; the floor comes first."""
    gap = make_home("GAP", grade="inadequate", position=at(1))
    region = two(MONDAY, LATER, homes=(gap, FAR))
    (one,) = told(region, {"C1": "GAP", "C2": "FAR"})
    assert one["points"] < certificate(region, {"C1": "GAP", "C2": "FAR"}).envy.askers[0].points
    assert (one["code"], one["level"]) == ("BETTER", "stop_gaps")


def test_a_home_no_rule_allows_counts_as_none():
    """C2 is too old for the home: C1, no more urgent, would have it; nothing speaks against that."""
    homes = [make_home(max_age=12)]
    older = make_child("C2", date_of_birth=MONDAY.replace(year=2010))
    region = make_region(children=[make_child("C1", needed_by=LATER), older], homes=homes)
    found = certificate(region, {"C2": "H1"}).to_dict()
    assert (found["lawful"], found["not_lawful"]) == (False, ["C2"])
    (one,) = found["justified"]
    assert (one["children"], one["level"], one["now"], one["then"]) == (["C1"], "placed_later", 0, 1)


def test_a_home_overfull_already_does_not_stop_whoever_leaves_it():
    """Three in one place break a rule before and two after: the exchange is not to blame."""
    children = [make_child(c) for c in ("C1", "C2", "C3")]
    region = make_region(children=[*children, make_child("C4", needed_by=LATER)], homes=[FAR, NEAR])
    home_of = {"C1": "FAR", "C2": "FAR", "C3": "FAR", "C4": "NEAR"}
    assert not certificate(region, home_of).to_dict()["lawful"]
    (one,) = told(region, home_of)
    assert (one["code"], one["level"], one["moves"]) == ("BETTER", "right_home_shortfall", {"C1": "NEAR", "C4": None})


# What must not be told


def rows(*others):
    children = [make_child("C1", needed_by=SOON), make_child("C2", needed_by=MONDAY), make_child("C3", needed_by=SOON)]
    return make_region(children=children, homes=[make_home(available=2, places=3), make_home("H2", position=at(12))],
                       **dict(others))  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            [("keep_apart", [KeepApart(child_id="C1", other_id="C2", basis="court")])],
            [("keep_apart", [KeepApart(child_id="C1", other_id="C2", basis="police", expires_on=LATER)])],
        ),
        (
            [("keep_apart", [KeepApart(child_id="C1", other_id="C2", basis="court")])],
            [("facts", [Fact(subject="child", id="C2", fact="no_younger_children", value="yes", on=MONDAY)])],
        ),
        (
            [("keep_apart", [KeepApart(child_id="C1", other_id="C2", basis="court")])],
            [("residents", [make_resident("R1"), make_resident("R2")])],
        ),
    ],
)
def test_no_room_is_said_alike_whatever_takes_it(one, other):
    """C2 is more urgent and stays; whether C1 may not live there or no place is left for C1, the words are the same."""
    home_of = {"C2": "H1", "C3": "H1"}
    answers = []
    for region in (rows(*one), rows(*other)):
        said = [entry for entry in told(region, home_of) if entry["home_id"] == "H1"]
        assert [entry["code"] for entry in said] == ["TAKEN"]
        answers.append(said)
    assert answers[0] == answers[1]
    assert answers[0][0]["sentence"] == "H1 would have no room for C1, wherever C3 went."


def test_no_cell_of_another_child_is_told():
    plain = two(MONDAY, LATER)
    canary = {"religion": "CANARY", "ethnicity": "CANARY", "disability": "CANARY", "away_basis": "CANARY"}
    region = replace(plain, children=tuple(c.model_copy(update=canary) for c in plain.children))
    assert "CANARY" not in json.dumps(certificate(region, {"C2": "H1"}).to_dict())


# A whole region


@cache
def greater_manchester():
    region = api.load(api.sample("greater_manchester"))
    return api.matched(region)


def test_nobody_in_a_whole_region_has_a_justified_claim():
    result = greater_manchester()
    found = examine.envy(result.problem.region, result)
    document = found.to_dict()
    assert document["proven"]
    assert document["lawful"]
    assert document["justified"] == []
    assert document["envied"] == sum(row["pairs"] for row in document["reasons"])
    assert document["envied"] == sum(len(asker["envied"]) for asker in document["children"]) > 5
    assert {"BETTER"}.isdisjoint(row["code"] for row in document["reasons"])


def test_every_exchange_of_a_whole_region_counts_as_the_whole_proposal_does():
    result = greater_manchester()
    review, now = result.review, levels(result.review)
    for asker in examine.envy(result.problem.region, result).envy.askers:
        for one in asker.envied:
            if one.exchange is None:
                continue
            moved = {c: h for c, h in {**review.home_of, **one.exchange.moves}.items() if h}
            after = review.after(moved)
            assert faults(after) == []
            then = levels(after)
            assert dict(one.exchange.changes) == {name: then[name] - now[name] for name in now}
            first = next((name for name in now if now[name] != then[name]), None)
            assert (first is None) == (one.code == "TIE")
            if first:
                assert (then[first] > now[first]) is (OBJECTIVES[first].sense == "min")


def test_a_whole_region_with_two_children_exchanged_shows_it():
    """A justified exchange is found where somebody undoes what the proposal gained."""
    result = greater_manchester()
    askers = examine.envy(result.problem.region, result).envy.askers
    undone = [one.exchange.moves for a in askers for one in a.envied if one.code == "LEVEL"]
    assert undone
    found = 0
    for moves in undone[:5]:
        worse = {c: h for c, h in {**result.home_of, **moves}.items() if h}
        found += bool(Envy(result.problem, review_of(result.problem, worse)).askers) and any(
            one.justified for a in Envy(result.problem, review_of(result.problem, worse)).askers for one in a.envied
        )
    assert found


# Where the proposal comes from


@pytest.fixture(scope="module")
def monday(tmp_path_factory):
    region = api.load(api.sample("small"))
    result = api.match(region)
    folder = tmp_path_factory.mktemp("envy") / "monday"
    api.write_reports(result, folder)
    return region, result, folder


def test_folder_file_result_and_list_say_the_same(monday, tmp_path):
    region, result, folder = monday
    said = examine.envy(region, result).to_dict()
    assert examine.envy(region, folder).to_dict() == said
    assert examine.envy(region, folder / "match.json").to_dict() == said
    rows_ = ["child_id,home_id", *(f"{c},{h}" for c, h in result.home_of.items())]
    (tmp_path / "mine.csv").write_text("\n".join(rows_), encoding="utf-8")
    listed = examine.envy(region, tmp_path / "mine.csv").to_dict()
    assert listed == {**said, "proven": None}


def test_the_order_of_rows_changes_nothing(monday):
    region, result, _ = monday
    turned = replace(region, children=region.children[::-1], homes=region.homes[::-1], residents=region.residents[::-1])
    home_of = {**result.home_of, "MAN-05": "STO-F1"}
    assert certificate(turned, home_of).to_dict() == certificate(region, home_of).to_dict()


def test_one_child_is_told_with_the_counts_of_all(monday):
    region, result, _ = monday
    every = examine.envy(region, result)
    one = every.of("MAN-05").to_dict()
    assert one["child_id"] == "MAN-05"
    assert [row["children"] for row in one["children"]] == [["MAN-05"], ["MAN-05", "MAN-06"]]
    assert {k: v for k, v in one.items() if k not in ("children", "child_id")} == {
        k: v for k, v in every.to_dict().items() if k not in ("children", "child_id")
    }


def test_who_cannot_be_asked_about_is_refused(monday, tmp_path):
    region, result, _ = monday
    with pytest.raises(UsageError, match="Maybe MAN-05"):
        examine.envy(region, result).of("MAN-5")
    with pytest.raises(UsageError, match="BOL-02 is settled"):
        examine.envy(region, result).of("BOL-02")
    (tmp_path / "bad.csv").write_text("child_id,home_id\nNOBODY,NOWHERE\n", encoding="utf-8")
    with pytest.raises(InputError):
        examine.envy(region, tmp_path / "bad.csv")
    with pytest.raises(InputError):
        examine.envy(greater_manchester().problem.region, monday[2])
