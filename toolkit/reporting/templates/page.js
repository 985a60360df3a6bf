// Comfort only: everything on the page is there and linked without this script.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Search, filter and sort a table; the switches above it hide rows too, by themselves.
  const values = (row, name) => (row.dataset[name.toLowerCase()] || "").split("|").filter(Boolean);
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const filter = (table, input, selects, told) => {
    const wanted = plain(input.value).split(/\s+/).filter(Boolean);
    const chosen = selects.filter((select) => select.value).map((select) => [select.name, select.value]);
    const rows = all("tbody tr", table);
    for (const row of rows) {
      const text = plain(row.textContent);
      row.hidden = !wanted.every((word) => text.includes(word)) ||
        !chosen.every(([name, value]) => values(row, name).includes(value));
    }
    told.value = wanted.length || chosen.length ? `${rows.filter(showing).length} of ${rows.length} rows` : "";
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
  const value = (row, column) => (row.cells[column].dataset.sort ?? row.cells[column].textContent).trim().toLowerCase();
  const sort = (table, header, column) => {
    const down = header.getAttribute("aria-sort") === "ascending";
    all("th[aria-sort]", table).forEach((other) => other.removeAttribute("aria-sort"));
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    const keyed = all("tbody tr", table).map((row) => [value(row, column), row]);
    keyed.sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }) * (down ? -1 : 1));
    keyed.forEach(([, row]) => table.tBodies[0].append(row));
    name_parties(table);
  };
  const labelled = (text, what, control) => {
    const label = make("label", { textContent: text });
    label.append(make("span", { className: "vh", textContent: ` in ${what}` }), control);
    return label;
  };
  for (const table of all("table[data-table]")) {
    const rows = all("tbody tr", table);
    if (rows.length < 4) continue;
    const tools = make("div", { className: "tools" });
    const input = make("input", { type: "search" });
    const told = make("output");
    const selects = table.dataset.filters.split(" ").map((name) => chooser(name, rows)).filter(Boolean);
    tools.append(labelled("Search", table.dataset.table, input));
    tools.append(...selects.map((select) => labelled(select.name, table.dataset.table, select)), told);
    const folded = make("details", { className: "on-demand" });
    folded.append(make("summary", { textContent: "Search, topic, who reports" }), tools);
    table.before(folded);
    table.classList.add("live");
    for (const control of [input, ...selects]) {
      control.addEventListener("input", () => filter(table, input, selects, told));
    }
    table.parentElement.querySelector(".chips").addEventListener("change", () => filter(table, input, selects, told));
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

  // Rows are marked right or wrong: those that tell a row once more are meant with it.
  const text = document.querySelector(".text[data-sha256]"), tables = { c: "commitments", s: "attributions", e: "commentary" };
  const markable = (text ? all("[data-mark]") : []).map((row) => {
    const { doc: doc_id, sha256 } = text.dataset, words = row.dataset.words ?? row.querySelector(".words-of")?.textContent;
    return [row, row.dataset.mark.split(" ").map((id, n) =>
      ({ doc_id, sha256, table: tables[id[0]], row: id, ...(words && !n ? { words } : {}) }))];
  });
  for (const [row, rows] of markable) {
    const label = row.querySelector(".ref");
    const group = make("span");
    label.after(group);
    decided.dress(row, group, label.textContent, rows);
  }
  if (text) decided.ready(markable.flatMap(([, rows]) => rows.map(decided.keyOf)));

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
