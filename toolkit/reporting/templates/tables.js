// Long tables: all rows lie in the page once, as data; what is shown is drawn from them. Without this script the first rows stand.
(() => {
  const FIRST = 50;
  const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
  const day = (iso) => iso ? `${+iso.slice(8)} ${MONTHS[iso.slice(5, 7) - 1]} ${iso.slice(0, 4)}` : "";
  const joined = (names) => names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}` : names[0] || "";
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

  // Kinds of cells: what they look like, what a search reads in them, and what they are sorted by.
  const words = (text, className) => make("span", { className, textContent: text });
  const sourced = (place, docs) => {
    const [title, source, , page] = docs[place[0]];
    return page ? make("a", { href: page + place[1], textContent: source || title }) : source || title;
  };
  const statuses = (history, signs) => history.flatMap((names, n) => [
    ...(n ? [" ", words("then", "then"), " "] : []),
    ...names.flatMap((name, m) => [
      ...(m ? [" ", words("or", "then"), " "] : []),
      make("span", { className: `status ${name}` },
        Object.assign(words(signs[name], "sign"), { ariaHidden: "true" }), " ", name),
    ]),
  ]);
  const KINDS = {
    text: { draw: (v) => [v], read: (v) => v },
    brief: { draw: (v) => [v], read: (v) => v },
    quote: { draw: (v) => [v ? make("q", { textContent: v }) : ""], read: (v) => v },
    num: { draw: (v) => [v ? String(v) : ""], read: () => "", sort: (v) => v || 0 },
    date: { draw: (v) => [day(v)], read: (v) => day(v), sort: (v) => v },
    names: {
      draw: ([names, sure]) => [joined(names) || "Party not named", ...(sure ? [] : [" ", words("check", "check")])],
      read: ([names]) => names.join(" "),
    },
    what: {
      draw: ([text, condition, origin]) => [text, ...(origin ? [" ", words(origin, "by-hand")] : []),
        condition ? words(condition, "condition") : ""],
      read: (v) => v.join(" "),
    },
    status: {
      draw: (v, { signs }) => statuses(v, signs), read: (v) => v.join(" "),
      sort: (v, { signs }) => Object.keys(signs).indexOf(v[v.length - 1][0]),
    },
    due: {
      draw: ([text, , note]) => [text, note ? words(note, "small") : ""], read: (v) => v.join(" "), sort: (v) => v[1] || "9999", save: (v) => v[1] || v[0],
    },
    at: {
      draw: (v, { docs }) => [
        ...v.slice(0, 3).flatMap((place, n) => [...(n ? [make("br")] : []), sourced(place, docs)]),
        ...(v.length > 3 ? [make("br"), `+${v.length - 3} more`] : []),
      ],
      read: (v, { docs }) => v.map((place) => docs[place[0]][1]).join(" "),
      save: (v, { docs }) => v.map((place) => docs[place[0]][1] || docs[place[0]][0]).join("; "),
    },
    told: {
      draw: (v, { docs, signs }) => [
        make("span", { className: "head" }, `${day(docs[v.at[0]][2])} `, ...statuses(v.history, signs)), " ",
        make("q", { textContent: v.words }), " ", make("span", { className: "by" }, sourced(v.at, docs)),
      ],
      read: (v, { docs }) => `${v.words} ${docs[v.at[0]].slice(0, 2).join(" ")} ${v.history.join(" ")}`,
      sort: (v, { docs }) => docs[v.at[0]][2],
    },
    link: {
      draw: ([text, page, note]) => [page ? make("a", { href: page, textContent: text }) : text,
        ...(note ? [" ", words(note, "small inline")] : [])],
      read: (v) => `${v[0]} ${v[2] || ""}`,
    },
    strength: { draw: (v) => [v.toFixed(2)], read: (v) => v.toFixed(2), sort: (v) => v },
    tally: {
      draw: (v, { signs }) => v.flatMap(([name, count]) => [make("span", { className: name },
        Object.assign(words(signs[name], ""), { ariaHidden: "true" }), words(` ${name}`, "vh"), ` ${count}`), " "]),
      read: (v) => v.join(" "), sort: (v) => v.reduce((sum, [, count]) => sum + count, 0),
    },
    verdict: { draw: (v) => v[2] ? ["ruled"] : boxes(v), read: () => "", sort: (v) => v[0] },
  };
  const sortKey = (kind, value, table) => KINDS[kind].sort ? KINDS[kind].sort(value, table) : plain(String(KINDS[kind].read(value, table)));
  const values = (table, row, place) => {
    const [, , column] = table.filters[place];
    if (column < 0) return row[1 + table.columns.length + table.own.indexOf(place)];
    const kind = table.columns[column][2], value = row[1 + column];
    return kind === "names" ? value[0] : kind === "status" ? value[value.length - 1] : [String(value)];
  };

  // Verdicts on matches are decisions as marks on rows are.
  const ticked = (box) => decided.get(box.name)?.same === (box.value === "yes");
  const boxes = ([first, second]) => ["yes", "no"].map((value) => {
    const box = make("input", { type: "checkbox", name: `${first},${second}`, value });
    box.checked = ticked(box);
    box.setAttribute("aria-label", value === "yes" ? "They are the same" : "They are two");
    box.addEventListener("change", () =>
      decided.set([[box.name, box.checked ? { action: "match", rows: [first, second], same: value === "yes" } : null]]));
    return make("label", {}, box, ` ${value}`);
  });
  decided.heard(() => document.querySelectorAll(".verdict input").forEach((box) => { box.checked = ticked(box); }));
  const csv = (rows) => rows.map((row) => row.map((cell) => {
    const text = String(cell).replace(/^[=+@\t\r-]/, "'$&");  // no formula when a spreadsheet opens it
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }).join(",")).join("\n") + "\n";

  const tables = [...document.querySelectorAll("[data-paged]")].map((place) => {
    const table = JSON.parse(place.querySelector("script").textContent);
    table.main = table.columns.findIndex(([, , kind]) => ["what", "link", "quote"].includes(kind));
    table.own = table.filters.flatMap(([, , column], n) => column < 0 ? [n] : []);
    return Object.assign(table, {
      place, name: place.dataset.paged, body: place.querySelector("tbody"), more: place.querySelector(".more"),
      query: "", chosen: {}, all: false, order: null, texts: [], tab: place.closest("[data-tab]"),
    });
  });
  if (!tables.length) return;
  const text = (table, n) => table.texts[n] ||= plain(
    table.columns.map(([, , kind], c) => KINDS[kind].read(table.rows[n][1 + c], table)).join(" ") + " " +
    table.filters.flatMap((_, f) => values(table, table.rows[n], f)).join(" "));
  const found = (table) => {
    const wanted = plain(table.query).split(/\s+/).filter(Boolean);
    const chosen = table.filters.map(([key], f) => [f, table.chosen[key]]).filter(([, value]) => value);
    const left = [...table.rows.keys()].filter((n) =>
      chosen.every(([f, value]) => values(table, table.rows[n], f).includes(value)) &&
      (!wanted.length || wanted.every((word) => text(table, n).includes(word))));
    if (!table.order) return left;
    const [column, down] = table.order, kind = table.columns[column][2];
    const keyed = left.map((n) => [sortKey(kind, table.rows[n][1 + column], table), n]);
    keyed.sort(([a, m], [b, n]) => ((a > b) - (a < b)) * (down ? -1 : 1) || m - n);
    return keyed.map(([, n]) => n);
  };
  const marked = (table, n) => (table.marks ? table.rows[n][table.rows[n].length - 1] : []).map(([place, row, words]) => {
    const [doc_id, sha256] = table.articles[place], told = words ?? (table.main < 0 ? "" : [table.rows[n][1 + table.main]].flat()[0]);
    return { doc_id, sha256, table: table.marks, row, ...(told ? { words: told } : {}) };
  });
  const drawn = (table, n) => {
    const [id, ...cells] = table.rows[n];
    const row = make("tr", id ? { id } : {});
    row.setAttribute("role", "row");
    table.columns.forEach(([, title, kind, folded], c) => {
      if (folded) return;
      const head = kind === "what" || kind === "link";
      const cell = make(head ? "th" : "td", { className: kind }, ...KINDS[kind].draw(cells[c], table));
      if (head) cell.scope = "row";
      cell.setAttribute("role", head ? "rowheader" : "cell");
      cell.dataset.label = title;
      if (c === table.main) {
        table.columns.forEach(([, name, other, inside], f) => {
          if (inside && [cells[f]].flat()[0]) cell.append(make("span", { className: "folded" }, make("b", { textContent: name }), " ", ...KINDS[other].draw(cells[f], table)));
        });
      }
      row.append(cell);
    });
    const marks = marked(table, n);
    if (marks.length) {
      const main = row.querySelector("th.what, td.quote") || row.cells[0], label = main.textContent.trim().slice(0, 80);
      decided.dress(row, main.appendChild(make("span")), label, marks);
    }
    return row;
  };
  const show = (table) => {
    const left = found(table), shown = table.all ? left : left.slice(0, FIRST);
    table.hits = left.length;
    table.body.replaceChildren(...shown.map((n) => drawn(table, n)));
    const total = table.rows.length;
    const told = left.length < total ? `${left.length} of ${total} rows` : `${total} row${total === 1 ? "" : "s"}`;
    table.more.replaceChildren(make("output", { textContent: told }));
    table.more.firstChild.dataset.hits = left.length;
    if (left.length > FIRST) {
      const button = make("button", { type: "button", className: "sort", textContent: table.all ? `Show the first ${FIRST}` : `Show all ${left.length}` });
      button.addEventListener("click", () => { table.all = !table.all; show(table); });
      table.more.append(" ", button);
    }
    const save = make("button", { type: "button", className: "sort", textContent: "CSV" });
    save.setAttribute("aria-label", `Save these rows of ${table.name} as CSV`);
    save.addEventListener("click", () => download(`${table.name}.csv`, csv([table.columns.map(([key]) => key),
      ...found(table).map((n) => table.columns.map(([, , kind], c) =>
        kind === "num" ? table.rows[n][1 + c] || 0 : kind === "date" ? table.rows[n][1 + c] : String((KINDS[kind].save || KINDS[kind].read)(table.rows[n][1 + c], table)).trim()))])));
    table.more.append(" ", save);
  };

  // Filters and search live in the page's address: #status=refused&q=patrols
  const unique = (key) => tables.filter((table) => table.filters.some(([name]) => name === key)).length === 1;
  const nameOf = (table, key) => unique(key) ? key : `${table.name}.${key}`;
  const search = document.querySelector("[data-search]");
  const state = () => {
    const told = new URLSearchParams();
    const open = document.querySelector("[role=tab][aria-selected=true]");
    if (open && open !== document.querySelector("[role=tab]")) told.set("tab", open.dataset.opens);
    if (search && tables[0].query) told.set("q", tables[0].query);
    for (const table of tables) {
      if (!search && table.query) told.set(tables.length > 1 ? `${table.name}.q` : "q", table.query);
      for (const [key] of table.filters) if (table.chosen[key]) told.set(nameOf(table, key), table.chosen[key]);
    }
    history.replaceState(null, "", `#${told}`);
  };
  const controls = [];
  const restore = (follow) => {
    const hash = location.hash.slice(1);
    if (!hash.includes("=")) {
      const row = hash && !document.getElementById(hash) && tables.find((table) => table.rows.some(([id]) => id === hash));
      if (row) {
        Object.assign(row, { all: true, query: "", chosen: {} });
        show(row);
        document.getElementById(hash).scrollIntoView();
      }
      return;
    }
    const told = new URLSearchParams(hash);
    let first = tables.find((table) => table.name === told.get("table")) || null;
    for (const table of tables) {
      table.query = told.get(search ? "q" : `${table.name}.q`) || (!search && tables.length === 1 && told.get("q")) || "";
      table.chosen = {};
      for (const [key] of table.filters) {
        const value = told.get(`${table.name}.${key}`) ?? (told.get("table") === table.name || unique(key) ? told.get(key) : null);
        if (value) [table.chosen[key], first] = [value, first || table];
      }
      if (!search && table.query) first ||= table;
      show(table);
    }
    controls.forEach((control) => control());
    tabbed(told.get("tab") || (first && first.tab ? first.tab.dataset.tab : null));
    if (follow && first) {
      for (let box = first.place.parentElement; box; box = box.parentElement) if (box.tagName === "DETAILS") box.open = true;
      (first.place.closest("section") || first.place).scrollIntoView();
    }
  };
  const labelled = (title, what, control) => make("label", { textContent: title }, words(` in ${what}`, "vh"), control);
  for (const table of tables) {
    const tools = make("div", { className: "tools" });
    if (!search && table.rows.length > 5) {
      const input = make("input", { type: "search" });
      input.addEventListener("input", () => { table.query = input.value; show(table); state(); });
      controls.push(() => { input.value = table.query; });
      tools.append(labelled("Search", table.name, input));
    }
    table.filters.forEach(([key, title], f) => {
      const counts = new Map();
      for (const row of table.rows) for (const value of values(table, row, f)) counts.set(value, (counts.get(value) || 0) + 1);
      if (!title || counts.size < 2) return;
      const select = make("select", {}, make("option", { value: "", textContent: "all" }));
      for (const value of [...counts.keys()].sort((a, b) => a.localeCompare(b, "en"))) {
        select.append(make("option", { value, textContent: `${value} (${counts.get(value)})` }));
      }
      select.addEventListener("input", () => { table.chosen[key] = select.value; show(table); state(); });
      controls.push(() => { select.value = table.chosen[key] || ""; });
      tools.append(labelled(title, table.name, select));
    });
    const clear = make("button", { type: "button", className: "sort clear", textContent: "Clear" });
    clear.addEventListener("click", () => {
      Object.assign(table, { query: search ? table.query : "", chosen: {} });
      controls.forEach((control) => control());
      show(table);
      state();
    });
    controls.push(() => { clear.hidden = !table.query && !Object.values(table.chosen).some(Boolean); });
    tools.addEventListener("input", () => controls.forEach((control) => control()));
    clear.hidden = true;
    if (tools.childElementCount) tools.append(clear);
    table.place.prepend(tools);
    if (table.columns.some(([, , kind]) => kind === "verdict")) {
      tools.append(decided.button());
    }
    const heads = [...table.place.querySelectorAll("thead th")];
    table.columns.forEach(([, title, , folded], column) => {
      const header = folded ? null : heads.shift();
      const button = make("button", { type: "button", className: "sort" }, ...(folded ? [`Sort by “${title}”`] : header.childNodes));
      button.addEventListener("click", () => {
        const down = table.order && table.order[0] === column ? !table.order[1] : false;
        table.order = [column, down];
        for (const other of table.place.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
        if (header) header.setAttribute("aria-sort", down ? "descending" : "ascending");
        show(table);
      });
      (header || tools).append(button);
    });
    show(table);
  }

  // One search over all tables of a page, with the hits of each in its tab.
  const sections = [...document.querySelectorAll("[data-tab]")];
  const tabs = sections.map((section) => {
    const button = make("button", { type: "button", textContent: section.dataset.title });
    button.dataset.opens = section.dataset.tab;
    button.id = `tab-${section.dataset.tab}`;
    button.setAttribute("role", "tab");
    button.setAttribute("aria-controls", section.id);
    section.setAttribute("role", "tabpanel");
    section.setAttribute("aria-labelledby", button.id);
    section.querySelector("h2").className = "vh";
    button.addEventListener("click", () => { tabbed(section.dataset.tab); state(); });
    return button;
  });
  const tabbed = (name) => {
    if (!tabs.length) return;
    const open = sections.some((section) => section.dataset.tab === name) ? name : sections[0].dataset.tab;
    sections.forEach((section, n) => {
      section.hidden = section.dataset.tab !== open;
      tabs[n].setAttribute("aria-selected", String(!section.hidden));
      tabs[n].tabIndex = section.hidden ? -1 : 0;
      const table = tables.find((other) => other.tab === section);
      tabs[n].textContent = `${section.dataset.title} ${table ? table.hits : 0}`;
    });
  };
  if (tabs.length) {
    const bar = make("div", { className: "tabs" }, ...tabs);
    bar.setAttribute("role", "tablist");
    bar.setAttribute("aria-label", "What is listed");
    bar.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
      next.focus();
      next.click();
    });
    sections[0].before(bar);
    tabbed(null);
  }
  if (search) {
    const input = make("input", { type: "search" }), nothing = make("output", { className: "nothing" });
    const told = () => {
      const hits = tables.reduce((sum, table) => sum + table.hits, 0);
      nothing.textContent = input.value.trim() && !hits ? `Nothing found for “${input.value.trim()}”` : "";
    };
    input.addEventListener("input", () => {
      tables.forEach((table) => { table.query = input.value; show(table); });
      const open = tables.find((table) => table.tab && !table.tab.hidden);
      const best = open && open.hits ? open : tables.find((table) => table.hits) || open;
      tabbed(best && best.tab ? best.tab.dataset.tab : null);
      told();
      state();
    });
    controls.push(() => { input.value = tables[0].query; told(); });
    search.append(labelled("Search", search.dataset.search, input), nothing);
  }
  addEventListener("hashchange", () => restore(true));
  restore(true);
  decided.ready(tables.flatMap((table) => [
    ...[...table.rows.keys()].flatMap((n) => marked(table, n).map(decided.keyOf)),
    ...table.columns.flatMap(([, , kind], c) => kind === "verdict" ? table.rows.map((row) => row[1 + c].slice(0, 2).join(",")) : []),
  ]));
})();
