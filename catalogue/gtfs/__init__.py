"""Public-transport minutes from a standard GTFS feed: `read_feed` for one day, then `travel_minutes`."""

from catalogue.gtfs.errors import GtfsError
from catalogue.gtfs.network import Network, Place, build_network
from catalogue.gtfs.reading import Feed, read_feed
from catalogue.gtfs.scan import ScanOptions, travel_minutes

__all__ = [
    "Feed",
    "GtfsError",
    "Network",
    "Place",
    "ScanOptions",
    "build_network",
    "read_feed",
    "travel_minutes",
]
