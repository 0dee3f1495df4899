"""A fan chart keeps its bands inside each other and its marks on round numbers."""

from hypothesis import given
from hypothesis import strategies as st

from placements.reports.fan import FOOT, HEIGHT, LEFT, TOP, WIDTH, Point, fan


def made(values: list[float]) -> list[Point]:
    return [Point(k, (v - 20, v - 5), v, (v + 20, v + 5)) for k, v in enumerate(values)]


@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=40))
def test_everything_is_inside_the_drawing(values: list[float]) -> None:
    drawn = fan(made(values), [(0, "2026"), (len(values) - 1, "2029")], [(0, values[0])])
    numbers = [
        tuple(map(float, pair.split()))
        for path in (*drawn.bands, drawn.middle) for pair in path.strip("MZ").split("L")
    ]  # fmt: skip
    assert all(LEFT - 0.1 <= x <= WIDTH and TOP - 0.1 <= y <= HEIGHT - FOOT + 0.1 for x, y in numbers)
    heights = [y for y, _ in drawn.upright]
    assert heights == sorted(heights, reverse=True)
    assert 3 <= len(heights) <= 12


def test_marks_are_round_and_the_line_passes_its_values() -> None:
    drawn = fan(made([80, 100, 120]), [(0, "a"), (2, "b")])
    assert [text for _, text in drawn.upright] == ["60", "80", "100", "120", "140"]
    at = {text: y for y, text in drawn.upright}
    assert [float(p.split()[1]) for p in drawn.middle.strip("M").split("L")] == [at["80"], at["100"], at["120"]]
