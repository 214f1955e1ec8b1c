"""The way into `swc`, and `python -m api.cli`: a fifth of its start was looking for garbage among new modules."""

import gc

gc.disable()
from api.cli.main import run  # noqa: E402 - what is imported stays, so nothing is looked for meanwhile

gc.freeze()
gc.enable()

if __name__ == "__main__":
    run()
