"""What members are promised, proven again: each best alone is lawful and counted, and no own choice is better."""

from collections import Counter
from time import monotonic

from placements.errors import RejectedError
from placements.optimise.alone import apart, own_model, own_options
from placements.optimise.certificate import LEAST, Sums
from placements.optimise.model import Model
from placements.optimise.own_places import own_places
from placements.optimise.problem import Array, Problem
from placements.optimise.promise import Alone
from placements.optimise.rows import Layout
from placements.optimise.second import prove
from placements.optimise.solve import Costs
from placements.verify.choices import choice_of

SECONDS = 600.0


def prove_alone(problem: Problem, costs: tuple[Costs, ...]) -> Counter[str]:
    """Prove every member's levels alone; return how often how. Raises RejectedError naming the first that is not."""
    hows: Counter[str] = Counter()
    if not problem.alone:
        return hows
    layout = Layout(problem)
    matrix = apart(layout)
    for code, places in own_places(problem).items():
        own = own_options(problem, code, places)
        model = own_model(layout, matrix, own, places)
        chosen = choice_of(problem, problem.alone[code].home_of)
        if chosen.sum() != chosen[own].sum():
            raise RejectedError(f"certificate.json: alone.{code} uses places that are not its own.")
        hows.update(_member(code, problem.alone[code], model, [cost.signed[own] for cost in costs], chosen[own]))
    return hows


def _member(code: str, alone: Alone, model: Model, costs: list[Array], chosen: Array) -> list[str]:
    if not model.matrix.obeyed(chosen):
        raise RejectedError(f"certificate.json: alone.{code} breaks a rule.")
    sums, hows = Sums(model.matrix), []
    for cost, value, least in zip(costs, alone.minimised, alone.least, strict=True):
        if int(cost @ chosen) != value:
            raise RejectedError(f"certificate.json: alone.{code} does not come to what it says.")
        how = prove(sums, cost, least, value, monotonic() + SECONDS, known=0 if cost.min(initial=0) >= 0 else LEAST)
        if how is None:
            raise RejectedError(f"certificate.json: that {code} alone does no better could not be proven again.")
        hows.append(how)
        sums.keep(cost, value)
    return hows
