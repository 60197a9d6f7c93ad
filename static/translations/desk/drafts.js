// The private draft: what is typed is kept on the server until it is saved, for its writer alone.

import { fieldOf } from "tsuzuri/desk/fields"

const PAUSE = 2_000 // milliseconds after the last key
const timers = new Map()
const unsent = new Set()
const known = new Map()

const value = (pane, name) =>
  pane.querySelector(`[name="${name}-${pane.dataset.unit}"]`)?.value ?? ""

const body = (pane) => {
  const form = new FormData()
  form.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value)
  form.set("text", fieldOf(pane).value)
  form.set("version", value(pane, "version"))
  form.set("source", value(pane, "source"))
  return form
}

const tell = (pane, { said, news }) => {
  pane.querySelector("[data-private]").textContent = said
  const place = pane.querySelector("[data-news]")
  place.hidden = !news
  if (place.textContent !== (news || "")) place.textContent = news || ""
}

const keep = async (pane, words) => {
  unsent.delete(pane)
  const text = fieldOf(pane).value
  try {
    const answer = await fetch(pane.dataset.draft, { method: "POST", body: body(pane) })
    if (!answer.ok) throw new Error(answer.status)
    known.set(pane, text)
    tell(pane, await answer.json())
  } catch {
    unsent.add(pane)
    tell(pane, { said: words.offline })
  }
}

export const watch = (pane, words) => {
  known.set(pane, fieldOf(pane).value)
  pane.addEventListener("input", (event) => {
    if (event.target !== fieldOf(pane) || fieldOf(pane).value === known.get(pane)) return
    unsent.add(pane)
    clearTimeout(timers.get(pane))
    timers.set(pane, setTimeout(() => keep(pane, words), PAUSE))
  })
}

// A form that is being sent keeps everything itself.
export const stop = () => {
  for (const timer of timers.values()) clearTimeout(timer)
  unsent.clear()
}

// A tab that is closed or left sends what is still waiting; the browser finishes the sending.
export const keepOnLeaving = () => {
  const leave = () => {
    for (const pane of unsent) navigator.sendBeacon(pane.dataset.draft, body(pane))
    unsent.clear()
  }
  addEventListener("pagehide", leave)
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leave()
  })
}
