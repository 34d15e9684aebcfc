"""What the outbox does by the clock."""

SCHEDULE = {
    "send-waiting-mails": {"task": "mailing.tasks.send_waiting_mails", "schedule": 60.0},
    "send-waiting-sms": {"task": "mailing.tasks.send_waiting_sms", "schedule": 60.0},
}
