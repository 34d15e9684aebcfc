"""Pages of an agreement, one module per journey."""
