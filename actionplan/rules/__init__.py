"""Pure questions about the action plan."""
