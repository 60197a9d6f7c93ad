// The search of an edition that lies in a folder: no server, no requests. Rules as in
// exhibits/output/folder/words.py and search/stems.py, whose tables come with the words.
(function (root) {
  "use strict";

  const CJK = /[\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]+/g;
  const WORD = /\p{L}+(?:['’]\p{L}{1,2}(?!\p{L}))?|\p{Nd}+/gu;
  const OLD_LETTERS = { ё: "е", ү: "у", ө: "о", ѳ: "о" };
  const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
  const HYPHENS = /[\u2010-\u2014\u2212]/g;
  const MARKS = /(?![\u3099\u309a\u0306])\p{M}/gu;
  const PART = 20; // results shown at once

  function fold(text) {
    const plain = text.normalize("NFKC").toLowerCase().replace(/ß/g, "ss")
      .replace(/[ёүөѳ]/g, (letter) => OLD_LETTERS[letter])
      .replace(INVISIBLE, "").replace(HYPHENS, "-");
    return plain.normalize("NFD").replace(MARKS, "").normalize("NFC").replace(/\s+/g, " ").trim();
  }

  // Stems of Mongolian and English words, as search/stems.py makes them.
  function stemmer(tables) {
    const v = tables.vowels;
    const SHORT = new RegExp(`(?:(?<=[гврсхь])т|(?<=[лмнжчь])д|(?<=[${v}])д|(?<=[${v}]{2})г)$`);
    const AFTER_SHORT_VOWEL = new RegExp(`[^${v}][аоэуие]$`);
    const BEFORE_G = new RegExp(`[${v}]{2}$|[ньиу]$`);
    const AFTER_LONG_VOWEL = /(?<=[аоэуи]{2})н$|(?<=^[аоэу]й)н$/;
    const FINAL_N = new RegExp(`(?<=[^${v}])[аоэуи]н$|(?<=[${v}]{2})н$`);
    const MISSING_VOWEL = new RegExp(`(?<=[^${v}ьъ])[аоэуи]([^${v}ьъ])$`);
    const SUFFIX = new RegExp(tables.suffix, "gu");
    const known = new Map();

    const holdsVowel = (word) => [...word].some((letter) => v.includes(letter));
    const startsWithVowel = (word) => v.includes(word[0] || " ");
    const isStem = (rest, least) => rest.length >= least && holdsVowel(rest);

    function isOwn(rest, ending) {
      if (ending[0] === "н") return rest.length < tables.least || AFTER_SHORT_VOWEL.test(rest);
      if (v.includes(ending[0])) return v.includes(rest.at(-1)) && rest !== "уе";
      return ending[0] === "г" && ending !== "гуй" && !BEFORE_G.test(rest);
    }

    function withoutEnding(word) {
      for (const ending of tables.cases) {
        if (!word.endsWith(ending)) continue;
        const rest = word.slice(0, -ending.length);
        const plain = tables.plain.includes(ending) && startsWithVowel(rest);
        if (isStem(rest, plain ? tables.leastBeforePlain : tables.least) && !isOwn(rest, ending)) return rest;
      }
      if (tables.reflexive.some((ending) => word.endsWith(ending))
        && isStem(word.slice(0, -2), tables.leastBeforeVowel)) return word.slice(0, -2);
      const rest = word.slice(0, -1);
      const sounds = `${v}ь`.includes(rest.at(-1) || " ") && !word.endsWith("г");
      const least = sounds ? tables.leastBeforeVowel : tables.least;
      return SHORT.test(word) && isStem(rest, least) ? rest : "";
    }

    function mongolian(word) {
      for (let shorter = withoutEnding(word); shorter; shorter = withoutEnding(word)) word = shorter;
      let bare = word.replace(/[ьъ]/g, "").replace(AFTER_LONG_VOWEL, "");
      if (bare.length > tables.least + 1) bare = bare.replace(FINAL_N, "");
      const least = startsWithVowel(bare) ? tables.least : tables.least + 1;
      return bare.length > least ? bare.replace(MISSING_VOWEL, "$1") : bare;
    }

    function english(word) {
      return word.replace(/’/g, "'").replace(/'s?$/, "").replace(/(?<=[a-z]{2})ies$/, "y")
        .replace(/(?<=[a-z]{2})(?:(?<=[sxz])es|(?<=[cs]h)es|(?<![sui])s)$/, "");
    }

    function stem(word) {
      if (!known.has(word)) {
        known.set(word, /[а-яё]/.test(word) ? mongolian(word) : /^[\x00-\x7f]/.test(word) ? english(word) : word);
      }
      return known.get(word);
    }

    const words = (folded) => folded.replace(SUFFIX, " ").match(WORD) || [];
    return { stem, words };
  }

  function pairs(run) {
    return run.length < 2 ? [run] : Array.from({ length: run.length - 1 }, (_x, n) => run.slice(n, n + 2));
  }

  // What is asked for: stems and pairs, and runs of Japanese that must stand whole.
  function asked(query, stems) {
    const folded = fold(query);
    const runs = folded.match(CJK) || [];
    const words = stems.words(folded.replace(CJK, " ")).map(stems.stem);
    return { words: [...new Set(words)], runs: [...new Set(runs)] };
  }

  function search(data, stems, query) {
    const wish = asked(query, stems);
    const parts = [...wish.words.map((word) => hits(data, [word])), ...wish.runs.map((run) => hitsOfRun(data, run))];
    const scores = new Map();
    for (const found of parts) {
      const weight = Math.log(1 + data.documents.length / (found.size || 1));
      for (const [number, count] of found) {
        const now = scores.get(number) || { score: 0, parts: 0 };
        scores.set(number, { score: now.score + weight * (count / (count + 2)), parts: now.parts + 1 });
      }
    }
    const all = [...scores].filter(([, one]) => one.parts === parts.length);
    const some = !all.length && parts.length > 1;
    const rows = (some ? [...scores] : all)
      .sort(([a, one], [b, other]) => other.parts - one.parts || other.score - one.score || a - b);
    return { wish, some, numbers: rows.map(([number]) => number) };
  }

  // Documents in which all of the tokens stand, with how often the rarest of them does.
  function hits(data, tokens) {
    let found = null;
    for (const token of tokens) {
      const here = new Map();
      const list = Object.hasOwn(data.words, token) ? data.words[token] : [];
      for (let n = 0; n < list.length; n += 2) {
        if (!found || found.has(list[n])) here.set(list[n], Math.min(list[n + 1], found ? found.get(list[n]) : Infinity));
      }
      found = here;
    }
    return found || new Map();
  }

  function hitsOfRun(data, run) {
    if (run.length === 1) {
      return new Map(data.documents.flatMap((one, number) => (fold(one[1] + one[3]).includes(run) ? [[number, 1]] : [])));
    }
    const found = hits(data, pairs(run));
    for (const number of found.keys()) {
      if (run.length > 2 && !fold(data.documents[number].slice(1).join(" ")).includes(run)) found.delete(number);
    }
    return found;
  }

  // Where in a text the words stand that were asked for: [from, to] in its own letters.
  function places(text, wish, stems) {
    const found = [];
    const letters = [...text].map((letter) => [letter, fold(letter)]);
    for (const match of text.matchAll(/[\p{L}\p{M}\p{Nd}'’]+/gu)) {
      const folded = fold(match[0]).replace(CJK, " ");
      if (stems.words(folded).some((word) => wish.words.includes(stems.stem(word)))) {
        for (const piece of match[0].matchAll(/[^\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff]+/g)) {
          if (stems.words(fold(piece[0])).some((word) => wish.words.includes(stems.stem(word)))) {
            found.push([match.index + piece.index, match.index + piece.index + piece[0].length]);
          }
        }
      }
    }
    if (wish.runs.length) {
      let flat = "";
      const origin = [];
      let place = 0;
      for (const [letter, folded] of letters) {
        for (let n = 0; n < folded.length; n += 1) origin.push(place);
        flat += folded;
        place += letter.length;
      }
      origin.push(place);
      for (const run of wish.runs) {
        for (let at = flat.indexOf(run); at >= 0; at = flat.indexOf(run, at + run.length)) {
          found.push([origin[at], origin[at + run.length]]);
        }
      }
    }
    return found.sort((a, b) => a[0] - b[0]);
  }

  function marked(target, text, wish, stems, around) {
    let spots = places(text, wish, stems);
    let from = 0;
    let to = text.length;
    if (around) {
      const first = spots.length ? spots[0][0] : 0;
      from = Math.max(0, first - around / 3);
      if (from) from = Math.max(0, text.lastIndexOf(" ", first - around / 6) + 1, first - around / 2);
      from = Math.floor(from);
      to = Math.min(text.length, from + around);
    }
    spots = spots.filter(([a, b]) => a >= from && b <= to);
    let place = from;
    if (from) target.append("… ");
    for (const [a, b] of spots) {
      if (a < place) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(a, b);
      target.append(text.slice(place, a), mark);
      place = b;
    }
    target.append(text.slice(place, to), to < text.length ? " …" : "");
  }

  root.tsuzuriWords = { fold, stemmer, search, places };
  if (typeof document === "undefined") return;

  const box = document.querySelector(".kept-search");
  if (!box) return;
  const form = box.querySelector("form");
  const field = box.querySelector("input");
  const status = box.querySelector("[role='status']");
  const list = box.querySelector(".found");
  const more = box.querySelector("button[type='button']");
  const data = root.tsuzuriSearch;
  const home = new URL("..", document.currentScript.src.replace(/static\/output\/[^/]*$/, "static/")).href;
  box.hidden = false;
  if (!data) {
    status.textContent = box.dataset.failed;
    form.hidden = true;
    return;
  }
  const stems = stemmer(data.tables);
  let result = null;

  function row(number) {
    const [address, title, place, text] = data.documents[number];
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = home + address.split("/").map((part) => encodeURIComponent(part).replace("%23", "#")).join("/");
    marked(link, title, result.wish, stems, 0);
    const where = document.createElement("p");
    where.className = "kicker";
    where.textContent = place;
    const snippet = document.createElement("p");
    marked(snippet, text, result.wish, stems, data.language === "ja" ? 110 : 220);
    item.append(link, where, snippet);
    return item;
  }

  function showMore() {
    const shown = list.children.length;
    list.append(...result.numbers.slice(shown, shown + PART).map(row));
    more.hidden = list.children.length >= result.numbers.length;
    return list.children[shown];
  }

  function ask(query) {
    list.replaceChildren();
    more.hidden = true;
    status.textContent = "";
    if (!query.trim()) return;
    result = search(data, stems, query);
    const number = result.numbers.length;
    const words = number === 0 ? box.dataset.none.replace("{words}", () => query.trim())
      : number === 1 ? box.dataset.one : box.dataset.many.replace("{number}", number);
    status.textContent = result.some ? `${box.dataset.some} ${words}` : words;
    showMore();
  }

  function fromAddress() {
    const wish = new URLSearchParams(window.location.hash.slice(1)).get("q") || "";
    field.value = wish;
    ask(wish);
    // The other languages are asked the same.
    document.querySelectorAll(".languages a").forEach((link) => { link.hash = window.location.hash; });
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    const hash = `#${new URLSearchParams({ q: field.value })}`;
    if (hash === window.location.hash) ask(field.value);
    else window.location.hash = hash;
  });
  more.addEventListener("click", function () {
    showMore().querySelector("a").focus();
  });
  window.addEventListener("hashchange", fromAddress);
  fromAddress();
})(globalThis);
