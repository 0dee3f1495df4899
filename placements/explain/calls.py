"""The calls that would place most children: whom to ring about which home, what to ask, and who would be helped.

What a call brings is counted by setting two choices side by side: the one that needs no call, and the one in which
every answer is yes. Every child who has a home in the second alone is counted at one call, and every child who has one
in the first alone is taken off at one, so the lines add up to the gain.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from placements.candidates.classes import urgency_of
from placements.candidates.verdicts import judge_pair
from placements.domain.codes import Outcome
from placements.domain.region import Region
from placements.explain.ring import whom
from placements.optimise.calls import Called
from placements.policy.policy import Policy

OPEN = (Outcome.IF_CONFIRMED, Outcome.CANNOT_CONFIRM)
SAID = {
    "anyway": "could have a home without any call",
    "elsewhere": "could then have a home as well, in another place",
    "gives_way": "could have a home without any call, and would then have none",
}
"""What is said of the children a call names."""


@dataclass(frozen=True)
class Line:
    """What one call does, every answer being yes: whom it places, and who has a home because of it or instead."""

    children: tuple[str, ...]
    """Placed by an answer of this home."""
    anyway: tuple[str, ...]
    """Those of them who could have a home without any call."""
    elsewhere: tuple[str, ...] = ()
    """Children who could then have a home that needs no answer, and could not have without the calls."""
    gives_way: tuple[str, ...] = ()
    """Children who could have a home without any call, and would then have none."""

    @property
    def gains(self) -> tuple[str, ...]:
        """Who has a home by it and would not have one without the calls."""
        return tuple(sorted({*self.children, *self.elsewhere} - {*self.anyway}))

    @property
    def gain(self) -> int:
        """How many more children have a home."""
        return len(self.gains) - len(self.gives_way)


def calls(region: Region, policy: Policy, called: Called) -> dict[str, Any]:
    """Return the calls, those first that place the most urgent and the most children more.

    `sure` children could have a home without any call; `gain` more would have one if every answer is yes: what the
    lines gain, added up.
    """
    urgency = {child.child_id: urgency_of(child, region.as_of) for child in region.children}
    made = lines(called)
    order = sorted(
        made.items(),
        key=lambda item: (min(urgency[c] for c in item[1].gains or item[1].children), -item[1].gain, item[0]),
    )
    sure, placed = sum(called.sure.values()), sum(called.placed.values())
    return {
        "sure": sure,
        "sure_children": sorted(called.sure_home_of),
        "calls": [
            {
                "order": k, "home_id": home_id, "whom": whom(region, region.home[home_id]),
                "questions": _questions(region, policy, home_id, line.children), "children": list(line.children),
                "gain": line.gain, "anyway": list(line.anyway), "elsewhere": list(line.elsewhere),
                "gives_way": list(line.gives_way),
            }
            for k, (home_id, line) in enumerate(order, 1)
        ],
        "gain": placed - sure,
        "by_class": {urgency.word: called.placed[urgency] - called.sure[urgency] for urgency in called.sure},
    }  # fmt: skip


def lines(called: Called) -> dict[str, Line]:
    """Return what each call does, by home; the gains add up to what all the calls bring."""
    before, after = called.sure_home_of, called.home_of
    through = {child: home for home, children in called.by_home.items() for child in children}
    moves = {c: (before.get(c, ""), after.get(c, "")) for c in sorted({*before, *after})}
    moves = {c: (old, new) for c, (old, new) in moves.items() if old != new}
    elsewhere: dict[str, list[str]] = {home: [] for home in called.by_home}
    gives_way: dict[str, list[str]] = {home: [] for home in called.by_home}
    for child, (old, new) in moves.items():
        if called.by_home and not old and child not in through:
            elsewhere[_behind(new, moves, through)].append(child)
        elif called.by_home and not new:
            back = {c: (to, at) for c, (at, to) in moves.items()}
            gives_way[_behind(old, back, through)].append(child)
    return {
        home: Line(children, tuple(c for c in children if c in before), tuple(elsewhere[home]), tuple(gives_way[home]))
        for home, children in called.by_home.items()
    }


def _behind(home: str, moves: Mapping[str, tuple[str, str]], through: Mapping[str, str]) -> str:
    """Return the call behind a change at a home: whoever leaves it is placed by the call, or takes a place left so.

    Where no such chain is found, as with brothers and sisters who move together, it is the nearest call among homes
    that exchange children at all, and else the first.
    """
    both = [*moves.items(), *((child, (new, old)) for child, (old, new) in moves.items())]
    return _chain(home, moves.items(), through) or _chain(home, both, through) or min(through.values())


def _chain(home: str, moves: Iterable[tuple[str, tuple[str, str]]], through: Mapping[str, str]) -> str:
    queue = [home]
    for here in queue:
        away = [(child, there) for child, (at, there) in moves if at == here]
        for child, there in away:
            if child in through:
                return through[child]
            if there and there not in queue:
                queue.append(there)
    return ""


def call_words(call: Mapping[str, Any]) -> str:
    """Return what a call brings: "1 more child. C1 could have a home without any call."""
    gain = call["gain"]
    noun = "child" if abs(gain) == 1 else "children"
    said = [f"{gain} more {noun}" if gain > 0 else f"{-gain} {noun} fewer" if gain < 0 else "No more children in all"]
    for key, words in SAID.items():
        if ids := list(call.get(key) or ()):
            said.append(f"{' and '.join([', '.join(ids[:-1]), ids[-1]] if ids[1:] else ids)} {words}")
    return f"{'. '.join(said)}."


def _questions(region: Region, policy: Policy, home_id: str, children: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return what to ask about the home, each question once, with the children it is asked for."""
    found: dict[tuple[str, str], list[str]] = {}
    for child_id in children:
        for word in judge_pair(region, policy, child_id, home_id).verdicts:
            if word.outcome in OPEN and word.unlock:
                found.setdefault((word.rule.code, word.unlock), []).append(child_id)
    return [{"rule": rule, "question": question, "child_ids": ids} for (rule, question), ids in found.items()]
