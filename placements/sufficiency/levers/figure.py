"""An uncertain number: its middle, the ends of its 80 % range, and where it comes from.

Ratios are log-normal, other numbers normal, each with a width of its own below and above the middle, so that the middle
and both ends of the range are met exactly; a share never leaves 0 to 1.
"""

from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field, model_validator
from scipy.special import ndtri

Array = npt.NDArray[Any]
Confidence = Literal["S", "D", "M"]
Scale = Literal["ratio", "share", "amount"]
END = float(ndtri(0.9))
"""How many standard deviations an end of the 80 % range lies from the middle."""
CONFIDENCE = {
    "S": "seen at a published summary of the source",
    "D": "worked out from such figures",
    "M": "to be confirmed",
}


class Row(BaseModel):
    """A row of the register, or of a scenario file: it does not change, and holds no key that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Figure(Row):
    """A number with its source; without a range it is exact, or its range was not published."""

    median: float = Field(ge=0, allow_inf_nan=False)
    low: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    high: float | None = Field(default=None, ge=0, allow_inf_nan=False)
    source: str = Field(min_length=1)
    year: int | None = None
    confidence: Confidence = "M"

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if (self.low is None) != (self.high is None):
            raise ValueError("a range has two ends: low and high")
        if self.low is not None and self.high is not None and not self.low <= self.median <= self.high:
            raise ValueError("low, median and high stand in this order")
        return self

    @property
    def range(self) -> tuple[float, float]:
        """The ends of the 80 % range; the middle twice where there is none."""
        if self.low is None or self.high is None:
            return self.median, self.median
        return self.low, self.high

    def at(self, part: float | Array, scale: Scale = "amount") -> Array:
        """Return the value below which a part of the distribution lies."""
        low, high = self.range
        away = np.asarray(ndtri(part))
        if scale == "ratio":
            if min(low, self.median, high) <= 0:
                raise ValueError("a ratio is above 0")
            middle, below, above = np.log(self.median), np.log(self.median / low), np.log(high / self.median)
            return np.asarray(np.exp(middle + away / END * np.where(away < 0, below, above)))
        value = self.median + away / END * np.where(away < 0, self.median - low, high - self.median)
        return np.asarray(np.clip(value, 0.0, 1.0 if scale == "share" else None))

    def to_dict(self) -> dict[str, Any]:
        """Return the number, its range and its source."""
        return {**self.model_dump(), "confidence": CONFIDENCE[self.confidence]}
