// Pasting from Word, from web pages and from PDF. The rules for joining hard line breaks are
// those of translations/richtext/pasting.py; tests there show what they do.
import { Extension, Plugin, pm } from "django-prose-editor/editor"

const WIDEST_WRAP = 130
const NARROWEST_WRAP = 40
const LONG = 0.7
const FULL = 0.95
const WIDE = new RegExp(
  "[\\u1100-\\u115f\\u2e80-\\u303e\\u3041-\\u4dbf\\u4e00-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff" +
    "\\ufe30-\\ufe6f\\uff01-\\uff60\\uffe0-\\uffe6\\u{1f300}-\\u{1f64f}\\u{20000}-\\u{3fffd}]",
  "u",
)
const HANGUL = /[\uac00-\ud7a3]/
const NEW_ITEM = new RegExp(
  "^([•·‣▪■□◆◇○●※*–—-]\\s|[・（(]?[0-9]{1,2}[.)）、]\\s?|" +
    "[(（]([0-9]{1,2}|[a-zа-яөү]|[ivx]{1,4})[)）]|[①-⑳]" +
    "|第[0-9一二三四五六七八九十]+[章節条]|\\u3000)",
  "u",
)
const END_OF_SENTENCE = /[.!?:;…。！？：][)）»”’"'」』]*$/
const GAP = /\t|[ \xa0]{3,}/g
const HYPHENS = "-\xad\u2010"
const LINE_ENDS = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/

const isWide = (sign) => WIDE.test(sign)
const columns = (text) => [...text].reduce((sum, sign) => sum + (isWide(sign) ? 2 : 1), 0)
const first = (text) => String.fromCodePoint(text.codePointAt(0))
const last = (text) => [...text].at(-1)

const isRow = (raw, words) => {
  const tokens = words.split(/\s+/)
  const figures = tokens.filter((token) => /\p{Nd}/u.test(token)).length
  const gaps = raw.trim().match(GAP)?.length || 0
  return gaps >= 2 || (tokens.length > 1 && figures >= 0.5 * tokens.length)
}

const toLines = (raws) => {
  const lines = []
  let blankAbove = false
  for (const raw of raws) {
    const even = raw.replace(/\u3000{2,}/g, "\u3000").replace(/[ \t\xa0]+/g, " ")
    const text = even.replace(/^ +| +$/g, "")
    const words = text.trim()
    if (words) lines.push({ text, columns: columns(text), row: isRow(raw, words), blankAbove })
    blankAbove = !words
  }
  return lines
}

// How wide the text was wrapped, and whether a blank line follows even wrapped lines.
const layoutOf = (lines) => {
  const lengths = lines.map((line) => line.columns).filter((length) => length <= WIDEST_WRAP)
  lengths.sort((a, b) => a - b)
  if (!lengths.length) return { width: 0, spread: false }
  const width = lengths[Math.floor((lengths.length * 9) / 10)]
  const mostlyFull = lengths[Math.floor(lengths.length / 2)] >= LONG * width
  const blanks = lines.filter((line) => line.blankAbove).length
  return { width, spread: mostlyFull && lines.length > 3 && blanks > 0.5 * lines.length }
}

const isWrapped = (before, line, width, spread) => {
  if (before.row || line.row || before.columns > WIDEST_WRAP) return false
  if (NEW_ITEM.test(line.text)) return false
  const start = first(line.text)
  const small = /\p{Ll}/u.test(start)
  if (small && !line.blankAbove && dividesWord(before.text, line.text)) return true
  if (width < NARROWEST_WRAP || before.columns < 0.5 * width) return false
  if (small) return true
  if (END_OF_SENTENCE.test(before.text)) {
    const room = isWide(start) ? 2 : columns(line.text.split(/\s+/)[0]) + 1
    return !line.blankAbove && before.columns + room > FULL * width
  }
  return before.columns >= LONG * width && (spread || !line.blankAbove)
}

const isParagraph = (before, line) =>
  line.blankAbove ||
  (!before.row && (END_OF_SENTENCE.test(before.text) || before.columns > WIDEST_WRAP))

const joint = (before, after) =>
  isWide(before) && isWide(after) && !HANGUL.test(before) && !HANGUL.test(after) ? "" : " "

// True where the hyphen at the end of a line only divided a word.
const dividesWord = (text, line) => {
  const [before, hyphen] = [...text].slice(-2)
  return hyphen && HYPHENS.includes(hyphen) && /\p{L}/u.test(before) && /\p{L}/u.test(first(line))
}
const keepsHyphen = (text, line) =>
  last(text) !== "\xad" && (/\p{Lu}/u.test([...text].at(-2)) || /\p{Lu}/u.test(first(line)))

const join = (text, line) => {
  if (!dividesWord(text, line)) return text + joint(last(text), first(line)) + line
  return (keepsHyphen(text, line) ? text : text.slice(0, -1)) + line
}

export const joinHardWraps = (text) => {
  const lines = toLines(text.split(LINE_ENDS))
  const { width, spread } = layoutOf(lines)
  let joined = lines.length ? lines[0].text.replace(/^\u3000+/, "") : ""
  for (const [index, line] of lines.slice(1).entries()) {
    const before = lines[index]
    if (isWrapped(before, line, width, spread)) joined = join(joined, line.text)
    else joined += (isParagraph(before, line) ? "\n\n" : "\n") + line.text.replace(/^\u3000+/, "")
  }
  return joined
}

// Plain text -----------------------------------------------------------------------------------

const paragraphsOf = (text) => {
  const box = document.createElement("div")
  for (const paragraph of text.split("\n\n")) {
    const element = box.appendChild(document.createElement("p"))
    for (const [index, line] of paragraph.split("\n").entries()) {
      if (index) element.append(document.createElement("br"))
      element.append(line)
    }
  }
  return box
}

const withMarks = (fragment, marks) => {
  const nodes = []
  fragment.forEach((node) =>
    nodes.push(node.isInline ? node.mark(marks) : node.copy(withMarks(node.content, marks))),
  )
  return pm.model.Fragment.from(nodes)
}

const parseText = (text, $context, plain, view) => {
  const marks = $context.marks()
  const joined = joinHardWraps(text)
  const inNote = marks.some((mark) => mark.type.name === "footnote")
  const box = paragraphsOf(inNote ? joined.replace(/\n+/g, " ") : joined)
  const parser = pm.model.DOMParser.fromSchema(view.state.schema)
  const slice = parser.parseSlice(box, { preserveWhitespace: true, context: $context })
  return new pm.model.Slice(withMarks(slice.content, marks), slice.openStart, slice.openEnd)
}

// HTML -----------------------------------------------------------------------------------------

const NOT_TEXT = "style, script, meta, link, title, xml, template, img, svg, object, iframe"
const KEPT = { A: ["href"], TD: ["colspan", "rowspan"], TH: ["colspan", "rowspan", "scope"] }
const RENAMED = { H1: "h2", H4: "h3", H5: "h3", H6: "h3" }

const unwrap = (element) => element.replaceWith(...element.childNodes)

const rename = (element, name) => {
  const renamed = element.ownerDocument.createElement(name)
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
}

// Parsing a style or a handler would already be reported as breaking the content security policy,
// so both get other names first. Nothing rests on this being complete: what is let through is
// decided by the schema of the editor and again by the server.
const disarm = (html) =>
  html
    .replace(/<style\b[^]*?<\/style\s*>/gi, "")
    .replace(/<[a-z][^>]*>/gi, (tag) =>
      tag.replace(/([\s"'])(style|on\w+)(\s*=)/gi, "$1 data-$2$3"),
    )

const styleOf = (element) =>
  (element.getAttribute("data-style") || "").replace(/\s+/g, "").toLowerCase()

const removeNoise = (body) => {
  const comments = document.createTreeWalker(body, NodeFilter.SHOW_COMMENT)
  const found = []
  while (comments.nextNode()) found.push(comments.currentNode)
  for (const node of [...found, ...body.querySelectorAll(NOT_TEXT)]) node.remove()
  for (const element of body.querySelectorAll("*")) {
    if (element.nodeName.includes(":")) unwrap(element) // <o:p> and its like
  }
}

const trimEdges = (element) => {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, ({ data }) =>
    data.trim() ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT,
  )
  const nodes = []
  while (texts.nextNode()) nodes.push(texts.currentNode)
  if (!nodes.length) return
  nodes[0].data = nodes[0].data.trimStart()
  nodes.at(-1).data = nodes.at(-1).data.trimEnd()
  for (const child of [...element.childNodes]) if (!child.textContent.trim()) child.remove()
}

// Word keeps notes at the end and links to them: put each where it is referred to.
const placeWordNotes = (body) => {
  for (const note of body.querySelectorAll("[id^=ftn], [id^=edn]")) {
    const reference = body.querySelector(`a[href$="#_${CSS.escape(note.id)}"]`)
    if (!reference) continue
    note.querySelector(`a[href*="#_${CSS.escape(note.id.slice(0, 3))}ref"]`)?.remove()
    const span = body.ownerDocument.createElement("span")
    span.className = "footnote"
    for (const paragraph of note.querySelectorAll("p")) span.append(" ", ...paragraph.childNodes)
    if (!span.textContent.trim()) span.append(note.textContent)
    trimEdges(span)
    reference.replaceWith(span)
    note.remove()
  }
}

// Word writes list items as paragraphs with the bullet typed in front.
const gatherWordLists = (body) => {
  let list = null
  for (const paragraph of body.querySelectorAll("p")) {
    if (!/mso-list:l\d/.test(styleOf(paragraph))) {
      list = null
      continue
    }
    const bullet = [...paragraph.querySelectorAll("span")].find((span) =>
      styleOf(span).includes("mso-list:ignore"),
    )
    const name = /[\p{L}\p{N}][.)．]/u.test(bullet?.textContent || "") ? "ol" : "ul"
    bullet?.remove()
    if (list?.localName !== name || list !== paragraph.previousElementSibling) {
      list = body.ownerDocument.createElement(name)
      paragraph.before(list)
    }
    const item = list.appendChild(body.ownerDocument.createElement("li"))
    item.append(...paragraph.childNodes)
    paragraph.remove()
  }
}

const STYLED = [
  [/(^|;)font-weight:(bold|[6-9]00)/, "strong"],
  [/(^|;)font-style:italic/, "em"],
  [/(^|;)vertical-align:super/, "sup"],
  [/(^|;)vertical-align:sub(;|$)/, "sub"],
]

const emphasisFromStyle = (body) => {
  for (const element of body.querySelectorAll("b, strong")) {
    if (/(^|;)font-weight:(normal|400)/.test(styleOf(element))) unwrap(element) // Google Docs
  }
  for (const span of body.querySelectorAll("span[data-style]")) {
    for (const [pattern, name] of STYLED) {
      if (!pattern.test(styleOf(span))) continue
      const mark = body.ownerDocument.createElement(name)
      mark.append(...span.childNodes)
      span.append(mark)
    }
  }
}

const stripAttributes = (body, keepLanguages) => {
  for (const element of body.querySelectorAll("*")) {
    const isNote = element.matches("span.footnote")
    for (const { name } of [...element.attributes]) {
      const kept =
        KEPT[element.nodeName]?.includes(name) ||
        (name === "class" && isNote) ||
        (name === "lang" && element.nodeName === "SPAN" && (keepLanguages || isNote))
      if (!kept) element.removeAttribute(name)
    }
    if (RENAMED[element.nodeName]) rename(element, RENAMED[element.nodeName])
  }
}

const tidySpaces = (body) => {
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const node = texts.currentNode
    node.data = node.data
      .replace(/(?<=(\S))[ \t]*[\r\n]+\s*(?=(\S))/gu, (all, before, after) => joint(before, after))
      .replace(/[ \xa0\t\r\n]{2,}/g, " ")
  }
}

// Soft line breaks that only follow the width of a page.
const joinSoftBreaks = (block) => {
  const parts = [{ raw: "", texts: [], end: null }]
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  while (walker.nextNode()) {
    const node = walker.currentNode
    if (node.nodeName === "BR") {
      parts.at(-1).end = node
      parts.push({ raw: "", texts: [], end: null })
    } else if (node.nodeType === Node.TEXT_NODE && node.data.trim()) {
      parts.at(-1).raw += node.data
      parts.at(-1).texts.push(node)
    }
  }
  if (parts.length < 3) return
  const filled = parts.filter(({ raw }) => raw.trim())
  const lines = toLines(parts.map(({ raw }) => raw))
  const { width } = layoutOf(lines)
  for (const [index, line] of lines.slice(1).entries()) {
    if (!line.blankAbove && isWrapped(lines[index], line, width, false)) {
      closeBreak(filled[index], lines[index].text, line.text)
    }
  }
}

const closeBreak = (part, before, after) => {
  const text = part.texts.at(-1)
  text.data = text.data.trimEnd()
  const divided = dividesWord(before, after)
  if (divided && !keepsHyphen(before, after)) text.data = text.data.slice(0, -1)
  part.end.replaceWith(divided ? "" : joint(last(before), first(after)))
}

export const cleanHTML = (html) => {
  if (html.includes("data-pm-slice")) return html // copied from the editor itself
  const { body } = new DOMParser().parseFromString(disarm(html), "text/html")
  removeNoise(body)
  placeWordNotes(body)
  gatherWordLists(body)
  emphasisFromStyle(body)
  // Word marks every run with the language of its spelling checker, often the wrong one.
  stripAttributes(body, !/\bmso-|class="?Mso/i.test(html))
  for (const block of body.querySelectorAll("p, div, li, td, th, blockquote")) {
    if (!block.querySelector("p, div, table, ul, ol")) joinSoftBreaks(block)
  }
  tidySpaces(body)
  return body.innerHTML
}

export const Pasting = Extension.create({
  name: "pasting",
  addProseMirrorPlugins: () => [
    new Plugin({ props: { transformPastedHTML: cleanHTML, clipboardTextParser: parseText } }),
  ],
})
