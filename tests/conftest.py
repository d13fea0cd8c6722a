"""Settings of the tests: no deadline a hypothesis example, for other work on the machine would decide the outcome."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
