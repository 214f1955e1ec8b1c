"""Reading amounts of money as people write them."""

from __future__ import annotations


def read_amount(value: object) -> object:
    """Return the text of an amount as a number is written: without euro sign, thousands and with a decimal point.

    What is no text stays as it is, and a text that is no amount is left for the caller's own check to refuse.
    """
    if not isinstance(value, str):
        return value
    bare = value.replace("€", "").replace(" ", "").replace("\u00a0", "")
    return bare.replace(".", "").replace(",", ".") if "," in bare else bare
