"""JSON under /api/v1, following the NL GOV REST API Design Rules 2.2; the tuple lists every resource."""

from fastapi import APIRouter

JSON: tuple[APIRouter, ...] = ()
