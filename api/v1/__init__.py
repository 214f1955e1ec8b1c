"""JSON under /api/v1, following the NL GOV REST API Design Rules 2.2; the tuple lists every resource."""

from fastapi import APIRouter

from api.v1 import (
    assessment_files,
    assessments,
    boards,
    central_dpias,
    couplings,
    flags,
    fora,
    imports,
    measures,
    privacy,
    processing_activities,
    product_facts,
    product_versions,
    products,
    reminders,
    rules,
    sector,
    uses,
    vendors,
    vocabulary,
)

JSON: tuple[APIRouter, ...] = (
    boards.router,
    uses.router,
    couplings.router,
    vocabulary.router,
    assessments.router,
    measures.router,
    assessment_files.router,
    processing_activities.router,
    imports.router,
    products.router,
    product_facts.router,
    product_versions.router,
    vendors.router,
    central_dpias.router,
    fora.router,
    flags.router,
    rules.router,
    sector.router,
    privacy.router,
    reminders.router,
)
