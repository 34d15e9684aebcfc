"""Clean input of the matchmaking pages; forms never write."""
