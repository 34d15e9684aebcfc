"""Links in mails of the knowledge corner."""

import datetime as dt

CERTIFICATE = "course-certificate"
CERTIFICATE_AGE = dt.timedelta(days=365 * 2)
