// Turns each <textarea data-rich-text> into an editor. Words come from the server as data.
import {
  Blockquote,
  Bold,
  BulletList,
  Document,
  Dropcursor,
  Editor,
  Gapcursor,
  HardBreak,
  Heading,
  History,
  Italic,
  ListItem,
  Menu,
  OrderedList,
  Paragraph,
  Subscript,
  Superscript,
  TableCell,
  TableRow,
  Text,
} from "django-prose-editor/editor"
import { Footnote, Language, Link, Ruby, Table, TableHeader } from "tsuzuri/rich-text/marks"
import { Pasting } from "tsuzuri/rich-text/paste"

const { labels, languages } = JSON.parse(document.getElementById("rich-text-words").textContent)
const GROUPS = ["nodes -lists", "lists", "marks", "scholarly", "link", "table", "history"]
const TOGGLES =
  ".prose-menubar__button:not([data-name^='history'], [data-name^='table'], [data-name=unlink])"

const extensions = () => {
  const words = { words: labels }
  return [
    Document,
    Paragraph,
    Text,
    Heading.configure({ levels: [2, 3] }),
    HardBreak,
    BulletList,
    OrderedList.configure({ enableListAttributes: false }),
    ListItem,
    Blockquote,
    Bold,
    Italic,
    Subscript,
    Superscript,
    Link.configure(words),
    Table.configure({ ...words, resizable: false }),
    TableRow,
    TableHeader,
    TableCell,
    Footnote.configure(words),
    Language.configure({ ...words, languages }),
    Ruby.configure(words),
    Pasting,
    History,
    Dropcursor,
    Gapcursor,
    Menu.configure({ groups: GROUPS.map((group) => ({ group })) }),
  ]
}

const nameFor = (textarea) => {
  const label = textarea.labels[0]
  return label ? label.textContent.trim().replace(/[:：]$/, "") : textarea.name
}

// An editor that has nothing in it still holds one empty paragraph: that is no text.
const contentOf = (editor) => (editor.isEmpty ? "" : editor.getHTML())

const nameButtons = (editor, box) => {
  const bar = box.querySelector(".prose-menubar")
  bar.setAttribute("role", "toolbar")
  bar.setAttribute("aria-label", labels.toolbar)
  for (const button of bar.querySelectorAll("[data-name]")) {
    const label = labels[button.dataset.name]
    if (label) Object.assign(button, { title: label, ariaLabel: label })
  }
  const press = () => {
    for (const button of bar.querySelectorAll(TOGGLES)) {
      button.ariaPressed = String(button.classList.contains("active"))
    }
  }
  editor.on("transaction", press)
  press()
}

const edit = (textarea) => {
  if (textarea.id.includes("__prefix__") || textarea.closest(".prose-editor")) return
  const box = document.createElement("div")
  box.className = "prose-editor rich-text"
  box.style.setProperty("--rich-text-note", JSON.stringify(labels.note))
  textarea.before(box)
  box.append(textarea)
  const attributes = { role: "textbox", "aria-multiline": "true", "aria-label": nameFor(textarea) }
  if (textarea.lang) attributes.lang = textarea.lang
  const editor = new Editor({
    element: box,
    extensions: extensions(),
    content: textarea.value,
    editable: !textarea.disabled && !textarea.readOnly,
    injectCSS: false, // a <style> element would break the content security policy
    editorProps: { attributes },
    onCreate: () => nameButtons(editor, box),
    onUpdate: () => {
      textarea.value = contentOf(editor)
      textarea.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
  for (const label of textarea.labels) {
    label.addEventListener("click", () => editor.commands.focus())
  }
}

const editAll = (root) => root.querySelectorAll("textarea[data-rich-text]").forEach(edit)

editAll(document)
document.addEventListener("formset:added", (event) => editAll(event.target))
