// The translators' desk. Everything works without this script; with it, typing is kept, counted
// and helped.

import * as counting from "tsuzuri/desk/counting"
import * as drafts from "tsuzuri/desk/drafts"
import { contentOf, fieldOf, focus, insert, paneOf, replace, shownText } from "tsuzuri/desk/fields"
import * as help from "tsuzuri/desk/help"
import * as keys from "tsuzuri/desk/keys"
import * as mentions from "tsuzuri/desk/mentions"

const desk = document.querySelector(".at-work")
const words = desk.dataset
const form = document.querySelector("#desk-form")
const LAST = `desk-last:${location.pathname}`

const offerLetters = (pane, field) => {
  const letters = pane.querySelector(".letters")
  letters.hidden = false
  // The caret stays where it is.
  letters.addEventListener("pointerdown", (event) => event.preventDefault())
  letters.addEventListener("click", (event) => {
    const button = event.target.closest("button")
    if (button?.dataset.letter) insert(field, button.dataset.letter)
    if (button && "copy" in button.dataset) {
      replace(field, contentOf(pane.querySelector("[data-source]"), field))
      document.querySelector("[data-said]").textContent = words.copied
    }
  })
}

const offerTheirs = (pane, field) => {
  const button = pane.querySelector("[data-take-theirs]")
  if (!button) return
  button.hidden = false
  button.addEventListener("click", () => {
    replace(field, contentOf(pane.querySelector("[data-theirs]"), field))
    pane.querySelector("[value=mine]").checked = true
  })
}

const keepOneLine = (field) => {
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) event.preventDefault()
  })
}

const prepare = (pane) => {
  const field = fieldOf(pane)
  help.watch(pane)
  if (!field) return
  const count = () => counting.show(pane, shownText(field), words)
  pane.addEventListener("input", count)
  count()
  offerLetters(pane, field)
  offerTheirs(pane, field)
  drafts.watch(pane, words)
  if ("line" in field.dataset) keepOneLine(field)
  pane.addEventListener("focusin", () => sessionStorage.setItem(LAST, pane.id))
}

// After saving, the caret is in the field in which it was.
const returnToField = () => {
  const last = sessionStorage.getItem(LAST)
  sessionStorage.removeItem(LAST)
  const sent = sessionStorage.getItem(`${LAST}:sent`)
  sessionStorage.removeItem(`${LAST}:sent`)
  const field = sent && last && fieldOf(document.getElementById(last))
  if (field) focus(field)
}

const showAsVisitors = () => {
  const box = document.querySelector("[data-frame]")
  box?.addEventListener("toggle", () => {
    if (!box.open || box.querySelector("iframe")) return
    const frame = document.createElement("iframe")
    Object.assign(frame, { src: box.dataset.frame, title: box.dataset.title })
    box.append(frame)
  })
}

const start = () => {
  form.addEventListener("submit", (event) => {
    if (event.target !== form) return
    drafts.stop()
    sessionStorage.setItem(`${LAST}:sent`, "yes")
  })
  document.querySelectorAll("[data-unit]").forEach(prepare)
  for (const textarea of document.querySelectorAll("textarea[data-mentions]")) {
    mentions.watch(textarea, { address: words.people, label: words.mentions })
  }
  document.querySelector("#third")?.addEventListener("change", ({ target }) => target.form.submit())
  drafts.keepOnLeaving()
  keys.listen()
  showAsVisitors()
  returnToField()
  paneOf(document.querySelector("[role=alert]:not([hidden])"))?.scrollIntoView()
}

// By then the rich text editors stand in their places, whichever script came first.
document.addEventListener("DOMContentLoaded", start)
