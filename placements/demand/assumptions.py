"""Everything that was assumed, imputed or remembered, in sentences, with where it comes from."""

from placements.demand import assumed
from placements.demand.model import Assumption
from placements.demand.national import National
from placements.demand.published import Published

_DFE = "DfE, Children looked after in England"
_OURS = "assumed here; see placements/demand/assumed.py"


def of_published(published: Published, england: National, residual: tuple[float, float]) -> tuple[Assumption, ...]:
    """Return what a fit to published tables rests on."""
    return (
        Assumption(
            f"{published.not_told:,} suppressed figures were fitted to each authority's total in England's shares.",
            f"{_DFE}, {published.years[0]} to {published.years[-1]}", "imputed",
        ),
        Assumption(
            f"Starts less exits leave {residual[0]:+.1%} of starts unexplained a year; it is added to starts, with its "
            "uncertainty.", f"{_DFE}, changes of 31 March against starts and exits", "fitted",
        ),
        Assumption(
            "Exits by age, reason, time in care and last placement are told apart, never together: they were fitted "
            "together from assumed proportions.",
            f"{_DFE}, authorities' tables and England's of {england.year}", "fitted",
        ),
        Assumption(
            "Times in care and in placements, and ages within a band, are those at which starts and exits of the last "
            "years would keep numbers as they are.", "fitted to starts, exits and stock", "imputed",
        ),
        Assumption(
            f"{england.kinship:.0%} of foster care is with relatives or friends, {england.secure:.1%} of secure and "
            "children's homes are secure, in every authority.", f"{_DFE}, England {england.year}", "imputed",
        ),
        Assumption(
            f"{assumed.UASC_UNDER_16:.0%} of unaccompanied children looked after are under 16; those who leave before "
            "18 pass to another authority or are found to be adults.", f"{_DFE}, England 2024", "imputed",
        ),
        Assumption(
            "Starts of unaccompanied children stay at the level of the last two years and drift by a fifth a year.",
            f"{_DFE}, unaccompanied children looked after, 2004 to 2024", "assumed",
        ),
        *_of_all(england.entry_sd, england.exit_sd, f"{_DFE}, England, the fifteen years before", "fitted"),
        Assumption(
            "Where children who move go is such that each kind of home keeps its number, with half of its recent "
            "change: kinds are a forecast of what was, needs decide in the match.",
            f"{_DFE}, placements on 31 March", "fitted",
        ),
        Assumption(
            "Population by age moves along with its cohorts; births and moving in follow a damped trend.",
            "ONS mid-year estimates 2012-2024 and by single year of age 2023", "fitted",
        ),
    )  # fmt: skip


def of_history(children: int, episodes: int, days: str, known_birth: int, population: bool) -> tuple[Assumption, ...]:
    """Return what a fit to statutory returns rests on."""
    return (
        Assumption(
            f"{children:,} children and {episodes:,} episodes {days} were read; {children - known_birth:,} children "
            "without a date of birth were left out.", "statutory returns (SSDA903) of the region", "published",
        ),
        Assumption(
            "Hazards of leaving and moving come from weeks at risk by age, time already spent and kind (logistic "
            "regression, cells drawn towards it); rates of starts and exits differ by authority as far as counts show.",
            "fitted to the returns", "fitted",
        ),
        Assumption(
            "Starts are counted per child of the age in the population, which moves along with its cohorts."
            if population else "Population is not known: as many children as now are taken to live there always.",
            "ONS mid-year estimates" if population else "assumed here: no published population was given",
            "fitted" if population else "assumed",
        ),
        *_of_all(assumed.ENTRY_TREND_SD, assumed.EXIT_TREND_SD, _OURS, "assumed"),
    )  # fmt: skip


def _of_all(entry_sd: float, exit_sd: float, source: str, kind: str) -> tuple[Assumption, ...]:
    return (
        Assumption(
            f"Starts drift by {entry_sd:.1%} a year and exits by {exit_sd:.1%} (standard deviations), as they have; "
            "trends fade by a fifth a year.", source, kind,
        ),
        Assumption(
            "Recent years weigh more (each year back counts six tenths of the one after it), a trend begins at half "
            "its estimate, unaccompanied children are told by the last two years, and hazards are scaled until two "
            "simulated years agree with the last published one: chosen by hand on one region, not estimated.",
            _OURS, "assumed",
        ),
        Assumption(
            f"{assumed.BACK_IN_A_YEAR:.0%} of children who go home are back in a year, "
            f"{assumed.BACK_IN_SIX:.0%} in six.",
            "Goldacre and others 2022 (51,238 children); to be confirmed", "to be confirmed",
        ),
        Assumption(
            f"{assumed.IN_FAMILIES:.0%} of children under 16 start with brothers or sisters, in families of two to "
            "five; ages within a family are independent; children who move, move alone.", _OURS, "assumed",
        ),
        Assumption(
            f"{assumed.OTHER_NEEDS_HOME:.0%} of placements of other kinds need a home to be found; the rest are with "
            "parents, adopters or in hospital.", f"{_DFE}, new placements of 2023-24", "imputed",
        ),
    )  # fmt: skip
