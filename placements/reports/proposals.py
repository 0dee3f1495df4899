"""The proposed homes, class by class, brothers and sisters next to each other."""

from collections import defaultdict
from typing import Any, NamedTuple

from placements.explain.judgement import in_words
from placements.reports.insisting import insisting
from placements.reports.siblings import groups_of
from placements.reports.waterfall import Waterfall, waterfall
from placements.reports.words import CLASSES, FLAGS, authority, capital, day, far, kind, listed, money, ringing


class Approval(NamedTuple):
    """An approval to be had before the move."""

    who: str
    by: str
    sentence: str


class Line(NamedTuple):
    """One proposal in words."""

    child: str
    authority: str
    home: str
    kind: str
    where: str
    miles: str
    starts: str
    full: str
    extra: str
    good: tuple[str, ...]
    bad: tuple[str, ...]
    approvals: tuple[Approval, ...]
    questions: tuple[str, ...]
    points: int
    best: str
    marks: tuple[str, ...]
    fall: Waterfall
    insisting: str


class Family(NamedTuple):
    """One child, or brothers and sisters of one class."""

    heading: str
    lines: tuple[Line, ...]


class Table(NamedTuple):
    """The proposals of one class."""

    word: str
    title: str
    families: tuple[Family, ...]

    @property
    def size(self) -> int:
        """How many children."""
        return sum(len(family.lines) for family in self.families)


class Judged(NamedTuple):
    """A child weighed apart by a person, in words."""

    child: str
    said: str


class Asked(NamedTuple):
    """One person or body, and what waits for them."""

    who: str
    approvals: tuple[str, ...]
    questions: tuple[str, ...]
    by: str


def proposals(result: dict[str, Any]) -> tuple[Table, ...]:
    """Return the proposals, most urgent class first."""
    group = groups_of(result)
    found = []
    for word, title in CLASSES.items():
        families: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
        for p in sorted(result["placements"], key=lambda p: (authority(result, p["authority"]), p["child_id"])):
            if p["urgency"] == word:
                families[group[p["child_id"]]].append(p)
        found.append(Table(word, title, tuple(_family(result, ids, rows) for ids, rows in families.items())))
    return tuple(found)


def judged(result: dict[str, Any]) -> tuple[Judged, ...]:
    """Return the children a person weighed apart, with what differs from the policy and the reason given."""
    return tuple(Judged(row["child_id"], in_words(row)) for row in result.get("judgement") or ())


def asked(result: dict[str, Any]) -> tuple[Asked, ...]:
    """Return who has approvals to give or questions to answer, the most asked first."""
    wanted: dict[str, tuple[dict[str, str], dict[str, str]]] = defaultdict(lambda: ({}, {}))
    for p in result["placements"]:
        for a in p["approvals"]:
            wanted[a["who"] or "not named"][0][p["child_id"]] = a["by"]
        for q in p["questions"]:
            wanted[ringing(result, p["home_id"], q["who"]) or "not named"][1][p["child_id"]] = p["starts"]
    rows = [
        Asked(who, tuple(sorted(a)), tuple(sorted(q)), min([*a.values(), *q.values()]))
        for who, (a, q) in wanted.items()
    ]
    ordered = sorted(rows, key=lambda r: (r.by, -len(r.approvals) - len(r.questions), r.who))
    return tuple(r._replace(who=capital(r.who), by=day(r.by)) for r in ordered)


def _family(result: dict[str, Any], ids: tuple[str, ...], rows: list[dict[str, Any]]) -> Family:
    heading = ""
    if len(ids) > 1:
        flag = next((p["siblings_flag"] for p in rows if p["siblings_flag"]), "")
        heading = f"Brothers and sisters: {listed(ids)}" + (f" ({FLAGS.get(flag, flag)})" if flag else "")
    return Family(heading, tuple(_line(result, p) for p in rows))


def _line(result: dict[str, Any], p: dict[str, Any]) -> Line:
    place = {None: "", "exact": ""}.get(p["located"], f" (from the middle of its {p['located']})")
    return Line(
        p["child_id"], authority(result, p["authority"]), p["home_id"], kind(p["kind"]),
        authority(result, p["home_authority"]), far(p["miles"]) + place, day(p["starts"]), _full(p), _extra(p),
        tuple(p["for"]), tuple(p["against"]),
        tuple(_approval(a) for a in p["approvals"]), tuple(_question(result, p, q) for q in p["questions"]),
        p["total_points"], _best(p), _marks(p), waterfall(p["criteria"]), insisting(p),
    )  # fmt: skip


def _full(p: dict[str, Any]) -> str:
    return f"{money(p['weekly_cost'])} a week" + (
        "" if p["fee_known"] else " (fee not known: the usual fee for its kind)"
    )


def _extra(p: dict[str, Any]) -> str:
    if not p["extra_cost"]:
        return "nothing extra: already paid for"
    return "all of it extra" if p["extra_cost"] == p["weekly_cost"] else f"extra {money(p['extra_cost'])}"


def _approval(a: dict[str, Any]) -> Approval:
    return Approval(capital(a["who"] or "not named"), day(a["by"]), a["sentence"])


def _question(result: dict[str, Any], p: dict[str, Any], q: dict[str, Any]) -> str:
    who = ringing(result, p["home_id"], q["who"])
    return f"Ask {who}: {q['question']}" if who else q["question"]


def _best(p: dict[str, Any]) -> str:
    """How far the proposed home is from her own best; the best is named here unless a sentence on it follows."""
    if not p["best_home_id"] or p["best_home_id"] == p["home_id"]:
        return "The child's own best home."
    name = "" if insisting(p) else f", {p['best_home_id']},"
    best = f"The child's own best{name} has {p['best_points']}"
    return f"{best}: {p['shortfall']} points short." if p["shortfall"] else f"{best}: counted as equally suitable."


def _marks(p: dict[str, Any]) -> tuple[str, ...]:
    marks = [("Stop-gap", p["stop_gap"]), ("Far below the child's own best", p["poor"])]
    marks += [(f"Apart from {listed(p['siblings_apart'])}", bool(p["siblings_apart"]))]
    return tuple(text for text, shown in marks if shown)
