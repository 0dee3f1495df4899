"""What no table tells, with where it comes from: shapes are fitted to published totals, so only their proportions
count.

Everything here is listed by `placements.demand.assumptions`. "To be confirmed" marks a figure remembered, not seen.
"""

import numpy as np

DURATIONS = (0, 4, 13, 26, 52, 104)
"""First week of each band of time already spent in care, or in a placement."""
WEEKS_A_YEAR = 365.25 / 7.0
BEFORE_18 = ("home", "sgo", "adoption", "other")
"""Exits other than the 18th birthday, in the order of EXITS without `age`."""

AGE_BY_KIND = np.array([
    (0.04, 0.14, 0.22, 0.42, 0.18), (0.05, 0.18, 0.30, 0.36, 0.11), (0.0, 0.002, 0.05, 0.58, 0.368),
    (0.0, 0.0, 0.0, 0.0, 1.0), (0.0, 0.0, 0.0, 0.55, 0.45), (0.09, 0.26, 0.19, 0.27, 0.19),
])  # fmt: skip
"""Ages within each kind (rows as KINDS): assumed, fitted to every authority's ages and kinds."""
EXIT_BY_AGE = np.array([
    (0.08, 0.17, 0.22, 0.35, 0.18), (0.18, 0.38, 0.27, 0.15, 0.02), (0.10, 0.76, 0.13, 0.01, 0.0),
    (0.04, 0.05, 0.06, 0.20, 0.65),
])  # fmt: skip
"""Ages at which each exit happens (rows as BEFORE_18): assumed, fitted to published exits by age and by reason."""
EXIT_BY_DURATION = np.array([
    (0.28, 0.20, 0.14, 0.14, 0.12, 0.12), (0.01, 0.06, 0.20, 0.38, 0.22, 0.13), (0.001, 0.005, 0.04, 0.25, 0.5, 0.204),
    (0.20, 0.15, 0.12, 0.15, 0.15, 0.23),
])  # fmt: skip
"""Time in care at each exit: assumed, fitted to England's time in care of all leavers."""
EXIT_BY_KIND = np.array([
    (0.35, 0.20, 0.08, 0.05, 0.01, 0.31), (0.25, 0.65, 0.02, 0.0, 0.0, 0.08), (0.25, 0.01, 0.0, 0.0, 0.0, 0.74),
    (0.35, 0.05, 0.15, 0.35, 0.02, 0.08),
])  # fmt: skip
"""Last placement at each exit: assumed, fitted to England's last placements of all leavers."""
UASC_BY_DURATION = np.array((0.42, 0.23, 0.10, 0.10, 0.10, 0.05))
"""Time in care of unaccompanied children who leave before 18: assumed; most are transfers to another authority, which
the National Transfer Scheme asks for within days."""
UASC_UNDER_16 = 0.11
"""830 of 7,380 unaccompanied children were under 16 on 31 March 2024 (DfE, national table)."""
UASC_START_UNDER_16 = 0.18
"""Of those who start: England's starts at 16 and over rose by 3,400 of the 4,150 more unaccompanied children who
started between 2020-21 and 2024-25 (DfE)."""
UASC_MALE = 0.96
"""7,060 of 7,380 on 31 March 2024 (DfE, national table)."""
TRANSFERS_OF_OTHERS = 0.0065
"""Children who are not unaccompanied and pass to another authority, a year per child looked after: England, 2020-21,
before transfers of unaccompanied children became mandatory (530 of 80,780; DfE)."""

STAY_IN_KIND = np.array([
    (0.62, 0.05, 0.14, 0.08, 0.004, 0.106), (0.50, 0.18, 0.07, 0.04, 0.0, 0.21), (0.20, 0.02, 0.48, 0.16, 0.02, 0.12),
    (0.06, 0.02, 0.05, 0.75, 0.005, 0.115), (0.05, 0.0, 0.55, 0.20, 0.05, 0.15), (0.36, 0.10, 0.12, 0.12, 0.01, 0.29),
])  # fmt: skip
"""Kind a child who moves comes from (rows) and goes to: assumed, fitted so that kinds of homes keep their numbers."""
KIN_OF_FOSTER_MOVES = 0.15
"""Share of the moves out of foster care that are out of kinship care: assumed (kin care is the steadier)."""
MALE = 0.51
"""Share of boys among children who start and are not unaccompanied: 20,160 boys of 33,050 starts less 96 % of 7,270
unaccompanied children, 2023-24 (DfE, national table)."""
NEWBORN = (0.25, 0.85)
"""Least and most of the children under 1 who start in their first four weeks; between them it is fitted."""

IN_FAMILIES = 0.45
FAMILY_SIZES = {2: 0.55, 3: 0.27, 4: 0.12, 5: 0.06}
"""Share of children under 16 who start together with brothers or sisters, and how those children divide by size:
assumed, the same as in synthetic regions; ages within a family are drawn independently."""

BACK_IN_A_YEAR, BACK_IN_SIX = 0.20, 0.35
"""Children back in care one and six years after going home: 1 in 5, more than a third (51,238 children of England,
Goldacre and others 2022)."""
OTHER_NEEDS_HOME = 0.43
"""Share of placements of kind `other` that need a home found: 10,160 "other placement" of 23,820 new placements with
parents, for adoption, in other settings and other, 2023-24 (DfE). The rest live with parents, adopters or in
hospital."""
ENTRY_TREND_SD, EXIT_TREND_SD, MOVE_TREND_SD = 0.027, 0.045, 0.045
"""Usual yearly change (standard deviation of logs) of starts and exits in England's series where it is not given."""
UASC_TREND_SD = 0.20
"""The same of unaccompanied children: England's numbers looked after 2004-2024 changed by a fifth a year."""
