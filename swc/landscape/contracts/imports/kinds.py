"""Enumerations of reading in lists of contracts."""

from __future__ import annotations

from enum import StrEnum


class ContractField(StrEnum):
    """What a column can say of a contract; the order is that of the export and the empty list."""

    TITLE = "title"
    REFERENCE = "reference"
    SUPPLIER = "supplier"
    RESELLER = "reseller"
    PURCHASING_BODY = "purchasing_body"
    CUSTOMER = "customer"
    PRODUCTS = "products"
    LEGAL_FORM = "legal_form"
    SIGNED_ON = "signed_on"
    START_DATE = "start_date"
    END_DATE = "end_date"
    NOTICE = "notice"
    RENEWAL = "renewal"
    RENEWAL_MONTHS = "renewal_months"
    YEARLY_PRICE = "yearly_price"
    PRICE_INDEX = "price_index"
    DATA_SERVICE = "data_processing_service"
    SWITCHING = "switching_clause"
    ENDED_ON = "ended_on"
    DOCUMENTS = "documents"
    NOTE = "note"
    KEY = "key"


class NameKind(StrEnum):
    """What a name in a row should mean."""

    PRODUCT = "product"
    VENDOR = "vendor"


class ContractChoiceKind(StrEnum):
    """What a person chose for a name in a row (a product or vendor, or the name as it is), or for the whole row."""

    PRODUCT = "product"
    VENDOR = "vendor"
    KEEP = "keep"
    SKIP = "skip"
