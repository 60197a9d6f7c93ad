// Checks, glossary and memory of a text, fetched when its field is first entered.

import { fieldOf, insert, paneOf } from "tsuzuri/desk/fields"

const sectionOf = (pane) => pane.querySelector("[data-help]")

// Parsed apart: a form of its own would not survive being parsed inside the form of the desk.
const show = (section, html) => {
  const { body } = new DOMParser().parseFromString(html, "text/html")
  section.replaceChildren(...body.childNodes)
}

const ask = async (address, options = {}) => {
  const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" }, ...options })
  if (!answer.ok) throw new Error(answer.status)
  return answer
}

const load = async (section) => {
  try {
    const answer = await ask(section.dataset.help)
    if (!answer.redirected) show(section, await answer.text())
  } catch {
    delete section.dataset.asked // the link that stands there leads to the same
  }
}

// What is sent from inside the help (a finding dismissed) leaves the desk as it is.
const send = async (section, form, submitter) => {
  try {
    const body = new FormData(form, submitter)
    await ask(form.action, { method: "POST", body })
    await load(section)
  } catch {
    form.submit()
  }
}

export const watch = (pane) => {
  const section = sectionOf(pane)
  if (!section) return
  const first = () => {
    if (section.dataset.asked) return
    section.dataset.asked = "yes"
    load(section)
  }
  pane.querySelector(".target").addEventListener("focusin", first)
  pane.querySelector(".target").addEventListener("pointerdown", first)
  section.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return
    event.preventDefault()
    send(section, event.target, event.submitter)
  })
  section.addEventListener("click", (event) => {
    const offered = event.target.closest("[data-insert]")
    const field = fieldOf(paneOf(section))
    if (offered && field) insert(field, offered.dataset.insert)
  })
}

export const insertOffered = (pane, number) => {
  const offered = sectionOf(pane)?.querySelectorAll("[data-insert]")[number - 1]
  const field = fieldOf(pane)
  if (offered && field) insert(field, offered.dataset.insert)
}
