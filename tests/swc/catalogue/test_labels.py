"""Categories of products have a Dutch name each, and no two share one."""

from __future__ import annotations

import csv
from collections import Counter

from swc.catalogue.data_files import rows
from swc.catalogue.labels import category_label
from tests.shared_data import ROOT


def shipped() -> set[str]:
    """Return the categories of every product that is shipped, those of the demo too."""
    demo = (ROOT / "api" / "demo" / "products.csv").read_text(encoding="utf-8")
    return {row["category"] for row in (*rows("products.csv"), *csv.DictReader(demo.splitlines()))}


def test_every_shipped_category_is_in_the_list_of_names() -> None:
    assert shipped() - {row["category"] for row in rows("categories.csv")} == set()


def test_no_two_categories_look_the_same_in_a_list_of_choices() -> None:
    shared = [name for name, count in Counter(row["label_nl"] for row in rows("categories.csv")).items() if count > 1]

    assert shared == []


def test_a_category_that_people_wrote_is_its_own_name() -> None:
    assert category_label("Zelfbedacht") == "Zelfbedacht"
