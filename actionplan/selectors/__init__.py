"""Reads of the action plan, by screen."""
