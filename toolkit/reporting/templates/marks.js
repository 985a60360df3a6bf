"use strict";
// What a reader decides on rows and matches: kept in the page, and over a reload where the browser has a store, until it is saved.
const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
};
const download = (name, text, type = "text/csv") => {
  const link = make("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
};
const decided = (() => {
  const FILE = "corrections.jsonl", PLACE = `readout:${location.pathname}`, WHO = "readout:who";
  const VERDICTS = { accept: ["✓", "right"], reject: ["✗", "wrong"] };
  const made = new Map(), before = [], hearers = [], dressed = new Map();
  let who = "", bar = null;
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE)) || { made: [] };
    who = localStorage.getItem(WHO) || "";
    // what was saved is in the file by now, if the page was made again
    for (const [key, decision] of kept.made) if (!decision.saved || kept.page === document.lastModified) made.set(key, decision);
  } catch { /* no store: marks last as long as the page is open */ }
  const store = () => {
    try {
      localStorage.setItem(PLACE, JSON.stringify({ page: document.lastModified, made: [...made] }));
      localStorage.setItem(WHO, who);
    } catch { /* as above */ }
  };
  const put = (key, decision) => { if (decision) made.set(key, decision); else made.delete(key); };
  const changed = () => {
    store();
    hearers.forEach((hear) => hear());
  };
  const get = (key) => made.get(key);
  const set = (changes) => {
    before.push(changes.map(([key]) => [key, made.get(key)]));
    for (const [key, decision] of changes) put(key, decision && { ...decision, when: new Date().toISOString() });
    changed();
  };
  const undo = () => {
    for (const [key, decision] of before.pop() || []) put(key, decision);
    changed();
  };
  const save = () => {
    const line = ({ saved, action, when, ...rest }) => JSON.stringify({ action, ...(who ? { who } : {}), when, ...rest }) + "\n";
    download(FILE, [...made.values()].map(line).join(""), "application/x-ndjson");
    for (const decision of made.values()) decision.saved = true;
    changed();
  };
  const button = () => {
    const made_button = make("button", { type: "button", className: "sort corrections" });
    const told = () => Object.assign(made_button, { textContent: `Save ${FILE} (${made.size})`, disabled: !made.size });
    made_button.addEventListener("click", save);
    hearers.push(told);
    told();
    return made_button;
  };

  // Rows: while they are marked two buttons, else what was decided.
  const marking = () => document.body.classList.contains("is-marking");
  const keyOf = ({ doc_id, row }) => `${doc_id}\n${row}`;
  const verdictOf = (rows) => {
    const found = new Set(rows.map((row) => get(keyOf(row))?.action));
    return found.size === 1 ? [...found][0] : undefined;
  };
  const show = (element) => {
    const { rows, group, label } = dressed.get(element), verdict = verdictOf(rows);
    for (const [action, [, word]] of Object.entries(VERDICTS)) element.classList.toggle(`marked-${word}`, verdict === action);
    if (marking() && !group.querySelector("button")) {
      group.replaceChildren(...Object.entries(VERDICTS).map(([action, [sign, word]]) => {
        const choose = make("button", { type: "button", className: `as-${word}`, textContent: `${sign} ${word}`, value: action });
        choose.setAttribute("aria-label", `${word}: ${label}`);
        choose.addEventListener("click", () =>
          set(rows.map((row) => [keyOf(row), verdictOf(rows) === action ? null : { action, ...row }])));
        return choose;
      }));
    } else if (!marking()) group.replaceChildren(verdict ? make("span", { className: "marked", textContent: VERDICTS[verdict].join(" ") }) : "");
    for (const choose of group.querySelectorAll("button")) choose.setAttribute("aria-pressed", String(choose.value === verdict));
  };
  const dress = (element, group, label, rows) => {
    group.className = "mark-as";
    dressed.set(element, { rows, group, label });
    show(element);
  };
  hearers.push(() => {
    for (const element of dressed.keys()) if (element.isConnected) show(element); else dressed.delete(element);
  });

  // The switch in the head of the page, and the bar at its foot, which is there while rows are marked.
  const ready = (keys) => {
    const there = new Set(keys);
    for (const key of [...made.keys()]) if (!there.has(key)) made.delete(key);  // what was rejected is gone from the page
    const files = document.querySelector(".files ul");
    if (!there.size || !files || bar) return;
    const count = make("output"), back = make("button", { type: "button", className: "sort", textContent: "Undo" });
    const name = make("input", { value: who, autocomplete: "name" }), close = make("button", { type: "button", className: "sort", textContent: "Done" });
    const mark = make("button", { type: "button", className: "sort marking", textContent: "Mark rows right or wrong" });
    const saver = button();
    bar = make("div", { className: "decisions" }, count, back, make("label", {}, "Your name ", name), saver, close,
      make("span", { className: "small inline", textContent: `Put the file into the folder of the articles, or add its lines to the ${FILE} there: the next run carries them out.` }));
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", "Your decisions");
    const told = () => {
      const on = marking();
      count.textContent = `${made.size} decided`;
      back.disabled = !before.length;
      bar.hidden = !on && !made.size;
      mark.setAttribute("aria-pressed", String(on));
      close.hidden = !on;
    };
    const turn = () => { document.body.classList.toggle("is-marking"); hearers.forEach((hear) => hear()); };
    back.addEventListener("click", undo);
    name.addEventListener("input", () => { who = name.value.trim(); store(); });
    for (const toggle of [mark, close]) toggle.addEventListener("click", turn);
    files.append(make("li", {}, mark));
    document.querySelector("main").after(bar);
    hearers.push(told);
    told();
  };
  return { get, set, dress, button, ready, keyOf, heard: (hear) => hearers.push(hear) };
})();
