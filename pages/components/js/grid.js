// A grid to type in what stands on paper. A row that was touched stays in this browser until the server says that it
// is kept: a dropped line or a reload loses nothing. A row the server refused stays as it was typed, with the reason.

const AGAIN_MS = 4000;
const timers = new WeakMap();
const fresh = new WeakMap();

function shelf(name) {
  const key = `onsavis.grid.${name}`;
  return {
    read() { try { return JSON.parse(localStorage.getItem(key)) || {}; } catch { return {}; } },
    write(held) {
      if (Object.keys(held).length) localStorage.setItem(key, JSON.stringify(held));
      else localStorage.removeItem(key);
    },
  };
}

const mark = () =>
  crypto.getRandomValues(new Uint8Array(16)).reduce((all, one) => all + one.toString(16).padStart(2, "0"), "");

function field(column, label) {
  const made = document.createElement(column.choices ? "select" : "input");
  if (column.choices) {
    made.replaceChildren(...column.choices.map(([value, words]) => new Option(words, value)));
  } else {
    made.autocomplete = "off";
    made.maxLength = column.longest || 300;
    if (column.takes === "number") made.inputMode = "numeric";
  }
  made.ariaLabel = label;
  made.dataset.column = column.name;
  made.className = column.takes === "words" ? "wide" : column.choices ? "list" : "short";
  return made;
}

function head(root, data) {
  const cells = [data.words.sheet, ...data.columns.map((one) => one.head)].map((words, at) => {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = words;
    if (at) cell.title = data.columns[at - 1].about || "";
    return cell;
  });
  root.querySelector("thead tr").replaceChildren(...cells);
}

function row(root, data, id, label) {
  const body = root.querySelector("tbody");
  let line = [...body.children].find((one) => one.dataset.row === id);
  if (!line) {
    line = document.createElement("tr");
    line.dataset.row = id;
    const name = document.createElement("th");
    name.scope = "row";
    line.append(name, ...data.columns.map((one) => {
      const cell = document.createElement("td");
      cell.append(field(one, `${label || data.words.new} ${one.about || one.head}`));
      return cell;
    }));
    const said = document.createElement("td");
    said.className = "said";
    line.append(said);
    body.append(line);
  }
  line.querySelector("th").textContent = label;
  return line;
}

const fields = (line) => [...line.querySelectorAll("input, select")];
const cells = (line) => Object.fromEntries(fields(line).map((one) => [one.dataset.column, one.value]));

export default function ({ data, parentElement: root, setStateValue }) {
  const store = shelf(data.name);
  const drafts = shelf(`${data.name}.draft`);
  const held = store.read();
  for (const [id, one] of Object.entries(held)) if (data.kept[id] === one.stamp && !data.said[id]) delete held[id];
  store.write(held);
  const shape = JSON.stringify([data.name, data.columns]);
  if (root.querySelector("table").dataset.shape !== shape) {
    root.querySelector("table").dataset.shape = shape;
    root.querySelector("tbody").replaceChildren();
    root.querySelector("table").classList.toggle("many", data.columns.filter((one) => one.takes === "words").length > 2);
    head(root, data);
  }
  const pending = () => Object.entries(held).filter(([id, one]) => data.kept[id] !== one.stamp);
  const send = () => setStateValue("queue", pending().map(([id, one]) => ({ row: id, ...one })));
  const commit = (line, andOn = false) => {
    const id = line.dataset.row;
    const typed = cells(line);
    if (data.adds && !Object.entries(typed).some(([name, one]) => one.trim() && !data.carried.includes(name))) return;
    if (held[id] && JSON.stringify(held[id].cells) === JSON.stringify(typed)) return;
    held[id] = { cells: typed, stamp: mark() };
    store.write(held);
    send();
    if (data.adds && id === fresh.get(root)) {
      const carried = Object.fromEntries(Object.entries(typed).filter(([name]) => data.carried.includes(name)));
      drafts.write(carried);
      fresh.set(root, mark());
    }
    paint();
    if (data.adds && andOn) {
      const last = [...root.querySelectorAll("tbody tr")].at(-1);
      fields(last).find((one) => !data.carried.includes(one.dataset.column)).focus();
    }
  };

  function paint() {
    const rows = [...data.rows];
    for (const id of Object.keys(held)) if (!rows.some((one) => one.id === id)) rows.push({ id, label: "" });
    if (data.adds) {
      if (!fresh.get(root)) fresh.set(root, mark());
      rows.push({ id: fresh.get(root), label: data.words.new });
    }
    for (const line of [...root.querySelectorAll("tbody tr")]) {
      if (!rows.some((one) => one.id === line.dataset.row)) line.remove();
    }
    for (const one of rows) {
      const isNew = data.adds && one.id === fresh.get(root);
      const there = [...root.querySelectorAll("tbody tr")].some((line) => line.dataset.row === one.id);
      const line = row(root, data, one.id, one.label);
      const typed = held[one.id];
      const shown = typed ? typed.cells : isNew ? (there ? null : drafts.read()) : one.cells;
      const active = root.getRootNode().activeElement;
      if (shown) {
        for (const each of fields(line)) {
          if (each !== active && (each.dataset.column in shown || !isNew)) each.value = shown[each.dataset.column] ?? "";
        }
      }
      const answered = typed && data.kept[one.id] === typed.stamp;
      line.querySelector(".said").textContent = typed ? (answered ? data.said[one.id] : data.words.waiting) : one.said || "";
      line.classList.toggle("refused", Boolean(answered));
    }
  }
  paint();

  const table = root.querySelector("table");
  table.oninput = (event) => {
    const line = event.target.closest("tr");
    if (data.adds && line.dataset.row === fresh.get(root)) drafts.write(cells(line));
  };
  table.onchange = (event) => { if (!data.adds) commit(event.target.closest("tr")); };
  table.onfocusout = (event) => {
    const line = event.target.closest("tr");
    if (data.adds && line.isConnected && !line.contains(event.relatedTarget)) commit(line);
  };
  // Keys belong to this grid alone: elsewhere on the page a single letter may show or hide a card.
  table.onkeyup = (event) => event.stopPropagation();
  table.onkeydown = (event) => {
    event.stopPropagation();
    const line = event.target.closest("tr");
    const step = { ArrowDown: 1, ArrowUp: -1, Enter: event.shiftKey ? -1 : 1 }[event.key];
    if (step === undefined || event.isComposing || (event.target.tagName === "SELECT" && event.key !== "Enter")) return;
    event.preventDefault();
    if (data.adds && event.key === "Enter") return commit(line, true);
    const next = step > 0 ? line.nextElementSibling : line.previousElementSibling;
    const to = next && fields(next)[fields(line).indexOf(event.target)];
    if (to) { to.focus(); if (to.select) to.select(); }
    else event.target.blur();
  };

  clearInterval(timers.get(root));
  if (pending().length) send();
  timers.set(root, setInterval(() => { if (pending().length) send(); }, AGAIN_MS));
  return () => clearInterval(timers.get(root));
}
