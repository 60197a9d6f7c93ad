// Keyboard shortcuts. Those of one key work outside fields alone and can be switched off.

import { allFields, fieldInFocus, focus, paneOf } from "tsuzuri/desk/fields"
import { insertOffered } from "tsuzuri/desk/help"

const STORED = "desk-single-keys"
const singleKeys = () => localStorage.getItem(STORED) !== "off"
const press = (name) => document.querySelector(`[data-key="${name}"]`)?.click()
const isTyping = (element) => element?.closest?.("input, textarea, select, [contenteditable=true]")

const moveField = (step) => {
  const fields = allFields()
  const place = fields.indexOf(fieldInFocus())
  const next = fields[place < 0 ? (step > 0 ? 0 : fields.length - 1) : place + step]
  if (!next) return
  focus(next)
  paneOf(next).scrollIntoView({ block: "nearest" })
}

const inPane = (what) => {
  const pane = paneOf(document.activeElement)
  if (pane) what(pane)
}

const letter = (number) =>
  inPane((pane) => pane.querySelectorAll("[data-letter]")[number - 1]?.click())

const toggleThird = () => {
  const select = document.querySelector("#third")
  if (!select) return
  select.value = select.value ? "" : select.options[1].value
  select.form.requestSubmit()
}

const WITH_CONTROL = {
  KeyS: () => press("save"),
  Enter: () => press("submit"),
}
const WITH_ALT = {
  ArrowDown: () => moveField(1),
  ArrowUp: () => moveField(-1),
  PageDown: () => press("next"),
  PageUp: () => press("previous"),
  KeyW: () => press("work"),
  KeyC: () => inPane((pane) => pane.querySelector("[data-copy]")?.click()),
  KeyT: toggleThird,
}
const SINGLE = { n: () => press("next"), p: () => press("previous") }

const actionFor = (event) => {
  const { code, ctrlKey, metaKey, altKey, shiftKey } = event
  const control = (ctrlKey || metaKey) && !altKey
  const digit = Number(/^Digit([1-9])$/.exec(code)?.[1])
  if (control && shiftKey) return code === "Enter" ? () => press("approve") : undefined
  if (control) return WITH_CONTROL[code]
  if (altKey && !ctrlKey && digit) {
    return shiftKey ? () => letter(digit) : () => inPane((pane) => insertOffered(pane, digit))
  }
  if (altKey && !ctrlKey && !shiftKey) return WITH_ALT[code]
  if (ctrlKey || metaKey || altKey || isTyping(event.target) || !singleKeys()) return undefined
  return SINGLE[event.key]
}

export const listen = () => {
  const list = document.querySelector("[data-shortcuts-list]")
  const opener = document.querySelector("[data-shortcuts]")
  const choice = list.querySelector("[data-single-keys]")
  opener.hidden = false
  opener.addEventListener("click", () => list.showModal())
  choice.checked = singleKeys()
  choice.addEventListener("change", () =>
    localStorage.setItem(STORED, choice.checked ? "on" : "off"),
  )
  SINGLE["?"] = () => list.showModal()
  // Before the editor, which has a use of its own for Ctrl+Enter.
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.isComposing || list.open) return
      const action = actionFor(event)
      if (!action) return
      event.preventDefault()
      event.stopPropagation()
      action()
    },
    { capture: true },
  )
}
