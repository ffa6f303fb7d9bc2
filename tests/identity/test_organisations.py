"""Which organisations a vault knows, and under which names."""

from __future__ import annotations

import random

import pytest

from graphkit.extract.manifest import Listed
from graphkit.extract.statement import Extraction, Mention
from graphkit.identity.evidence import Evidence
from graphkit.identity.organisations import Organisations, resolve_organisations
from graphkit.vault.config import Person
from tests.identity.notes import attends, member, note


def named(*names: str, path: str = "a.md") -> Extraction:
    return note(path, names=tuple(Mention(name, "organisation") for name in names))


def found(*notes: Extraction, evidence: Evidence | None = None) -> Organisations:
    return resolve_organisations(notes, evidence or Evidence())


def labels(organisations: Organisations) -> list[str]:
    return [entity.label for entity in organisations.entities]


def test_a_short_form_is_the_one_organisation_that_it_begins() -> None:
    organisations = found(named("Tarvos", "Tarvos Marine"))
    (entity,) = organisations.entities
    assert (entity.ref.slug, entity.label, entity.aliases) == ("tarvos-marine", "Tarvos Marine", ("Tarvos",))
    assert organisations.of("Tarvos") == organisations.of("TARVOS MARINE") == entity.ref


def test_a_short_form_of_two_organisations_is_neither() -> None:
    organisations = found(named("Tarvos", "Tarvos Marine", "Tarvos Bank"))
    assert labels(organisations) == ["Tarvos", "Tarvos Bank", "Tarvos Marine"]


def test_a_form_is_none_of_a_name_that_only_begins_with_its_letters() -> None:
    assert labels(found(named("Tarv", "Tarvos Marine"))) == ["Tarv", "Tarvos Marine"]


@pytest.mark.parametrize("other", ["Tarvos Ltd", "Tarvos, Inc.", "tarvos gmbh", "the Tarvos", "Tarvos's", "Tárvos"])
def test_suffix_case_article_and_accents_do_not_matter(other: str) -> None:
    organisations = found(named("Tarvos", other))
    assert labels(organisations) == ["Tarvos"]
    assert organisations.of(other) == organisations.of("Tarvos")


def test_memberships_accounts_and_folders_name_organisations() -> None:
    organisations = found(
        note("a.md", member("Odile Fenn", "Morrowick", "COO")),
        note("b.md", entities={"account": "Nordlicht"}),
        note("Work/Customers/Belgrave Dairy/README.md"),
    )
    assert labels(organisations) == ["Belgrave Dairy", "Morrowick", "Nordlicht"]


def test_pages_alias_files_and_manifests_join_names() -> None:
    page = note("Work/Customers/Belgrave Dairy/README.md", aliases=(("Belgrave Dairy", "BD"),))
    evidence = Evidence(
        aliases=(("Nordlicht", "Northern Light"), ("Odile Fenn", "Odi")),
        listed=(
            Listed(name="Tarvos Marine", kind="organisation", aliases=("TM",)),
            Listed(name="Wanda Pell", kind="person", organisation="Quell"),
        ),
        people=(Person("Rurik Stahl", organisation="Morrowick"),),
    )
    organisations = found(page, named("Nordlicht"), evidence=evidence)
    assert labels(organisations) == ["Belgrave Dairy", "Morrowick", "Nordlicht", "Quell", "Tarvos Marine"]
    assert organisations.of("BD") == organisations.of("Belgrave Dairy")
    assert organisations.of("Northern Light") == organisations.of("Nordlicht")
    assert organisations.of("TM") == organisations.of("Tarvos Marine")
    assert organisations.of("Odi") is None


def test_a_persons_or_projects_name_is_no_organisation() -> None:
    heron = note("Work/Projects/Grey Heron/a.md", attends("Odile Fenn"), names=(Mention("Odile", "organisation"),))
    organisations = found(heron, named("Grey Heron", path="b.md"))
    assert labels(organisations) == []


def test_an_organisations_project_is_not_the_organisation() -> None:
    pilot = note("Work/Projects/Tarvos Pilot/a.md", names=(Mention("Tarvos", "organisation"),))
    organisations = found(pilot, named("Tarvos Marine", "Tarvos Pilot", path="b.md"))
    assert labels(organisations) == ["Tarvos Marine"]
    assert organisations.of("Tarvos Pilot") is None


def test_names_that_fold_to_one_slug_stay_apart() -> None:
    organisations = found(named("Orm & Co Line", "Orm Co/Line"))
    slugs = [entity.ref.slug for entity in organisations.entities]
    assert len(set(slugs)) == len(slugs)


def test_the_order_of_notes_does_not_matter() -> None:
    notes = [
        named(name, path=f"{n}.md")
        for n, name in enumerate(["Tarvos", "Tarvos Marine", "TARVOS", "Quell", "Quell AG"] * 3)
    ]
    once = resolve_organisations(notes, Evidence()).entities
    random.Random(3).shuffle(notes)
    assert resolve_organisations(notes, Evidence()).entities == once
