// What this project adds to the editor: footnotes, passages in another language, ruby.
import {
  Link as BaseLink,
  Mark,
  Node,
  Plugin,
  Table as BaseTable,
  TableHeader as BaseTableHeader,
  mergeAttributes,
  updateAttrsDialog,
} from "django-prose-editor/editor"

const LANGUAGE_TAG = "[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}"
const SAFE_ADDRESS = "\\s*((https?:|mailto:|[^:]*[\\/?#]).*|[^:]*)"

let notes = 0

// The dialog of the editor library, in our words; resolves to the values, or to null.
const ask = (editor, words, { title, fields, values, prepare }) => {
  const dialog = updateAttrsDialog(fields, { title, submitText: words.apply })
  const answer = dialog(editor, values)
  const element = editor.view.dom.parentElement.querySelector("dialog")
  element.querySelector("button[value=cancel]").textContent = words.cancel
  prepare?.(element)
  return answer
}

export const Footnote = Mark.create({
  name: "footnote",
  priority: 1100, // the outermost mark, so that a note with marks inside stays one element
  keepOnSplit: false,
  exitable: true,
  inclusive: true,

  addOptions: () => ({ words: {} }),

  addAttributes: () => ({
    lang: { default: null },
    // Keeps two notes that touch from becoming one; never written out.
    serial: { default: null, rendered: false, parseHTML: () => ++notes },
  }),

  parseHTML: () => [{ tag: "span.footnote" }],
  renderHTML: ({ HTMLAttributes }) => [
    "span",
    mergeAttributes({ class: "footnote" }, HTMLAttributes),
    0,
  ],

  addCommands() {
    return {
      toggleFootnote:
        () =>
        ({ commands, editor }) =>
          editor.isActive(this.name)
            ? commands.unsetMark(this.name)
            : commands.setMark(this.name, { serial: ++notes }),
    }
  },

  addKeyboardShortcuts() {
    return { "Mod-Alt-f": () => this.editor.commands.toggleFootnote() }
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: this.name,
      groups: "scholarly",
      button: buttons.text(this.options.words.footnoteButton),
      active: (editor) => editor.isActive("footnote"),
      command: (editor) => editor.chain().focus().toggleFootnote().run(),
    })
  },
})

export const Language = Mark.create({
  name: "language",
  priority: 1050, // inside a note, around everything else
  inclusive: false,
  keepOnSplit: false,

  addOptions: () => ({ words: {}, languages: {} }),
  addAttributes: () => ({ lang: { default: null } }),

  parseHTML: () => [
    {
      tag: "span[lang]",
      consuming: false,
      getAttrs: (element) => (element.classList.contains("footnote") ? false : null),
    },
  ],
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: this.name,
      groups: "scholarly",
      button: buttons.material("translate"),
      enabled: (editor) => !editor.state.selection.empty || languageHere(editor).mark,
      active: (editor) => Boolean(languageHere(editor).lang),
      command: (editor) => chooseLanguage(editor, this.options),
    })
  },
})

// The mark whose language the button changes: with nothing selected, the note around the cursor.
const languageHere = (editor) => {
  const name = ["language", "footnote"].find((mark) => editor.isActive(mark))
  return { mark: name, lang: name && editor.getAttributes(name).lang }
}

const chooseLanguage = async (editor, { words, languages }) => {
  const choices = Object.entries(languages).map(([tag, name]) => [`${name} (${tag})`, tag])
  const { mark, lang } = languageHere(editor)
  const known = choices.find(([, tag]) => tag === lang)
  const answer = await ask(editor, words, {
    title: words.language,
    fields: {
      known: { title: words.language, enum: [words.noLanguage, ...choices.map(([name]) => name)] },
      other: { title: words.otherLanguage },
    },
    values: { known: known?.[0] || words.noLanguage, other: known ? "" : lang || "" },
    prepare: (dialog) => {
      dialog.querySelector("input[name=other]").pattern = LANGUAGE_TAG
    },
  })
  if (!answer) return
  const chosen = answer.other || choices.find(([name]) => name === answer.known)?.[1] || null
  setLanguage(editor, editor.state.selection.empty ? mark : "language", chosen)
}

const setLanguage = (editor, mark, lang) => {
  const { from, to } = editor.state.selection
  // The attributes tell this note from one that touches it.
  const whole = editor.chain().focus().extendMarkRange(mark, editor.getAttributes(mark))
  const marked =
    mark === "footnote"
      ? whole.updateAttributes(mark, { lang })
      : lang
        ? whole.setMark(mark, { lang })
        : whole.unsetMark(mark)
  marked.setTextSelection({ from, to }).run()
}

// Characters and readings, part by part: <ruby>蒙<rt>もう</rt>古<rt>こ</rt></ruby>
const rubyParts = (element) => {
  const parts = []
  let base = ""
  for (const child of element.childNodes) {
    if (child.nodeName === "RT") {
      parts.push([base, child.textContent.trim()])
      base = ""
    } else if (child.nodeName !== "RP") base += child.textContent
  }
  return base.trim() && parts.length ? [...parts, [base, ""]] : parts
}

export const Ruby = Node.create({
  name: "ruby",
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,

  addOptions: () => ({ words: {} }),
  addAttributes: () => ({ parts: { default: [], rendered: false, parseHTML: rubyParts } }),

  parseHTML: () => [{ tag: "ruby" }],
  renderHTML: ({ node }) => [
    "ruby",
    {},
    ...node.attrs.parts.flatMap(([base, reading]) => [
      base,
      ["rp", {}, "("],
      ["rt", {}, reading],
      ["rp", {}, ")"],
    ]),
  ],
  renderText: ({ node }) => node.attrs.parts.map(([base]) => base).join(""),

  // In a box of its own: across plain ruby Chromium's End key stops too early.
  addNodeView: () => ({ node }) => {
    const dom = document.createElement("span")
    dom.className = "ruby-box"
    const ruby = dom.appendChild(document.createElement("ruby"))
    for (const [base, reading] of node.attrs.parts) {
      const rt = document.createElement("rt")
      rt.append(reading)
      ruby.append(base, rt)
    }
    return { dom }
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: this.name,
      groups: "scholarly",
      button: buttons.text(this.options.words.rubyButton),
      active: (editor) => editor.isActive("ruby"),
      command: (editor) => editRuby(editor, this.options.words),
    })
  },

  addProseMirrorPlugins() {
    const { editor, options } = this
    const handleDoubleClickOn = (view, position, node) => {
      if (node.type.name !== "ruby") return false
      editor.commands.setNodeSelection(position)
      editRuby(editor, options.words)
      return true
    }
    return [new Plugin({ props: { handleDoubleClickOn } })]
  },
})

const editRuby = async (editor, words) => {
  const { selection, doc } = editor.state
  const parts = selection.node?.type.name === "ruby" ? selection.node.attrs.parts : []
  const selected = doc.textBetween(selection.from, selection.to, " ")
  const answer = await ask(editor, words, {
    title: words.ruby,
    fields: {
      base: { title: words.rubyBase, description: words.rubyHelp, required: true },
      reading: { title: words.rubyReading, required: true },
    },
    values: {
      base: parts.length ? parts.map(([base]) => base).join("|") : selected,
      reading: parts.map(([, reading]) => reading).join("|"),
    },
  })
  if (!answer) return
  const around = selection.$from.marksAcross(selection.$to) || selection.$from.marks()
  const marks = around.map((mark) => mark.toJSON())
  const node = { type: "ruby", attrs: { parts: pairs(answer.base, answer.reading) }, marks }
  editor.chain().focus().insertContentAt({ from: selection.from, to: selection.to }, node).run()
}

const pairs = (base, reading) => {
  const [bases, readings] = [base.split("|"), reading.split("|")]
  if (bases.length !== readings.length) return [[bases.join(""), readings.join("")]]
  return bases.map((part, index) => [part.trim(), readings[index].trim()])
}

export const Link = BaseLink.extend({
  addOptions() {
    return {
      ...this.parent?.(),
      words: {},
      enableTarget: false,
      autolink: false,
      isAllowedUri: (address) => new RegExp(`^${SAFE_ADDRESS}$`, "i").test(address),
    }
  },

  addCommands() {
    const { words } = this.options
    const addLink =
      () =>
      ({ editor }) => {
        const { href } = editor.getAttributes("link")
        const fields = { href: { title: words.href, required: true } }
        const prepare = (dialog) => {
          dialog.querySelector("input[name=href]").pattern = SAFE_ADDRESS
        }
        const question = { title: words.link, fields, values: { href }, prepare }
        ask(editor, words, question).then((answer) => {
          if (!answer) return
          const attributes = { href: answer.href.trim() }
          editor.chain().focus().extendMarkRange("link").setLink(attributes).run()
        })
      }
    return { ...this.parent?.(), addLink }
  },
})

export const Table = BaseTable.extend({
  addOptions() {
    return { ...this.parent?.(), words: {} }
  },

  addCommands() {
    const { words } = this.options
    const number = (title) => ({ title, format: "number", min: "1", max: "60", required: true })
    const insertTableWithOptions =
      () =>
      ({ editor }) => {
        const fields = { rows: number(words.rows), columns: number(words.columns) }
        const values = { rows: "3", columns: "3" }
        ask(editor, words, { title: words.table, fields, values }).then((answer) => {
          if (!answer) return
          const size = { rows: Number(answer.rows), cols: Number(answer.columns) }
          editor.chain().focus().insertTable({ ...size, withHeaderRow: true }).run()
        })
      }
    return { ...this.parent?.(), insertTableWithOptions }
  },
})

// Screen readers and the reading page want to know what a header cell heads.
export const TableHeader = BaseTableHeader.extend({
  addAttributes() {
    return { ...this.parent?.(), scope: { default: null } }
  },
})
