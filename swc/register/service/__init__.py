"""Decisions on the register: one file for each deed, each with its event and, where what counts changes, a version."""

from swc.register.service.changing import change
from swc.register.service.creating import create
from swc.register.service.ending import end, reject, reopen
from swc.register.service.establishing import accept_all, establish

__all__ = ["accept_all", "change", "create", "end", "establish", "reject", "reopen"]
