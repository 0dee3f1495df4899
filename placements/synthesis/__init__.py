"""Synthetic regions calibrated to published figures: no real child, carer or household."""

from placements.synthesis.generate import REGIONS as REGIONS
from placements.synthesis.generate import synthesise as synthesise
