"use strict";
// Comfort only: everything on the page is there and linked without this script.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

  // Filter and sort: rows keep to their group; a group without a row left is hidden with its heading.
  const isHead = (row) => row.classList.contains("group");
  const values = (row, name) => (row.dataset[name.toLowerCase()] || "").split("|").filter(Boolean);
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const texts = new WeakMap();
  const words = (row, heading) => {
    if (!texts.has(row)) {
      texts.set(row, plain(`${heading} ${row.textContent} ${row.dataset.search || ""} ${row.dataset.topic || ""}`));
    }
    return texts.get(row);
  };
  const filter = (table, input, selects, told) => {
    const wanted = plain(input.value).split(/\s+/).filter(Boolean);
    const chosen = selects.filter((select) => select.value).map((select) => [select.name, select.value]);
    let shown = 0, total = 0, party = null;
    for (const body of table.tBodies) {
      const rows = [...body.rows].filter((row) => !isHead(row));
      if (!rows.length) {  // the heading of several groups: there as long as one of them is
        party = body;
        party.hidden = true;
        continue;
      }
      if (body.querySelector(".group:not(.about)")) party = null;
      const heading = body.dataset.group || [...body.querySelectorAll(".group")].map((row) => row.textContent).join(" ");
      let left = 0;
      for (const row of rows) {
        const text = words(row, heading);
        row.hidden = !wanted.every((word) => text.includes(word)) ||
          !chosen.every(([name, value]) => values(row, name).includes(value));
        left += row.hidden ? 0 : 1;
      }
      body.hidden = left === 0;
      if (left && party) party.hidden = false;
      shown += left;
      total += rows.length;
    }
    told.value = wanted.length || chosen.length ? `${shown} of ${total} rows` : "";
    name_parties(table);
    dim(table);
  };
  // A party is named where the row before it, of those that show, is not its own.
  const showing = (row) => !row.hidden && getComputedStyle(row).display !== "none";
  const name_parties = (table) => {
    let before = null;
    for (const row of all("tbody tr:has(.who)", table).filter(showing)) {
      const who = row.querySelector(".who");
      who.classList.toggle("again", who.textContent === before);
      before = who.textContent;
    }
  };
  // What a filter hides in the table is marked faintly in the article.
  const dim = (table) => {
    for (const row of all("tbody tr[id^='row-']", table)) {
      const key = CSS.escape(row.id.slice(4));
      all(`.words [data-rows~="${key}"]`).forEach((mark) => mark.classList.toggle("dim", !showing(row)));
    }
  };
  const chooser = (name, rows) => {
    const found = new Map();
    for (const row of rows) for (const value of values(row, name)) found.set(value, (found.get(value) || 0) + 1);
    if (found.size < 2) return null;
    const select = make("select", { name });
    select.append(make("option", { value: "", textContent: "all" }));
    for (const value of [...found.keys()].sort((a, b) => a.localeCompare(b, "en"))) {
      select.append(make("option", { value, textContent: `${value} (${found.get(value)})` }));
    }
    return select;
  };
  const value = (row, column) => {
    const cell = row.cells[column];
    const text = (cell.dataset.sort ?? cell.textContent).trim();
    const number = parseFloat(text.replace(/[^\d.-]/g, ""));
    return cell.classList.contains("num") ? [Number.isNaN(number) ? -1 : number, ""] : [0, text.toLowerCase()];
  };
  const sort = (table, header, column) => {
    const down = header.getAttribute("aria-sort") === "ascending";
    all("th[aria-sort]", table).forEach((other) => other.removeAttribute("aria-sort"));
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    for (const body of table.tBodies) {
      const rows = [...body.rows].filter((row) => !isHead(row));
      const keyed = rows.map((row) => [value(row, column), row]);
      keyed.sort(([[a, s]], [[b, t]]) => (a - b || s.localeCompare(t, "en")) * (down ? -1 : 1));
      keyed.forEach(([, row]) => body.append(row));
    }
    name_parties(table);
  };
  const labelled = (text, what, control) => {
    const label = make("label", { textContent: text });
    label.append(make("span", { className: "vh", textContent: ` in ${what}` }), control);
    return label;
  };
  for (const table of all("table[data-table]")) {
    const rows = all("tbody tr:not(.group)", table);
    if (rows.length < 4) continue;
    const tools = make("div", { className: "tools" });
    const input = make("input", { type: "search" });
    const told = make("output");
    const selects = (table.dataset.filters || "").split(" ").filter(Boolean).map((name) => chooser(name, rows)).filter(Boolean);
    tools.append(labelled("Search", table.dataset.table, input));
    tools.append(...selects.map((select) => labelled(select.name, table.dataset.table, select)));
    for (const control of [input, ...selects]) {
      control.addEventListener("input", () => filter(table, input, selects, told));
    }
    tools.append(told);
    table.before(tools);
    const chips = table.parentElement.querySelector(".chips");
    if (chips) {
      const folded = make("details", { className: "on-demand" });
      folded.append(make("summary", { textContent: "Search, topic, who reports" }), tools);
      table.before(folded);
      table.classList.add("live");
      chips.addEventListener("change", () => { name_parties(table); dim(table); });
    }
    all("thead th", table).forEach((header, column) => {
      if (!header.textContent.trim() || header.querySelector(".vh")) return;
      const button = make("button", { type: "button", className: "sort" });
      button.append(...header.childNodes);
      button.addEventListener("click", () => sort(table, header, column));
      header.append(button);
    });
  }

  // What scrolls sideways can be scrolled by keyboard.
  for (const output of all(".output")) {
    if (output.scrollWidth <= output.clientWidth) continue;
    output.tabIndex = 0;
    output.setAttribute("role", "group");
    output.setAttribute("aria-label", "Wide content, scrolls sideways");
  }

  // A row and its words in the article light up together; a click on words leads to their row.
  const related = (element) => {
    const keys = (element.dataset.rows || element.id.replace(/^row-/, "")).split(" ");
    return keys.flatMap((key) => all(`[data-rows~="${CSS.escape(key)}"]:not(a), #row-${CSS.escape(key)}`));
  };
  const light = (event, on) => {
    const element = event.target.closest("[data-rows], [id^='row-']");
    if (element) related(element).forEach((other) => other.classList.toggle("lit", on));
  };
  const main = document.querySelector("main");
  for (const [start, stop] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    main.addEventListener(start, (event) => light(event, true));
    main.addEventListener(stop, (event) => light(event, false));
  }
  main.addEventListener("click", (event) => {
    const mark = event.target.closest(".words span[data-rows]");
    if (!mark || event.target.closest("a") || String(getSelection())) return;
    const row = document.getElementById("row-" + mark.dataset.rows);
    if (row) location.hash = row.id;
  });

  // A citation for a row, to be pasted elsewhere: its words, whose they are, and where they stand.
  const source = document.querySelector("[data-cited]");
  for (const place of source ? all(".cite") : []) {
    const row = place.closest("[data-at]");
    const button = make("button", { type: "button", className: "copy", textContent: "cite" });
    button.setAttribute("aria-label", `Copy a citation of ${row.querySelector("a.ref").textContent}`);
    button.addEventListener("click", async () => {
      const { cited, doc } = source.dataset, { who, at } = row.dataset;
      const words = row.querySelector(".words-of").textContent;
      const value = `“${words}” (${who}). ${cited}, characters ${at}. [${doc}, ${row.id.slice(4)}]`;
      try {
        await navigator.clipboard.writeText(value);
      } catch {
        const area = make("textarea", { value });
        document.body.append(area);
        area.select();
        document.execCommand("copy");
        area.remove();
      }
      button.textContent = "copied";
      setTimeout(() => { button.textContent = "cite"; }, 1500);
    });
    place.append(button);
  }

  // What a link names is seen: the list that holds it opens, and its layer is switched on.
  const layers = { C: "commitments", S: "statements", E: "commentary" };
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    const kind = target.closest(".words") && (/^[CSE]/.exec(target.title) || [])[0];
    const layer = kind && document.querySelector(`.layer-${layers[kind]}`);
    if (layer) layer.checked = true;
    if (!showing(target)) all(".chip[value='']").forEach((chip) => chip.click());
    target.scrollIntoView({ block: "nearest" });
  };
  addEventListener("hashchange", reveal);
  reveal();
})();
