"""No set of mappings that was let in breaks SKOS, whatever is tried in whatever order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from swc.catalogue.mappings.kinds import End, Link, Predicate
from swc.catalogue.mappings.rules import Refusal, Web

A, B, C = End("een", "a"), End("twee", "b"), End("drie", "c")
A2, B2 = End("een", "a2"), End("twee", "b2")
ENDS = st.builds(End, st.sampled_from(["een", "twee", "drie"]), st.sampled_from(["a", "b", "c"]))
TRIED = st.lists(st.builds(Link, ENDS, st.sampled_from(list(Predicate)), ENDS), max_size=25)


def closed(links: list[Link]) -> tuple[set[tuple[End, End]], set[tuple[End, End]], set[tuple[End, End]]]:
    """Return all exact, broader and related pairs that follow from statements, by brute force over SKOS's own rules."""
    ends = {end for link in links for end in (link.subject, link.object)}
    told = [*links, *(link.turned() for link in links)]
    exact = {(one, one) for one in ends} | {(x.subject, x.object) for x in told if x.predicate is Predicate.EXACT}
    exact = transitive(exact)
    step = {(x.subject, x.object) for x in told if x.predicate is Predicate.BROAD}
    broader = transitive({(p, s) for p, q in exact for r, t in step if q == r for u, s in exact if t == u})
    kin = {(x.subject, x.object) for x in told if x.predicate is Predicate.RELATED}
    related = {(p, s) for p, q in exact for r, t in kin if q == r for u, s in exact if t == u}
    return exact, broader, related


def transitive(pairs: set[tuple[End, End]]) -> set[tuple[End, End]]:
    """Return the transitive closure."""
    found = set(pairs)
    while True:
        more = {(one, four) for one, two in found for three, four in found if two == three} - found
        if not more:
            return found
        found |= more


def sound(links: list[Link]) -> bool:
    """Say whether statements keep S46, S27 and have no circle, and none stays inside a scheme."""
    exact, broader, related = closed(links)
    apart = all(link.subject.scheme != link.object.scheme for link in links)
    return apart and not (exact & broader) and not (exact & related) and not (broader & related)


@given(TRIED)
def test_what_is_let_in_is_sound_and_what_is_refused_would_not_have_been(tried: list[Link]) -> None:
    web, stands = Web(), list[Link]()
    for link in tried:
        conflict = web.judge(link).conflict
        if conflict is None:
            web.add(link)
            stands.append(link)
            assert sound(stands), link
        elif conflict.reason is not Refusal.STANDS:
            assert not sound([*stands, link]), (link, conflict)
            assert conflict.reason is Refusal.SAME_SCHEME or conflict.other is not None


def test_the_same_statement_from_the_other_end_stands_already() -> None:
    web = Web.of([Link(A, Predicate.BROAD, B, "1")])
    conflict = web.judge(Link(B, Predicate.NARROW, A)).conflict
    assert conflict is not None
    assert (conflict.reason, conflict.other and conflict.other.key) == (Refusal.STANDS, "1")


def test_exact_and_broad_exclude_each_other_also_through_a_third_concept() -> None:
    web = Web.of([Link(A, Predicate.EXACT, B, "1"), Link(B, Predicate.EXACT, C, "2")])
    conflict = web.judge(Link(A, Predicate.BROAD, C)).conflict
    assert conflict is not None
    assert conflict.reason is Refusal.EXACT_AND_OTHER
    assert conflict.other is not None


def test_two_concepts_of_one_scheme_that_come_to_mean_the_same_are_doubted() -> None:
    web = Web.of([Link(A, Predicate.EXACT, B), Link(C, Predicate.EXACT, A2)])
    verdict = web.judge(Link(B, Predicate.EXACT, C))
    assert verdict.conflict is None
    assert [(one.first, one.second) for one in verdict.doubts] == [(A, A2)]
    assert web.judge(Link(B2, Predicate.CLOSE, A)).doubts == ()
