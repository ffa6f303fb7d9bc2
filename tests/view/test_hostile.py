"""Notes that try to run: every text stays text."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

import graphkit
from graphkit.graph import KnowledgeGraph, Store
from graphkit.view.bundle import as_json

PAYLOADS = [
    "</script><script>window.ran = 1</script>",
    "<script>window.ran = 1</script>",
    "<SCRIPT SRC=//x.invalid/a.js></SCRIPT>",
    "<scr<script>ipt>window.ran = 1</scr</script>ipt>",
    "<script type=module>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 1'>",
    "<img src=x onerror=window.ran=1//",
    "<image href=x onerror=window.ran=1>",
    "<svg onload=window.ran=1>",
    "<svg><script>window.ran=1</script></svg>",
    "<svg><animate onbegin=window.ran=1 attributeName=x dur=1s>",
    "<svg><use href='data:image/svg+xml,<svg onload=window.ran=1>'/></svg>",
    "<math><mtext></mtext><mglyph><style></math><img src onerror=window.ran=1>",
    "<details open ontoggle=window.ran=1>",
    "<video><source onerror=window.ran=1></video>",
    "<audio src=x onerror=window.ran=1>",
    "<body onload=window.ran=1>",
    "<input autofocus onfocus=window.ran=1>",
    "<select autofocus onfocus=window.ran=1>",
    "<marquee onstart=window.ran=1>",
    "<object data='data:text/html,<script>parent.ran=1</script>'></object>",
    "<embed src='javascript:window.ran=1'>",
    "<iframe srcdoc='<script>parent.ran=1</script>'>",
    "<iframe src='javascript:parent.ran=1'>",
    "<base href='https://x.invalid/'>",
    "<meta http-equiv=refresh content='0;url=https://x.invalid/'>",
    "<link rel=stylesheet href=https://x.invalid/a.css>",
    "<style>*{background:url(https://x.invalid/a.png)}</style>",
    "<style>@import 'https://x.invalid/a.css';</style>",
    "<form action=https://x.invalid/><button autofocus>send</button></form>",
    "<a href='javascript:window.ran=1'>here</a>",
    "<a href=https://x.invalid ping=https://x.invalid/p>here</a>",
    "<template><script>window.ran=1</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=window.ran=1>'>",
    "<!--<script>",
    "--><script>window.ran = 1</script>",
    "<![CDATA[<script>window.ran=1</script>]]>",
    "]]><script>window.ran = 1</script>",
    "</title><script>window.ran = 1</script>",
    "</style><script>window.ran = 1</script>",
    "</textarea><script>window.ran = 1</script>",
    "</body></html><script>window.ran=1</script>",
    "javascript:window.ran=1",
    "JaVaScRiPt:window.ran=1",
    "java\tscript:window.ran=1",
    "vbscript:msgbox(1)",
    "data:text/html,<script>window.ran=1</script>",
    "obsidian://open?vault=x&file=javascript:window.ran=1",
    "//x.invalid/a",
    "../../../../etc/passwd",
    "'\"><b onmouseover=window.ran=1>",
    "' onclick='window.ran=1",
    '"; window.ran=1; //',
    "${window.ran = 1}",
    "$script $data ${policy} $$",
    "`;window.ran=1;`",
    "\\u003cscript\\u003ewindow.ran=1",
    "\u2028window.ran=1\u2029",
    "&lt;script&gt;&quot;",
    "&#x3C;script&#x3E;window.ran=1",
    "{{constructor.constructor('window.ran=1')()}}",
    "#{7*7} <%= 7*7 %> [[7*7]]",
    '=HYPERLINK("https://x.invalid")',
    "url(javascript:window.ran=1)",
    "expression(window.ran=1)",
    "__proto__",
    "constructor",
    "toString",
    "#view=graph&sel=person:p",
    "\u202etxt.exe",
    "a\u0000b\u0007",
    "\U0001f600\u200d\u200b",
]


#: So many payloads stand together on one page.
TOGETHER = 9


def hostile(*payloads: str, vault: Path | None = None) -> KnowledgeGraph:
    """A graph in which everything that comes from a note is a payload."""
    store = Store.memory()
    prefixes = store.names.prefixes

    def iri(curie: str) -> ox.NamedNode:
        prefix, _, local = curie.partition(":")
        return ox.NamedNode(prefixes[prefix] + local)

    def say(subject: str, **values: object) -> None:
        for name, value in values.items():
            node = value if isinstance(value, ox.NamedNode | ox.Literal) else ox.Literal(value)
            store.inner.add(ox.Quad(iri(subject), iri(name.replace("_", ":")), node, ox.NamedNode("urn:g")))

    day = ox.Literal("2026-01-02", datatype=iri("xsd:date"))
    for n, payload in enumerate(payloads):
        said = {"gk_note": iri(f"note:n{n}"), "gk_line": 1, "gk_quote": payload, "dcterms_date": day}
        say(f"note:n{n}", rdf_type=iri("gk:Note"), gk_path=payload, dcterms_title=payload, dcterms_date=day)
        say(f"person:p{n}", rdf_type=iri("foaf:Person"), rdfs_label=payload, skos_altLabel=payload)
        say(f"topic:t{n}", rdf_type=iri("skos:Concept"), rdfs_label=payload + " topic")
        about = {"gk_about": iri(f"topic:t{n}"), "rdfs_label": payload, **said}
        right = {"rdf_type": iri("gk:DecisionRight"), "gk_holder": iri(f"person:p{n}"), "gk_condition": payload, **said}
        believed = {"gk_power": iri("gk:Own"), "gk_believedBy": iri(f"person:p{n}")}
        say(f"right:a{n}", gk_power=iri("gk:Decide"), gk_about=iri(f"topic:t{n}"), gk_scope=payload, **right)
        say(f"right:b{n}", gk_scope=payload, **believed, **right)
        say(f"decision:d{n}", rdf_type=iri("gk:Decision"), **about)
        say(f"question:q{n}", rdf_type=iri("gk:OpenQuestion"), **about)
        say(f"action:a{n}", rdf_type=iri("gk:ActionItem"), gk_owner=iri(f"person:p{n}"), **about)
    return KnowledgeGraph(store, vault=vault)


def plain(text: str) -> str:
    """A text as a browser shows it."""
    return " ".join(text.replace("\0", "").split())


@pytest.mark.browser
@pytest.mark.parametrize("first", range(0, len(PAYLOADS), TOGETHER))
def test_hostile_text_is_shown_and_does_not_run(first, open_page, tmp_path):
    payloads = PAYLOADS[first : first + TOGETHER]
    page = open_page(hostile(*payloads, vault=tmp_path), title=" | ".join(payloads))
    shown = page.page

    def text(place: str) -> str:
        return plain(shown.evaluate(f"document.querySelector('{place}').textContent"))

    for payload in payloads:
        assert plain(payload) in text("#subtitle")
        assert plain(payload) in text("#matrix")
    for number, payload in enumerate(payloads):
        for kind in ("topic:t", "person:p", "decision:d", "question:q", "action:a"):
            shown.evaluate(f"location.hash = 'sel={kind}{number}'")
            page.until(f"location.hash.endsWith('{kind}{number}')")
            # A sentence begins with a capital.
            assert plain(payload).casefold() in text("#panel h2").casefold(), payload
            assert text("#panel").casefold().count(plain(payload).casefold()) > 1, payload
            for link in shown.locator("#panel a").all():
                assert re.match(r"\./|\.\./", link.get_attribute("href"))
    for view in ("questions", "timeline", "graph"):
        shown.locator(f"#tab-{view}").click()
        for payload in payloads if view != "graph" else []:
            # The timeline cuts its texts.
            assert plain(payload)[:12].casefold() in text(f"#{view}").casefold(), payload
    for payload in payloads:
        shown.locator("#search").fill(payload.replace("\0", "")[:20] or "a")
        assert shown.locator("#found li").count() > 0
    shown.locator(".tabs").click()
    assert shown.evaluate("window.ran") is None
    assert shown.evaluate("({}).ran") is None
    strangers = (
        "script, img, image, iframe, object, embed, base, link, form, video, audio, marquee, template, math, "
        "b[onmouseover]"
    )
    assert shown.locator(strangers).count() == 3, "only the page's own scripts"


def test_there_are_many_payloads():
    assert len(set(PAYLOADS)) >= 60


@pytest.mark.parametrize("payload", PAYLOADS)
def test_data_cannot_end_its_script_element_and_reads_back(payload):
    text = as_json({payload: [payload]})
    assert json.loads(text) == {payload: [payload]}
    assert not re.search("[<&\u2028\u2029]", text)
    assert text.isascii()


def test_the_policy_allows_the_pages_own_code_by_hash_and_nothing_else(tmp_path):
    html = hostile("x").view(tmp_path / "p.html").read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert re.fullmatch(r"('sha256-[\w+/=]+' ?){2}", rules["script-src"])
    assert re.fullmatch(r"'sha256-[\w+/=]+'", rules["style-src"])
    assert rules["base-uri"] == rules["form-action"] == "'none'"
    assert not {"connect-src", "frame-src", "font-src"} & rules.keys()


def test_the_file_names_no_address_that_is_fetched(tmp_path):
    html = hostile("x").view(tmp_path / "p.html").read_text("utf-8")
    assert not re.search(r"""(src|href|action)\s*=\s*["']?(https?:)?//""", html)
    assert not re.search(r"@import|url\((?!['\"]?data:)", html)


@pytest.mark.browser
def test_hostile_notes_on_disk_do_nothing_from_the_file_name_to_the_page(open_page, tmp_path):
    vault = tmp_path / "Notes"
    vault.mkdir()
    for number, payload in enumerate(PAYLOADS):
        name = re.sub(r"[\0/]", "_", payload)[:80]
        front = json.dumps(
            {"title": payload, "date": "2026-01-02", payload: payload, "participants": [payload, "Ada Ames"]}
        )
        text = f"Ada Ames decides on [[{payload}]] and [{payload}]({payload}).\n\n## Actions\n\n- {payload} @Ada Ames\n"
        (vault / f"{number} {name}.md").write_text(f"---\n{front}\n---\n\n## Information\n\n{text}", "utf-8")
    with graphkit.build(vault) as kg:
        page = open_page(kg)
        for view in ("questions", "timeline", "graph", "matrix"):
            page.page.locator(f"#tab-{view}").click()
            page.page.wait_for_timeout(100)
        for at in ("sel=person:ada-ames", "view=graph&lens=ego&sel=person:ada-ames", "view=graph&lens=co-attendance"):
            page.go(at)
        page.page.wait_for_timeout(200)
        assert page.page.evaluate("window.ran") is None
        assert page.page.locator("script, img, iframe, object, embed").count() == 3
