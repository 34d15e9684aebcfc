"""Reads about agreements, one module per screen."""
