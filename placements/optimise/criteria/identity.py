"""Identity, language and wishes: the share of what is recorded for her that the home can offer."""

import numpy as np

from placements.candidates.screen import Screen
from placements.domain.capacity import in_force
from placements.domain.codes import Basis, Pets
from placements.domain.region import Region
from placements.domain.stay import stay_of
from placements.law import sources
from placements.optimise.criteria.criterion import FULL, Array, Criterion, Worth, shares
from placements.rules.rule import Case
from placements.units import share

NO_PETS = ("no", "none")


def _wishes(region: Region, child_id: str) -> bool:
    """Whether a preference about people or places is in force for her."""
    start = stay_of(region.child[child_id], region.as_of).start
    people = [(row.basis, row.expires_on) for row in region.kept_apart_from.get(child_id, ())]
    areas = [(row.basis, row.expires_on) for row in region.safety_areas_of.get(child_id, ())]
    return any(basis is Basis.PREFERENCE and in_force(last, start) for basis, last in people + areas)


def _asked(screen: Screen) -> dict[str, Array]:
    pairs = screen.pairs
    return {
        "language": pairs.of_children(lambda c: bool(c.languages)),
        "religion": pairs.of_children(lambda c: bool(c.religion)),
        "pets": pairs.of_children(lambda c: c.pets in (Pets.MUST, Pets.NO)),
        "wishes": pairs.of_children(lambda c: _wishes(pairs.region, c.child_id)),
    }


def applies(screen: Screen) -> Array:
    """Children for whom any of the four is recorded."""
    result: Array = np.logical_or.reduce(list(_asked(screen).values()))
    return result


def worth(screen: Screen) -> Array:
    """The share of those recorded that the home offers; what the home has not said does not count."""
    pairs, asked = screen.pairs, _asked(screen)
    language = pairs.lacking(lambda c: c.languages, lambda h: h.languages) < pairs.of_children(
        lambda c: len(c.languages), int
    )
    hers = pairs.of_children(lambda c: (c.religion or "").casefold(), object)
    theirs = pairs.of_homes(lambda h: (h.religion or "?").casefold(), object)
    must = pairs.of_children(lambda c: c.pets is Pets.MUST)
    has = pairs.of_homes(lambda h: bool(h.pets) and (h.pets or "").casefold() not in NO_PETS)
    has_none = pairs.of_homes(lambda h: (h.pets or "").casefold() in NO_PETS)
    offered = {
        "language": language,
        "religion": (hers == theirs).astype(bool),
        "pets": np.where(must, has, has_none),
        "wishes": ~(pairs.papers.rather_apart | pairs.papers.in_unwanted_area),
    }
    met = sum((asked[name] & offered[name]).astype(np.int64) for name in asked)
    return shares(np.asarray(met), np.asarray(sum(table.astype(np.int64) for table in asked.values())))


def plain(case: Case, others: frozenset[str]) -> Worth | None:
    """The same for one pair."""
    child, home, papers = case.child, case.home, case.pairs.papers
    met: dict[str, bool] = {}
    if child.languages:
        met["language"] = bool(set(child.languages) & set(home.languages))
    if child.religion:
        met["religion"] = bool(home.religion) and child.religion.casefold() == (home.religion or "").casefold()
    if child.pets in (Pets.MUST, Pets.NO):
        none = (home.pets or "").casefold() in NO_PETS
        met["pets"] = bool(home.pets) and none is (child.pets is Pets.NO)
    if _wishes(case.region, child.child_id):
        met["wishes"] = not (papers.rather_apart[0, 0] or papers.in_unwanted_area[0, 0])
    if not met:
        return None
    good, bad = [n for n, ok in met.items() if ok], [n for n, ok in met.items() if not ok]
    words = (f"Fits: {', '.join(good)}. " if good else "") + (f"Not known to fit: {', '.join(bad)}." if bad else "")
    return Worth(share(len(good), len(met), FULL), words.strip())


CRITERION = Criterion(
    "identity", "Identity, language and wishes", (sources.CHILDREN_ACT_1989_S22_5, sources.CHILDREN_ACT_1989_S33_6),
    applies, worth, plain,
)  # fmt: skip
