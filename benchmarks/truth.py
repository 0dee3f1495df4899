"""How long the checks and explanations of one week take, and whether all of them hold.

    python -m benchmarks.truth REGION [--shares TYPE-SUIT,F-TERMS,CH-SOP] [--quick]

Every set without a home gets its smallest unlock, tried out; a match is written and verified; every rule is priced.
Exit code 1 if anything does not hold.
"""

import argparse
import sys
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from placements import Region, api, examine
from placements.unlocking.smallest import Unlocker


def main() -> int:
    """Run all three, print what was found and the seconds; return the exit code."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("region")
    asked.add_argument("--shares", default="TYPE-SUIT,F-TERMS,CH-SOP")
    asked.add_argument("--quick", action="store_true", help="leave out the second solver's long proofs")
    given = asked.parse_args()
    region = api.load(given.region)
    holds = [unlocked(region), verified(region, given.quick), priced(region, given.shares.split(","))]
    print("all hold" if all(holds) else "SOMETHING DOES NOT HOLD")
    return 0 if all(holds) else 1


def unlocked(region: Region) -> bool:
    """Find, certify and try out the smallest unlock of every set without a home."""
    result = api.match(region)
    unlocker, seconds, sure, children = Unlocker(result.problem, result.review), [], [], 0
    for group in unlocker.units:
        began = perf_counter()
        found = unlocker.smallest(group)
        seconds.append(perf_counter() - began)
        children += len(group)
        sure.append(found is None or (found.certified and found.confirmed.holds))
        said = "nothing may be changed" if found is None else f"effort {found.bundle.cost}, proof {found.proof}"
        print(f"  {', '.join(group)}: {said}, {seconds[-1]:.2f} s", file=sys.stderr)
    if seconds:
        each, whole = median(seconds), sum(seconds)
        print(f"unlock: {children} children in {len(seconds)} sets, {sum(sure)} certified and confirmed; "
              f"{each:.2f} s a set, {whole / children:.2f} s a child, {whole:.1f} s in all")  # fmt: skip
    return all(sure)


def verified(region: Region, quick: bool) -> bool:
    """Write a match and verify it."""
    with TemporaryDirectory() as folder:
        began = perf_counter()
        api.write_reports(api.match(region), folder)
        written = perf_counter()
        found = examine.verify(region, folder, quick=quick)
        done = perf_counter()
    for check in found.checks:
        print(f"  {check.number} {check.what}, {check.how}", file=sys.stderr)
    made, checked = written - began, done - written
    print(f"verify: {len(found.checks)} kinds of check hold, {checked:.1f} s (the match itself {made:.1f} s)")
    return True


def priced(region: Region, shares: list[str]) -> bool:
    """Price every rule, then share out some of them."""
    began = perf_counter()
    prices = examine.rule_prices(region).prices
    each = perf_counter()
    together = examine.rule_prices(region, None, shares).to_dict()["together"]
    off = max(
        abs(sum(row["shares"].values()) - (row["without_any"] - row["with_all"])) for row in together["levels"]
    )  # fmt: skip
    solved = sum(bool(price.levels) for price in prices)
    one, both = each - began, perf_counter() - each
    print(f"price: {len(prices)} rules, {solved} solved for, {one:.1f} s; "
          f"shares of {len(shares)} add up to within {off:.1e}, {both:.1f} s with the prices again")  # fmt: skip
    return off <= 1e-6


if __name__ == "__main__":
    sys.exit(main())
