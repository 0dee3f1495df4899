"""Every level by name; a test names any file left out. The policy orders them."""

from placements.optimise.objectives import (
    fair_shares,
    least_change,
    placed,
    right_home,
    stop_gaps,
    weekly_cost,
)

OBJECTIVES = {
    objective.name: objective
    for module in (placed, stop_gaps, right_home, fair_shares, least_change, weekly_cost)
    for objective in module.OBJECTIVES
}
