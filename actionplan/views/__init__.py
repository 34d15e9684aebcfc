"""Pages of the action plan, by journey."""
