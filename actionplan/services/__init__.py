"""Every write to the action plan, by what it is about."""
