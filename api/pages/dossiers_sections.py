"""One text of a dossier: written beside the draft that the register gives, merged when two people wrote at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Response
from starlette.datastructures import FormData

from api.deps import FormDep
from api.forms import Entered, attempt, entered, parsed
from api.pages.dossiers_desk import FILE, Desk, DeskDep, DossierPage
from swc.dpia import service
from swc.dpia.file_schemas import Section, SectionInput
from swc.dpia.merging import Merged, merged
from swc.dpia.sections import section_versions
from swc.dpia.service.sections import SectionConflictError
from swc.errors import DomainError, NotFoundError

router = APIRouter(prefix="/besturen/{number}")

SECTION = f"{FILE}/onderdelen/{{section}}"


@dataclass(frozen=True, slots=True)
class SectionPage:
    """One section with its draft, its neighbours in the order of the model, and what was typed."""

    dossier: DossierPage
    section: Section
    before: Section | None
    after: Section | None
    form: Entered

    @property
    def path(self) -> str:
        """Return the address of the section."""
        return f"{self.dossier.path}/onderdelen/{self.section.code}"

    @property
    def json_path(self) -> str:
        """Return the address of the section as JSON."""
        head = self.dossier.file.head
        return f"/api/v1/boards/{head.board_number}/assessments/{head.id}/sections/{self.section.code}"


@dataclass(frozen=True, slots=True)
class VersionsPage:
    """Every version of one section."""

    dossier: DossierPage
    code: str
    versions: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class MergePage:
    """Two texts that grew from the same one, and the proposal to go on with."""

    dossier: DossierPage
    section: Section
    mine: str
    theirs: str
    base: str
    number: int
    proposal: Merged

    @property
    def path(self) -> str:
        """Return the address of the section."""
        return f"{self.dossier.path}/onderdelen/{self.section.code}"

    @property
    def their_author(self) -> str:
        """Return who wrote the text that stands now."""
        return self.section.written_by

    @property
    def their_moment(self) -> datetime | None:
        """Return when the text that stands now was written."""
        return self.section.written_at


@router.get(SECTION)
def show_section(desk: DeskDep, section: str) -> Response:
    """Show the text of a section beside its draft."""
    return desk.page.render("dossiers/section.html", _section_page(desk, section, Entered()))


@router.get(f"{SECTION}/versies")
def show_versions(desk: DeskDep, section: str) -> Response:
    """Show every text that was ever kept of a section, the newest first."""
    model = VersionsPage(desk.model(), section, section_versions(desk.session, desk.assessment_id, section))
    return desk.page.render("dossiers/versions.html", model)


@router.post(SECTION)
def save_section(desk: DeskDep, section: str, form: FormDep) -> Response:
    """Keep a text; with the draft asked for it is only added below, to be looked at first."""
    if form.get("deed") == "draft":
        return desk.page.render("dossiers/section.html", _with_draft(desk, section, form))
    fixed = {"section": section, "text": _plain(form)}
    outcome = attempt(
        desk.session,
        lambda: service.write_section(
            desk.session, desk.number, desk.assessment_id, parsed(SectionInput, form, **fixed), by=desk.act
        ),
    )
    if outcome.refused is None:
        back = desk.path if form.get("deed") == "close" else f"{desk.path}/onderdelen/{section}"
        return desk.page.see_other(back, notice="De tekst is opgeslagen.")
    return _refused(desk, section, form, outcome.refused)


def _refused(desk: Desk, section: str, form: FormData, refused: DomainError) -> Response:
    """Return the page on which two texts are merged, or the form with what is wrong."""
    if isinstance(refused, SectionConflictError):
        return desk.page.render("dossiers/merge.html", _merge_page(desk, section, refused), status=409)
    return desk.page.render("dossiers/section.html", _section_page(desk, section, entered(form, refused)), status=400)


def _plain(form: FormData) -> str:
    """Return the text with the line ends that the catalogue keeps; a form sends those of e-mail."""
    return str(form.get("text", "")).replace("\r\n", "\n")


def _section_page(desk: Desk, code: str, form: Entered) -> SectionPage:
    """Return one section of the dossier; raises `NotFoundError` for one that this kind does not have."""
    dossier = desk.model()
    sections = dossier.file.sections
    at = next((place for place, one in enumerate(sections) if one.code == code), None)
    if at is None:
        raise NotFoundError("Dit onderdeel hoort niet bij deze beoordeling.")
    return SectionPage(
        dossier=dossier,
        section=sections[at],
        before=sections[at - 1] if at else None,
        after=sections[at + 1] if at + 1 < len(sections) else None,
        form=form,
    )


def _with_draft(desk: Desk, section: str, form: FormData) -> SectionPage:
    """Return the form with the draft below what was typed; nothing is kept yet."""
    page = _section_page(desk, section, Entered())
    text = "\n\n".join(part for part in (_plain(form).strip(), page.section.draft.text) if part)
    values = {"text": [text], "number": [str(form.get("number", page.section.number))]}
    return SectionPage(page.dossier, page.section, page.before, page.after, Entered(values))


def _merge_page(desk: Desk, section: str, conflict: SectionConflictError) -> MergePage:
    page = _section_page(desk, section, Entered())
    return MergePage(
        dossier=page.dossier,
        section=page.section,
        mine=conflict.mine,
        theirs=conflict.theirs,
        base=conflict.base,
        number=conflict.number,
        proposal=merged(conflict.base, conflict.mine, conflict.theirs),
    )
