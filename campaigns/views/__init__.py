"""Pages of the agenda and of the kiosk at a fair."""
