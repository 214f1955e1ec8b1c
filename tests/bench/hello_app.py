"""FastAPI alone: `python -m tests.bench.hello_app` greets, to tell this machine from another one by."""

from __future__ import annotations

import uvicorn
from fastapi import FastAPI

from api.settings import Settings

app = FastAPI()


@app.get("/")
async def hello() -> dict[str, str]:
    """Return a greeting."""
    return {"hello": "world"}


if __name__ == "__main__":
    uvicorn.run(app, port=Settings().port, log_level="warning", access_log=False)
