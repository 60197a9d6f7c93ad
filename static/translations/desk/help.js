// Checks, glossary and memory of a text, fetched when its field is first entered.

import { fieldOf, insert, paneOf } from "tsuzuri/desk/fields"

const sectionOf = (pane) => pane.querySelector("[data-help]")

const load = async (section) => {
  if (section.dataset.loaded) return
  section.dataset.loaded = "yes"
  try {
    const answer = await fetch(section.dataset.help, { headers: { "X-Requested-With": "fetch" } })
    if (answer.ok && !answer.redirected) section.innerHTML = await answer.text()
  } catch {
    delete section.dataset.loaded // the link that stands there leads to the same
  }
}

export const watch = (pane) => {
  const section = sectionOf(pane)
  if (!section) return
  pane.querySelector(".target")?.addEventListener("focusin", () => load(section))
  pane.querySelector(".target")?.addEventListener("pointerdown", () => load(section))
}

export const insertOffered = (pane, number) => {
  const offered = pane.querySelectorAll("[data-insert]")[number - 1]
  if (offered) insert(fieldOf(pane), offered.dataset.insert)
  return Boolean(offered)
}

document.addEventListener("click", (event) => {
  const offered = event.target.closest("[data-insert]")
  const field = fieldOf(paneOf(offered))
  if (offered && field) insert(field, offered.dataset.insert)
})
