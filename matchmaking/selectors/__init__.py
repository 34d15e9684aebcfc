"""Reads, one module per screen."""
