"""Pure questions about agreements."""
