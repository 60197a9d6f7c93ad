// How long a text is: characters and words, as translators count them (see units/wording.py).

const CHARACTER = /[\u3005\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/g

export const wordCount = (text) => {
  const single = text.match(CHARACTER)?.length || 0
  const rest = text.replace(CHARACTER, " ").split(/\s+/)
  return single + rest.filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}

// In the sentence of the page's language; Japanese is counted by characters alone.
export const show = (pane, text, { countWords, countCharacters, language }) => {
  const place = pane.querySelector("[data-count]")
  if (!place) return
  const characters = [...text].length
  const limit = Number(place.dataset.limit)
  const sentence = language === "ja" ? countCharacters : countWords
  place.textContent = sentence.replace("#C", characters).replace("#W", wordCount(text))
  place.classList.toggle("over", limit > 0 && characters > limit)
}
