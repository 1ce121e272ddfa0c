"""The statutory return of children looked after and care leavers (SSDA903): plain data, no web framework."""

from .findings import Finding, ReturnRefused
from .read import Limits, Return, joined_episodes, read_return

__all__ = ["Finding", "Limits", "Return", "ReturnRefused", "joined_episodes", "read_return"]
