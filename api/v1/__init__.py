"""JSON under /api/v1, following the NL GOV REST API Design Rules 2.2; the tuple lists every resource."""

from fastapi import APIRouter

from api.v1 import assessments, boards, couplings, imports, uses, vocabulary

JSON: tuple[APIRouter, ...] = (
    boards.router,
    uses.router,
    couplings.router,
    vocabulary.router,
    assessments.router,
    imports.router,
)
