"""Every write of matchmaking: rounds, proposals, answers, introductions, decisions and terms."""
