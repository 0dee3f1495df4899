"""Every constraint; a test names any file left out."""

from placements.optimise.constraints import apart, guarantee, one_home_each, pins, places, siblings, usual_limit

CONSTRAINTS = (one_home_each, siblings, places, apart, usual_limit, pins, guarantee)
