"""The feeds for machines: events with a cursor, snapshots, and the same entries for feed readers and as linked data."""

from fastapi import APIRouter

from api.feeds import routes

FEEDS: tuple[APIRouter, ...] = (routes.router,)
