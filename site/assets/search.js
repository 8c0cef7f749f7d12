"use strict";
(() => {
  const RUN = "[ー\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}]";
  const WORD = RegExp(`${RUN}+|(?:(?!${RUN})[\\p{L}\\p{M}\\p{N}])+`, "gu"), IS_RUN = RegExp("^" + RUN, "u");
  const PLAIN = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ" };
  const GREEK = ("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi " +
    "rho sigma sigma tau upsilon phi chi psi omega").split(" ");
  const tokens = (text) => text.match(WORD) || [];
  const strip = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC");
  const fold = (text) => strip(text).toLowerCase().replace(/[ßæœøłđðþıς]/g, (letter) => PLAIN[letter])
    .replace(/(^|[^α-ω])([α-ω])(?![α-ω])/g, (_, left, letter) => `${left} ${GREEK[letter.charCodeAt(0) - 945]} `)
    .replace(/^var(?=theta|phi|eps|rho|sig|pi)/, "");
  const cut = (token) => {
    if (!IS_RUN.test(token)) return tokens(fold(token));
    const all = [...token];
    return all.map((one, i) => fold(one + (all[i + 1] || "")));
  };
  const parts = (token) => strip(token).replace(/[\p{Ll}\p{N}](?=\p{Lu})|\p{Lu}(?=\p{Lu}\p{Ll})/gu, "$& ")
    .split(" ").filter((part) => part.length > 2).map(fold);
  const asked = (text) => tokens(text).flatMap((token) => {
    const words = cut(token);
    return IS_RUN.test(token) && words[1] ? words.slice(0, -1) : words;
  });
  const key = (text) => asked(text).join("");

  const edits = (query, word, most, i = 0, j = 0) => {
    while (i < query.length && query[i] === word[j]) i++, j++;
    if (i === query.length) return 0;
    if (!most--) return 9;
    return 1 + Math.min(
      edits(query, word, most, i + 1, j + 1), edits(query, word, most, i, j + 1), edits(query, word, most, i + 1, j),
      query[i] === word[j + 1] && query[i + 1] === word[j] ? edits(query, word, most, i + 2, j + 2) : 9);
  };

  const STRENGTH = [0, 0.05, 0.7, 1]; // no, a slip, the beginning, the word
  const KIND = [5, 4, 1, 1, 1, 1, 3];

  const engine = (entries) => {
    const numbers = new Map(), vocabulary = [], uses = [], known = new Map();
    const stream = [], starts = [0], keys = [], names = [];
    const learn = (token) => {
      const found = [...new Set([...cut(token), ...IS_RUN.test(token) ? [] : parts(token)])].map((word) => {
        if (!numbers.has(word)) numbers.set(word, vocabulary.push(word) - 1), uses.push(0);
        return numbers.get(word);
      });
      known.set(token, found);
      return found;
    };
    const step = (time) => {
      const end = performance.now() + time;
      let e;
      while ((e = keys.length) < entries.length && performance.now() < end) {
        const entry = entries[e], [kind, title] = entry;
        if (entry[2] === 0) entry[2] = entries[e - 1][2];
        for (const field of [1, 4, 2]) {
          for (const token of tokens(entry[field])) {
            for (const number of known.get(token) || learn(token)) stream.push(number), uses[number]++;
          }
          starts.push(stream.length);
        }
        keys.push(key(title));
        names.push(kind === 6 ? key(title.split("(")[0].split(".").pop()) : "");
      }
      return e === entries.length;
    };
    const find = (text) => {
      const words = [...new Set(asked(text))].slice(0, 16), whole = key(text), count = words.length;
      const wanted = new Uint16Array(vocabulary.length);
      const strengths = words.map((word, k) => {
        const strength = new Uint8Array(vocabulary.length);
        const most = word.length < 4 || /\p{N}/u.test(word) ? 0 : word.length < 8 ? 1 : 2;
        let total = 0;
        for (let slips = 0; slips <= most && (total < 3 || slips < 2 && most > 1); slips++) {
          vocabulary.forEach((other, number) => {
            if (strength[number] || (slips ? slips > 1 && word[0] !== other[0] || edits(word, other, slips) > slips : !other.startsWith(word))) return;
            strength[number] = slips ? 1 : other === word ? 3 : 2;
            wanted[number] |= 1 << k;
            total += uses[number];
          });
        }
        return strength;
      });
      const results = [], [best, gap, last] = [0, 0, 0].map(() => new Float64Array(count));
      for (let e = 0; count && e < keys.length; e++) {
        const kind = entries[e][0];
        let hits = 0, inside, seen = 0;
        for (let p = starts[3 * e]; p < starts[3 * e + 3]; p++) seen |= wanted[stream[p]];
        if (seen + 1 >> count === 0) continue;
        best.fill(0), gap.fill(1e9), last.fill(1e9);
        for (let field = 0; field < 3; field++) {
          const weight = [60, kind > 1 && kind < 6 ? 20 : 6, 2][field], end = starts[3 * e + field + 1];
          for (let p = starts[3 * e + field]; p < end; p++) {
            const mask = wanted[stream[p]];
            if (!mask) continue;
            hits++;
            inside ||= field < 2;
            for (let k = 0; mask >> k; k++) {
              if (!(mask >> k & 1)) continue;
              best[k] = Math.max(best[k], weight * STRENGTH[strengths[k][stream[p]]]);
              gap[k] = Math.min(gap[k], Math.abs(p - last[k - 1]) || 1);
              gap[k + 1] = Math.min(gap[k + 1], Math.abs(p - last[k + 1]) + 1);
              last[k] = p;
            }
          }
        }
        if (!inside) continue;
        let score = KIND[kind] - keys[e].length / 100;
        if (keys[e] === whole || names[e] === whole) score += 1000;
        else if (kind < 6 && keys[e].startsWith(whole)) score += 500;
        else {
          score += Math.min(hits, 10) / 5 + (names[e].startsWith(whole) ? 20 : 0);
          for (let k = 0; k < count; k++) score += best[k] / count + (k && 6 / gap[k] / (count - 1));
        }
        results.push([score, e]);
      }
      results.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
      const marks = (shown) => {
        const spans = [];
        for (const { 0: token, index } of shown.matchAll(WORD)) {
          const run = IS_RUN.test(token);
          let from = index;
          for (const found of run ? cut(token).map((word) => [numbers.get(word)]) : [known.get(token) || []]) {
            const mask = found.reduce((sum, number) => sum | wanted[number], 0), before = spans[spans.length - 1];
            const end = from + (run ? words.find((_, k) => mask >> k & 1)?.length : token.length);
            if (mask && before?.[1] >= from) before[1] = end, before[2] |= mask;
            else if (mask) spans.push([from, end, mask]);
            from += shown.codePointAt(from) > 65535 ? 2 : 1;
          }
        }
        return spans;
      };
      return { found: results.map(([, e]) => entries[e]), marks };
    };
    return { step, find };
  };

  const excerpt = (text, spans) => {
    let from = 0, most = 0;
    spans.forEach(([start], i) => {
      let mask = 0, count = 0;
      for (; spans[i]?.[1] < start + 110; i++) mask |= spans[i][2];
      for (; mask; mask &= mask - 1) count++;
      if (count > most) most = count, from = start;
    });
    const near = Math.min(from - 40, text.length - 150), left = text.indexOf(" ", near) + 1;
    from = near < 35 ? 0 : left && left < from ? left : near;
    const end = from + 150, right = text.lastIndexOf(" ", end);
    return [from, text.length <= end ? text.length : right > end - 50 ? right : end];
  };

  window.ropewalkEngine = { engine, asked };
  const own = document.currentScript, button = document.querySelector(".search-open");
  if (!button) return;

  const KINDS = ["Chapter", "Section", "Claim", "Table", "Figure", "Equation", "Symbol"];
  const root = new URL("..", own.src), SHOWN = 24;
  let dialog, input, list, status, index, slashes, rest;
  const make = (tag, attributes, ...children) => {
    const made = document.createElement(tag);
    for (const name in attributes) made.setAttribute(name, attributes[name]);
    made.append(...children);
    return made;
  };
  const setSlashes = (on) => {
    slashes = on;
    button.querySelector("kbd").hidden = !on;
  };

  const marked = (tag, name, text, spans, from, to) => {
    const made = make(tag, { class: name }, from ? "… " : "");
    for (const [start, end] of spans) {
      if (start < from || end > to) continue;
      made.append(text.slice(from, start), make("mark", {}, text.slice(start, end)));
      from = end;
    }
    made.append(text.slice(from, to), to < text.length ? " …" : "");
    return made;
  };
  const result = ([kind, title, place, address, text], marks) => {
    const spans = marks(text), kindly = title.startsWith(KINDS[kind]) ? "" : KINDS[kind] + (place && " · ");
    return make("li", {}, make("a", { href: root + address },
      marked(kind === 6 ? "code" : "span", "title", title, marks(title), 0, title.length), " ",
      make("span", { class: "place" }, kindly + place), " ", marked("span", "excerpt", text, spans, ...excerpt(text, spans))));
  };
  const show = () => {
    if (!index) return;
    const text = input.value.trim(), { found, marks } = index.find(text), count = found.length;
    const rows = (from, to) => found.slice(from, to).map((entry) => result(entry, marks));
    clearTimeout(rest);
    list.replaceChildren(...rows(0, 6)); // what is seen comes first
    rest = setTimeout(() => list.append(...rows(6, SHOWN)));
    list.scrollTop = 0;
    status.textContent = count ? `Results: ${count > SHOWN ? SHOWN + " of " : ""}${count}`
      : text ? `Nothing found for “${text}”` : "Chapters, sections, claims, figures, symbols";
  };
  const load = () => {
    const script = make("script", { src: new URL("search-index.js", own.src) });
    status.textContent = "Loading …";
    script.onload = () => {
      const data = window.ropewalkSearch;
      list.lang = data.language;
      index = engine(data.entries);
      const work = () => { // in slices: the box stays awake
        const done = index.step(12);
        if (done && !list.matches(":focus-within") || !list.firstChild) show();
        if (!done) setTimeout(work);
      };
      work();
    };
    script.onerror = () => { status.textContent = "The search data could not be loaded."; };
    document.head.append(script);
  };
  const press = (event) => {
    const stops = [input, ...list.querySelectorAll("a")], at = stops.indexOf(document.activeElement), { key } = event;
    if (at < 0 || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = { ArrowDown: stops[at + 1], ArrowUp: stops.at(at - 1), ...at && { Home: stops[1], End: stops.at(-1) } }[key];
    if (to) {
      event.preventDefault();
      to.focus();
    } else if (at && (key.length < 2 || key === "Backspace")) input.focus();
    else if (!at && key === "Enter") stops[1]?.click();
  };
  const build = () => {
    input = make("input", { "aria-label": "Search the book", placeholder: "Search the book", autocomplete: "off", spellcheck: "false" });
    list = make("ul", { "aria-label": "Results", role: "list" });
    status = make("p", { role: "status" });
    const close = make("button", {}, "Close"), box = make("input", { type: "checkbox" });
    dialog = make("dialog", { class: "search-box", "aria-label": "Search" }, make("div", { class: "ask" }, input, close), status, list,
      make("div", { class: "keys" }, make("label", {}, box, "Open with the / key"), make("span", {}, "↑ ↓ choose, Enter opens, Esc closes")));
    box.checked = slashes;
    box.onchange = () => {
      setSlashes(box.checked);
      try { localStorage.setItem("ropewalk-slash", slashes ? "on" : "off"); } catch {}
    };
    input.oninput = show;
    close.onclick = () => dialog.close();
    dialog.onclick = ({ target, ctrlKey, metaKey, shiftKey }) => {
      if (target === dialog || target.closest("a") && !ctrlKey && !metaKey && !shiftKey) dialog.close();
    };
    dialog.onkeydown = press;
    document.body.append(dialog);
    load();
  };
  const open = () => {
    if (!dialog) build();
    if (!dialog.open) dialog.showModal();
    input.focus();
    input.select();
  };
  setSlashes(true);
  try { setSlashes(localStorage.getItem("ropewalk-slash") !== "off"); } catch {} // files may have none
  button.hidden = false;
  button.onclick = () => {
    button.focus(); // Safari does not
    open();
  };
  document.addEventListener("keydown", (event) => {
    const { target, key } = event, held = event.ctrlKey || event.metaKey;
    if (event.defaultPrevented || event.isComposing || event.altKey || !(held ? key === "k" : key === "/" && slashes)) return;
    const typing = target.closest("input:not([type=range],[type=checkbox],[type=radio]),textarea,select,[contenteditable]");
    if (dialog?.open ? typing && !held : typing && typing !== input || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    open();
  });
})();
