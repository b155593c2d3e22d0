"""The local front door: every function in one process, and the events, triggers and schedules that wake them."""
