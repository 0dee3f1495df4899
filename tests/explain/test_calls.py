"""The calls that would place most children equal exhaustive search, and placing by hand confirms what they gain."""

from dataclasses import replace
from functools import cache

import pytest
from explain.plainly import Plainly
from explain.roomy import NEEDS, roomy, tight
from factories import MONDAY, at, make_child, make_home, make_region

import placements
from placements.candidates.verdicts import judge_pair
from placements.domain.children import Pin
from placements.domain.codes import Certainty, Kind, Located, Outcome, Sex, Status, Urgency
from placements.domain.region import Region
from placements.explain.calls import calls
from placements.optimise import calls as solved
from placements.optimise.problem import pose
from placements.policy.policy import default_policy

OPEN = (Outcome.IF_CONFIRMED, Outcome.CANNOT_CONFIRM)
SEEDS = [(make, seed) for make in (tight, roomy) for seed in range(18)]


class Answered(Plainly):
    """A region in which every answer a home can give is yes."""

    def _lawful(self, child: str, home: str) -> bool:
        verdict = judge_pair(self.region, self.policy, child, home)
        if verdict.outcome.may_be_proposed:
            return True
        unknown_sex = self.region.child[child].sex is Sex.U and self.region.home[home].sex is not None
        closed = any(word.outcome is Outcome.RULED_OUT or word.rule.never_unlocked for word in verdict.failing)
        return not closed and not unknown_sex

    def asks(self, child: str, home: str) -> bool:
        return any(w.outcome in OPEN for w in judge_pair(self.region, self.policy, child, home).verdicts)


@cache
def counted(make, seed: int, most: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return, class by class, the most children placed without a call, and with at most so many homes rung."""
    plain = Answered(make(seed))
    sure, rung = [], []
    asks = cache(plain.asks)
    for proposal in plain.proposals():
        placed = tuple(sum(plain.urgency[c] is u for c in proposal) for u in Urgency)
        homes = {h for c, h in proposal.items() if asks(c, h)}
        if not homes:
            sure.append(placed)
        if len(homes) <= most:
            rung.append(placed)
    return max(sure), max(rung)


def found(region: Region) -> solved.Called:
    return solved.best_calls(pose(region, default_policy()))


def classes(counts: dict[Urgency, int]) -> tuple[int, ...]:
    return tuple(counts[urgency] for urgency in Urgency)


def equal(make, seed: int, most: int) -> int:
    called = found(make(seed))
    assert (classes(called.sure), classes(called.placed)) == counted(make, seed, most)
    assert len(called.by_home) <= most
    _helped(make(seed), called)
    return sum(called.placed.values()) - sum(called.sure.values())


def _helped(region: Region, called: solved.Called) -> None:
    """Check who is helped: those placed where an answer is open, for her or for whoever comes with her."""
    plain = Answered(region)
    assert len(called.home_of) == sum(called.placed.values())
    assert plain.may_be_proposed(called.home_of)
    expected: dict[str, set[str]] = {}
    for child, home in called.home_of.items():
        with_her = [c for c in region.group_of[child] if called.home_of.get(c) == home]
        if any(plain.asks(c, home) for c in with_her):
            expected.setdefault(home, set()).add(child)
    assert {home: set(ids) for home, ids in called.by_home.items()} == expected


@pytest.mark.parametrize(("make", "seed"), SEEDS)
def test_the_calls_equal_exhaustive_search(make, seed: int) -> None:
    equal(make, seed, 10)


@pytest.mark.parametrize("most", [1, 2])
@pytest.mark.parametrize("seed", range(10))
def test_with_time_for_few_calls_they_are_still_the_best(seed: int, most: int, monkeypatch) -> None:
    monkeypatch.setattr(solved, "MOST_CALLS", most)
    equal(tight, seed, most)
    equal(roomy, seed, most)


@pytest.mark.long
@pytest.mark.parametrize("most", [1, 2, 10])
@pytest.mark.parametrize("seed", range(1000, 1200))
def test_the_calls_equal_exhaustive_search_on_many_more(seed: int, most: int, monkeypatch) -> None:
    monkeypatch.setattr(solved, "MOST_CALLS", most)
    equal(tight, seed, most)
    equal(roomy, seed, most)


@pytest.mark.parametrize(("make", "seed"), SEEDS)
def test_nobody_is_rung_for_nothing(make, seed: int) -> None:
    called, plain = found(make(seed)), Answered(make(seed))
    best, asks = classes(called.placed), cache(plain.asks)
    fewest = min(
        len({h for c, h in proposal.items() if asks(c, h)}) for proposal in plain.proposals()
        if tuple(sum(plain.urgency[c] is u for c in proposal) for u in Urgency) == best
    )  # fmt: skip
    assert len(called.by_home) == fewest


def test_the_regions_have_something_to_gain_and_a_limit_that_binds() -> None:
    assert sum(sum(b) - sum(a) for a, b in (counted(make, seed, 10) for make, seed in SEEDS)) >= 10
    assert any(counted(make, seed, 1)[1] != counted(make, seed, 2)[1] for make, seed in SEEDS)


# By hand


def yes(region: Region, rung: set[str]) -> Region:
    """Return the region in which the homes rung have said yes to everything: confirmed today, no blank left."""
    moving = set(region.group_of)
    return replace(
        region,
        homes=tuple(_answered(region, home) if home.home_id in rung else home for home in region.homes),
        vacancies=tuple(
            row.model_copy(update={"confirmed_on": region.as_of, "certainty": _sure(row.certainty)})
            if row.home_id in rung else row
            for row in region.vacancies
        ),
        residents=tuple(
            row.model_copy(update={"leaves_on": region.as_of})
            if row.home_id in rung and row.resident_id in moving else row
            for row in region.residents
        ),
    )  # fmt: skip


def _sure(certainty: Certainty | None) -> Certainty | None:
    return Certainty.CONFIRMED if certainty in (None, Certainty.EXPECTED) else certainty


def _answered(region: Region, home):
    blank = {
        "adaptations": ("wheelchair",) if home.adaptations is None else home.adaptations,
        "needs_met": NEEDS if home.needs_met is None else home.needs_met,
        "registration": home.registration or "R",
        "min_age": 0 if home.min_age is None else home.min_age,
        "max_age": 17 if home.max_age is None else home.max_age,
        "confirmed_on": region.as_of,
        "position": home.position._replace(located=Located.EXACT),
    }
    if home.kind is Kind.KINSHIP and home.status is Status.ON_HOLD:
        blank["status"] = Status.OPEN
    return home.model_copy(update=blank)


@pytest.mark.parametrize(("make", "seed"), SEEDS)
def test_placing_by_hand_confirms_the_gain(make, seed: int) -> None:
    region = make(seed)
    called = found(region)
    after = found(yes(region, set(called.by_home)))
    assert classes(after.sure) >= classes(called.placed)
    if len(called.by_home) == 0:
        assert called.sure == called.placed


def test_the_document_says_whom_to_ring_what_to_ask_and_for_whom() -> None:
    for make, seed in SEEDS:
        region = make(seed)
        called = found(region)
        document = calls(region, default_policy(), called)
        assert document["sure"] == sum(called.sure.values())
        assert document["gain"] == sum(called.placed.values()) - document["sure"] == sum(document["by_class"].values())
        assert [call["order"] for call in document["calls"]] == list(range(1, len(called.by_home) + 1))
        for call in document["calls"]:
            assert call["children"] == list(called.by_home[call["home_id"]])
            assert call["whom"]
            assert {c for q in call["questions"] for c in q["child_ids"]} <= set(call["children"])
            assert call["questions"]
            assert all(q["question"] for q in call["questions"])


def test_the_match_carries_the_same_calls() -> None:
    for seed in range(6):
        document = placements.match(roomy(seed)).to_dict()
        assert document["calls"] == calls(roomy(seed), default_policy(), found(roomy(seed)))


def test_a_pinned_child_needs_no_call_however_old_the_word_of_the_home() -> None:
    """The pin is kept whether the home is rung or not, so there is a choice that needs no call."""
    stale = {"confirmed_on": MONDAY.replace(day=2)}
    pinned, other = make_child("C1"), make_child("C2")
    homes = [make_home("H1", **stale), make_home("H2", position=at(2), **stale)]
    pins = [Pin(child_id="C1", home_id="H1", kind="place")]
    called = found(make_region(children=[pinned, other], homes=homes, pins=pins))
    assert sum(called.sure.values()) == 1
    assert sum(called.placed.values()) == 2
    assert called.by_home == {"H2": ("C2",)}
