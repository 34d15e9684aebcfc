"""Reads of the learners' desk, one module per screen."""
