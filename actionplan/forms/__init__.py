"""Forms of the action plan."""
