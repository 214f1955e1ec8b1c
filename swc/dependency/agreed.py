"""Which agreement counts for a use, as a query over the columns."""

from __future__ import annotations

AGREED = """
    WITH shared AS (
        SELECT board, agreement, vendor, CASE presence WHEN 'present' THEN 3 WHEN 'not_needed' THEN 2
        WHEN 'absent' THEN 1 ELSE 0 END AS weight,
        agreement IN (SELECT agreement FROM agreement_product) AS named FROM agreement WHERE use IS NULL
    ),
    own AS (
        SELECT use, max(CASE presence WHEN 'present' THEN 3 WHEN 'not_needed' THEN 2 WHEN 'absent' THEN 1 ELSE 0 END)
        AS weight FROM agreement SEMI JOIN hit USING (use) GROUP BY use
    ),
    with_product AS (
        SELECT shared.board, agreement_product.product, max(weight) AS weight
        FROM shared JOIN agreement_product USING (board, agreement) GROUP BY ALL
    ),
    with_vendor AS (
        SELECT board, vendor, max(weight) AS weight FROM shared WHERE NOT named AND vendor IS NOT NULL GROUP BY ALL
    )
    SELECT hit.board, hit.use, CASE WHEN own.weight > 0 THEN own.weight
    ELSE greatest(coalesce(with_product.weight, 0), coalesce(with_vendor.weight, 0)) END AS weight
    FROM hit JOIN product USING (product) LEFT JOIN own USING (use)
    LEFT JOIN with_product ON with_product.board = hit.board AND with_product.product = hit.product
    LEFT JOIN with_vendor ON with_vendor.board = hit.board AND with_vendor.vendor = product.vendor
"""
"""Which agreement counts for a use of the table `hit`: its own, else a shared one (`landscape.agreements.coverage`)."""
