"""What every record has in common."""

from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from placements.domain.codes import Located


class Position(NamedTuple):
    """A point on the OS grid (metres) and on the globe (degrees), and how exactly it is known."""

    easting: float
    northing: float
    latitude: float
    longitude: float
    located: Located = Located.EXACT


class Record(BaseModel):
    """A row of an input table: immutable, unknown fields refused, values never repeated in messages."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, populate_by_name=True)


class Placed(Record):
    """A record that stands somewhere; `position` is worked out when the region is read."""

    position: Position | None = None

    def put(self, position: Position) -> None:
        """Say where it stands; for whoever reads a table, before anybody else sees the record."""
        self.__dict__["position"] = position
