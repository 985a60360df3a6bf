// The working desk: rows on the left, the article of the chosen one beside it. Words of articles become text nodes, never HTML.
const FIRST = 200;
const make = (tag, properties = {}, ...children) => {
  const { role, aria = {}, data = {}, ...plain } = properties;
  const element = Object.assign(document.createElement(tag), plain);
  if (role) element.setAttribute("role", role);
  for (const [name, value] of Object.entries(aria)) element.setAttribute(`aria-${name}`, value);
  Object.assign(element.dataset, data);
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
};
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
const told = (value) => Array.isArray(value) ? value.join(", ") : value || "";
const numbered = (count, one) => `${count} ${one}${count === 1 ? "" : "s"}`;
const HELP = "Keys, while the desk has the focus: j or ↓ next, k or ↑ back, a accept, r reject, e correct, u undo, / search, Esc back to the list.";
const KINDS = {  // what a span of each role looks like; those of reports
  action: "cm", content: "st st-direct", stance: "stance", trigger: "trg", party: "party", deadline: "when", condition: "cond",
  source: "src", cue: "cue", addressee: "party", target: "target", affiliation: "party", hedge: "hedge",
};
const HEADS = ["action", "content", "stance"];
const STANDS = { "": "all", open: "not yet decided", accepted: "accepted", corrected: "corrected", added: "added", rejected: "rejected" };
const COLUMNS = [["who", "Who"], ["status", "How"], ["what", "What"], ["due", "By"], ["source", "Source"], ["published", "Date"]];

const standOf = (row) => row.rejected ? "rejected" : row.origin === "model" ? "open" : row.origin;
let desks = 0;

class View {
  constructor(model, el) {
    this.model = model;
    this.table = Object.keys(this.held.tables).find((name) => this.all(name).length) || "commitments";
    this.chosen = {};
    this.order = null;
    this.whole = false;
    this.id = `desk-${++desks}`;
    this.root = make("div", { className: "readout desk tex2jax_ignore mathjax_ignore", role: "group", aria: { label: "Working desk" }, data: { lmSuppressShortcuts: "true" } });
    this.tools = make("div", { className: "desk-tools" });
    this.body = make("tbody");
    this.head = make("tr");
    this.count = make("p", { className: "desk-count" });
    this.list = make("div", { className: "desk-list", tabIndex: 0, role: "region", aria: { label: "Rows" } },
      make("table", { className: "desk-rows" }, make("thead", {}, this.head), this.body), this.count);
    this.beside = make("section", { className: "desk-beside", aria: { label: "The chosen row and its article" } });
    this.said = make("p", { className: "desk-said", role: "status" });
    this.log = make("p", { className: "desk-log" });
    this.root.append(this.tabs(), this.tools, make("p", { className: "desk-help", textContent: HELP }), this.said,
      make("div", { className: "desk-parts" }, this.list, this.beside), this.log);
    this.root.addEventListener("keydown", (event) => this.pressed(event));
    this.hear = (message) => this.heard(message);
    model.on("msg:custom", this.hear);
    this.build();
    el.append(this.root);
  }

  get held() { return this.model.get("held"); }

  get about() { return this.held.tables[this.table]; }

  all(name = this.table) {
    return this.held.articles.flatMap((article) => article.rows.filter((row) => row.table === name).map((row) => ({ article, row })));
  }

  // What a row says in a column of the list, and what it can be chosen by.
  cell({ article, row }, column) {
    const { about } = this;
    if (column === "source") return article.source || article.title;
    if (column === "published") return article.published;
    if (column === "due") return row.due || told(row.values.deadline);
    return told(row.values[about[column]]);
  }

  names({ row }) { return this.about.fields.filter((field) => field.kind === "names").flatMap((field) => row.values[field.name]); }

  values(item, key) {
    const { row, article } = item;
    return {
      actor: () => this.names(item), country: () => row.countries, status: () => [row.values[this.about.status]],
      speaker: () => row.values[this.about.speaker], source: () => [article.source || article.title], stand: () => [standOf(row)],
    }[key]();
  }

  tabs() {
    const group = make("fieldset", { className: "chips desk-tabs" }, make("legend", { className: "vh", textContent: "What is listed" }));
    for (const [name, about] of Object.entries(this.held.tables)) {
      const input = make("input", { type: "radio", className: "chip", name: `${this.id}-table`, value: name, checked: name === this.table });
      input.addEventListener("change", () => { Object.assign(this, { table: name, chosen: {}, order: null, whole: false }); this.build(); });
      group.append(make("label", {}, input, ` ${about.title} ${this.all(name).length}`));
    }
    return group;
  }

  // The controls above the list, made anew for each table; what is chosen stays as long as there is such a value.
  build() {
    const items = this.all(), text = this.about.fields.some((field) => field.name === "deadline");
    this.columns = COLUMNS.filter(([key]) => key !== "due" || text);
    const labelled = (title, control) => make("label", {}, title, control);
    const search = make("input", { type: "search", value: this.chosen.q || "", className: "desk-search" });
    search.addEventListener("input", () => { this.chosen.q = search.value; this.show(); });
    this.tools.replaceChildren(labelled("Search", search));
    const status = this.about.fields.find((field) => field.name === this.about.status).label;
    for (const [key, title] of [["actor", "Actor"], ["country", "Country"], ["status", status], ["speaker", "Speaker"], ["source", "Source"], ["stand", "Decided"]]) {
      const counts = new Map();
      for (const item of items) for (const value of new Set(this.values(item, key))) counts.set(value, (counts.get(value) || 0) + 1);
      const values = key === "stand" ? Object.keys(STANDS).filter(Boolean) : [...counts.keys()].filter(Boolean).sort((a, b) => a.localeCompare(b, "en"));
      const select = make("select", { className: `desk-${key}` }, make("option", { value: "", textContent: "all" }));
      for (const value of values) select.append(make("option", { value, textContent: `${key === "stand" ? STANDS[value] : value} (${counts.get(value) || 0})` }));
      if (this.chosen[key] && !counts.has(this.chosen[key]) && key !== "stand") this.chosen[key] = "";
      select.value = this.chosen[key] || "";
      select.addEventListener("change", () => { this.chosen[key] = select.value; this.show(); });
      this.tools.append(labelled(title, select));
    }
    for (const [key, title] of [["from", "From"], ["until", "Until"]]) {
      const input = make("input", { type: "date", value: this.chosen[key] || "", className: `desk-${key}` });
      input.addEventListener("change", () => { this.chosen[key] = input.value; this.show(); });
      this.tools.append(labelled(title, input));
    }
    const clear = make("button", { type: "button", textContent: "Clear" });
    clear.addEventListener("click", () => { this.chosen = {}; this.build(); });
    this.tools.append(clear);
    this.head.replaceChildren(...this.columns.map(([key, title]) => {
      const button = make("button", { type: "button", textContent: title });
      const cell = make("th", { scope: "col", className: key }, button);
      if (this.order?.[0] === key) cell.setAttribute("aria-sort", this.order[1] ? "descending" : "ascending");
      button.addEventListener("click", () => {
        this.order = [key, this.order?.[0] === key && !this.order[1]];
        for (const other of this.head.children) other.removeAttribute("aria-sort");
        cell.setAttribute("aria-sort", this.order[1] ? "descending" : "ascending");
        this.show();
      });
      return cell;
    }));
    this.show();
  }

  found() {
    const { q = "", from = "", until = "" } = this.chosen, wanted = plain(q).split(/\s+/).filter(Boolean);
    const keys = ["actor", "country", "status", "speaker", "source", "stand"].filter((key) => this.chosen[key]);
    const left = this.all().filter((item) => {
      const { article } = item;
      if ((from && !(article.published >= from)) || (until && !(article.published && article.published <= until))) return false;
      if (!keys.every((key) => this.values(item, key).includes(this.chosen[key]))) return false;
      if (!wanted.length) return true;
      const text = plain([...Object.values(item.row.values).map(told), article.title, article.source].join(" "));
      return wanted.every((word) => text.includes(word));
    });
    if (!this.order) return left;
    const [key, down] = this.order;
    const by = (item) => key === "due" ? item.row.due || "9999" : plain(this.cell(item, key));
    return left.map((item, n) => [by(item), n, item]).sort(([a, m], [b, n]) => ((a > b) - (a < b)) * (down ? -1 : 1) || m - n).map(([, , item]) => item);
  }

  show() {
    const focused = this.body.contains(this.root.getRootNode().activeElement);
    this.items = this.found();
    if (!this.items.some(({ row }) => row.id === this.row)) this.row = this.items[0]?.row.id;
    const place = this.items.findIndex(({ row }) => row.id === this.row);
    const shown = this.whole || place >= FIRST ? this.items : this.items.slice(0, FIRST);
    this.body.replaceChildren(...shown.map((item) => this.line(item)));
    const total = this.all().length;
    this.count.replaceChildren(this.items.length < total ? `${this.items.length} of ${numbered(total, "row")}` : numbered(total, "row"));
    if (shown.length < this.items.length) {
      const more = make("button", { type: "button", textContent: `Show all ${this.items.length}` });
      more.addEventListener("click", () => { this.whole = true; this.show(); });
      this.count.append(" ", more);
    }
    const { place: where, decisions, stale } = this.held.log;
    this.log.textContent = `${numbered(decisions, "decision")}, kept in ${where}` + (where === "memory" ? ": save them with an.corrections.save(\"corrections.jsonl\")" : "") + (stale ? `; ${stale} no longer fit, see an.stale` : "");
    this.open(focused);
  }

  line(item) {
    const { row } = item, stand = standOf(row);
    const line = make("tr", { className: `is-${row.values[this.about.status]} stands-${stand}`, data: { row: row.id } });
    for (const [key] of this.columns) {
      const text = this.cell(item, key);
      if (key !== "who") { line.append(make("td", { className: key }, key === "what" ? make("span", { textContent: text }) : text)); continue; }
      const name = `${text || "not named"}, ${this.cell(item, "status")}: ${this.cell(item, "what")}`;
      const button = make("button", { type: "button", textContent: text || "not named", tabIndex: -1, aria: { label: stand === "open" ? name : `${stand}: ${name}` } });
      line.append(make("th", { scope: "row", className: key }, button, stand === "open" ? "" : make("span", { className: "stand", textContent: stand })));
    }
    line.addEventListener("click", () => { this.row = row.id; this.open(true); });
    return line;
  }

  get item() { return this.items.find(({ row }) => row.id === this.row); }

  step(by) {
    const place = this.items.findIndex(({ row }) => row.id === this.row) + by;
    if (!this.items[place]) { this.tell(by > 0 ? "This is the last row." : "This is the first row."); return; }
    this.row = this.items[place].row.id;
    if (this.body.querySelector(`[data-row="${CSS.escape(this.row)}"]`)) this.open(true); else this.show();
  }

  // The chosen row is marked in the list and opened beside it.
  open(focus) {
    for (const line of this.body.rows) {
      const here = line.dataset.row === this.row, button = line.querySelector("button");
      line.classList.toggle("here", here);
      button.tabIndex = here ? 0 : -1;
      if (here) button.setAttribute("aria-current", "true"); else button.removeAttribute("aria-current");
      if (!here) continue;
      if (focus) button.focus({ preventScroll: true });
      const top = line.offsetTop - this.head.offsetHeight, bottom = line.offsetTop + line.offsetHeight;
      if (top < this.list.scrollTop) this.list.scrollTop = top;
      else if (bottom > this.list.scrollTop + this.list.clientHeight) this.list.scrollTop = bottom - this.list.clientHeight;
    }
    const { item } = this;
    this.picked = null;
    this.beside.replaceChildren(...(item ? [this.card(item), this.text(item)] : [make("p", { className: "none", textContent: "No row is chosen." })]));
    const first = this.words?.querySelector(".here");
    if (item && first) this.words.scrollTop = Math.max(0, first.offsetTop - this.words.clientHeight / 3);
  }

  card(item) {
    const { row, article } = item, stand = standOf(row);
    const button = (does, label, key) => {
      const made = make("button", { type: "button", className: `desk-${does}`, textContent: label, aria: key ? { keyshortcuts: key } : {} });
      made.addEventListener("click", () => this.act(does));
      return made;
    };
    const why = make("input", { className: "desk-why", value: this.why || "" });
    why.addEventListener("input", () => { this.why = why.value; });
    const facts = this.about.fields.filter(({ name }) => told(row.values[name])).map(({ name, label }) =>
      make("div", {}, make("dt", { textContent: label.split(/[:,]/)[0] }), make("dd", { textContent: told(row.values[name]) })));
    const buttons = [button("back", "Back", "k"), button("next", "Next", "j"), button("accept", "Accept", "a"),
      button("reject", "Reject", "r"), button("edit", "Correct", "e"), button("undo", "Undo", "u")];
    if (stand !== "open") buttons.push(button("take", "Take back", ""));
    return make("div", { className: `desk-card stands-${stand}` },
      make("p", { className: "desk-of" }, make("b", { textContent: article.title }), ` ${[article.source, article.published].filter(Boolean).join(", ")}`),
      make("dl", {}, ...facts),
      make("p", { className: "desk-stand" }, stand === "open" ? `found by the model, ${row.confidence.toFixed(2)} sure` : stand),
      make("div", { className: "desk-buttons" }, ...buttons, make("label", {}, "Why", why)),
      this.editing === row.id ? this.form(item) : "");
  }

  form({ row, article }) {
    const actors = make("datalist", { id: `${this.id}-actors` }, ...article.actors.map((name) => make("option", { value: name })));
    const form = make("form", { className: "desk-form", aria: { label: "Correct this row" } }, actors);
    for (const field of this.about.fields) {
      const value = row.values[field.name], text = field.kind === "names" ? value.join("; ") : value;
      const control = field.kind === "choice"
        ? make("select", { name: field.name }, ...field.options.map((option) => make("option", { value: option, textContent: option, selected: option === value })))
        : field.kind === "words" ? make("textarea", { name: field.name, value: text, rows: 2 })
        : make("input", { name: field.name, value: text });
      if (field.kind === "names") control.setAttribute("list", actors.id);
      control.addEventListener("input", () => { delete control.dataset.span; });
      form.append(make("label", {}, field.kind === "names" ? `${field.label}; several with ; between` : field.label, control));
      if (field.kind !== "words") continue;
      const take = make("button", { type: "button", className: "desk-take", textContent: "Take the words selected in the article" });
      take.setAttribute("aria-label", `${take.textContent} as ${field.name}`);
      take.addEventListener("click", () => {
        if (!this.picked) { this.tell("Select words in the article first."); return; }
        control.value = this.picked.words;
        control.dataset.span = JSON.stringify(this.picked.span);
      });
      form.append(take);
    }
    const cancel = make("button", { type: "button", textContent: "Cancel" });
    cancel.addEventListener("click", () => this.leave());
    form.append(make("div", { className: "desk-buttons" }, make("button", { type: "submit", className: "desk-save", textContent: "Save" }), cancel));
    form.addEventListener("submit", (event) => { event.preventDefault(); this.save(form, row); });
    return form;
  }

  save(form, row) {
    const changes = {};
    for (const field of this.about.fields) {
      const control = form.elements[field.name], before = row.values[field.name];
      if (control.dataset.span) {
        const span = JSON.parse(control.dataset.span);
        if (field.column.endsWith("_spans")) changes[field.column] = [span]; else changes[field.column] = span;
      } else if (field.kind === "names") {
        const names = control.value.split(";").map((name) => name.trim()).filter(Boolean);
        if (names.join(";") !== before.join(";")) changes[field.name] = names;
      } else if (control.value.trim() !== before) {
        const value = control.value.trim();
        changes[field.name] = value || (field.kind === "words" ? "" : null);
      }
    }
    if (!Object.keys(changes).length) { this.tell("Nothing is changed."); return; }
    this.ask("edit", { changes });
  }

  leave() {
    this.editing = null;
    this.open(true);
  }

  // The article, the chosen row's words marked by what they are; offsets count code points.
  text({ row, article }) {
    const marks = Object.entries(row.spans).flatMap(([role, spans]) => spans.map(([start, end]) => ({ role, start, end })));
    this.words = make("div", { className: "words desk-words", tabIndex: 0, role: "region", aria: { label: `Article: ${article.title}` } });
    for (const [start, kind, words] of article.paragraphs) {
      const chars = [...words], end = start + chars.length;
      const mine = marks.filter((mark) => mark.start < end && mark.end > start);
      const cuts = [...new Set([start, end, ...mine.flatMap((mark) => [Math.max(start, mark.start), Math.min(end, mark.end)])])].sort((a, b) => a - b);
      const paragraph = make("p", { className: `para-${kind}` });
      cuts.slice(0, -1).forEach((cut, n) => {
        const roles = mine.filter((mark) => mark.start <= cut && mark.end > cut).map((mark) => mark.role);
        const piece = make(roles.length ? "mark" : "span", { textContent: chars.slice(cut - start, cuts[n + 1] - start).join(""), data: { start: cut } });
        piece.className = [...roles.map((role) => KINDS[role] || ""), roles.some((role) => HEADS.includes(role)) ? "here" : ""].join(" ").trim();
        if (roles.length) piece.title = roles.join(", ");
        paragraph.append(piece);
      });
      this.words.append(paragraph);
    }
    for (const type of ["mouseup", "keyup"]) this.words.addEventListener(type, () => this.pick());
    return this.words;
  }

  pick() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const at = (node, offset) => {
      const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
      if (!piece || !this.words.contains(piece)) return null;
      return +piece.dataset.start + (node.nodeType === Node.TEXT_NODE ? [...node.data.slice(0, offset)].length : 0);
    };
    const span = [at(range.startContainer, range.startOffset), at(range.endContainer, range.endOffset)];
    const words = selection.toString();
    if (span.includes(null) || !words.trim()) return;
    const before = [...words].length - [...words.trimStart()].length, after = [...words].length - [...words.trimEnd()].length;
    this.picked = { span: [span[0] + before, span[1] - after], words: words.trim().replace(/\s+/g, " ") };
  }

  tell(text) { this.said.textContent = text; }

  ask(does, more = {}) {
    const { item } = this;
    if (!item) return;
    const place = this.items.indexOf(item);
    this.after = ["accept", "reject"].includes(does) ? (this.items[place + 1] || this.items[place - 1])?.row.id : item.row.id;
    this.asked = true;
    this.tell("…");
    this.model.send({ does, doc_id: item.article.doc, row: item.row.id, why: this.why || "", ...more });
  }

  act(does) {
    if (does === "next") this.step(1);
    else if (does === "back") this.step(-1);
    else if (does === "edit") {
      if (!this.item) return;
      if (this.item.row.rejected) { this.tell("This row is rejected; take that back first."); return; }
      this.editing = this.row;
      this.open(false);
      this.beside.querySelector(".desk-form select, .desk-form input").focus();
    } else if (does === "undo") {
      this.asked = true;
      this.after = null;
      this.tell("…");
      this.model.send({ does: "undo" });
    } else if (does === "take") this.ask("undo");
    else this.ask(does);
  }

  heard(message) {
    if (message.kind === "changed") {
      const article = this.held.articles.find(({ doc }) => doc === message.doc);
      article.rows = message.rows;
      this.held.log = message.log;
      if (!this.asked) this.build();
      return;
    }
    const words = { accept: "Accepted.", reject: "Rejected.", edit: "Corrected.", undo: "Taken back." };
    if (!this.asked) return;
    this.asked = false;
    if (message.kind === "refused") { this.tell(message.why); return; }
    Object.assign(this, { editing: null, why: "", row: this.after || message.row || this.row });
    const home = Object.keys(this.held.tables).find((name) => this.all(name).some(({ row }) => row.id === this.row));
    if (home && home !== this.table) this.root.querySelector(`.chip[value=${home}]`).click();
    this.tell(words[message.does]);
    this.build();
    this.body.querySelector("tr.here button")?.focus({ preventScroll: true });
  }

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      if (this.editing) this.leave(); else this.open(true);
      return;
    }
    if (event.target.closest("input, select, textarea")) return;
    const { key } = event, does = { j: "next", ArrowDown: "next", k: "back", ArrowUp: "back", a: "accept", r: "reject", e: "edit", u: "undo" }[key];
    if (key.startsWith("Arrow") && event.target.closest(".desk-words")) return;
    if (key === "/") this.tools.querySelector(".desk-search").focus();
    else if (does) this.act(does);
    else return;
    event.preventDefault();
  }
}

export default {
  render({ model, el }) {
    const view = new View(model, el);
    return () => model.off("msg:custom", view.hear);
  },
};
