"""Feature flags: what a flag serves to whom, and why. Pure."""
