from hypothesis import HealthCheck, settings

# A busy machine is no reason to fail: nothing here is about speed.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
