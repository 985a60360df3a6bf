"use strict";
// Comfort only: everything on the page is there and linked without this script.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

  // Filter and sort: rows keep to their group; a group without a row left is hidden with its heading.
  const words = (row) => (row.textContent + " " + (row.dataset.search || "")).toLowerCase();
  const filter = (table, input, told) => {
    const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0, total = 0;
    for (const body of table.tBodies) {
      const group = body.querySelector(".group");
      const heading = group ? group.textContent.toLowerCase() + " " : "";
      let left = 0;
      for (const row of body.rows) {
        if (row === group) continue;
        const text = heading + words(row);
        row.hidden = !wanted.every((word) => text.includes(word));
        for (const item of all("details li", row)) {
          item.hidden = wanted.length > 0 && !wanted.some((word) => item.textContent.toLowerCase().includes(word));
        }
        for (const more of all("details", row)) more.open = wanted.length > 0 && all("li:not([hidden])", more).length > 0;
        left += row.hidden ? 0 : 1;
        total += 1;
      }
      body.hidden = left === 0;
      shown += left;
    }
    told.value = wanted.length ? `${shown} of ${total} rows` : "";
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
      const rows = [...body.rows].filter((row) => !row.classList.contains("group"));
      const keyed = rows.map((row) => [value(row, column), row]);
      keyed.sort(([[a, s]], [[b, t]]) => (a - b || s.localeCompare(t, "en")) * (down ? -1 : 1));
      keyed.forEach(([, row]) => body.append(row));
    }
  };
  for (const table of all("table[data-table]")) {
    const rows = all("tbody tr:not(.group)", table);
    if (rows.length < 4) continue;
    const tools = make("div", { className: "tools" });
    const label = make("label", { textContent: "Search" });
    label.append(make("span", { className: "vh", textContent: ` in ${table.dataset.table}` }));
    const input = make("input", { type: "search" });
    const told = make("output");
    input.addEventListener("input", () => filter(table, input, told));
    label.append(input);
    tools.append(label, told);
    table.before(tools);
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

  // A citation for a row, to be pasted elsewhere.
  for (const row of all("[data-cite]")) {
    const place = row.querySelector(".what") || row.querySelector(".sure")?.parentNode;
    const label = row.querySelector(".label");
    if (!place) continue;
    const button = make("button", { type: "button", className: "copy", textContent: "cite" });
    button.setAttribute("aria-label", "Copy a citation of " + (label ? label.textContent.trim() : "this row"));
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(row.dataset.cite);
      } catch {
        const area = make("textarea", { value: row.dataset.cite });
        document.body.append(area);
        area.select();
        document.execCommand("copy");
        area.remove();
      }
      button.textContent = "copied";
      setTimeout(() => { button.textContent = "cite"; }, 1500);
    });
    place.insertBefore(button, place.querySelector(".condition"));
  }
})();
