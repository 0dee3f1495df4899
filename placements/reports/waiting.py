"""Children without a home: why, what stands between them and a home, and what would open one."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from placements.reports.meeting import changes
from placements.reports.words import CLASSES, WHY, authority, day, far, kind, named, number, plain
from placements.rules.listing import RuleInfo
from placements.rules.unrecorded import Missing

TOP = 5
"""Rules shown before the rest is folded away."""

PRESSING = ("overdue", "today")


class Nearest(NamedTuple):
    """Homes, each with its kind and distance, the change that would open any of them, and for which siblings."""

    together: str
    homes: tuple[tuple[str, str], ...]
    changes: tuple[str, ...]


class Waiting(NamedTuple):
    """One child without a home, in words."""

    child: str
    authority: str
    word: str
    why: str
    waits_for: str
    needed_by: str
    siblings: tuple[str, ...]
    open_to_her: str
    blocked: tuple[tuple[str, int], ...]
    taken_by: tuple[dict[str, str], ...]
    nearest: tuple[Nearest, ...]
    as_for: str = ""
    """The brother or sister above for whom the same was said of the nearest homes."""

    @property
    def pressing(self) -> bool:
        """Whether she needs a home tonight."""
        return self.word in PRESSING


class Reason(NamedTuple):
    """Children without a home for one reason, in one class."""

    heading: str
    pressing: bool
    children: tuple[Waiting, ...]


def without_home(result: dict[str, Any], rules: dict[str, RuleInfo]) -> tuple[Reason, ...]:
    """Return children without a home, most urgent class first, then by reason."""
    found = []
    for word, title in CLASSES.items():
        for code in _codes(result):
            rows = [u for u in result["unplaced"] if u["urgency"] == word and u["why"] == code]
            if rows:
                ordered = sorted(rows, key=lambda u: (u["needed_by"], authority(result, u["authority"]), u["child_id"]))
                heading = f"{title}: {WHY.get(code, plain(code)).lower()}"
                found.append(Reason(heading, word in PRESSING, _told_once(_waiting(result, u, rules) for u in ordered)))
    return tuple(found)


def _told_once(rows: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """Refer back where brothers and sisters would say the same of the nearest homes."""
    first: dict[tuple[frozenset[str], tuple[Nearest, ...]], str] = {}
    found = []
    for row in rows:
        key = (frozenset({row.child, *row.siblings}), row.nearest)
        above = first.setdefault(key, row.child)
        found.append(row._replace(as_for="" if above == row.child or not row.nearest else above))
    return tuple(found)


def most_asked(result: dict[str, Any], rules: dict[str, RuleInfo]) -> tuple[tuple[str, str, int], ...]:
    """Return which change is nearest for how many children, the most useful first: rule, change, children."""
    wanted: dict[tuple[str, str], set[str]] = {}
    for u in result["unplaced"]:
        for unlock in u["unlocks"]:
            if len(unlock["changes"]) == 1:
                c = unlock["changes"][0]
                wanted.setdefault((rule_title(rules, c["rule"]), c["change"]), set()).add(u["child_id"])
    rows = [(title, change, len(ids)) for (title, change), ids in wanted.items()]
    return tuple(sorted(rows, key=lambda row: (-row[2], row[0], row[1])))


def unchecked(result: dict[str, Any], rule_of: Mapping[str, RuleInfo]) -> list[tuple[str, str, str, int]]:
    """Rules not checked for some pairs: who knows, what is not recorded, the rule, the pairs; grouped by who knows."""
    rows = [(rule_of.get(row["rule"]), row) for row in result["not_checked"]]
    found = [
        (item.who, item.what, rule_title(rule_of, row["rule"]), int(row["pairs"]))
        for rule, row in rows for item in (rule.missing if rule and rule.missing else (Missing("", "a fact"),))
    ]  # fmt: skip
    return sorted(found, key=lambda row: (row[0], -row[3], row[1:3]))


def rule_title(rules: Mapping[str, RuleInfo], code: str) -> str:
    """Return a rule's title, or its code where it is not in the list."""
    return rules[code].title if code in rules else code


def _codes(result: dict[str, Any]) -> list[str]:
    order = ["no_home", "group", "policy", "outranked", "held"]
    return [*order, *sorted({u["why"] for u in result["unplaced"]} - set(order))]


def _waiting(result: dict[str, Any], u: dict[str, Any], rules: dict[str, RuleInfo]) -> Waiting:
    return Waiting(
        u["child_id"], authority(result, u["authority"]), u["urgency"], WHY.get(u["why"], plain(u["why"])),
        u["waits_for"], day(u["needed_by"]), tuple(u["siblings"]), _open(u),
        tuple((rule_title(rules, b["rule"]), b["homes"]) for b in u["blocked_by"]),
        tuple(u["taken_by"]), _nearest(u["unlocks"], {u["child_id"], *u["siblings"]}),
    )  # fmt: skip


def _open(u: dict[str, Any]) -> str:
    """How many homes are open to her, where that says why she waits."""
    if u["why"] == "held":
        return f"{number(u['below_floor'], 'open home')} below the floor."
    if u["siblings"] and u["lawful_homes"]:
        return f"{number(u['lawful_homes'], 'home')} may take the child alone."
    return ""


def _nearest(unlocks: list[dict[str, Any]], group: set[str]) -> tuple[Nearest, ...]:
    homes: dict[tuple[str, tuple[str, ...]], list[tuple[str, str]]] = {}
    for unlock in unlocks:
        about = f"{kind(unlock['kind']).lower()}, {far(unlock['miles'])}"
        key = (_together(tuple(unlock.get("children") or ()), group), tuple(changes(unlock)))
        homes.setdefault(key, []).append((unlock["home_id"] or "a new home", about))
    return tuple(Nearest(together, tuple(found), change) for (together, change), found in homes.items())


def _together(children: tuple[str, ...], group: set[str]) -> str:
    """For whom an unlock is: nothing for her alone, "all 3", or the names where it is not for the whole group."""
    if len(children) < 2:
        return ""
    if set(children) == group:
        return "both" if len(children) == 2 else f"all {len(children)}"
    return named(children)
