"""Links in mails of the pool of expertise."""

import datetime as dt

SATISFACTION = "expertise-satisfaction"
SATISFACTION_AGE = dt.timedelta(days=90)
