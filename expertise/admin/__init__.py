"""The pool of expertise on the staff desk."""

from expertise.admin import experts, network, requests, signals

__all__ = ["experts", "network", "requests", "signals"]
