"""A busy machine is slow now and then: no property fails for taking its time."""

from hypothesis import settings

settings.register_profile("no deadline", deadline=None)
settings.load_profile("no deadline")
