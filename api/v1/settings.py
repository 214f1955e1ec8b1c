"""How boards set things up, as JSON: the questions on a use, and the levels of the Normenkader IBP."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path

from api.board_door import BoardNumber
from api.deps import ActDep, SessionDep
from swc.access.schemas import ReadModel
from swc.boards.measurements import (
    Measurement,
    MeasurementInput,
    open_measurements,
    record_measurement,
    remove_measurement,
)
from swc.landscape.answers import UseSettings, open_settings
from swc.landscape.service.settings import SettingsInput, answer_questions

router = APIRouter(prefix="/api/v1/boards/{number}", tags=["Instellingen"])
Topic = Annotated[str, Path(max_length=60, pattern=r"^[^\x00]+$")]


class Measurements(ReadModel):
    """Every measurement of a board by topic (scheme `norm-topics`), the newest first."""

    items: tuple[Measurement, ...]


@router.get("/uses/{use_id}/settings", summary="De vragen over de inrichting van een applicatie, met antwoord")
def read_settings(number: BoardNumber, use_id: UUID, session: SessionDep, act: ActDep) -> UseSettings:
    """Return the questions that apply to a use; no answer is unknown."""
    return open_settings(session, number, use_id, by=act)


@router.patch("/uses/{use_id}/settings", summary="Vragen over de inrichting beantwoorden")
def answer(number: BoardNumber, use_id: UUID, data: SettingsInput, session: SessionDep, *, act: ActDep) -> UseSettings:
    """Answer some questions; an answer of null makes a question unknown again, the others keep theirs."""
    answer_questions(session, number, use_id, data, by=act)
    return open_settings(session, number, use_id, by=act)


@router.get("/measurements", summary="De metingen van een bestuur op het Normenkader IBP")
def read_measurements(number: BoardNumber, session: SessionDep, act: ActDep) -> Measurements:
    """Return the measured maturity levels of a board."""
    return Measurements(items=open_measurements(session, number, by=act))


@router.post("/measurements", summary="Meting op het Normenkader IBP vastleggen", status_code=201)
def add_measurement(number: BoardNumber, data: MeasurementInput, session: SessionDep, act: ActDep) -> Measurements:
    """Record a measurement; one of the same topic and day is replaced."""
    record_measurement(session, number, data, by=act)
    return Measurements(items=open_measurements(session, number, by=act))


@router.delete("/measurements/{topic}/{measured_on}", summary="Meting terugnemen", status_code=204)
def take_back(number: BoardNumber, topic: Topic, measured_on: date, session: SessionDep, *, act: ActDep) -> None:
    """Take a measurement back that was recorded by mistake."""
    remove_measurement(session, number, topic, measured_on, by=act)
