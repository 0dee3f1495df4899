"""The postcode directory behind geopy's geocoding interface, so that another offline geocoder can take its place."""

from typing import Any

from geopy.geocoders.base import Geocoder
from geopy.location import Location

from placements.geography.postcodes import find


class OfflinePostcodes(Geocoder):  # type: ignore[misc]
    """A geopy geocoder that never leaves the machine; `raw["position"]` is the point on the OS grid."""

    def geocode(self, query: str, *, exactly_one: bool = True, timeout: Any = None) -> Location | None:
        """Return where a postcode or a sector is, or None."""
        point = find(query)
        return point and Location(query, (point.latitude, point.longitude, 0.0), {"position": point})
