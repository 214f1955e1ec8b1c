"""What a file tells of a board's landscape, before it is laid beside what stands: kept with the upload as JSON."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from pydantic import Field

from swc.access.schemas import ReadModel
from swc.landscape.exchange.kinds import EndKind


class End(ReadModel):
    """One end of a coupling: a use or element by its key, or a party by its name."""

    kind: EndKind
    key: str
    name: str = ""


class ToldUse(ReadModel):
    """An application: `fields` are the properties as they are written.

    `ref` is the identifier in the file, `use_id` the use of the board that it is. `version` is the row version of the
    use when the file was made.
    """

    ref: str
    use_id: UUID | None = None
    name: str
    product_key: str = ""
    product_name: str = ""
    vendor: str = ""
    notes: str | None = None
    fields: dict[str, str] = Field(default_factory=dict)
    components: tuple[str, ...] = ()
    version: int | None = None


class ToldCoupling(ReadModel):
    """A flow: from `source` to `target` as the data go."""

    ref: str
    coupling_id: UUID | None = None
    name: str = ""
    source: End
    target: End
    fields: dict[str, str] = Field(default_factory=dict)
    description: str = ""
    standards: tuple[str, ...] = ()
    version: int | None = None


class ToldOther(ReadModel):
    """Something in the file that does not change the landscape, and why (a Dutch sentence)."""

    ref: str
    name: str
    reason: str


class Told(ReadModel):
    """A whole file; `up_to` is when the newest thing in it was made, `board` whose landscape it says to be.

    `release` is the release of FORA that it was made with.
    """

    board: str = ""
    release: str = ""
    up_to: datetime | None = None
    uses: tuple[ToldUse, ...] = ()
    couplings: tuple[ToldCoupling, ...] = ()
    others: tuple[ToldOther, ...] = ()
