"""The report on the W3C tests in EARL 1.0 (W3C Evaluation and Report Language, Working Draft of 2011-05-10).

`python -m tests.api.sparql.protocol.report` writes `docs/conformance/sparql-protocol-earl.ttl` anew. The same code and
outcomes give the same bytes; a day stands in it once the changelog says when this version came out.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, parse, parse_query_results

from tests.api.sparql.protocol.serving import Reply, sent, served
from tests.api.sparql.protocol.suite import CASES, Case, Expected
from tests.shared_data import ROOT

COMMITTED = ROOT / "docs" / "conformance" / "sparql-protocol-earl.ttl"
_SOFTWARE = "_:software"
_HEAD = """@prefix dct: <http://purl.org/dc/terms/> .
@prefix doap: <http://usefulinc.com/ns/doap#> .
@prefix earl: <http://www.w3.org/ns/earl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

# Made by the tests: python -m tests.api.sparql.protocol.report

"""


def run(port: int) -> dict[str, bool]:
    """Put every test to the running application and return, by name, whether it passed."""
    return {case.name: passes(case, sent(port, case)) for case in CASES}


def passes(case: Case, reply: Reply) -> bool:
    """Say whether a reply is what a test expects."""
    if case.expected is Expected.REFUSED:
        return 400 <= reply.status < 500
    if not 200 <= reply.status < 400:
        return False
    if case.expected is Expected.RDF:
        form = RdfFormat.from_media_type(reply.media_type)
        return form is not None and list(parse(reply.body, format=form)) is not None
    kind = QueryResultsFormat.from_media_type(reply.media_type)
    if kind is None:
        return False
    found = parse_query_results(reply.body, format=kind)
    if case.expected is Expected.TABLE:
        return isinstance(found, QuerySolutions)
    return isinstance(found, QueryBoolean) and (bool(found) or case.expected is Expected.BOOLEAN)


def written(outcomes: Mapping[str, bool]) -> str:
    """Return the report as Turtle."""
    number = version("fora-swc")
    day = _day(number)
    date = f' ;\n        dct:date "{day}"^^xsd:date' if day else ""
    software = (
        f"{_SOFTWARE} a doap:Project, earl:Software, earl:TestSubject ;\n"
        '    doap:name "FORA-softwarecatalogus" ;\n'
        f'    doap:release [ doap:revision "{number}" ] .\n'
    )
    told = [software]
    for case in CASES:
        outcome = "earl:passed" if outcomes[case.name] else "earl:failed"
        told.append(
            "[] a earl:Assertion ;\n"
            f"    earl:assertedBy {_SOFTWARE} ;\n"
            f"    earl:subject {_SOFTWARE} ;\n"
            f"    earl:test <{case.iri}> ;\n"
            "    earl:mode earl:automatic ;\n"
            f"    earl:result [ a earl:TestResult ;\n        earl:outcome {outcome}{date} ] .\n"
        )
    return _HEAD + "\n".join(told)


def _day(number: str) -> str:
    """Return the day on which a version came out, or nothing while it did not."""
    heading = re.compile(rf"^## \[?{re.escape(number)}\]?.*?(\d{{4}}-\d\d-\d\d)", re.MULTILINE)
    found = heading.search((ROOT / "CHANGELOG.md").read_text("utf-8"))
    return found[1] if found else ""


def main() -> None:
    """Run the tests and write the report."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as port:
        report = written(run(port))
    COMMITTED.parent.mkdir(parents=True, exist_ok=True)
    COMMITTED.write_text(report, "utf-8")


if __name__ == "__main__":
    main()
