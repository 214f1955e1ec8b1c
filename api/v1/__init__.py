"""JSON under /api/v1, following the NL GOV REST API Design Rules 2.2; the tuple lists every resource."""

from fastapi import APIRouter

from api.v1 import boards

JSON: tuple[APIRouter, ...] = (boards.router,)
