"""The staff desk of agreements: the agreements themselves, and following up on them."""

from placements.admin import agreements, follow

__all__ = ["agreements", "follow"]
