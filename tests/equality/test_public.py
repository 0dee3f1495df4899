"""The version for everybody: nobody who reads every number can narrow a withheld one, and no free text is told."""

import json
from collections import Counter
from functools import cache
from random import Random

import numpy as np
import pytest
from equality.people import USUAL, matched, row
from scipy.optimize import linprog

from placements import api, examine
from placements.equality.characteristics import BY_NAME, CHARACTERISTICS
from placements.equality.document import Equality
from placements.equality.public import STATES, public_document
from placements.equality.weeks import Counted, Week
from placements.sharing.public import MARK
from placements.sharing.suppression import SMALL

NAMES = {f"A{n}": f"Town {n}" for n in range(5)}


def crowd(seed: int) -> Equality:
    """Return a random number of children in random groups, some of them in words of their own."""
    random = Random(seed)
    rows = []
    for n in range(random.choice((0, 1, 4, 12, 40, 150, 400))):
        groups = {one.name: random.choice([*one.groups[:3], one.groups[-1]]) for one in CHARACTERISTICS if one.groups}
        if random.random() < 0.1:
            groups["ethnicity"] = "secret words"
        home = random.random() < 0.85
        rows.append(row(n, home, **{**USUAL, **groups, "authority": random.choices(list(NAMES), (1, 2, 4, 8, 1))[0]},
                        **({"stop_gap": float(random.random() < 0.1)} if home else {})))  # fmt: skip
    day = api.load(api.sample("small")).as_of
    week = Week(day, "Test", "", "", len(rows), len(rows))
    return Equality(Counted(tuple(rows), (week,), NAMES, frozenset(("A1", "A2", "A3")), len(rows)))


@cache
def published(seed: int) -> dict:
    return public_document(crowd(seed))


def narrowed(document: dict, state: str) -> list[tuple[str, float, float]]:
    """Return withheld numbers of one state that a reader can narrow, by linear programs over all tables."""
    total = document["totals"][state]
    names, bounds, sums = ["total"], [(0, None) if total == MARK else (max(0, total - 5), total + 4)], []
    for one in document["characteristics"]:
        parts = [f"{one['name']} {group['name']}" for group in one["groups"]]
        names += parts
        bounds += [(0, None) if g[state] == MARK else (g[state], g[state]) for g in one["groups"]]
        sums.append(parts)
    at = {name: k for k, name in enumerate(names)}
    equal = np.zeros((len(sums), len(names)))
    for i, parts in enumerate(sums):
        equal[i, 0] = 1
        equal[i, [at[name] for name in parts]] = -1
    found = []
    for name, (_, high) in zip(names, bounds, strict=True):
        if high is None:
            ends = []
            for sign in (1, -1):
                cost = np.zeros(len(names))
                cost[at[name]] = sign
                limits = [(low, 1e4 if top is None else top) for low, top in bounds]
                solved = linprog(cost, A_eq=equal, b_eq=np.zeros(len(sums)), bounds=limits)
                assert solved.status == 0
                ends.append(sign * solved.fun)
            if ends[0] > 1 + 1e-6 or ends[1] < SMALL - 1e-6:
                found.append((name, *ends))
    return found


@pytest.mark.parametrize("seed", range(14))
def test_no_withheld_number_can_be_narrowed(seed):
    for state in STATES:
        assert narrowed(published(seed), state) == []


def test_marks_are_used_and_numbers_shown():
    text = json.dumps([published(seed) for seed in range(14)])
    assert text.count(f'"{MARK}"') > 100
    shown = [
        g[s] for seed in range(14) for one in published(seed)["characteristics"] for g in one["groups"] for s in STATES
    ]
    assert not [n for n in shown if n != MARK and 1 <= n <= SMALL]
    assert [n for n in shown if n != MARK and n > SMALL]


def test_shown_numbers_are_the_counts():
    found = crowd(6)
    document = public_document(found)
    rows = found.counted.rows
    for one in document["characteristics"]:
        counts = Counter(r.groups[one["name"]] for r in rows if not r.outcomes["home"])
        for group in one["groups"]:
            named = BY_NAME[one["name"]].groups
            if group["without"] != MARK and (group["name"] in named or group["name"] in ("A1", "A2", "A3")):
                assert group["without"] == counts[group["name"]]


def test_rows_do_not_depend_on_who_is_there():
    rows = [[[g["name"] for g in one["groups"]] for one in published(seed)["characteristics"]] for seed in range(14)]
    assert all(each == rows[0] for each in rows)
    assert rows[0][0] == ["A1", "A2", "A3", ""]


def test_free_text_is_never_told():
    assert any(r.groups["ethnicity"] == "secret words" for r in crowd(6).counted.rows)
    assert "secret" not in json.dumps([published(seed) for seed in range(14)])


def test_a_percentage_follows_from_numbers_shown():
    for seed in range(14):
        for one in published(seed)["characteristics"]:
            for group in one["groups"]:
                numbers = [group[state] for state in STATES]
                if MARK in numbers:
                    assert group["percent"] == MARK
                elif sum(numbers):
                    assert group["percent"] == pytest.approx(100 * sum(numbers[:2]) / sum(numbers), abs=0.5001)
                else:
                    assert group["percent"] is None


def test_nothing_is_told_that_could_be_turned_back_into_a_count():
    document = examine.public_equality(examine.equality([matched("greater_manchester")]))
    text = json.dumps(document)
    assert document["schema"] == "placements/equality-public/1"
    assert document["audience"]["level"] == "public"
    for name in ("low", "high", "ratio", "adjusted", "finding", "detectable", "child_weeks", "inputs"):
        assert f'"{name}"' not in text
    region, _ = matched("greater_manchester")
    assert not [child.child_id for child in region.children if child.child_id in text]
