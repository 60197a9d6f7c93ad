// @name in a comment: the people who can be addressed, asked for once.

let people

const load = (address) => {
  people ??= fetch(address)
    .then((answer) => (answer.ok ? answer.json() : { people: [] }))
    .then((found) => found.people)
    .catch(() => [])
  return people
}

const begun = (textarea) => {
  const before = textarea.value.slice(0, textarea.selectionStart)
  return before.match(/(?:^|[^\w@])@([\w.+-]*)$/)?.[1]
}

const complete = (textarea, part, name) => {
  const end = textarea.selectionStart
  textarea.setRangeText(`${name} `, end - part.length, end, "end")
  textarea.focus()
}

const option = (person, number, box) => {
  const item = document.createElement("li")
  item.id = `${box.id}-${number}`
  item.role = "option"
  item.ariaSelected = String(number === 0)
  item.dataset.name = person.name
  item.textContent = person.full ? `${person.name} (${person.full})` : person.name
  return item
}

export const watch = (textarea, { address, label }) => {
  const box = document.createElement("ul")
  Object.assign(box, { id: `${textarea.id}-people`, className: "mention-list", hidden: true })
  box.role = "listbox"
  box.ariaLabel = label
  textarea.after(box)
  Object.assign(textarea, { ariaAutoComplete: "list" })
  const close = () => {
    box.hidden = true
    textarea.removeAttribute("aria-activedescendant")
  }
  const chosen = () => box.querySelector("[aria-selected=true]")
  const mark = (item) => {
    chosen()?.setAttribute("aria-selected", "false")
    item.setAttribute("aria-selected", "true")
    item.scrollIntoView({ block: "nearest" })
    textarea.setAttribute("aria-activedescendant", item.id)
  }
  const offer = async () => {
    const part = begun(textarea)
    if (part === undefined) return close()
    const like = (person) =>
      `${person.name} ${person.full}`.toLowerCase().includes(part.toLowerCase())
    const found = (await load(address)).filter(like).slice(0, 8)
    box.replaceChildren(...found.map((person, number) => option(person, number, box)))
    box.hidden = !found.length
    if (found.length) mark(box.firstChild)
    else close()
  }
  textarea.setAttribute("aria-controls", box.id)
  textarea.addEventListener("focus", () => load(address), { once: true })
  textarea.addEventListener("input", offer)
  textarea.addEventListener("blur", () => setTimeout(close, 150))
  box.addEventListener("pointerdown", (event) => {
    event.preventDefault()
    const item = event.target.closest("[data-name]")
    if (item) complete(textarea, begun(textarea) ?? "", item.dataset.name)
    close()
  })
  textarea.addEventListener("keydown", (event) => {
    if (box.hidden || !chosen()) return
    const items = [...box.children]
    const place = items.indexOf(chosen())
    if (event.key === "ArrowDown") mark(items[(place + 1) % items.length])
    else if (event.key === "ArrowUp") mark(items.at(place - 1))
    else if (event.key === "Enter" || event.key === "Tab")
      complete(textarea, begun(textarea) ?? "", chosen().dataset.name)
    else if (event.key !== "Escape") return
    if (!event.key.startsWith("Arrow")) close()
    event.preventDefault()
    event.stopPropagation()
  })
}
