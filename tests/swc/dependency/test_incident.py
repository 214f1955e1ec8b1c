"""What the recorded data give reason for after a breach: a table, since people decide by it."""

from __future__ import annotations

import pytest

from swc.catalogue.kinds import DataLevel
from swc.dependency.incident import notify_authority, notify_subjects
from swc.dependency.kinds import Duty
from swc.landscape.kinds import ProcessesPersonalData

YES, NO, UNKNOWN = ProcessesPersonalData.YES, ProcessesPersonalData.NO, ProcessesPersonalData.UNKNOWN


@pytest.mark.parametrize(
    ("processed", "level", "authority", "subjects"),
    [
        (YES, DataLevel.SPECIAL, Duty.YES, Duty.YES),
        (YES, DataLevel.SENSITIVE, Duty.YES, Duty.YES),
        (YES, DataLevel.ORDINARY, Duty.YES, Duty.WEIGH),
        (YES, DataLevel.PSEUDONYM, Duty.WEIGH, Duty.WEIGH),
        (YES, DataLevel.UNKNOWN, Duty.YES, Duty.UNKNOWN),
        (UNKNOWN, DataLevel.UNKNOWN, Duty.UNKNOWN, Duty.UNKNOWN),
        (UNKNOWN, DataLevel.SPECIAL, Duty.UNKNOWN, Duty.UNKNOWN),
        (NO, DataLevel.NONE, Duty.NO, Duty.NO),
    ],
)
def test_the_duty_to_notify_follows_the_table_of_the_documentation(
    processed: ProcessesPersonalData, level: DataLevel, authority: Duty, subjects: Duty
) -> None:
    assert notify_authority(processed, level) is authority
    assert notify_subjects(processed, level) is subjects
