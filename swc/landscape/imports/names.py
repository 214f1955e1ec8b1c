"""What fields, uses of a column and states of a row are called (Dutch message ids); headings that read back."""

from __future__ import annotations

from swc.landscape.imports.kinds import ColumnUse, ImportField, RowState

FIELD_NAMES: dict[ImportField, str] = {
    ImportField.NAME: "Applicatie",
    ImportField.PRODUCT: "Product",
    ImportField.OWN_NAME: "Eigen naam",
    ImportField.VENDOR: "Leverancier",
    ImportField.VERSION: "Versie",
    ImportField.STATUS: "Status",
    ImportField.STATUS_SINCE: "Status sinds",
    ImportField.START_DATE: "In gebruik sinds",
    ImportField.END_DATE: "Einddatum",
    ImportField.OWNER_ROLE: "Proceseigenaar",
    ImportField.HOSTING: "Hosting",
    ImportField.USERS: "Aantal gebruikers",
    ImportField.YEARLY_COST: "Kosten per jaar (€)",
    ImportField.CRITICALITY: "Belang",
    ImportField.SCHOOLS: "Scholen",
    ImportField.COMPONENTS: "FORA-componenten",
    ImportField.CATEGORIES: "Categorieën persoonsgegevens",
    ImportField.PERSONAL_DATA: "Persoonsgegevens",
    ImportField.AGREEMENT: "Verwerkersovereenkomst",
    ImportField.AGREEMENT_MODEL: "Model verwerkersovereenkomst",
    ImportField.AGREEMENT_SIGNED_ON: "Getekend op",
    ImportField.AGREEMENT_VALID_UNTIL: "Geldig tot",
    ImportField.DPIA: "DPIA",
    ImportField.NOTES: "Opmerkingen",
}
"""The name of every field; as a heading it is recognised as that field."""

CHANGE_NAMES: dict[str, str] = {
    **{field.value: name for field, name in FIELD_NAMES.items()},
    "agreement_presence": "Verwerkersovereenkomst",
    "agreement_model_version": "Model verwerkersovereenkomst",
}
"""The name of every field that a preview can show as changed."""

SCHEMES: dict[str, str] = {
    "status": "usage-status",
    "hosting": "hosting-forms",
    "criticality": "criticality",
    "agreement_presence": "agreement-presence",
    "agreement_model_version": "agreement-models",
}
"""The concept scheme that names the values of a field."""

COLUMN_USES: dict[ColumnUse, str] = {
    ColumnUse.KEEP: "Bewaren in de notities",
    ColumnUse.DROP: "Niet inlezen",
}

STATE_NAMES: dict[RowState, str] = {
    RowState.ERROR: "Fout",
    RowState.CHOOSE: "Kies een product",
    RowState.NEW: "Nieuw",
    RowState.CHANGED: "Gewijzigd",
    RowState.UNCHANGED: "Ongewijzigd",
    RowState.SKIPPED: "Overgeslagen",
}
