"""Nodes to XHTML. All words pass ``quoted``; what kinds there are stands in ``WRITERS``."""

import re
from collections.abc import Iterable
from html import escape

from exhibits.output.matter.nodes import Child, Node

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
PLAIN = {"p", "strong", "em", "sub", "sup", "ul", "ol", "li"}
NAMESPACES = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'


def quoted(words: object) -> str:
    return escape(NOT_IN_XML.sub("", str(words)))


def element(name: str, inside: str = "", **attributes: object) -> str:
    """One element; empty attributes are left out, ``epub_type`` is ``epub:type``."""
    written = "".join(
        f' {key.rstrip("_").replace("epub_", "epub:").replace("_", "-")}="{quoted(value)}"'
        for key, value in attributes.items()
        if value not in ("", None)
    )
    return (
        f"<{name}{written}/>"
        if name in ("img", "br", "hr")
        else f"<{name}{written}>{inside}</{name}>"
    )


def in_language(code: str) -> dict:
    return {"lang": code, "xml:lang": code} if code else {}


class Writer:
    """Writes the nodes of one file. ``files`` leads from an id to the file in which it is."""

    def __init__(self, files: dict[str, str], file: str, back_to_note: str):
        self.files, self.file, self.back_to_note = files, file, back_to_note
        self.notes: list[str] = []
        self.numbers: dict[str, int] = {}

    def all(self, children: Iterable[Child]) -> str:
        return "".join(quoted(c) if isinstance(c, str) else self.node(c) for c in children)

    def node(self, node: Node) -> str:
        kind = node["k"]
        if kind in PLAIN:
            return element(kind, self.all(node["c"]), **in_language(node.get("lang", "")))
        return getattr(self, f"write_{kind.replace('-', '_')}")(node)

    def place(self, target: str) -> str:
        file = self.files[target]
        return f"#{target}" if file == self.file else f"{file}#{target}"

    def write_br(self, _node: Node) -> str:
        return "<br/>"

    def write_span(self, node: Node) -> str:
        words = self.all(node["c"])
        code = node.get("lang", "")
        return element("span", words, **in_language(code)) if code else words

    def write_line(self, node: Node) -> str:
        return element("span", self.all(node["c"]), class_="line")

    def write_passage(self, node: Node) -> str:
        return element("div", self.all(node["c"]), **in_language(node["lang"]))

    def write_link(self, node: Node) -> str:
        href = self.place(node["to"]) if "to" in node else node["href"]
        return element("a", self.all(node["c"]), href=href)

    def write_note(self, node: Node) -> str:
        """The raised number; the note itself waits for the end of the file."""
        number, anchor = len(self.notes) + 1, node["id"]
        self.numbers[anchor] = number
        self.notes.append("")  # notes in notes there are none, but a number is taken at once
        back = element("a", "↩", href=f"#{anchor}-ref", role="doc-backlink",
                       aria_label=self.back_to_note.replace("{number}", str(number)))  # fmt: skip
        words = element("p", f"{number}. {self.all(node['c'])} {back}")
        self.notes[number - 1] = element(
            "aside", words, epub_type="footnote", role="doc-footnote", id=anchor,
            **in_language(node.get("lang", "")),
        )  # fmt: skip
        link = element("a", str(number), epub_type="noteref", role="doc-noteref",
                       href=f"#{anchor}", id=f"{anchor}-ref")  # fmt: skip
        return element("sup", link)

    def write_to_note(self, node: Node) -> str:
        number = self.numbers.get(node["target"], "")
        return element("a", f"→ {number}", href=f"#{node['target']}")

    def write_ruby(self, node: Node) -> str:
        return element("ruby", self.all(node["c"]) + element("rt", quoted(node["reading"])))

    def write_h(self, node: Node) -> str:
        return element(f"h{min(node['level'], 6)}", self.all(node["c"]), id=node.get("id", ""))

    def write_kicker(self, node: Node) -> str:
        rule = "<hr/>" if node.get("opens") else ""
        words = self.all(node["c"])
        return rule + (element("p", words, class_="kicker", id=node.get("id", "")) if words else "")

    def write_remark(self, node: Node) -> str:
        return element("p", self.all(node["c"]), class_="remark")

    def write_quote(self, node: Node) -> str:
        return element("blockquote", self.all(node["c"]))

    def write_table(self, node: Node) -> str:
        head = "".join(self.row(row) for row in node.get("head", ()))
        body = "".join(self.row(row) for row in node.get("rows", ()))
        return element("table", (element("thead", head) if head else "") + element("tbody", body))

    def row(self, cells: list[Node]) -> str:
        return element("tr", "".join(self.cell(cell) for cell in cells))

    def cell(self, node: Node) -> str:
        spans = {name: node.get(name, "") for name in ("colspan", "rowspan")}
        return element("th" if node.get("is_head") else "td", self.all(node["c"]), **spans)

    def write_record(self, node: Node) -> str:
        label = element("p", quoted(node["label"]), class_="label")
        return element("div", label + self.all(node["c"]), class_="record")

    def write_abstract(self, node: Node) -> str:
        label = element("p", quoted(node["label"]), class_="label")
        inside = label + self.all(node["c"])
        kind = {"epub_type": "abstract", "role": "doc-abstract", "aria_label": node["label"]}
        return element("section", inside, class_="record", **kind)

    def write_authors(self, node: Node) -> str:
        return element("div", self.all(node["c"]), class_="authors")

    def write_figures(self, node: Node) -> str:
        return self.all(node["c"])

    def write_figure(self, node: Node) -> str:
        caption = element("p", words) if (words := self.all(node["c"])) else ""
        citation = element("p", self.all(node["citation"]), class_="citation")
        if "src" not in node:
            return element("div", caption + citation, class_="unseen")
        return element("figure", self.picture(node) + element("figcaption", caption + citation))

    def picture(self, node: Node) -> str:
        """Captions are given in the book's language, alternative texts in their own."""
        lang = in_language(node.get("alt_lang", ""))
        return element("img", src=f"../images/{node['src']}", alt=node["alt"], **lang)

    def write_dataset(self, node: Node) -> str:
        lang = in_language(node.get("labels_lang", ""))
        title = element("p", self.all(node.get("title", ())), class_="title")
        chart = element("figure", self.picture(node)) if "src" in node else ""
        heads = "".join(element("th", quoted(w), scope="col", **lang) for w in node["columns"])
        head = element("thead", element("tr", element("td") + heads))
        rows = "".join(
            element("tr", element("th", quoted(label), scope="row", **lang)
                    + "".join(element("td", quoted(cell), class_="figure") for cell in cells))
            for label, *cells in node["rows"]
        )  # fmt: skip
        unit = element("caption", words) if (words := self.all(node.get("unit", ()))) else ""
        table = element("table", unit + head + element("tbody", rows))
        below = "".join(
            element("p", self.all(node[name]), class_="citation")
            for name in ("note", "source")
            if node.get(name)
        )
        return title + self.all(node.get("remark", ())) + chart + table + below

    def write_names(self, node: Node) -> str:
        label = element("span", quoted(node["label"]), class_="label")
        return element("p", f"{label} {self.all(node['c'])}", class_="names")

    def write_address(self, node: Node) -> str:
        link = element("a", self.all(node["c"]), href=node["href"])
        return element("p", f"{quoted(node['label'])} {link}", class_="address")
