// The fields of the desk, whatever they are: a textarea or the rich text editor around one.

const editorOf = (textarea) =>
  textarea.closest(".prose-editor")?.querySelector(".ProseMirror")?.editor

// The textarea of a translation that holds the focus, or undefined.
export const paneOf = (element) => element?.closest?.("[data-unit]")
export const fieldOf = (pane) => pane?.querySelector("textarea[name^='text-']")
export const allFields = () =>
  [...document.querySelectorAll("[data-unit]")].map(fieldOf).filter(Boolean)

export const fieldInFocus = () => {
  const field = fieldOf(paneOf(document.activeElement))
  const inside = field?.closest(".target")?.contains(document.activeElement)
  return inside ? field : undefined
}

export const focus = (textarea) => {
  const editor = editorOf(textarea)
  if (editor) editor.commands.focus()
  else textarea.focus()
}

const announce = (textarea) => textarea.dispatchEvent(new Event("input", { bubbles: true }))

// Put a text where the caret is, as if it were typed.
export const insert = (textarea, text) => {
  const editor = editorOf(textarea)
  if (editor) {
    editor.chain().focus().command(({ tr }) => Boolean(tr.insertText(text))).run()
    return
  }
  textarea.focus()
  textarea.setRangeText(text, textarea.selectionStart, textarea.selectionEnd, "end")
  announce(textarea)
}

// Let the field hold another text; undoing brings the former one back where the browser can.
export const replace = (textarea, text) => {
  const editor = editorOf(textarea)
  if (editor) {
    editor.commands.setContent(text, { emitUpdate: true })
    editor.commands.focus()
    return
  }
  textarea.focus()
  textarea.select()
  if (!document.execCommand("insertText", false, text)) {
    textarea.value = text
    announce(textarea)
  }
}

// What a source or another person's text is, as the field would hold it.
export const contentOf = (element, textarea) =>
  editorOf(textarea) ? element.innerHTML.trim() : element.textContent.trim()

export const shownText = (textarea) => {
  const editor = editorOf(textarea)
  return editor ? editor.state.doc.textBetween(0, editor.state.doc.content.size, "\n") : textarea.value
}
