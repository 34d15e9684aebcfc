"""What the pages of the pool of expertise show."""
